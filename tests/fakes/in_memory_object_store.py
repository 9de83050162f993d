"""Objects in a dictionary: as S3 keeps them, without asking anybody."""

from collections.abc import Iterator

from chalicelib.adapters.object_store import ObjectExists, ObjectMissing, Upload


class InMemoryObjectStore:
    def __init__(self) -> None:
        self.objects: dict[str, bytes] = {}

    def put(self, key: str, content: bytes, *, content_type: str, replace: bool = True) -> None:
        if key in self.objects and not replace:
            raise ObjectExists(key)
        self.objects[key] = content

    def get(self, key: str) -> bytes:
        try:
            return self.objects[key]
        except KeyError:
            raise ObjectMissing(key) from None

    def has(self, key: str) -> bool:
        return key in self.objects

    def list_keys(self, prefix: str) -> Iterator[str]:
        yield from sorted(key for key in self.objects if key.startswith(prefix))

    def delete(self, key: str) -> None:
        self.objects.pop(key, None)

    def permit_put(
        self, key: str, *, sha256: bytes, content_type: str, lasts_seconds: int
    ) -> Upload:
        return Upload(f"memory:{key}", {})

    def permit_get(self, key: str, *, lasts_seconds: int, filename: str = "") -> str:
        return f"memory:{key}"
