"""Queries about clients."""

import uuid
from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    column,
    delete,
    func,
    insert,
    select,
    table,
    true,
    update,
)
from sqlalchemy.orm import Session

from chalicelib.clients.model import Client
from chalicelib.clients.tables import ClientRow
from chalicelib.identity.model import ClientScope


class ClientRepository:
    def __init__(self, session: Session, scope: ClientScope) -> None:
        self._session = session
        self._scope = scope

    def add(self, client: Client) -> None:
        self._session.execute(
            insert(ClientRow).values(
                id=client.id,
                name=client.name,
                contact_email=client.contact_email,
                notes=client.notes,
                created_at=client.created_at,
            )
        )

    def find(self, client_id: uuid.UUID, *, for_update: bool = False) -> Client | None:
        query = self._visible().where(ClientRow.id == client_id)
        if for_update:
            query = query.with_for_update(of=ClientRow)
        row = self._session.execute(query).one_or_none()
        return _client(row) if row else None

    def list_after(
        self, *, q: str | None, after: tuple[str, uuid.UUID] | None, limit: int
    ) -> Sequence[tuple[Client, str]]:
        """Clients by name, each with the value that it is sorted by."""
        query = self._visible().order_by(ClientRow.sort_name, ClientRow.id).limit(limit)
        if q:
            query = query.where(ClientRow.sort_name.contains(q.lower(), autoescape=True))
        if after:
            name, client_id = after
            query = query.where(
                (ClientRow.sort_name > name)
                | ((ClientRow.sort_name == name) & (ClientRow.id > client_id))
            )
        return [(_client(row), row.sort_name) for row in self._session.execute(query)]

    def change(self, client_id: uuid.UUID, changes: dict[str, Any]) -> None:
        self._session.execute(
            update(ClientRow).where(ClientRow.id == client_id, self._in_scope()).values(**changes)
        )

    def remove(self, client_id: uuid.UUID) -> None:
        self._session.execute(delete(ClientRow).where(ClientRow.id == client_id, self._in_scope()))

    def _visible(self) -> Select[*tuple[Any, ...]]:
        return select(
            ClientRow.id,
            ClientRow.name,
            ClientRow.sort_name,
            ClientRow.contact_email,
            ClientRow.notes,
            ClientRow.created_at,
            _sites_count(),
        ).where(self._in_scope())

    def _in_scope(self) -> ColumnElement[bool]:
        if self._scope.client_id is None:
            return true()
        return ClientRow.id == self._scope.client_id


def _sites_count() -> ColumnElement[int]:
    # The sites room lies above this one: its table is known here by name only.
    sites = table("sites", column("client_id"))
    return (
        select(func.count())
        .select_from(sites)
        .where(sites.c.client_id == ClientRow.id)
        .scalar_subquery()
        .label("sites_count")
    )


def _client(row: Row[Any]) -> Client:
    return Client(
        id=row.id,
        name=row.name,
        contact_email=row.contact_email,
        notes=row.notes,
        created_at=row.created_at,
        sites_count=row.sites_count,
    )
