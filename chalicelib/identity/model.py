"""Who acts, what a role may do, and which rows an actor may see. Pure rules."""

import uuid
from dataclasses import dataclass, field
from enum import StrEnum


class Role(StrEnum):
    ADMIN = "admin"
    SUPPORT = "support"
    CLIENT = "client"


class Permission(StrEnum):
    """What a route may require; every route names exactly one."""

    PUBLIC = "public"
    SITE = "site"  # the plugin on a site, by site key and signature
    SIGNED_IN = "signed_in"
    READ_SITES = "read_sites"
    MANAGE_SITES = "manage_sites"
    READ_CLIENTS = "read_clients"
    MANAGE_CLIENTS = "manage_clients"
    READ_JOBS = "read_jobs"
    READ_ANALYTICS = "read_analytics"


_CLIENT_MAY = frozenset(
    {
        Permission.SIGNED_IN,
        Permission.READ_SITES,
        Permission.READ_JOBS,
        Permission.READ_ANALYTICS,
    }
)
_SUPPORT_MAY = _CLIENT_MAY | {Permission.READ_CLIENTS}
_ADMIN_MAY = _SUPPORT_MAY | {Permission.MANAGE_SITES, Permission.MANAGE_CLIENTS}

ROLE_PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.ADMIN: _ADMIN_MAY,
    Role.SUPPORT: _SUPPORT_MAY,
    Role.CLIENT: _CLIENT_MAY,
}


@dataclass(frozen=True)
class ClientScope:
    """Which clients' rows may be touched: those of one client, or of all (`client_id` None).

    Only a door builds one, from the actor; every repository takes one.
    """

    client_id: uuid.UUID | None

    @classmethod
    def everything(cls) -> "ClientScope":
        return cls(client_id=None)


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

    def __post_init__(self) -> None:
        # From the database a role comes as plain text.
        object.__setattr__(self, "role", Role(self.role))


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

    @property
    def scope(self) -> ClientScope:
        if self.role is Role.CLIENT:
            if self.client_id is None:  # the table forbids it; without a client nothing is visible
                raise ValueError("a client user without a client")
            return ClientScope(self.client_id)
        return ClientScope.everything()

    def may(self, permission: Permission) -> bool:
        return permission in ROLE_PERMISSIONS[self.role]
