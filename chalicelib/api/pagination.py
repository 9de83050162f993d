"""Pages at the door: what a list may be asked, and how it answers."""

from typing import Annotated, Any
from urllib.parse import urlencode

from pydantic import BaseModel, Field

from chalicelib.api.schemas.base import Out, Query
from chalicelib.kit.pagination import DEFAULT_LIMIT, LARGEST_LIMIT, Page


class PageQuery(Query):
    """Every list is asked like this."""

    limit: Annotated[int, Field(ge=1, le=LARGEST_LIMIT, description="How many at most")] = (
        DEFAULT_LIMIT
    )
    cursor: Annotated[
        str | None,
        Field(max_length=1000, description="`next_cursor` of the page before this one"),
    ] = None


class PageOut[T: BaseModel](Out):
    """Every list answers like this."""

    data: list[T]
    next_cursor: str | None = None
    has_more: bool = False


def envelope(page: Page[Any]) -> dict[str, Any]:
    return {
        "data": page.items,
        "next_cursor": page.next_cursor,
        "has_more": page.next_cursor is not None,
    }


def next_link(path: str, parameters: dict[str, str], name: str, position: str) -> str:
    """RFC 8288: where the next part is, with all that the present one was asked."""
    return f'<{path}?{urlencode({**parameters, name: position})}>; rel="next"'
