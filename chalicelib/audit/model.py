"""Whoever does something that must be traceable, and what is then written down."""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any, Protocol


class Acting(Protocol):
    """What the log needs to know of an actor; the audit room lies below the identity room."""

    @property
    def user_id(self) -> uuid.UUID | None: ...
    @property
    def email(self) -> str: ...
    @property
    def address(self) -> str: ...
    @property
    def request_id(self) -> str: ...


@dataclass(frozen=True)
class Speaker:
    """An actor who is nobody's user: a site's plugin, or somebody not signed in."""

    email: str
    address: str = ""
    request_id: str = ""
    user_id: uuid.UUID | None = None


# What the platform and the sites note by themselves; what people do, their routes name.
PLATFORM_ACTIONS = frozenset(
    {
        "channel.disable",
        "command.expire",
        "command.finish",
        "command.refuse",
        "command.request",
        "command.sign",
        "factor.use_recovery_code",
        "site.resume",
        "site_keys.rotate",
        "user.mail_email_change_link",
        "user.mail_password_reset_link",
    }
)


@dataclass(frozen=True)
class AuditEntry:
    """Who did what to which object, and its place in the chain."""

    id: uuid.UUID
    seq: int
    at: dt.datetime
    actor: str
    user_id: uuid.UUID | None
    client_id: uuid.UUID | None
    action: str
    object_kind: str
    object_id: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    address: str | None
    request_id: str | None
    hash: str


@dataclass(frozen=True, kw_only=True)
class AuditFilter:
    """Which entries somebody wants to see; what is None does not matter."""

    since: dt.datetime | None = None
    until: dt.datetime | None = None
    actor: str | None = None
    action: str | None = None
    object_kind: str | None = None
    object_id: str | None = None
    client_id: uuid.UUID | None = None
