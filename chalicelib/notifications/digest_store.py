"""Queries of what channels collect for their next digest, in plain psycopg."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg.rows import class_row

from chalicelib.kit.ids import uuid7
from chalicelib.sites.model import Severity


@dataclass(frozen=True)
class Entry:
    """A problem that a channel has collected; `told_at`: its last digest that named it."""

    id: uuid.UUID
    channel_id: uuid.UUID
    client_id: uuid.UUID
    client_name: str
    site_id: uuid.UUID | None
    severity: Severity
    subject: str
    opened_at: dt.datetime
    closed_at: dt.datetime | None
    told_at: dt.datetime | None


class DigestStore:
    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self._connection = connection

    def add(
        self,
        channel_id: uuid.UUID,
        *,
        client_id: uuid.UUID,
        site_id: uuid.UUID | None,
        subject_key: str,
        severity: str,
        subject: str,
        opened_at: dt.datetime,
        due_at: dt.datetime,
    ) -> None:
        """Collecting it again changes nothing."""
        self._connection.execute(
            "insert into digest_entries (id, channel_id, client_id, site_id, subject_key, severity,"
            " subject, opened_at, due_at) select %s, %s, id, %s, %s, %s, %s, %s, %s from clients"
            " where id = %s on conflict (channel_id, client_id, subject_key) do nothing",
            (
                uuid7(),
                channel_id,
                site_id,
                subject_key,
                severity,
                subject,
                opened_at,
                due_at,
                client_id,
            ),
        )

    def close(self, subject_keys: Sequence[str], *, at: dt.datetime) -> None:
        self._connection.execute(
            "update digest_entries set closed_at = %s where id in (select id from digest_entries"
            " where subject_key = any(%s) and closed_at is null order by id for update)",
            (at, list(subject_keys)),
        )

    def take_due(self, now: dt.datetime) -> list[Entry]:
        """What is to be told by now, by channel; nobody else takes it till we commit."""
        with self._connection.cursor(row_factory=class_row(Entry)) as cursor:
            return cursor.execute(
                "select e.id, e.channel_id, e.client_id, c.name as client_name, e.site_id,"
                " e.severity, e.subject, e.opened_at, e.closed_at, e.told_at"
                " from digest_entries e join clients c on c.id = e.client_id"
                " where e.due_at <= %s order by e.id for update of e",
                (now,),
            ).fetchall()

    def put_off(
        self, ids: Sequence[uuid.UUID], *, due_at: dt.datetime, told_at: dt.datetime | None
    ) -> None:
        """They come again with the digest of then, also when this one named them (`told_at`)."""
        self._connection.execute(
            "update digest_entries set due_at = %s, told_at = coalesce(%s, told_at)"
            " where id = any(%s)",
            (due_at, told_at, list(ids)),
        )

    def remove(self, ids: Sequence[uuid.UUID]) -> None:
        self._connection.execute("delete from digest_entries where id = any(%s)", (list(ids),))

    def forget(self, opened_before: dt.datetime) -> None:
        self._connection.execute(
            "delete from digest_entries where opened_at < %s", (opened_before,)
        )
