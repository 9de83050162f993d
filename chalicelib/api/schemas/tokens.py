"""Personal access tokens."""

import uuid
from typing import Annotated

from pydantic import Field, StrictInt

from chalicelib.api.schemas.base import In, Instant, Line, Out
from chalicelib.identity.model import Permission


class TokenCreate(In):
    name: Line
    scopes: Annotated[
        list[Permission],
        Field(min_length=1, max_length=50, description="What it may do, of what its owner may"),
    ]
    expires_in_days: Annotated[StrictInt, Field(ge=1, le=365)]


class TokenOut(Out):
    id: uuid.UUID
    name: str
    prefix: Annotated[str, Field(description="How it begins, to recognise it by")]
    scopes: list[Permission]
    created_at: Instant
    expires_at: Instant
    last_used_at: Instant | None


class TokenCreatedOut(TokenOut):
    token: Annotated[str, Field(description="Shown once")]
