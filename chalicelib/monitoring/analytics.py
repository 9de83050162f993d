"""Uptime and response times over a range: of one site, and of all that somebody may see.

Everything is read from rows per hour and day; docs/uptime.md says what the figures mean.
"""

import datetime as dt
import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from chalicelib.adapters.database import UnitOfWork
from chalicelib.identity.model import Actor
from chalicelib.kit.pagination import Page, as_id, decode_cursor, encode_cursor
from chalicelib.monitoring.history_store import (
    HistoryStore,
    Rollup,
    SiteRollup,
    WallRow,
)
from chalicelib.monitoring.model import Resolution, WallFilter
from chalicelib.monitoring.response_times import BUCKETS, percentile
from chalicelib.monitoring.uptime import Times
from chalicelib.sites import service as sites

LONGEST_RANGE = dt.timedelta(days=762)  # 25 months
LONGEST_FLEET_RANGE = dt.timedelta(days=92)

_WORST = 5
_HOURS_UP_TO = dt.timedelta(days=8)
_DAYS_UP_TO = dt.timedelta(days=400)
_HOUR = dt.timedelta(hours=1)
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Figures:
    """Of any span of time."""

    uptime: float | None
    up_seconds: float
    down_seconds: float
    unknown_seconds: float
    maintenance_seconds: float
    checks: int
    p50_ms: int | None
    p95_ms: int | None


@dataclass(frozen=True)
class Point:
    at: dt.datetime
    figures: Figures


@dataclass(frozen=True)
class SiteHistory:
    since: dt.datetime
    until: dt.datetime
    resolution: Resolution
    total: Figures
    points: list[Point]


@dataclass(frozen=True)
class SiteFigures:
    site_id: uuid.UUID
    site_name: str
    client_name: str
    figures: Figures


@dataclass(frozen=True)
class Performance:
    since: dt.date
    until: dt.date
    fleet: Figures
    slowest: list[SiteFigures]
    worst_uptime: list[SiteFigures]


@dataclass(frozen=True)
class Fleet:
    last_24_hours: Figures
    last_7_days: Figures
    last_30_days: Figures
    worst: list[SiteFigures]


@dataclass(frozen=True)
class WallSite:
    id: uuid.UUID
    name: str
    client_id: uuid.UUID
    client_name: str
    tags: list[str]
    status: str
    status_reason: str
    status_since: dt.datetime
    response_ms: int | None
    uptime: float | None
    down_seconds: list[int | None]


def get_site_history(
    uow: UnitOfWork, actor: Actor, site_id: uuid.UUID, *, since: dt.datetime, until: dt.datetime
) -> SiteHistory:
    """Raises SiteNotFound. The range is widened to whole hours or days, and says so."""
    sites.get_site(uow, actor, site_id)
    store = HistoryStore(uow.connection)
    resolution = resolution_of(until - since)
    step = _HOUR if resolution is Resolution.HOUR else _DAY
    since, until = _floor(since, step), _ceiling(until, step)
    listed = store.list_hours if resolution is Resolution.HOUR else store.list_days
    rollups = listed(site_id, since=since, until=until)
    return SiteHistory(
        since,
        until,
        resolution,
        total=figures(rollups),
        points=list(_points(rollups, resolution)),
    )


def get_performance(
    uow: UnitOfWork, actor: Actor, *, since: dt.date, until: dt.date, limit: int
) -> Performance:
    """The days from `since` to before `until`."""
    store = HistoryStore(uow.connection)
    scope = actor.scope
    return Performance(
        since,
        until,
        fleet=figures([store.sum_fleet(scope, since=since, until=until)]),
        slowest=_listed(store.list_slowest(scope, since=since, until=until, limit=limit)),
        worst_uptime=_listed(store.list_worst_uptime(scope, since=since, until=until, limit=limit)),
    )


def get_fleet(uow: UnitOfWork, actor: Actor) -> Fleet:
    """How the visible sites have done lately, and which of them were down the longest."""
    store, now, scope = HistoryStore(uow.connection), uow.clock.now(), actor.scope

    def lately(days: int) -> Figures:
        since = now - days * _DAY
        if actor.client_id is None:
            return figures([store.sum_fleet_hours(since=since)])
        if days == 1:
            return figures([store.sum_hours(scope, since=since)])
        until = now.date() + _DAY
        return figures([store.sum_fleet(scope, since=since.date(), until=until)])

    worst = store.list_longest_down(
        scope, since=(now - 30 * _DAY).date(), until=now.date() + _DAY, limit=_WORST
    )
    return Fleet(lately(1), lately(7), lately(30), worst=_listed(worst))


def get_wall(
    uow: UnitOfWork,
    actor: Actor,
    wanted: WallFilter,
    *,
    days: int,
    limit: int,
    cursor: str | None,
) -> Page[WallSite]:
    """The visible sites by name, each with its last days in UTC, today the last of them."""
    position = decode_cursor(cursor, str, str) if cursor else None
    rows = HistoryStore(uow.connection).list_wall(
        actor.scope,
        wanted,
        since=uow.clock.now().date() - (days - 1) * _DAY,
        after=(position[0], as_id(position[1])) if position else None,
        limit=limit + 1,
    )
    shown = rows[:limit]
    is_more = len(rows) > limit
    following = encode_cursor(shown[-1].sort_name, str(shown[-1].id)) if is_more else None
    return Page([_on_wall(row, days) for row in shown], following)


def _on_wall(row: WallRow, days: int) -> WallSite:
    return WallSite(
        id=row.id,
        name=row.name,
        client_id=row.client_id,
        client_name=row.client_name,
        tags=row.tags,
        status=row.status,
        status_reason=row.status_reason,
        status_since=row.status_since,
        response_ms=row.response_ms,
        uptime=row.times.uptime,
        down_seconds=[row.down_seconds.get(day) for day in range(days)],
    )


def list_daily_times(
    uow: UnitOfWork, site_ids: Collection[uuid.UUID], *, since: dt.date
) -> dict[uuid.UUID, dict[dt.date, Times]]:
    """How long each of these sites was up and down on each day from `since` on."""
    return HistoryStore(uow.connection).list_daily_times(site_ids, since=since)


def resolution_of(length: dt.timedelta) -> Resolution:
    if length <= _HOURS_UP_TO:
        return Resolution.HOUR
    return Resolution.DAY if length <= _DAYS_UP_TO else Resolution.MONTH


def figures(rollups: Sequence[Rollup]) -> Figures:
    """The sum of these hours or days."""
    times = Times(
        up_ms=sum(one.times.up_ms for one in rollups),
        down_ms=sum(one.times.down_ms for one in rollups),
        unknown_ms=sum(one.times.unknown_ms for one in rollups),
        maintenance_ms=sum(one.times.maintenance_ms for one in rollups),
    )
    histogram = _histogram(rollups)
    return Figures(
        uptime=times.uptime,
        up_seconds=times.up_ms / 1000,
        down_seconds=times.down_ms / 1000,
        unknown_seconds=times.unknown_ms / 1000,
        maintenance_seconds=times.maintenance_ms / 1000,
        checks=sum(one.checks for one in rollups),
        p50_ms=percentile(histogram, 0.50),
        p95_ms=percentile(histogram, 0.95),
    )


def _points(rollups: Sequence[Rollup], resolution: Resolution) -> Iterable[Point]:
    if resolution is not Resolution.MONTH:
        return (Point(one.starts_at, figures([one])) for one in rollups)
    months = groupby(rollups, key=lambda one: one.starts_at.replace(day=1))
    return (Point(month, figures(list(days))) for month, days in months)


def _histogram(rollups: Sequence[Rollup]) -> list[int]:
    # A row that has only times has no histogram yet.
    counted = [one.histogram for one in rollups if one.histogram]
    return [sum(column) for column in zip(*counted, strict=True)] if counted else [0] * BUCKETS


def _listed(found: Iterable[SiteRollup]) -> list[SiteFigures]:
    return [
        SiteFigures(one.site_id, one.site_name, one.client_name, figures([one.rollup]))
        for one in found
    ]


def _floor(at: dt.datetime, step: dt.timedelta) -> dt.datetime:
    midnight = at.astimezone(dt.UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight + (at - midnight) // step * step


def _ceiling(at: dt.datetime, step: dt.timedelta) -> dt.datetime:
    floor = _floor(at, step)
    return floor if floor == at else floor + step
