"""The whole at a glance."""

import datetime as dt
import uuid
from typing import Annotated, Any

from pydantic import Field

from chalicelib.api.pagination import PageQuery
from chalicelib.api.schemas.base import Instant, Out, Query, Search
from chalicelib.api.schemas.sites import PresentDay, TimelineEntryOut
from chalicelib.monitoring.model import Resolution
from chalicelib.sites.model import Severity, SiteStatus


class SitesByStatusOut(Out):
    total: int = 0
    online: int = 0
    degraded: int = 0
    offline: int = 0
    maintenance: int = 0
    unknown: int = 0
    pending: int = 0
    paused: int = 0


class AttentionOut(Out):
    site_id: uuid.UUID
    site_name: str
    client_name: str
    kind: str
    severity: Severity
    since: Instant
    detail: dict[str, Any]


class RecentOut(TimelineEntryOut):
    site_id: uuid.UUID
    site_name: str | None


USUAL_RANGE = dt.timedelta(days=30)
type _Day = Annotated[dt.date, Field(ge=dt.date(2000, 1, 1), le=dt.date(2199, 12, 31))]


class HistoryQuery(Query):
    from_: Annotated[PresentDay | None, Field(alias="from")] = None
    to: PresentDay | None = None


class PerformanceQuery(Query):
    from_: Annotated[_Day | None, Field(alias="from")] = None
    to: _Day | None = None
    limit: Annotated[int, Field(ge=1, le=50)] = 10


class FiguresOut(Out):
    """`uptime` in per cent, rounded down; null where the site was never known to be up or down.
    `p50_ms` and `p95_ms` are null where no check got the page."""

    uptime: float | None
    up_seconds: float
    down_seconds: float
    unknown_seconds: float
    maintenance_seconds: float
    checks: int
    p50_ms: int | None
    p95_ms: int | None


class HistoryPointOut(FiguresOut):
    at: Instant


class SiteHistoryOut(Out):
    """`since` and `until` as widened to whole hours or days, in UTC. A point stands for the hour,
    day or month that begins `at`; there is none where nothing is known."""

    site_id: uuid.UUID
    since: Instant
    until: Instant
    resolution: Resolution
    total: FiguresOut
    points: list[HistoryPointOut]


class SiteFiguresOut(FiguresOut):
    site_id: uuid.UUID
    site_name: str
    client_name: str


class FleetOut(Out):
    """All sites that the asker may see, together; days and hours are those of UTC. `worst` were
    down the longest in the last 30 days."""

    last_24_hours: FiguresOut
    last_7_days: FiguresOut
    last_30_days: FiguresOut
    worst: list[SiteFiguresOut]


class OverviewOut(Out):
    sites: SitesByStatusOut
    updates_waiting: int
    attention: list[AttentionOut]
    attention_total: int
    recent: list[RecentOut]
    fleet: FleetOut


class WallQuery(PageQuery):
    days: Annotated[int, Field(ge=1, le=90)] = 30
    client_id: uuid.UUID | None = None
    status: SiteStatus | None = None
    tag: Annotated[Search | None, Field(description="As sites carry it")] = None


class WallSiteOut(Out):
    """`down_seconds` has one entry per day in UTC, today last; null where the site was never known
    to be up or down. `uptime` is that of all these days."""

    id: uuid.UUID
    name: str
    client_id: uuid.UUID
    client_name: str
    tags: list[str]
    status: SiteStatus
    status_reason: str
    status_since: Instant
    response_ms: int | None
    uptime: float | None
    down_seconds: list[int | None]


class PerformanceOut(Out):
    """The days from `since` to before `until`. `slowest` by the mean of their response times;
    `worst_uptime` has only sites that were down at all."""

    since: dt.date
    until: dt.date
    fleet: FiguresOut
    slowest: list[SiteFiguresOut]
    worst_uptime: list[SiteFiguresOut]
