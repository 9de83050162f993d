"""The agency's clients."""

import uuid
from typing import TYPE_CHECKING

from chalice.app import Blueprint

from chalicelib.api.endpoint import Answer, endpoint
from chalicelib.api.pagination import PageOut
from chalicelib.api.schemas.clients import ClientCreate, ClientOut, ClientQuery, ClientUpdate
from chalicelib.clients import service as clients
from chalicelib.clients.model import Client
from chalicelib.identity.model import Actor, Permission
from chalicelib.kit.lazy import lazily
from chalicelib.kit.pagination import Page

if TYPE_CHECKING:
    from chalicelib.adapters.database import UnitOfWork
    from chalicelib.monitoring import monitors
else:
    monitors = lazily("chalicelib.monitoring.monitors")

blueprint = Blueprint(__name__)


@endpoint(
    blueprint,
    "GET",
    "/api/v1/clients",
    requires=Permission.READ_CLIENTS,
    query=ClientQuery,
    answers=PageOut[ClientOut],
    summary="List clients by name",
)
def list_clients(uow: "UnitOfWork", actor: Actor, query: ClientQuery) -> Page[Client]:
    return clients.list_clients(uow, actor, q=query.q, limit=query.limit, cursor=query.cursor)


@endpoint(
    blueprint,
    "POST",
    "/api/v1/clients",
    requires=Permission.MANAGE_CLIENTS,
    body=ClientCreate,
    answers=ClientOut,
    status=201,
    is_idempotent=True,
    audits="client.add",
    summary="Add a client",
)
def add_client(uow: "UnitOfWork", actor: Actor, form: ClientCreate) -> Answer:
    client = clients.add_client(
        uow, actor, name=form.name, contact_email=form.contact_email, notes=form.notes
    )
    return Answer(client, headers={"Location": f"/api/v1/clients/{client.id}"})


@endpoint(
    blueprint,
    "GET",
    "/api/v1/clients/{client_id}",
    requires=Permission.READ_CLIENTS,
    answers=ClientOut,
    summary="Show a client",
)
def get_client(uow: "UnitOfWork", actor: Actor, client_id: uuid.UUID) -> Client:
    return clients.get_client(uow, actor, client_id)


@endpoint(
    blueprint,
    "PATCH",
    "/api/v1/clients/{client_id}",
    requires=Permission.MANAGE_CLIENTS,
    body=ClientUpdate,
    answers=ClientOut,
    audits="client.update",
    summary="Change a client",
)
def change_client(
    uow: "UnitOfWork", actor: Actor, client_id: uuid.UUID, form: ClientUpdate
) -> Client:
    return clients.change_client(uow, actor, client_id, form.sent())


@endpoint(
    blueprint,
    "DELETE",
    "/api/v1/clients/{client_id}",
    requires=Permission.MANAGE_CLIENTS,
    status=204,
    audits="client.delete",
    summary="Remove a client that has no sites",
)
def remove_client(uow: "UnitOfWork", actor: Actor, client_id: uuid.UUID) -> None:
    monitors.forget_monitors(uow, client_id=client_id)
    clients.remove_client(uow, actor, client_id)
