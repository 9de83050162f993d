"""Queries of uptime and response times, in plain psycopg."""

import datetime as dt
import json
import uuid
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import psycopg
from psycopg.rows import dict_row

from chalicelib.identity.model import ClientScope
from chalicelib.monitoring.history_objects import Period
from chalicelib.monitoring.model import WallFilter
from chalicelib.monitoring.response_times import BUCKETS
from chalicelib.monitoring.uptime import StatusChange, Times
from chalicelib.sites.model import SiteStatus

# Of a table with both columns.
_VISIBLE = (
    "(%(client)s::uuid is null or client_id = %(client)s)"
    " and (%(sites)s::uuid[] is null or site_id = any(%(sites)s))"
)
_AFTER = "(s.sort_name, s.id) > (%(name)s, %(id)s::uuid)"
# What a fold was made of matters as long as its batches lie there, which is three days.
_FOLDS_KEPT = dt.timedelta(days=30)
_HISTOGRAM_SUM = ", ".join(f"coalesce(sum(histogram[{n}]), 0)" for n in range(1, BUCKETS + 1))
_SUMS = (
    "sum(checks)::bigint as checks, sum(answers)::bigint as answers, sum(up_ms)::bigint as up_ms,"
    " sum(down_ms)::bigint as down_ms, sum(unknown_ms)::bigint as unknown_ms,"
    " sum(maintenance_ms)::bigint as maintenance_ms,"
    " sum(response_ms_sum)::bigint as response_ms_sum"
)


@dataclass(frozen=True)
class Answers:
    """What the probes of one hour of one site brought."""

    checks: int
    answers: int
    response_ms_sum: int
    histogram: list[int]
    p50_ms: int | None
    p95_ms: int | None


@dataclass(frozen=True)
class Rollup:
    """One hour, one day, or any sum of them."""

    starts_at: dt.datetime
    times: Times
    checks: int
    answers: int
    response_ms_sum: int
    histogram: Sequence[int]


@dataclass(frozen=True)
class SiteRollup:
    """A site's sum over a range, for a list."""

    site_id: uuid.UUID
    site_name: str
    client_name: str
    rollup: Rollup


@dataclass(frozen=True)
class WallRow:
    """A site as the wall shows it: how it is, and how long it was down on each day."""

    id: uuid.UUID
    sort_name: str
    name: str
    client_id: uuid.UUID
    client_name: str
    tags: list[str]
    status: str
    status_reason: str
    status_since: dt.datetime
    response_ms: int | None
    times: Times
    down_seconds: Mapping[int, int | None]
    """By the number of the day. Days of which nothing is known are None or missing."""


class HistoryStore:
    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self._connection = connection

    # Folding

    def list_changes(
        self, *, since: dt.datetime, until: dt.datetime
    ) -> dict[uuid.UUID, list[StatusChange]]:
        """Of each site in order: the last change up to `since`, and those until `until`."""
        rows = self._connection.execute(
            "select s.id, c.at, c.status from sites s cross join lateral"
            " (select at, status from status_changes where site_id = s.id and at <= %(since)s"
            " order by at desc limit 1) c"
            " union all select site_id, at, status from status_changes"
            " where at > %(since)s and at < %(until)s order by 1, 2",
            {"since": since, "until": until},
        ).fetchall()
        found: dict[uuid.UUID, list[StatusChange]] = defaultdict(list)
        for site_id, at, status in rows:
            found[site_id].append(StatusChange(at, SiteStatus(status)))
        return found

    def keep_times(self, hour: dt.datetime, times: Mapping[uuid.UUID, Times]) -> int:
        """How long each site was in each state. Returns how many rows that changed."""
        rows = [{"site_id": str(site_id), **asdict(spent)} for site_id, spent in times.items()]
        return self._connection.execute(
            "insert into uptime_hours as kept"
            " (site_id, hour, client_id, up_ms, down_ms, unknown_ms, maintenance_ms)"
            " select s.id, %(hour)s, s.client_id, up_ms, down_ms, unknown_ms, maintenance_ms"
            " from json_to_recordset(%(rows)s::json) as r"
            " (site_id uuid, up_ms int, down_ms int, unknown_ms int, maintenance_ms int)"
            " join sites s on s.id = r.site_id"
            " where up_ms + down_ms + unknown_ms + maintenance_ms > 0 or exists"
            " (select from uptime_hours u where u.site_id = r.site_id and u.hour = %(hour)s)"
            # In the order in which a site's rows lie: two folders wait, they do not deadlock.
            " order by s.id"
            " on conflict (site_id, hour) do update set up_ms = excluded.up_ms,"
            " down_ms = excluded.down_ms, unknown_ms = excluded.unknown_ms,"
            " maintenance_ms = excluded.maintenance_ms"
            " where (kept.up_ms, kept.down_ms, kept.unknown_ms, kept.maintenance_ms)"
            " is distinct from (excluded.up_ms, excluded.down_ms, excluded.unknown_ms,"
            " excluded.maintenance_ms)",
            {"hour": hour, "rows": json.dumps(rows)},
        ).rowcount

    def keep_answers(self, hour: dt.datetime, answers: Mapping[uuid.UUID, Answers]) -> int:
        """What the probes of this hour brought, for sites that still exist."""
        rows = [
            {"site_id": str(site_id), **asdict(brought)} for site_id, brought in answers.items()
        ]
        return self._connection.execute(
            "insert into uptime_hours as kept (site_id, hour, client_id, checks,"
            " answers, response_ms_sum, histogram, p50_ms, p95_ms)"
            " select s.id, %(hour)s, s.client_id, checks, answers, response_ms_sum, histogram,"
            " p50_ms, p95_ms from json_to_recordset(%(rows)s::json) as r (site_id uuid, checks int,"
            " answers int, response_ms_sum bigint, histogram smallint[], p50_ms int, p95_ms int)"
            " join sites s on s.id = r.site_id order by s.id"
            " on conflict (site_id, hour) do update set checks = excluded.checks,"
            " answers = excluded.answers, response_ms_sum = excluded.response_ms_sum,"
            " histogram = excluded.histogram, p50_ms = excluded.p50_ms, p95_ms = excluded.p95_ms",
            {"hour": hour, "rows": json.dumps(rows)},
        ).rowcount

    def sum_day(self, day: dt.date) -> None:
        """The day's rows anew from its hours, as many as there are by now."""
        starts_at = dt.datetime.combine(day, dt.time(), dt.UTC)
        self._connection.execute(
            "insert into uptime_days as kept (site_id, day, client_id, checks, answers, up_ms,"  # noqa: S608
            " down_ms, unknown_ms, maintenance_ms, response_ms_sum, histogram)"
            f" select site_id, %(day)s, client_id, {_SUMS}, array[{_HISTOGRAM_SUM}]::int[]"
            " from uptime_hours where hour >= %(since)s and hour < %(until)s"
            " group by site_id, client_id order by site_id"
            " on conflict (site_id, day) do update set checks = excluded.checks,"
            " answers = excluded.answers, up_ms = excluded.up_ms, down_ms = excluded.down_ms,"
            " unknown_ms = excluded.unknown_ms, maintenance_ms = excluded.maintenance_ms,"
            " response_ms_sum = excluded.response_ms_sum, histogram = excluded.histogram"
            " where (kept.checks, kept.up_ms, kept.down_ms, kept.unknown_ms,"
            " kept.maintenance_ms, kept.histogram) is distinct from (excluded.checks,"
            " excluded.up_ms, excluded.down_ms, excluded.unknown_ms, excluded.maintenance_ms,"
            " excluded.histogram)".encode(),
            {"day": day, "since": starts_at, "until": starts_at + dt.timedelta(days=1)},
        )

    def sum_fleet_hour(self, hour: dt.datetime) -> None:
        """All sites of this hour in one row: what is asked of the whole fleet reads no other."""
        self._connection.execute(
            "insert into uptime_fleet_hours (hour, checks, answers, up_ms, down_ms, unknown_ms,"  # noqa: S608
            f" maintenance_ms, response_ms_sum, histogram) select %(hour)s, {_SUMS},"
            f" array[{_HISTOGRAM_SUM}]::bigint[] from uptime_hours where hour = %(hour)s"
            " having count(*) > 0"
            " on conflict (hour) do update set checks = excluded.checks,"
            " answers = excluded.answers, up_ms = excluded.up_ms, down_ms = excluded.down_ms,"
            " unknown_ms = excluded.unknown_ms, maintenance_ms = excluded.maintenance_ms,"
            " response_ms_sum = excluded.response_ms_sum, histogram = excluded.histogram".encode(),
            {"hour": hour},
        )

    def list_folded(self, period: Period, *, since: dt.datetime) -> dict[dt.datetime, bytes]:
        """What was folded, each with the fingerprint of what it was folded from."""
        rows = self._connection.execute(
            "select starts_at, fingerprint from history_folds"
            " where period = %s and starts_at >= %s",
            (period, since),
        ).fetchall()
        return dict(rows)

    def mark_folded(self, period: Period, starts_at: dt.datetime, fingerprint: bytes) -> None:
        self._connection.execute(
            "insert into history_folds (period, starts_at, fingerprint) values (%s, %s, %s)"
            " on conflict (period, starts_at) do update set fingerprint = excluded.fingerprint",
            (period, starts_at, fingerprint),
        )

    def list_medians(self, hours: Sequence[dt.datetime]) -> dict[uuid.UUID, dict[dt.datetime, int]]:
        """Each site's median response time in these hours, where there were answers."""
        rows = self._connection.execute(
            "select site_id, hour, p50_ms from uptime_hours"
            " where hour = any(%s) and p50_ms is not null",
            (list(hours),),
        ).fetchall()
        found: dict[uuid.UUID, dict[dt.datetime, int]] = defaultdict(dict)
        for site_id, hour, p50_ms in rows:
            found[site_id][hour] = p50_ms
        return found

    def list_usual(
        self, site_ids: Collection[uuid.UUID], *, since: dt.datetime
    ) -> dict[uuid.UUID, int]:
        """What 19 of 20 answers did not exceed, in the middle hour since then."""
        rows = self._connection.execute(
            "select site_id, percentile_disc(0.5) within group (order by p95_ms)"
            " from uptime_hours where site_id = any(%s) and hour >= %s and p95_ms is not null"
            " group by site_id",
            (list(site_ids), since),
        ).fetchall()
        return dict(rows)

    def list_usual_and_before(
        self, *, since: dt.datetime, last: dt.datetime
    ) -> dict[uuid.UUID, tuple[int | None, int | None]]:
        """The same of every site up to the hour `last`, and how it was an hour earlier."""
        rows = self._connection.execute(
            "select site_id, percentile_disc(0.5) within group (order by p95_ms)"
            " filter (where hour >= %(since)s), percentile_disc(0.5) within group (order by p95_ms)"
            " filter (where hour < %(last)s) from uptime_hours"
            " where hour >= %(earlier)s and hour <= %(last)s and p95_ms is not null"
            " group by site_id",
            {"since": since, "earlier": since - dt.timedelta(hours=1), "last": last},
        ).fetchall()
        return {site_id: (usual, before) for site_id, usual, before in rows}

    # Answering

    def list_hours(
        self, site_id: uuid.UUID, *, since: dt.datetime, until: dt.datetime
    ) -> list[Rollup]:
        rows = self._rows(
            "select hour as starts_at, checks, answers, up_ms, down_ms, unknown_ms, maintenance_ms,"
            " response_ms_sum, histogram from uptime_hours"
            " where site_id = %(site)s and hour >= %(since)s and hour < %(until)s order by hour",
            {"site": site_id, "since": since, "until": until},
        )
        return [_rollup(row) for row in rows]

    def list_days(
        self, site_id: uuid.UUID, *, since: dt.datetime, until: dt.datetime
    ) -> list[Rollup]:
        rows = self._rows(
            "select day::timestamp at time zone 'utc' as starts_at, checks, answers, up_ms,"
            " down_ms, unknown_ms, maintenance_ms, response_ms_sum, histogram from uptime_days"
            " where site_id = %(site)s and day >= %(since)s and day < %(until)s order by day",
            {"site": site_id, "since": since.date(), "until": until.date()},
        )
        return [_rollup(row) for row in rows]

    def list_daily_times(
        self, site_ids: Collection[uuid.UUID], *, since: dt.date
    ) -> dict[uuid.UUID, dict[dt.date, Times]]:
        rows = self._connection.execute(
            "select site_id, day, up_ms, down_ms, unknown_ms, maintenance_ms from uptime_days"
            " where site_id = any(%s) and day >= %s",
            (list(site_ids), since),
        ).fetchall()
        found: dict[uuid.UUID, dict[dt.date, Times]] = defaultdict(dict)
        for site_id, day, *spent in rows:
            found[site_id][day] = Times(*spent)
        return found

    def sum_fleet(self, scope: ClientScope, *, since: dt.date, until: dt.date) -> Rollup:
        """All visible sites in one sum."""
        (row,) = self._rows(
            f"select {_SUMS}, array[{_HISTOGRAM_SUM}]::bigint[] as histogram"  # noqa: S608
            f" from uptime_days where day >= %(since)s and day < %(until)s and {_VISIBLE}",
            {**scope.as_parameters(), "since": since, "until": until},
        )
        return _rollup({**row, "starts_at": _midnight(since)})

    def sum_fleet_hours(self, *, since: dt.datetime) -> Rollup:
        """The whole fleet from then on, without reading any site of it."""
        return self._sum("uptime_fleet_hours where hour >= %(since)s", {"since": since}, since)

    def sum_hours(self, scope: ClientScope, *, since: dt.datetime) -> Rollup:
        """The visible sites from then on."""
        return self._sum(
            f"uptime_hours where hour >= %(since)s and {_VISIBLE}",
            {**scope.as_parameters(), "since": since},
            since,
        )

    def list_longest_down(
        self, scope: ClientScope, *, since: dt.date, until: dt.date, limit: int
    ) -> list[SiteRollup]:
        """Those that were down the longest; the index knows them without the rest."""
        return self._list_sites(
            scope,
            since,
            until,
            limit,
            order="sum(down_ms) desc, site_id",
            having="sum(down_ms) > 0",
            where="down_ms > 0",
        )

    def list_wall(
        self,
        scope: ClientScope,
        wanted: WallFilter,
        *,
        since: dt.date,
        after: tuple[str, uuid.UUID] | None,
        limit: int,
    ) -> list[WallRow]:
        """A page of sites by name, each with its days from then on."""
        rows = self._rows(
            "with page as (select s.id, s.sort_name, s.name, s.client_id, c.name as client_name,"  # noqa: S608
            " s.tags, t.status, t.status_reason, t.status_since, t.response_ms"
            " from sites s join site_state t on t.site_id = s.id"
            " join clients c on c.id = s.client_id"
            " where (%(client)s::uuid is null or s.client_id = %(client)s)"
            " and (%(sites)s::uuid[] is null or s.id = any(%(sites)s))"
            " and (%(of_client)s::uuid is null or s.client_id = %(of_client)s)"
            " and (%(status)s::text is null or t.status = %(status)s)"
            " and (%(tag)s::text is null or %(tag)s = any(s.tags))"
            f" and {_AFTER if after else 'true'}"
            " order by s.sort_name, s.id limit %(limit)s),"
            " days as (select site_id, array_agg(day - %(since)s::date order by day) as places,"
            " array_agg(case when up_ms + down_ms::bigint > 0 then ceil(down_ms / 1000.0)::int end"
            " order by day) as down, sum(up_ms)::bigint as up_ms, sum(down_ms)::bigint as down_ms"
            " from uptime_days where site_id in (select id from page) and day >= %(since)s"
            " group by site_id)"
            " select page.*, places, down, up_ms, down_ms from page"
            " left join days on days.site_id = page.id order by sort_name, id",
            {
                **scope.as_parameters(),
                "of_client": wanted.client_id,
                "status": wanted.status,
                "tag": wanted.tag,
                "since": since,
                "limit": limit,
                "name": after[0] if after else None,
                "id": after[1] if after else None,
            },
        )
        return [_wall_row(row) for row in rows]

    def list_slowest(
        self, scope: ClientScope, *, since: dt.date, until: dt.date, limit: int
    ) -> list[SiteRollup]:
        """By their mean response time: it needs no histograms of sites that are not shown."""
        return self._list_sites(
            scope,
            since,
            until,
            limit,
            order="sum(response_ms_sum)::float / sum(answers) desc, site_id",
            having="sum(answers) > 0",
        )

    def list_worst_uptime(
        self, scope: ClientScope, *, since: dt.date, until: dt.date, limit: int
    ) -> list[SiteRollup]:
        """Those that were down at all, the longest share of time first."""
        return self._list_sites(
            scope,
            since,
            until,
            limit,
            order="sum(down_ms)::float / sum(down_ms + up_ms::bigint) desc, site_id",
            having="sum(down_ms) > 0",
        )

    def _list_sites(
        self,
        scope: ClientScope,
        since: dt.date,
        until: dt.date,
        limit: int,
        *,
        order: str,
        having: str,
        where: str = "true",
    ) -> list[SiteRollup]:
        rows = self._rows(
            "with chosen as (select * from unnest(array(select site_id from uptime_days"  # noqa: S608
            f" where day >= %(since)s and day < %(until)s and {where} and {_VISIBLE}"
            f" group by site_id having {having} order by {order} limit %(limit)s))"
            " with ordinality as best (site_id, place))"
            f" select site_id, s.name as site_name, c.name as client_name, place, {_SUMS},"
            f" array[{_HISTOGRAM_SUM}]::bigint[] as histogram from chosen"
            " join uptime_days d using (site_id) join sites s on s.id = site_id"
            " join clients c on c.id = s.client_id where day >= %(since)s and day < %(until)s"
            " group by site_id, s.name, c.name, place order by place",
            {**scope.as_parameters(), "since": since, "until": until, "limit": limit},
        )
        return [
            SiteRollup(
                row["site_id"],
                row["site_name"],
                row["client_name"],
                _rollup({**row, "starts_at": _midnight(since)}),
            )
            for row in rows
        ]

    # Forgetting

    def forget(self, *, months_kept: int, months_ahead: int, now: dt.datetime) -> dict[str, int]:
        """Make the months to come and remove what has served its time."""
        oldest = _months_before(now, months_kept)
        made = self._count("select ensure_partitions('uptime_hours', 0, %s)", months_ahead)
        dropped = self._count("select drop_partitions('uptime_hours', %s)", months_kept)
        days = self._connection.execute("delete from uptime_days where day < %s", (oldest.date(),))
        # A site's last change before that still says how its history begins.
        changes = self._connection.execute(
            "delete from status_changes c where at < %(oldest)s and exists"
            " (select from status_changes later where later.site_id = c.site_id"
            " and later.at > c.at and later.at < %(oldest)s)",
            {"oldest": oldest},
        )
        self._connection.execute("delete from uptime_fleet_hours where hour < %s", (oldest,))
        self._connection.execute(
            "delete from history_folds where starts_at < %s", (now - _FOLDS_KEPT,)
        )
        return {
            "uptime_partitions_made": made,
            "uptime_partitions_dropped": dropped,
            "uptime_days": days.rowcount,
            "status_changes": changes.rowcount,
        }

    def _sum(self, source: str, parameters: Mapping[str, Any], since: dt.datetime) -> Rollup:
        (row,) = self._rows(
            f"select {_SUMS}, array[{_HISTOGRAM_SUM}]::bigint[] as histogram from {source}",  # noqa: S608
            parameters,
        )
        return _rollup({**row, "starts_at": since})

    def _count(self, query: str, parameter: int) -> int:
        row = self._connection.execute(query.encode(), (parameter,)).fetchone()
        return int(row[0]) if row else 0

    def _rows(self, query: str, parameters: Mapping[str, Any]) -> list[dict[str, Any]]:
        with self._connection.cursor(row_factory=dict_row) as cursor:
            return cursor.execute(query.encode(), parameters).fetchall()


def _rollup(row: Mapping[str, Any]) -> Rollup:
    names = ("up_ms", "down_ms", "unknown_ms", "maintenance_ms")
    return Rollup(
        starts_at=row["starts_at"],
        times=Times(**{name: int(row[name] or 0) for name in names}),
        checks=int(row["checks"] or 0),
        answers=int(row["answers"] or 0),
        response_ms_sum=int(row["response_ms_sum"] or 0),
        histogram=row["histogram"] or [],
    )


def _wall_row(row: Mapping[str, Any]) -> WallRow:
    names = (
        "id",
        "sort_name",
        "name",
        "client_id",
        "client_name",
        "tags",
        "status",
        "status_reason",
        "status_since",
        "response_ms",
    )
    return WallRow(
        **{name: row[name] for name in names},
        times=Times(up_ms=row["up_ms"] or 0, down_ms=row["down_ms"] or 0),
        down_seconds=dict(zip(row["places"] or [], row["down"] or [], strict=True)),
    )


def _months_before(now: dt.datetime, months: int) -> dt.datetime:
    """The start of the month that many months before this one."""
    year, month = divmod(now.year * 12 + now.month - 1 - months, 12)
    return dt.datetime(year, month + 1, 1, tzinfo=dt.UTC)


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), dt.UTC)
