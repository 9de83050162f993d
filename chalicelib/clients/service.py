"""Looking after the agency's clients."""

import uuid
from typing import TYPE_CHECKING, Any

from chalicelib.audit import service as audit
from chalicelib.clients.errors import ClientHasSites, ClientNotFound
from chalicelib.clients.model import Client
from chalicelib.identity.model import Actor
from chalicelib.kit.ids import uuid7
from chalicelib.kit.pagination import Page, as_id, decode_cursor, encode_cursor

if TYPE_CHECKING:
    from chalicelib.adapters.database import UnitOfWork
    from chalicelib.clients.repository import ClientRepository


def add_client(
    uow: "UnitOfWork", actor: Actor, *, name: str, contact_email: str = "", notes: str = ""
) -> Client:
    client = Client(
        id=uuid7(),
        name=name,
        contact_email=contact_email,
        notes=notes,
        created_at=uow.clock.now(),
    )
    _clients(uow, actor).add(client)
    audit.record(
        uow,
        actor,
        action="client.add",
        object_kind="client",
        object_id=client.id,
        client_id=client.id,
        after={"name": name, "contact_email": contact_email, "notes": notes},
    )
    return client


def get_client(uow: "UnitOfWork", actor: Actor, client_id: uuid.UUID) -> Client:
    """Raises ClientNotFound, also for a client that the actor may not see."""
    client = _clients(uow, actor).find(client_id)
    if client is None:
        raise ClientNotFound
    return client


def list_clients(
    uow: "UnitOfWork", actor: Actor, *, q: str | None, limit: int, cursor: str | None
) -> Page[Client]:
    found = _clients(uow, actor).list_after(q=q, after=_position(cursor), limit=limit + 1)
    shown = found[:limit]
    more = len(found) > limit
    next_cursor = encode_cursor(shown[-1][1], str(shown[-1][0].id)) if more else None
    return Page([client for client, _ in shown], next_cursor)


def change_client(
    uow: "UnitOfWork", actor: Actor, client_id: uuid.UUID, changes: dict[str, Any]
) -> Client:
    clients = _clients(uow, actor)
    before = clients.find(client_id, for_update=True)
    if before is None:
        raise ClientNotFound
    changed = {name: value for name, value in changes.items() if getattr(before, name) != value}
    if not changed:
        return before
    clients.change(client_id, changed)
    audit.record(
        uow,
        actor,
        action="client.update",
        object_kind="client",
        object_id=client_id,
        client_id=client_id,
        before={name: getattr(before, name) for name in changed},
        after=changed,
    )
    return get_client(uow, actor, client_id)


def remove_client(uow: "UnitOfWork", actor: Actor, client_id: uuid.UUID) -> None:
    """Remove a client without sites. Raises ClientHasSites: no site is ever lost by the way."""
    clients = _clients(uow, actor)
    # Locked first, counted after: a site that is just being added waits, or is counted.
    if clients.find(client_id, for_update=True) is None:
        raise ClientNotFound
    client = get_client(uow, actor, client_id)
    if client.sites_count:
        raise ClientHasSites
    clients.remove(client_id)
    audit.record(
        uow,
        actor,
        action="client.delete",
        object_kind="client",
        object_id=client_id,
        client_id=client_id,
        before={"name": client.name},
    )


def _position(cursor: str | None) -> tuple[str, uuid.UUID] | None:
    if cursor is None:
        return None
    name, client_id = decode_cursor(cursor, str, str)
    return name, as_id(client_id)


def _clients(uow: "UnitOfWork", actor: Actor) -> "ClientRepository":
    # SQLAlchemy takes long to load: only requests that come here pay for it.
    from chalicelib.clients.repository import ClientRepository

    return ClientRepository(uow.session, actor.scope)
