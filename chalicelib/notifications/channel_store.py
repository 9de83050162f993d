"""Queries of channels and their routes, in plain psycopg. They are the agency's: no client's."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from typing import Any, LiteralString

import psycopg
from psycopg import sql
from psycopg.rows import dict_row

from chalicelib.kit.ids import uuid7
from chalicelib.notifications.channel import Channel, ChannelKind, Route, SealedChannel
from chalicelib.notifications.digest_time import DigestTime
from chalicelib.notifications.quiet_hours import QuietHours, as_minutes, from_minutes
from chalicelib.sites.model import Severity

_MINUTE = dt.timedelta(minutes=1)
_ALL = "select * from channels order by id"
_ONE = "select * from channels where id = %s"
_ONE_LOCKED = "select * from channels where id = %s for update"


class ChannelStore:
    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self._connection = connection

    def add(
        self, channel: Channel, *, target: bytes, secret: bytes | None, created_by: uuid.UUID
    ) -> None:
        self._connection.execute(
            "insert into channels (id, kind, name, hint, sealed_target, sealed_secret, created_by,"
            " created_at) values (%s, %s, %s, %s, %s, %s, %s, %s)",
            (
                channel.id,
                channel.kind,
                channel.name,
                channel.hint,
                target,
                secret,
                created_by,
                channel.created_at,
            ),
        )
        self.replace_routes(channel.id, channel.routes)

    def change(self, channel_id: uuid.UUID, changes: Mapping[str, Any]) -> None:
        """`changes` are columns: their names are ours, never a caller's."""
        settings = [
            sql.SQL("{} = {}").format(sql.Identifier(name), sql.Placeholder(name))
            for name in changes
        ]
        self._connection.execute(
            sql.SQL("update channels set {}, updated_at = now() where id = %(the_id)s").format(
                sql.SQL(", ").join(settings)
            ),
            {**changes, "the_id": channel_id},
        )

    def replace_routes(self, channel_id: uuid.UUID, routes: Sequence[Route]) -> None:
        self._connection.execute("delete from channel_routes where channel_id = %s", (channel_id,))
        with self._connection.cursor() as cursor:
            cursor.executemany(
                "insert into channel_routes (id, channel_id, client_id, position,"
                " minimum_severity, quiet_from, quiet_until, time_zone, wakes_for_critical,"
                " after_minutes, repeat_minutes, digest_hour, digest_weekday, digest_zone)"
                " values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
                [
                    (
                        uuid7(),
                        channel_id,
                        route.client_id,
                        position,
                        route.minimum_severity,
                        *_quiet_columns(route.quiet_hours),
                        _minutes(route.after),
                        _minutes(route.repeats_every),
                        *_digest_columns(route.digest),
                    )
                    for position, route in enumerate(routes)
                ],
            )

    def remove(self, channel_id: uuid.UUID) -> None:
        self._connection.execute("delete from channels where id = %s", (channel_id,))

    def disable(self, channel_id: uuid.UUID, *, reason: str, at: dt.datetime) -> str | None:
        """Switch a channel off for good; its name, or None when it was off already."""
        row = self._connection.execute(
            "update channels set is_enabled = false, disabled_at = %s, disabled_reason = %s"
            " where id = %s and is_enabled returning name",
            (at, reason, channel_id),
        ).fetchone()
        return row[0] if row else None

    def find(self, channel_id: uuid.UUID, *, for_update: bool = False) -> SealedChannel | None:
        found = self._select(_ONE_LOCKED if for_update else _ONE, (channel_id,))
        return found[0] if found else None

    def list_all(self) -> list[SealedChannel]:
        return self._select(_ALL, ())

    def list_last_deliveries(self, ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, dt.datetime]:
        """When each channel last delivered something: one step into an index per channel."""
        rows = self._connection.execute(
            "select c.id, d.tried_at from channels c cross join lateral ("
            " select tried_at from alert_deliveries where channel_id = c.id"
            " and outcome = 'delivered' order by id desc limit 1) d where c.id = any(%s)",
            (list(ids),),
        ).fetchall()
        return dict(rows)

    def _select(self, statement: LiteralString, values: tuple[Any, ...]) -> list[SealedChannel]:
        with self._connection.cursor(row_factory=dict_row) as cursor:
            rows = cursor.execute(statement, values).fetchall()
            routes = cursor.execute(
                "select * from channel_routes where channel_id = any(%s)"
                " order by channel_id, position",
                ([row["id"] for row in rows],),
            ).fetchall()
        return [_sealed(row, [r for r in routes if r["channel_id"] == row["id"]]) for row in rows]


def _quiet_columns(quiet: QuietHours | None) -> tuple[Any, ...]:
    if quiet is None:
        return None, None, None, True
    return (
        as_minutes(quiet.starts),
        as_minutes(quiet.ends),
        quiet.time_zone,
        quiet.wakes_for_critical,
    )


def _digest_columns(digest: DigestTime | None) -> tuple[Any, ...]:
    return (digest.hour, digest.weekday, digest.time_zone) if digest else (None, None, None)


def _minutes(span: dt.timedelta | None) -> int | None:
    return span // _MINUTE if span is not None else None


def _span(minutes: int | None) -> dt.timedelta | None:
    return minutes * _MINUTE if minutes is not None else None


def _sealed(row: Mapping[str, Any], routes: Sequence[Mapping[str, Any]]) -> SealedChannel:
    channel = Channel(
        id=row["id"],
        kind=ChannelKind(row["kind"]),
        name=row["name"],
        hint=row["hint"],
        is_enabled=row["is_enabled"],
        disabled_at=row["disabled_at"],
        disabled_reason=row["disabled_reason"],
        created_at=row["created_at"],
        routes=tuple(_route(route) for route in routes),
    )
    return SealedChannel(channel, row["sealed_target"], row["sealed_secret"])


def _route(row: Mapping[str, Any]) -> Route:
    quiet = None
    if row["quiet_from"] is not None:
        quiet = QuietHours(
            starts=from_minutes(row["quiet_from"]),
            ends=from_minutes(row["quiet_until"] or 0),
            time_zone=row["time_zone"] or "UTC",
            wakes_for_critical=row["wakes_for_critical"],
        )
    digest = None
    if row["digest_hour"] is not None:
        digest = DigestTime(row["digest_hour"], row["digest_zone"], row["digest_weekday"])
    return Route(
        row["client_id"],
        Severity(row["minimum_severity"]),
        quiet,
        after=_span(row["after_minutes"]),
        repeats_every=_span(row["repeat_minutes"]),
        digest=digest,
    )
