"""Queries of updates, in plain psycopg."""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg.rows import class_row

from chalicelib.kit.ids import uuid7
from chalicelib.updates.model import UpdateStatus, WaitingUpdate


@dataclass(frozen=True)
class KnownUpdate:
    id: uuid.UUID
    kind: str
    slug: str
    to_version: str

    @property
    def key(self) -> tuple[str, str]:
        return self.kind, self.slug


class UpdateStore:
    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self._connection = connection

    def list_available(self, site_id: uuid.UUID) -> list[KnownUpdate]:
        with self._connection.cursor(row_factory=class_row(KnownUpdate)) as cursor:
            return cursor.execute(
                "select id, kind, slug, to_version from updates"
                " where site_id = %s and status = 'available' for update",
                (site_id,),
            ).fetchall()

    def resolve(self, update: KnownUpdate, status: UpdateStatus, now: dt.datetime) -> None:
        self._connection.execute(
            "update updates set status = %s, resolved_at = %s, updated_at = now() where id = %s",
            (status.value, now, update.id),
        )

    def add(
        self, site_id: uuid.UUID, client_id: uuid.UUID, update: WaitingUpdate, now: dt.datetime
    ) -> None:
        self._connection.execute(
            "insert into updates (id, site_id, client_id, kind, slug, name, from_version,"
            " to_version, first_seen_at) values (%s, %s, %s, %s, %s, %s, %s, %s, %s)",
            (
                uuid7(),
                site_id,
                client_id,
                update.kind.value,
                update.slug,
                update.name,
                update.from_version,
                update.to_version,
                now,
            ),
        )
