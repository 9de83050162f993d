"""Queries of monitors, in plain psycopg."""

import base64
import datetime as dt
import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, LiteralString

import psycopg
from psycopg import sql
from psycopg.rows import dict_row
from psycopg.types.json import Jsonb

from chalicelib.events.monitoring import MonitorTarget
from chalicelib.identity.model import ClientScope
from chalicelib.monitoring.belief_store import as_document, from_document
from chalicelib.monitoring.judgement import Belief
from chalicelib.monitoring.monitor import Alarm, Monitor, MonitorFilter, MonitorKind
from chalicelib.sites.model import SiteStatus

_MONITORS: LiteralString = (
    "select m.*, c.name as client_name, s.name as site_name from monitors m"
    " join clients c on c.id = m.client_id left join sites s on s.id = m.site_id"
    " where (%(client)s::uuid is null or m.client_id = %(client)s)"
    " and (%(sites)s::uuid[] is null or m.site_id = any(%(sites)s))"
)
_WATCHED: LiteralString = (
    "select m.* from monitors m left join sites s on s.id = m.site_id"
    " where not m.is_paused and s.paused_at is null"
)
_JSON = frozenset({"settings", "secret_names", "facts", "belief"})


@dataclass(frozen=True)
class JudgedMonitor:
    """What a judgement of a monitor looks at, and what its alert says of it."""

    monitor: Monitor
    belief: Belief | None
    alarm: Alarm | None
    alarmed_at: dt.datetime | None


class MonitorStore:
    def __init__(self, connection: psycopg.Connection[Any], scope: ClientScope) -> None:
        self._connection = connection
        self._scope = scope

    def add(self, row: Mapping[str, Any]) -> None:
        """`row` are columns: their names are ours, never a caller's."""
        statement = sql.SQL("insert into monitors ({}) values ({})").format(
            sql.SQL(", ").join(map(sql.Identifier, row)),
            sql.SQL(", ").join(map(sql.Placeholder, row)),
        )
        self._connection.execute(statement, _as_stored(row))

    def change(self, monitor_id: uuid.UUID, changes: Mapping[str, Any]) -> None:
        settings = [
            sql.SQL("{} = {}").format(sql.Identifier(name), sql.Placeholder(name))
            for name in changes
        ]
        self._connection.execute(
            sql.SQL("update monitors set {}, updated_at = now() where id = %(the_id)s").format(
                sql.SQL(", ").join(settings)
            ),
            {**_as_stored(changes), "the_id": monitor_id},
        )

    def remove(self, monitor_id: uuid.UUID) -> None:
        self._connection.execute("delete from monitors where id = %s", (monitor_id,))

    def find(self, monitor_id: uuid.UUID, *, for_update: bool = False) -> Monitor | None:
        locked: LiteralString = " for update of m" if for_update else ""
        rows = self._select(f"{_MONITORS} and m.id = %(id)s{locked}", {"id": monitor_id})
        return _monitor(rows[0]) if rows else None

    def list_page(
        self, wanted: MonitorFilter, *, before: uuid.UUID | None, limit: int
    ) -> list[Monitor]:
        """The newest first: ids sort by time."""
        rows = self._select(
            _MONITORS + " and (%(of_site)s::uuid is null or m.site_id = %(of_site)s)"
            " and (%(of_client)s::uuid is null or m.client_id = %(of_client)s)"
            " and (%(kind)s::text is null or m.kind = %(kind)s)"
            " and (%(status)s::text is null or m.status = %(status)s)"
            " and (%(before)s::uuid is null or m.id < %(before)s)"
            " order by m.id desc limit %(limit)s",
            {
                "of_site": wanted.site_id,
                "of_client": wanted.client_id,
                "kind": wanted.kind,
                "status": wanted.status,
                "before": before,
                "limit": limit,
            },
        )
        return [_monitor(row) for row in rows]

    def count_of(self, client_id: uuid.UUID) -> int:
        row = self._connection.execute(
            "select count(*) from monitors where client_id = %s", (client_id,)
        ).fetchone()
        return int(row[0]) if row else 0

    def list_ids(
        self, *, site_ids: Sequence[uuid.UUID] = (), client_id: uuid.UUID | None = None
    ) -> list[tuple[uuid.UUID, str | None]]:
        """Monitors of these sites, or of a client, with their digests."""
        return self._connection.execute(
            "select id, ping_digest from monitors where site_id = any(%s) or client_id = %s"
            " order by id",
            (list(site_ids), client_id),
        ).fetchall()

    def list_watched(self, ids: Collection[uuid.UUID] | None = None) -> list[MonitorTarget]:
        """The monitors to look at (of those named, or all): neither they nor their sites rest."""
        rows = self._select(
            f"{_WATCHED} and (%(ids)s::uuid[] is null or m.id = any(%(ids)s)) order by m.id",
            {"ids": None if ids is None else list(ids)},
        )
        return [_target(row) for row in rows]

    def lock(self, monitor_id: uuid.UUID) -> JudgedMonitor | None:
        """What is believed of a monitor; others who would change it wait until we commit."""
        rows = self._select(
            f"{_MONITORS} and m.id = %(id)s for no key update of m", {"id": monitor_id}
        )
        if not rows:
            return None
        row = rows[0]
        return JudgedMonitor(
            monitor=_monitor(row),
            belief=from_document(row["belief"]) if row["belief"] else None,
            alarm=Alarm(row["alarm"]) if row["alarm"] else None,
            alarmed_at=row["alarmed_at"],
        )

    def keep_belief(
        self, monitor_id: uuid.UUID, belief: Belief, changes: Mapping[str, Any]
    ) -> None:
        self.change(monitor_id, {**changes, "belief": as_document(belief)})

    def _select(self, statement: LiteralString, values: Mapping[str, Any]) -> list[dict[str, Any]]:
        with self._connection.cursor(row_factory=dict_row) as cursor:
            return cursor.execute(statement, {**self._scope.as_parameters(), **values}).fetchall()


def _as_stored(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: Jsonb(value) if name in _JSON and value is not None else value
        for name, value in row.items()
    }


def _monitor(row: Mapping[str, Any]) -> Monitor:
    return Monitor(
        id=row["id"],
        client_id=row["client_id"],
        client_name=row["client_name"],
        site_id=row["site_id"],
        site_name=row["site_name"],
        name=row["name"],
        kind=MonitorKind(row["kind"]),
        interval_seconds=row["interval_seconds"],
        address=row["address"],
        port=row["port"],
        settings=row["settings"],
        secret_names=tuple(row["secret_names"]),
        is_paused=row["is_paused"],
        status=SiteStatus(row["status"]),
        status_reason=row["status_reason"],
        status_detail=row["status_detail"],
        status_since=row["status_since"],
        checked_at=row["checked_at"],
        facts=row["facts"],
        created_at=row["created_at"],
        sealed_secrets=row["sealed_secrets"],
        ping_digest=row["ping_digest"],
    )


def _seen(row: Mapping[str, Any]) -> str:
    """What probes see of it: in maintenance only what differs from that is news."""
    belief = row["belief"]
    is_hidden = row["status"] == SiteStatus.MAINTENANCE and belief
    return str(belief["seen"] if is_hidden else row["status"])


def _target(row: Mapping[str, Any]) -> MonitorTarget:
    return MonitorTarget(
        monitor_id=row["id"],
        kind=row["kind"],
        address=row["address"],
        port=row["port"],
        status=_seen(row),
        interval_seconds=row["interval_seconds"],
        settings=row["settings"],
        sealed_secrets=base64.b64encode(row["sealed_secrets"] or b"").decode(),
        facts=row["facts"],
        ping_digest=row["ping_digest"] or "",
    )
