"""Queries of what was told to whom, and of what became of it, in plain psycopg."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg.rows import dict_row
from psycopg.types.json import Jsonb

from chalicelib.kit.ids import uuid7
from chalicelib.notifications.alert_text import TEST
from chalicelib.notifications.deliveries import Delivery, Outcome


@dataclass(frozen=True)
class Told:
    """Somebody who was told: by a channel, or at an address."""

    notification_id: uuid.UUID
    recipient: str
    channel_id: uuid.UUID | None


class AlertStore:
    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self._connection = connection

    def keep_notification(
        self,
        *,
        client_id: uuid.UUID,
        site_id: uuid.UUID | None,
        subject_key: str,
        channel: str,
        recipient: str,
        channel_id: uuid.UUID | None,
        template: str,
        at: dt.datetime,
    ) -> uuid.UUID | None:
        """The id of a new notification; None when this recipient was told the same before, or the
        client has gone since."""
        row = self._connection.execute(
            "insert into notifications (id, client_id, site_id, subject_key, channel, recipient,"
            " channel_id, template, requested_at) select %s, id, %s, %s, %s, %s, %s, %s, %s"
            " from clients where id = %s"
            " on conflict (subject_key, channel, recipient) do nothing returning id",
            (
                uuid7(),
                site_id,
                subject_key,
                channel,
                recipient,
                channel_id,
                template,
                at,
                client_id,
            ),
        ).fetchone()
        return row[0] if row else None

    def list_told(self, subject_keys: Sequence[str]) -> list[Told]:
        """Who was told about one of these, so that the same people hear how it ended."""
        rows = self._connection.execute(
            "select id, recipient, channel_id from notifications where subject_key = any(%s)"
            " order by id",
            (list(subject_keys),),
        ).fetchall()
        return [Told(*row) for row in rows]

    def list_asked(self, subject_key: str, *, at: dt.datetime) -> list[str | None]:
        """Which channels have told it by then, by name; None for the admins' e-mail."""
        rows = self._connection.execute(
            "select distinct c.name || ' (' || c.kind || ')' from notifications n"
            " left join channels c on c.id = n.channel_id"
            " left join alert_deliveries d on d.id = n.id where n.subject_key = %s"
            " and (d.id is null or d.outcome not in ('failed', 'refused', 'withdrawn')"
            " and (d.held_until is null or d.held_until <= %s)) order by 1",
            (subject_key, at),
        ).fetchall()
        return [name for (name,) in rows]

    def lock_open(self, subject_key: str) -> dt.datetime | None:
        """Since when this has been routed and not ended; nobody ends it till we commit."""
        row = self._connection.execute(
            "select routed_at from routed_alerts where subject_key = %s and ended_at is null"
            " for update",
            (subject_key,),
        ).fetchone()
        return row[0] if row else None

    def mark_routed(self, subject_key: str, *, at: dt.datetime) -> None:
        self._connection.execute(
            "insert into routed_alerts (subject_key, routed_at) values (%s, %s)"
            " on conflict (subject_key) do nothing",
            (subject_key, at),
        )

    def end_routed(self, subject_keys: Sequence[str], *, at: dt.datetime) -> bool:
        """Note that these are over; False when none of them has been routed so far."""
        ended = self._connection.execute(
            "update routed_alerts set ended_at = coalesce(ended_at, %s)"
            " where subject_key = any(%s)",
            (at, list(subject_keys)),
        )
        return ended.rowcount > 0

    def is_routed(self, subject_key: str) -> bool:
        row = self._connection.execute(
            "select 1 from routed_alerts where subject_key = %s", (subject_key,)
        ).fetchone()
        return row is not None

    def add_delivery(
        self,
        delivery_id: uuid.UUID,
        *,
        channel_id: uuid.UUID,
        client_id: uuid.UUID | None,
        site_id: uuid.UUID | None,
        subject: str,
        content: Mapping[str, Any],
        at: dt.datetime,
        held_until: dt.datetime | None = None,
    ) -> None:
        self._connection.execute(
            "insert into alert_deliveries (id, channel_id, client_id, site_id, subject, content,"
            " outcome, requested_at, held_until) values (%s, %s, %s, %s, %s, %s, %s, %s, %s)",
            (
                delivery_id,
                channel_id,
                client_id,
                site_id,
                subject,
                Jsonb(dict(content)),
                Outcome.WAITING,
                at,
                held_until,
            ),
        )

    def note_attempt(
        self,
        delivery_id: uuid.UUID,
        *,
        attempt: int,
        outcome: Outcome,
        receipt: str,
        reason: str,
        at: dt.datetime,
    ) -> Mapping[str, Any] | None:
        """Write an attempt down and return the alert; None when it, or a later one, stands there.

        What was delivered stays delivered: a doubled attempt that fails takes nothing back.
        """
        row = self._connection.execute(
            "update alert_deliveries set attempts = %s, outcome = %s, receipt = %s, reason = %s,"
            " tried_at = %s where id = %s and attempts < %s and outcome <> %s and outcome <> %s"
            " returning content",
            (
                attempt,
                outcome,
                receipt,
                reason,
                at,
                delivery_id,
                attempt,
                Outcome.DELIVERED,
                Outcome.REFUSED,
            ),
        ).fetchone()
        return row[0] if row else None

    def note_return(
        self, delivery_id: uuid.UUID, *, outcome: Outcome, reason: str, at: dt.datetime
    ) -> Mapping[str, Any] | None:
        """Write down that what was taken came back, and return the alert; None when that is known.

        The return may overtake the word that it was taken, which then comes too late.
        """
        row = self._connection.execute(
            "update alert_deliveries set attempts = greatest(attempts, 1), outcome = %s,"
            " reason = %s, tried_at = %s where id = %s and outcome not in (%s, %s)"
            " returning content",
            (outcome, reason, at, delivery_id, Outcome.REFUSED, Outcome.FAILED),
        ).fetchone()
        return row[0] if row else None

    def withdraw(self, delivery_id: uuid.UUID) -> None:
        self._connection.execute(
            "update alert_deliveries set outcome = %s where id = %s and outcome = %s",
            (Outcome.WITHDRAWN, delivery_id, Outcome.WAITING),
        )

    def list_deliveries(
        self, channel_id: uuid.UUID, *, before: uuid.UUID | None, limit: int
    ) -> list[Delivery]:
        """The newest first: ids sort by time."""
        with self._connection.cursor(row_factory=dict_row) as cursor:
            rows = cursor.execute(
                "select * from alert_deliveries where channel_id = %(channel)s"
                " and (%(before)s::uuid is null or id < %(before)s) order by id desc"
                " limit %(limit)s",
                {"channel": channel_id, "before": before, "limit": limit},
            ).fetchall()
        return [_delivery(row) for row in rows]

    def count_since(self, at: dt.datetime) -> dict[tuple[str, str], int]:
        """What was told since then, by kind of channel and by what became of it; of letters to
        admins nobody says what became."""
        rows = self._connection.execute(
            "select n.channel, coalesce(d.outcome, 'requested'), count(*) from notifications n"
            " left join alert_deliveries d on d.id = n.id where n.requested_at >= %s"
            " group by 1, 2",
            (at,),
        ).fetchall()
        return {(channel, outcome): count for channel, outcome, count in rows}

    def forget(self, before: dt.datetime) -> int:
        """Deliveries from before then, and which alerts had ended by then."""
        self._connection.execute("delete from routed_alerts where ended_at < %s", (before,))
        return self._connection.execute(
            "delete from alert_deliveries where requested_at < %s", (before,)
        ).rowcount


def _delivery(row: Mapping[str, Any]) -> Delivery:
    return Delivery(
        id=row["id"],
        channel_id=row["channel_id"],
        site_id=row["site_id"],
        subject=row["subject"],
        is_test=row["content"]["template"] == TEST,
        outcome=Outcome(row["outcome"]),
        attempts=row["attempts"],
        receipt=row["receipt"],
        reason=row["reason"],
        requested_at=row["requested_at"],
        held_until=row["held_until"],
        tried_at=row["tried_at"],
    )
