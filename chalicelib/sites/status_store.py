"""Queries of site status and timeline, in plain psycopg."""

import datetime as dt
import uuid
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg.rows import class_row, dict_row
from psycopg.types.json import Jsonb

from chalicelib.identity.model import ClientScope
from chalicelib.kit.ids import uuid7
from chalicelib.sites.model import ProblemCounts, TimelineEntry, UpdateCounts

# Of a table with both columns.
_VISIBLE = (
    "(%(client)s::uuid is null or client_id = %(client)s)"
    " and (%(sites)s::uuid[] is null or site_id = any(%(sites)s))"
)


@dataclass(frozen=True)
class JudgedSite:
    """What a judgement may look at."""

    site_id: uuid.UUID
    client_id: uuid.UUID
    client_name: str
    site_name: str
    url: str
    status: str
    status_reason: str
    status_since: dt.datetime
    connection: str
    is_paused: bool
    heartbeat_due_at: dt.datetime | None
    last_seen_at: dt.datetime | None
    snapshot_seq: int
    wordpress_version: str | None
    php_version: str | None
    updates: UpdateCounts
    vitals: dict[str, Any] | None
    core_update: str | None
    site_health_critical: int
    site_health_issues: list[str]


@dataclass(frozen=True)
class WatchedSite:
    site_id: uuid.UUID
    url: str
    status: str
    interval_seconds: int


@dataclass(frozen=True)
class CurrentInventory:
    client_id: uuid.UUID
    document: dict[str, Any]


@dataclass(frozen=True)
class StatusBefore:
    site_id: uuid.UUID
    client_id: uuid.UUID
    status: str
    status_reason: str
    status_since: dt.datetime
    checked_at: dt.datetime | None


class StatusStore:
    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self._connection = connection

    def lock_for_judgement(self, site_id: uuid.UUID) -> JudgedSite | None:
        with self._connection.cursor(row_factory=dict_row) as cursor:
            row = cursor.execute(
                "select s.id as site_id, s.client_id, c.name as client_name, s.name as site_name,"
                " s.url, t.status, t.status_reason, t.status_since, s.connection,"
                " s.paused_at is not null as is_paused, t.heartbeat_due_at, t.last_seen_at,"
                " t.snapshot_seq, t.wordpress_version, t.php_version, t.updates_core,"
                " t.updates_plugins, t.updates_themes, t.updates_translations, t.vitals,"
                " i.document -> 'core' ->> 'update' as core_update,"
                " i.document -> 'site_health' as site_health"
                " from site_state t join sites s on s.id = t.site_id"
                " join clients c on c.id = s.client_id left join site_inventories i"
                " on i.site_id = t.site_id and i.hash = t.inventory_hash"
                " where t.site_id = %s for no key update of t",
                (site_id,),
            ).fetchone()
        return _judged(row) if row else None

    def find_current_inventory(self, site_id: uuid.UUID) -> CurrentInventory | None:
        with self._connection.cursor(row_factory=class_row(CurrentInventory)) as cursor:
            return cursor.execute(
                "select i.client_id, i.document from site_state t join site_inventories i"
                " on i.site_id = t.site_id and i.hash = t.inventory_hash"
                " where t.site_id = %s for no key update of t",
                (site_id,),
            ).fetchone()

    def mark_judged(self, site_id: uuid.UUID, seq: int, problems: ProblemCounts) -> None:
        self._connection.execute(
            "update site_state set evaluated_seq = greatest(evaluated_seq, %s),"
            " problems_critical = %s, problems_warning = %s where site_id = %s",
            (seq, problems.critical, problems.warning, site_id),
        )

    def lock_status(self, site_id: uuid.UUID) -> StatusBefore | None:
        with self._connection.cursor(row_factory=class_row(StatusBefore)) as cursor:
            return cursor.execute(
                "select site_id, client_id, status, status_reason, status_since, checked_at"
                " from site_state where site_id = %s for no key update",
                (site_id,),
            ).fetchone()

    def keep_status(
        self,
        site_id: uuid.UUID,
        *,
        status: str,
        reason: str,
        checked_at: dt.datetime | None,
        response_ms: int | None,
        since: dt.datetime | None,
    ) -> None:
        self._connection.execute(
            "update site_state set status = %s, status_reason = %s,"
            " checked_at = greatest(checked_at, %s::timestamptz),"
            " response_ms = coalesce(%s, response_ms),"
            " status_since = coalesce(%s, status_since) where site_id = %s",
            (status, reason, checked_at, response_ms, since, site_id),
        )

    def add_event(
        self,
        *,
        site_id: uuid.UUID,
        client_id: uuid.UUID,
        at: dt.datetime,
        kind: str,
        severity: str,
        actor: str,
        detail: dict[str, Any],
    ) -> None:
        self._connection.execute(
            "insert into site_events (id, site_id, client_id, at, kind, severity, actor, detail)"
            " values (%s, %s, %s, %s, %s, %s, %s, %s)",
            (uuid7(), site_id, client_id, at, kind, severity, actor, Jsonb(detail)),
        )

    def list_watched(self, site_ids: Collection[uuid.UUID] | None) -> list[WatchedSite]:
        with self._connection.cursor(row_factory=class_row(WatchedSite)) as cursor:
            return cursor.execute(
                "select s.id as site_id, s.url, t.status,"
                " s.check_interval_seconds as interval_seconds"
                " from sites s join site_state t on t.site_id = s.id"
                " where s.connection in ('connected', 'moved') and s.paused_at is null"
                " and (%(ids)s::uuid[] is null or s.id = any(%(ids)s)) order by s.id",
                {"ids": None if site_ids is None else list(site_ids)},
            ).fetchall()

    def find_url(self, site_id: uuid.UUID) -> str | None:
        row = self._connection.execute("select url from sites where id = %s", (site_id,)).fetchone()
        return row[0] if row else None

    def keep_own_site(
        self, site_id: uuid.UUID, *, client_id: uuid.UUID, name: str, url: str
    ) -> None:
        """A site of the platform itself, with a client of its own: nobody paired it."""
        self._connection.execute(
            "insert into clients (id, name) values (%s, %s) on conflict do nothing",
            (client_id, name),
        )
        self._connection.execute(
            "insert into sites (id, client_id, name, url, connection) values (%s, %s, %s, %s,"
            " 'connected') on conflict (id) do update set url = excluded.url",
            (site_id, client_id, name, url),
        )
        self._connection.execute(
            "insert into site_state (site_id, client_id) values (%s, %s) on conflict do nothing",
            (site_id, client_id),
        )

    def list_heartbeats_overdue(self, now: dt.datetime) -> list[uuid.UUID]:
        rows = self._connection.execute(
            "select t.site_id from site_state t join sites s on s.id = t.site_id"
            " where t.heartbeat_due_at < %s and s.connection = 'connected'"
            " and s.paused_at is null",
            (now,),
        ).fetchall()
        return [row[0] for row in rows]

    def list_with_status(self, status: str, *, until: dt.datetime) -> list[uuid.UUID]:
        """Watched sites that have had this status at least since then."""
        rows = self._connection.execute(
            "select t.site_id from site_state t join sites s on s.id = t.site_id"
            " where t.status = %s and t.status_since <= %s"
            " and s.connection in ('connected', 'moved') and s.paused_at is null",
            (status, until),
        ).fetchall()
        return [row[0] for row in rows]

    def resume_due(self, now: dt.datetime) -> list[tuple[uuid.UUID, uuid.UUID]]:
        """Ids of the sites whose pause this ends, and of their clients."""
        return self._connection.execute(
            "with resumed as (update sites set paused_at = null, paused_until = null"
            " where paused_until <= %(now)s returning id, client_id, connected_at),"
            " states as (update site_state t set status = case when r.connected_at is null"
            " then 'pending' else 'unknown' end, status_reason = '', status_since = %(now)s,"
            " checked_at = null from resumed r where t.site_id = r.id)"
            " select id, client_id from resumed order by id",
            {"now": now},
        ).fetchall()

    def count_by_status(self, scope: ClientScope) -> dict[str, int]:
        rows = self._connection.execute(
            f"select status, count(*) from site_state where {_VISIBLE}"  # noqa: S608
            " group by status".encode(),
            scope.as_parameters(),
        ).fetchall()
        return dict(rows)

    def sum_updates_waiting(self, scope: ClientScope) -> int:
        row = self._connection.execute(
            "select coalesce("  # noqa: S608
            " sum(updates_core + updates_plugins + updates_themes), 0)"
            f" from site_state where {_VISIBLE}".encode(),
            scope.as_parameters(),
        ).fetchone()
        return int(row[0]) if row else 0

    def list_recent_events(self, scope: ClientScope, limit: int) -> list[TimelineEntry]:
        with self._connection.cursor(row_factory=class_row(TimelineEntry)) as cursor:
            return cursor.execute(
                "select e.id, e.site_id, e.at, e.kind, e.severity, e.actor, e.detail,"
                " s.name as site_name from site_events e join sites s on s.id = e.site_id"
                " where (%(client)s::uuid is null or e.client_id = %(client)s)"
                " and (%(sites)s::uuid[] is null or e.site_id = any(%(sites)s))"
                " order by e.at desc, e.id desc limit %(limit)s",
                {**scope.as_parameters(), "limit": limit},
            ).fetchall()


def _judged(row: dict[str, Any]) -> JudgedSite:
    health = row.pop("site_health") or {}
    issues = [issue for issue in health.get("issues") or () if issue.get("status") == "critical"]
    updates = UpdateCounts(
        core=row.pop("updates_core"),
        plugins=row.pop("updates_plugins"),
        themes=row.pop("updates_themes"),
        translations=row.pop("updates_translations"),
    )
    return JudgedSite(
        **row,
        updates=updates,
        site_health_critical=int(health.get("critical") or 0),
        site_health_issues=[str(issue.get("label")) for issue in issues],
    )
