"""An invitation: somebody may become a user, in one role. Pure."""

import datetime as dt
import uuid
from dataclasses import dataclass
from enum import StrEnum

from chalicelib.identity.model import Role


class InvitationState(StrEnum):
    OPEN = "open"
    USED = "used"
    EXPIRED = "expired"
    REVOKED = "revoked"


@dataclass(frozen=True)
class Invitation:
    id: uuid.UUID
    email: str
    role: Role
    client_id: uuid.UUID | None
    client_name: str | None
    # None: every site of the client.
    site_ids: frozenset[uuid.UUID] | None
    locale: str
    invited_by: str | None
    created_at: dt.datetime
    expires_at: dt.datetime
    used_at: dt.datetime | None = None
    revoked_at: dt.datetime | None = None

    def __post_init__(self) -> None:
        # From the database a role comes as plain text, and sites as a list.
        object.__setattr__(self, "role", Role(self.role))
        if self.site_ids is not None:
            object.__setattr__(self, "site_ids", frozenset(self.site_ids))

    @property
    def is_closed(self) -> bool:
        """Used or withdrawn: no new link revives it."""
        return self.used_at is not None or self.revoked_at is not None

    def is_open(self, now: dt.datetime) -> bool:
        return self.state(now) is InvitationState.OPEN

    def state(self, now: dt.datetime) -> InvitationState:
        if self.used_at is not None:
            return InvitationState.USED
        if self.revoked_at is not None:
            return InvitationState.REVOKED
        return InvitationState.OPEN if self.expires_at > now else InvitationState.EXPIRED
