"""The agency's clients."""

import uuid
from typing import Annotated, Literal

from pydantic import StringConstraints

from chalicelib.api.pagination import PageQuery
from chalicelib.api.schemas.base import Changes, Email, In, Instant, Line, Out, Search

type Notes = Annotated[str, StringConstraints(max_length=10_000, strip_whitespace=True)]
type ContactEmail = Email | Literal[""]


class ClientCreate(In):
    name: Line
    contact_email: ContactEmail = ""
    notes: Notes = ""


class ClientUpdate(Changes):
    name: Line = ""
    contact_email: ContactEmail = ""
    notes: Notes = ""


class ClientQuery(PageQuery):
    q: Search | None = None


class ClientOut(Out):
    id: uuid.UUID
    name: str
    contact_email: str
    notes: str
    sites_count: int
    created_at: Instant
