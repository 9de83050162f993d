"""Queries of those who want a page's news by e-mail, in plain psycopg."""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg.rows import class_row


@dataclass(frozen=True)
class Subscriber:
    id: uuid.UUID
    page_id: uuid.UUID
    email: str
    sealed_token: bytes


_COLUMNS = "id, page_id, email, sealed_token"


class SubscriberStore:
    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self._connection = connection

    def ask(
        self,
        wish: Subscriber,
        *,
        client_id: uuid.UUID | None,
        token_digest: str,
        at: dt.datetime,
        pause: dt.timedelta,
    ) -> Subscriber | None:
        """The row of this address, new or old; None when it asked within the pause."""
        with self._connection.cursor(row_factory=class_row(Subscriber)) as cursor:
            return cursor.execute(
                "insert into status_page_subscribers as kept (id, page_id, client_id, email,"
                " token_digest, sealed_token, asked_at) values (%s, %s, %s, %s, %s, %s, %s)"
                " on conflict (page_id, email) do update set asked_at = excluded.asked_at"
                " where kept.asked_at <= %s returning id, page_id, email, sealed_token",
                (
                    wish.id,
                    wish.page_id,
                    client_id,
                    wish.email,
                    token_digest,
                    wish.sealed_token,
                    at,
                    at - pause,
                ),
            ).fetchone()

    def confirm(self, token_digest: str, at: dt.datetime) -> bool:
        """Whether there is such a subscription; confirming it again changes nothing."""
        done = self._connection.execute(
            "update status_page_subscribers set confirmed_at = coalesce(confirmed_at, %s)"
            " where token_digest = %s",
            (at, token_digest),
        )
        return done.rowcount > 0

    def remove(self, token_digest: str) -> bool:
        done = self._connection.execute(
            "delete from status_page_subscribers where token_digest = %s", (token_digest,)
        )
        return done.rowcount > 0

    def forget_unconfirmed(self, *, asked_before: dt.datetime) -> int:
        return self._connection.execute(
            "delete from status_page_subscribers where confirmed_at is null and asked_at < %s",
            (asked_before,),
        ).rowcount

    def list_confirmed(self, page_id: uuid.UUID) -> list[Subscriber]:
        with self._connection.cursor(row_factory=class_row(Subscriber)) as cursor:
            return cursor.execute(
                f"select {_COLUMNS} from status_page_subscribers"  # noqa: S608
                " where page_id = %s and confirmed_at is not null order by id".encode(),
                (page_id,),
            ).fetchall()

    def count_confirmed(self, page_id: uuid.UUID) -> int:
        row = self._connection.execute(
            "select count(*) from status_page_subscribers"
            " where page_id = %s and confirmed_at is not null",
            (page_id,),
        ).fetchone()
        return int(row[0]) if row else 0
