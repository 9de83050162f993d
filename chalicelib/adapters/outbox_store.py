"""Queries of the outbox, in plain psycopg."""

import datetime as dt
import json
import uuid
from dataclasses import dataclass
from typing import Any, LiteralString

import psycopg
from psycopg import sql


@dataclass(frozen=True)
class WaitingMessage:
    id: uuid.UUID
    queue: str
    body: str


class OutboxStore:
    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self._connection = connection

    def claim(self, limit: int, *, now: dt.datetime) -> list[WaitingMessage]:
        """The oldest unsent messages that no other relay holds; ours until the unit ends."""
        rows = self._connection.execute(
            "select id, queue, body from outbox where sent_at is null"
            " and (not_before is null or not_before <= %s) order by id limit %s"
            " for update skip locked",
            (now, limit),
        ).fetchall()
        return [WaitingMessage(row[0], row[1], json.dumps(row[2])) for row in rows]

    def mark_sent(self, messages: list[WaitingMessage], now: dt.datetime) -> None:
        self._connection.execute(
            "update outbox set sent_at = %s where id = any(%s)",
            (now, [message.id for message in messages]),
        )

    def withdraw(self, member: LiteralString, *values: str) -> bool:
        """Take back what waits for its time and says one of these; False when all has left."""
        # The member stands in the statement itself: only so an index on it is used.
        statement = sql.SQL(
            "delete from outbox where sent_at is null and not_before is not null"
            " and body ->> {} = any(%s)"
        ).format(sql.Literal(member))
        gone = self._connection.execute(statement, (list(values),))
        return gone.rowcount > 0

    def list_due(self, *, after: dt.datetime, until: dt.datetime) -> list[dt.datetime]:
        """When messages that wait for their time may leave; of each minute the last time."""
        rows = self._connection.execute(
            "select max(not_before) from outbox where sent_at is null and not_before is not null"
            " and not_before > %s and not_before <= %s"
            " group by date_trunc('minute', not_before) order by 1",
            (after, until),
        ).fetchall()
        return [at for (at,) in rows]

    def purge(self, before: dt.datetime) -> int:
        """Forget messages that left before then."""
        return self._connection.execute("delete from outbox where sent_at < %s", (before,)).rowcount
