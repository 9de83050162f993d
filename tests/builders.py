"""Things to test with: valid by default, other by keyword. Each is stored where a unit is given."""

import datetime as dt
import uuid
from collections.abc import Collection
from typing import Any

from chalicelib import bootstrap
from chalicelib.adapters.database import DatabaseRole, UnitOfWork
from chalicelib.identity.model import Actor, Role
from chalicelib.identity.passwords import BcryptHasher
from chalicelib.kit.ids import uuid7

NOW = dt.datetime(2026, 11, 23, 10, 0, tzinfo=dt.UTC)
PASSWORD = "correct horse battery"
# Cheap: what is tested is the way in, not the price of trying.
HASHER = BcryptHasher(cost=4)
_PASSWORD_HASH = HASHER.hash(PASSWORD)


def a_client(uow: UnitOfWork, *, name: str = "Hofbäckerei Lang") -> uuid.UUID:
    client_id = uuid7()
    uow.connection.execute(
        "insert into clients (id, name, created_at) values (%s, %s, %s)", (client_id, name, NOW)
    )
    return client_id


def an_actor(
    uow: UnitOfWork,
    name: str = "alice",
    role: Role = Role.ADMIN,
    *,
    client_id: uuid.UUID | None = None,
    site_ids: Collection[uuid.UUID] | None = None,
) -> Actor:
    """A stored user, acting. Their password is PASSWORD."""
    actor = Actor(
        user_id=uuid7(),
        email=f"{name}@example.com",
        name=name.capitalize(),
        role=role,
        client_id=client_id,
        session_id="",
        site_ids=None if site_ids is None else frozenset(site_ids),
    )
    user = {
        "id": actor.user_id,
        "email": actor.email,
        "name": actor.name,
        "password_hash": _PASSWORD_HASH,
        "role": actor.role.value,
        "client_id": client_id,
        "is_limited": site_ids is not None,
    }
    _insert(uow, "users", user)
    for site_id in site_ids or ():
        sees = {"user_id": actor.user_id, "site_id": site_id, "client_id": client_id}
        _insert(uow, "user_sites", sees)
    return actor


def epoch_of(actor: Actor) -> str:
    """The epoch that a session of this person must be of; a user who is gone has none."""
    with bootstrap.unit_of_work(DatabaseRole.WORKER) as uow:
        row = uow.connection.execute(
            "select session_epoch::text from users where id = %s", (actor.user_id,)
        ).fetchone()
    return str(row[0]) if row else "none"


def a_site(uow: UnitOfWork, *, client_id: uuid.UUID, **values: Any) -> uuid.UUID:
    """A site with its state; `values` are columns of either table."""
    site = {
        "id": uuid7(),
        "client_id": client_id,
        "name": "Shop",
        "url": f"https://{uuid7().hex}.example",
        "home_url": None,
        "connection": "none",
        "connected_at": None,
        "public_key": None,
        "paused_at": None,
    }
    state: dict[str, Any] = {"status": "pending", "site_id": site["id"], "client_id": client_id}
    for column, value in values.items():
        (site if column in site else state)[column] = value
    state["site_id"] = site["id"]
    _insert(uow, "sites", site)
    _insert(uow, "site_state", state)
    return uuid.UUID(str(site["id"]))


def a_connected_site(uow: UnitOfWork, *, client_id: uuid.UUID, **values: Any) -> uuid.UUID:
    """A site whose plugin is paired and healthy."""
    healthy = {
        "connection": "connected",
        "connected_at": NOW,
        "home_url": "https://shop.example",
        "public_key": bytes(32),
        "status": "online",
        "last_seen_at": NOW,
        "wordpress_version": "6.8.7",
        "php_version": "8.3.12",
        "plugin_version": "0.1.0",
    }
    return a_site(uow, client_id=client_id, **{**healthy, **values})


def a_monitor(uow: UnitOfWork, *, client_id: uuid.UUID, **values: Any) -> uuid.UUID:
    """A monitor of a page that is well."""
    monitor = {
        "id": uuid7(),
        "client_id": client_id,
        "name": "Basket",
        "kind": "http",
        "interval_seconds": 60,
        "address": "https://shop.example/basket",
        "settings": "{}",
        "status": "online",
        "status_since": NOW,
        **values,
    }
    _insert(uow, "monitors", monitor)
    return uuid.UUID(str(monitor["id"]))


def an_incident(
    uow: UnitOfWork, *, client_id: uuid.UUID, site_id: uuid.UUID, **values: Any
) -> uuid.UUID:
    """An open incident of one site, that a look has found offline; `values` are its columns."""
    incident_id = uuid7()
    incident = {
        "id": incident_id,
        "client_id": client_id,
        "site_id": site_id,
        "kind": "site_offline",
        "cause": "timed_out",
        "title": "Shop is offline",
        "severity": "critical",
        "started_at": NOW,
        **values,
    }
    hit = {
        "id": uuid7(),
        "incident_id": incident_id,
        "client_id": client_id,
        "site_id": site_id,
        "alert_key": f"condition:{incident_id}",
        "cause": "timed_out",
        "started_at": NOW,
        "resolved_at": values.get("resolved_at"),
    }
    _insert(uow, "incidents", incident)
    _insert(uow, "incident_sites", hit)
    return incident_id


def _insert(uow: UnitOfWork, table: str, row: dict[str, Any]) -> None:
    columns = ", ".join(row)
    places = ", ".join(["%s"] * len(row))
    uow.connection.execute(
        f"insert into {table} ({columns}) values ({places})".encode(), list(row.values())
    )
