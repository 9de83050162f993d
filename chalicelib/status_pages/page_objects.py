"""Where pages lie: what the publisher must know (`documents`), and what everybody may read.

In AWS CloudFront reaches `public` and nothing else of this bucket.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from chalicelib.adapters.object_store import ObjectDamaged, ObjectMissing, ObjectStore
from chalicelib.status_pages.document import PageDocument

PUBLIC = "public/status/"
_DOCUMENTS = "documents/"
_STATE = "state/published.json"
_JSON = "application/json"


class PageObjects:
    def __init__(self, objects: ObjectStore) -> None:
        self._objects = objects

    def keep_document(self, document: PageDocument) -> None:
        key = _key(document.slug)
        self._objects.put(key, document.model_dump_json().encode(), content_type=_JSON)

    def list_documents(self, *, unreadable: list[str]) -> Iterator[PageDocument]:
        """Each page's document. The names of damaged ones are added to `unreadable`."""
        for key in sorted(self._objects.list_keys(_DOCUMENTS)):
            try:
                yield PageDocument.model_validate_json(self._objects.get(key))
            except (ValidationError, ObjectMissing, ObjectDamaged):
                unreadable.append(key)

    def list_slugs(self) -> list[str]:
        """The addresses that have, or had, a page."""
        keys = self._objects.list_keys(_DOCUMENTS)
        return [key.removeprefix(_DOCUMENTS).removesuffix(".json") for key in keys]

    def publish(self, name: str, content: bytes, *, content_type: str) -> None:
        self._objects.put(f"{PUBLIC}{name}", content, content_type=content_type)

    def find_state(self) -> dict[str, Any]:
        """What was published last, by page; empty when that is not known."""
        try:
            found = json.loads(self._objects.get(_STATE))
        except (ObjectMissing, ObjectDamaged, ValueError):
            return {}
        return found if isinstance(found, dict) else {}

    def keep_state(self, state: Mapping[str, Any]) -> None:
        self._objects.put(_STATE, json.dumps(state, sort_keys=True).encode(), content_type=_JSON)


def _key(slug: str) -> str:
    return f"{_DOCUMENTS}{slug}.json"
