"""Where somebody is signed in."""

import uuid
from typing import Annotated

from pydantic import Field, StrictBool

from chalicelib.api.schemas.base import In, Instant, Out
from chalicelib.identity.sessions import SessionKind


class SessionOut(Out):
    id: uuid.UUID
    kind: Annotated[SessionKind, Field(description="How it was opened")]
    created_at: Instant
    last_seen_at: Instant
    address: str
    device: Annotated[str, Field(description="The User-Agent at sign-in")]
    is_current: bool


class EndAll(In):
    keep_current: StrictBool = False
