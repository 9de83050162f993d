"""Who acts, what a role may do, and which rows an actor may see. Pure rules."""

import datetime as dt
import uuid
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

TOKEN_PREFIX = "wwt_"  # noqa: S105 - of every personal access token; scanners know such prefixes
STEP_UP_LASTS = dt.timedelta(minutes=5)


class Role(StrEnum):
    ADMIN = "admin"
    SUPPORT = "support"
    CLIENT = "client"


class Permission(StrEnum):
    """What a route may require; every route names exactly one."""

    PUBLIC = "public"
    SITE = "site"  # the plugin on a site, by site key and signature
    SIGNED_IN = "signed_in"  # whoever is signed in, even before the second factor is set up
    SELF = "self"  # one's own profile
    SELF_SECURE = "self_secure"  # one's own password, factors, sessions and tokens
    READ_SITES = "read_sites"
    MANAGE_SITES = "manage_sites"
    READ_CLIENTS = "read_clients"
    MANAGE_CLIENTS = "manage_clients"
    READ_JOBS = "read_jobs"
    READ_ANALYTICS = "read_analytics"
    READ_METRICS = "read_metrics"  # how the platform itself fares
    READ_PEOPLE = "read_people"  # the people of one's own client
    READ_USERS = "read_users"
    MANAGE_USERS = "manage_users"
    READ_AUDIT = "read_audit"
    MANAGE_SECURITY = "manage_security"
    READ_MONITORS = "read_monitors"
    MANAGE_MONITORS = "manage_monitors"
    READ_CHANNELS = "read_channels"
    MANAGE_CHANNELS = "manage_channels"
    MANAGE_INCIDENTS = "manage_incidents"
    READ_STATUS_PAGES = "read_status_pages"
    MANAGE_STATUS_PAGES = "manage_status_pages"
    MANAGE_SITE_KEYS = "manage_site_keys"
    APPROVE_COMMANDS = "approve_commands"


# Without the second factor that a role demands, only the way to set one up is open.
_BEFORE_ENROLMENT = frozenset({Permission.SIGNED_IN, Permission.SELF, Permission.SELF_SECURE})
# A program's token is never enough to change how its owner gets in.
_NEVER_BY_TOKEN = frozenset({Permission.SELF_SECURE})
_ALWAYS_BY_TOKEN = frozenset({Permission.SIGNED_IN})

_EVERYONE_MAY = _BEFORE_ENROLMENT | {
    Permission.READ_SITES,
    Permission.READ_JOBS,
    Permission.READ_ANALYTICS,
    Permission.READ_MONITORS,
    Permission.READ_STATUS_PAGES,
}
_CLIENT_MAY = _EVERYONE_MAY | {Permission.READ_PEOPLE}
_SUPPORT_MAY = _EVERYONE_MAY | {
    Permission.READ_CLIENTS,
    Permission.READ_CHANNELS,
    Permission.READ_METRICS,
    Permission.MANAGE_INCIDENTS,  # whoever is on call says so, and writes down what they find
}
_ADMIN_MAY = _SUPPORT_MAY | {
    Permission.MANAGE_SITES,
    Permission.MANAGE_CLIENTS,
    Permission.READ_USERS,
    Permission.MANAGE_USERS,
    Permission.READ_AUDIT,
    Permission.MANAGE_SECURITY,
    Permission.MANAGE_MONITORS,
    Permission.MANAGE_CHANNELS,
    Permission.MANAGE_STATUS_PAGES,
    Permission.MANAGE_SITE_KEYS,
    Permission.APPROVE_COMMANDS,
}

# What a personal token may be granted; what everyone signed in may needs no grant.
GRANTABLE = frozenset(Permission) - {
    Permission.PUBLIC,
    Permission.SITE,
    Permission.SIGNED_IN,
    *_NEVER_BY_TOKEN,
}

ROLE_PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.ADMIN: _ADMIN_MAY,
    Role.SUPPORT: _SUPPORT_MAY,
    Role.CLIENT: _CLIENT_MAY,
}


# How long a session lives at most, and how long unused, by what its user is at the moment.
SESSION_LIFETIME = {
    Role.ADMIN: dt.timedelta(hours=12),
    Role.SUPPORT: dt.timedelta(hours=12),
    Role.CLIENT: dt.timedelta(days=7),
}
SESSION_IDLE = {
    Role.ADMIN: dt.timedelta(minutes=30),
    Role.SUPPORT: dt.timedelta(minutes=30),
    Role.CLIENT: dt.timedelta(hours=12),
}


@dataclass(frozen=True)
class ClientScope:
    """Which clients' rows may be touched: those of one client, or of all (`client_id` None).

    Within one client it may be limited to some of its sites (`site_ids`; None is all of them).
    Only a door builds one, from the actor; every repository takes one.
    """

    client_id: uuid.UUID | None
    site_ids: frozenset[uuid.UUID] | None = None

    @classmethod
    def everything(cls) -> "ClientScope":
        return cls(client_id=None)

    def as_parameters(self) -> dict[str, Any]:
        """`client` and `sites` for a query that compares with both where they are not null."""
        sites = None if self.site_ids is None else list(self.site_ids)
        return {"client": self.client_id, "sites": sites}


@dataclass(frozen=True)
class TwoFactor:
    """Whether somebody has a second factor, and whether their role demands one."""

    enabled: bool
    required: bool


@dataclass(frozen=True)
class User:
    """A person who may sign in."""

    id: uuid.UUID
    email: str
    name: str
    role: Role
    client_id: uuid.UUID | None
    locale: str
    is_active: bool
    password_hash: str = field(repr=False)
    session_epoch: str = ""
    has_second_factor: bool = False
    needs_second_factor: bool = False
    # A client's user may be limited to some of the client's sites; None is all of them.
    site_ids: frozenset[uuid.UUID] | None = None

    def __post_init__(self) -> None:
        # From the database a role comes as plain text, and sites as a list.
        object.__setattr__(self, "role", Role(self.role))
        if self.site_ids is not None:
            object.__setattr__(self, "site_ids", frozenset(self.site_ids))

    @property
    def two_factor(self) -> TwoFactor:
        return TwoFactor(enabled=self.has_second_factor, required=self.needs_second_factor)

    @property
    def must_enrol(self) -> bool:
        """Whether setting up a second factor is all they may do."""
        return self.needs_second_factor and not self.has_second_factor


@dataclass(frozen=True)
class Actor:
    """A signed-in person, on the present request."""

    user_id: uuid.UUID
    email: str
    name: str
    role: Role
    client_id: uuid.UUID | None
    session_id: str = field(repr=False)
    locale: str = "en"
    address: str = ""
    request_id: str = ""
    # A client's user may be limited to some of the client's sites; None is all of them.
    site_ids: frozenset[uuid.UUID] | None = None
    # When this session last proved a factor.
    stepped_up_at: dt.datetime | None = None
    # Set when a program acts with a personal token: it may only what both its owner and it may.
    token_id: uuid.UUID | None = None
    token_scopes: frozenset[Permission] | None = None
    # The role demands a second factor and there is none yet.
    must_enrol: bool = False

    @property
    def scope(self) -> ClientScope:
        if self.role is Role.CLIENT:
            if self.client_id is None:  # the table forbids it; without a client nothing is visible
                raise ValueError("a client user without a client")
            return ClientScope(self.client_id, self.site_ids)
        return ClientScope.everything()

    def may(self, permission: Permission) -> bool:
        if permission not in ROLE_PERMISSIONS[self.role]:
            return False
        if self.must_enrol and permission not in _BEFORE_ENROLMENT:
            return False
        if self.token_scopes is None:
            return True
        if permission in _NEVER_BY_TOKEN:
            return False
        return permission in self.token_scopes | _ALWAYS_BY_TOKEN

    def has_stepped_up(self, now: dt.datetime) -> bool:
        """Whether a factor was proved in this session within the last five minutes."""
        if self.stepped_up_at is None or self.token_id is not None:
            return False
        return dt.timedelta(0) <= now - self.stepped_up_at <= STEP_UP_LASTS
