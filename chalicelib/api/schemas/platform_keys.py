"""Our command keys, and the list of them that the root key signs."""

from typing import Annotated

from pydantic import Field

from chalicelib.api.schemas.base import In, Instant, Out
from chalicelib.sites.key_list import KeyState


class SignedList(In):
    """A list as `tools/root_key.py` writes it."""

    payload_type: Annotated[str, Field(max_length=100)]
    payload: Annotated[str, Field(max_length=30_000)]
    keyid: Annotated[str, Field(max_length=100)]
    sig: Annotated[str, Field(max_length=100)]


class PlatformKeysPublish(In):
    signed_list: SignedList


class PlatformKeyOut(Out):
    """The times are null for a key that sites pin themselves because there is no root key."""

    kid: str
    state: KeyState
    not_before: Instant | None
    not_after: Instant | None


class PlatformKeysOut(Out):
    version: int
    keys: list[PlatformKeyOut]
    signed_by_root: bool


class SignedListOut(Out):
    payload_type: str
    payload: str
    keyid: str
    sig: str
