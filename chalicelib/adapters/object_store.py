"""Objects: large things by name. Every byte that goes in is checked on the way."""

import base64
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from botocore.config import Config
from botocore.exceptions import ClientError

if TYPE_CHECKING:
    from types_boto3_s3 import S3Client


# Without it botocore may sign URLs with version 2, which does not bind the headers.
SIGNING = Config(signature_version="s3v4")


class ObjectMissing(Exception):
    """There is no object of that name."""


class ObjectExists(Exception):
    """There is an object of that name already, and it was not to be replaced."""


class ObjectDamaged(Exception):
    """The bytes are not those that the checksum promises."""


@dataclass(frozen=True)
class Upload:
    """A permission to put exactly these bytes; the headers must be sent as they are."""

    url: str
    headers: dict[str, str]


class ObjectStore(Protocol):
    def put(self, key: str, content: bytes, *, content_type: str, replace: bool = True) -> None:
        """Store an object whole. Raises ObjectExists when it may not replace what is there."""
        ...

    def get(self, key: str) -> bytes:
        """The object, checked against its checksum. Raises ObjectMissing or ObjectDamaged."""
        ...

    def has(self, key: str) -> bool: ...

    def list_keys(self, prefix: str) -> Iterator[str]: ...

    def delete(self, key: str) -> None:
        """Remove an object; one that is not there is gone already."""
        ...

    def permit_put(
        self, key: str, *, sha256: bytes, content_type: str, lasts_seconds: int
    ) -> Upload:
        """Let somebody without credentials put one object, whose digest is known beforehand."""
        ...

    def permit_get(self, key: str, *, lasts_seconds: int, filename: str = "") -> str:
        """A URL under which anybody may fetch the object for a while."""
        ...


class S3ObjectStore:
    """Amazon S3, one bucket."""

    def __init__(self, client: "S3Client", bucket: str) -> None:
        """`client` must be made with SIGNING, or permissions are signed the old, weak way."""
        self._client = client
        self._bucket = bucket

    def put(self, key: str, content: bytes, *, content_type: str, replace: bool = True) -> None:
        only_new = {} if replace else {"IfNoneMatch": "*"}
        try:
            self._client.put_object(
                Bucket=self._bucket,
                Key=key,
                Body=content,
                ContentType=content_type,
                ChecksumSHA256=_encoded_digest(content),
                **only_new,  # type: ignore[arg-type]
            )
        except ClientError as error:
            if _code(error) in ("PreconditionFailed", "ConditionalRequestConflict"):
                raise ObjectExists(key) from error
            if _code(error) in ("BadDigest", "XAmzContentChecksumMismatch"):
                raise ObjectDamaged(key) from error
            raise

    def get(self, key: str) -> bytes:
        try:
            answer = self._client.get_object(Bucket=self._bucket, Key=key, ChecksumMode="ENABLED")
        except ClientError as error:
            if _code(error) == "NoSuchKey":
                raise ObjectMissing(key) from error
            raise
        content = answer["Body"].read()
        promised = answer.get("ChecksumSHA256")
        if promised and promised != _encoded_digest(content):
            raise ObjectDamaged(key)
        return content

    def has(self, key: str) -> bool:
        try:
            self._client.head_object(Bucket=self._bucket, Key=key)
        except ClientError as error:
            if _code(error) in ("404", "NoSuchKey", "NotFound"):
                return False
            raise
        return True

    def list_keys(self, prefix: str) -> Iterator[str]:
        pages = self._client.get_paginator("list_objects_v2").paginate(
            Bucket=self._bucket, Prefix=prefix
        )
        for page in pages:
            for found in page.get("Contents", []):
                yield found["Key"]

    def delete(self, key: str) -> None:
        self._client.delete_object(Bucket=self._bucket, Key=key)

    def permit_put(
        self, key: str, *, sha256: bytes, content_type: str, lasts_seconds: int
    ) -> Upload:
        digest = base64.b64encode(sha256).decode()
        url = self._client.generate_presigned_url(
            "put_object",
            Params={
                "Bucket": self._bucket,
                "Key": key,
                "ContentType": content_type,
                "ChecksumSHA256": digest,
                "IfNoneMatch": "*",
            },
            ExpiresIn=lasts_seconds,
        )
        return Upload(
            url,
            {"Content-Type": content_type, "x-amz-checksum-sha256": digest, "If-None-Match": "*"},
        )

    def permit_get(self, key: str, *, lasts_seconds: int, filename: str = "") -> str:
        shown = {"ResponseContentDisposition": _attachment(filename)} if filename else {}
        return self._client.generate_presigned_url(
            "get_object",
            Params={"Bucket": self._bucket, "Key": key, **shown},
            ExpiresIn=lasts_seconds,
        )


def _encoded_digest(content: bytes) -> str:
    return base64.b64encode(hashlib.sha256(content).digest()).decode()


def _attachment(filename: str) -> str:
    plain = "".join(c for c in filename if c.isascii() and c.isprintable() and c not in '"\\')
    return f'attachment; filename="{plain}"'


def _code(error: ClientError) -> str:
    return str(error.response.get("Error", {}).get("Code", ""))
