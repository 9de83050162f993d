"""Users as those see them who look after them, and invitations."""

import uuid
from typing import Annotated, Literal

from pydantic import Field, StrictBool

from chalicelib.api.pagination import PageQuery
from chalicelib.api.schemas.base import Changes, Email, In, Instant, Line, Out, Search
from chalicelib.identity.invitation import InvitationState
from chalicelib.identity.model import Role

type Locale = Literal["en", "de"]
_MOST_SITES = 10_000
# None: every site of the client.
type SiteIds = Annotated[
    frozenset[uuid.UUID] | None,
    Field(max_length=_MOST_SITES, description="The only sites a client's user sees; null: all"),
]


class UserQuery(PageQuery):
    role: Role | None = None
    client_id: uuid.UUID | None = None
    q: Search | None = None
    is_active: bool | None = None


class UserUpdate(Changes):
    name: Line = ""
    role: Role = Role.SUPPORT
    client_id: uuid.UUID | None = None
    is_active: StrictBool = True
    site_ids: SiteIds = None


class AccountOut(Out):
    id: uuid.UUID
    email: str
    name: str
    role: Role
    client_id: uuid.UUID | None
    client_name: str | None
    is_active: bool
    two_factor_enabled: bool
    last_login_at: Instant | None
    created_at: Instant
    site_ids: list[uuid.UUID] | None


class ColleagueOut(Out):
    """One of the people of the client whose user asks."""

    id: uuid.UUID
    email: str
    name: str
    is_active: bool
    last_login_at: Instant | None
    site_ids: list[uuid.UUID] | None


class InvitationQuery(PageQuery):
    state: InvitationState | None = None


class InvitationCreate(In):
    email: Email
    role: Role
    client_id: uuid.UUID | None = None
    site_ids: SiteIds = None
    locale: Locale | None = None


class InvitationOut(Out):
    id: uuid.UUID
    email: str
    role: Role
    client_id: uuid.UUID | None
    client_name: str | None
    site_ids: list[uuid.UUID] | None
    invited_by: str | None
    created_at: Instant
    expires_at: Instant
    state: InvitationState
