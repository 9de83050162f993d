"""Cursor pagination: a page is found by where the last one ended, never by counting rows."""

import base64
import binascii
import datetime as dt
import json
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from chalicelib.kit.errors import BadRequest
from chalicelib.kit.text import is_storable

DEFAULT_LIMIT = 50
LARGEST_LIMIT = 1000
_LARGEST_COUNT = 2**31 - 1  # what a PostgreSQL integer holds


class InvalidCursor(BadRequest):
    code = "invalid_cursor"
    title = "The cursor is not one of ours"


@dataclass(frozen=True)
class Page[T]:
    items: Sequence[T]
    next_cursor: str | None


def encode_cursor(*position: Any) -> str:
    """An opaque cursor; it holds only sort values of a row that the caller has already seen."""
    return base64.urlsafe_b64encode(json.dumps(position).encode()).rstrip(b"=").decode()


def decode_cursor(cursor: str, *kinds: type) -> list[Any]:
    """The position in a cursor, one value for each of `kinds`.

    Raises InvalidCursor for anything that `encode_cursor` did not make.
    """
    padded = cursor + "=" * (-len(cursor) % 4)
    try:
        position = json.loads(base64.urlsafe_b64decode(padded.encode("ascii")))
    except (binascii.Error, ValueError, RecursionError) as error:
        raise InvalidCursor from error
    fits = isinstance(position, list) and len(position) == len(kinds)
    if not fits or not all(_is(kind, value) for kind, value in zip(kinds, position, strict=True)):
        raise InvalidCursor
    return list(position)


def as_id(value: Any) -> uuid.UUID:
    """An id from a cursor's position. Raises InvalidCursor."""
    try:
        return uuid.UUID(value)
    except (TypeError, ValueError, AttributeError) as error:
        raise InvalidCursor from error


def as_instant(value: Any) -> dt.datetime:
    """An instant from a cursor's position. Raises InvalidCursor."""
    try:
        instant = dt.datetime.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise InvalidCursor from error
    if instant.tzinfo is None:
        raise InvalidCursor
    return instant


class Identified(Protocol):
    @property
    def id(self) -> uuid.UUID: ...


def newest_first[T: Identified](items: Iterable[T], *, limit: int, cursor: str | None) -> Page[T]:
    """A page of a list that is short enough to be sorted here; ids sort by time (uuid7)."""
    before = as_id(decode_cursor(cursor, str)[0]) if cursor else None
    rest = sorted(
        (item for item in items if before is None or item.id < before),
        key=lambda item: item.id,
        reverse=True,
    )
    page = rest[:limit]
    return Page(page, encode_cursor(str(page[-1].id)) if len(rest) > limit else None)


def _is(kind: type, value: Any) -> bool:
    if isinstance(value, str) and not is_storable(value):
        return False
    if isinstance(value, int) and abs(value) > _LARGEST_COUNT:
        return False
    return isinstance(value, kind) and not isinstance(value, bool)
