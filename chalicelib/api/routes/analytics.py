"""The whole at a glance."""

import datetime as dt
import uuid
from typing import TYPE_CHECKING, Any

from chalice.app import Blueprint

from chalicelib.api.endpoint import endpoint
from chalicelib.api.errors import InvalidParameter
from chalicelib.api.pagination import PageOut
from chalicelib.api.schemas.analytics import (
    USUAL_RANGE,
    HistoryQuery,
    OverviewOut,
    PerformanceOut,
    PerformanceQuery,
    SiteHistoryOut,
    WallQuery,
    WallSiteOut,
)
from chalicelib.identity.model import Actor, Permission
from chalicelib.kit.lazy import lazily
from chalicelib.monitoring.model import WallFilter

if TYPE_CHECKING:
    from chalicelib.adapters.database import UnitOfWork
    from chalicelib.kit.pagination import Page
    from chalicelib.monitoring import analytics
    from chalicelib.monitoring import service as monitoring
    from chalicelib.monitoring.analytics import SiteFigures, WallSite
else:
    analytics = lazily("chalicelib.monitoring.analytics")
    monitoring = lazily("chalicelib.monitoring.service")

blueprint = Blueprint(__name__)


@endpoint(
    blueprint,
    "GET",
    "/api/v1/analytics/overview",
    requires=Permission.READ_ANALYTICS,
    answers=OverviewOut,
    summary="What needs attention now, worst first, and what happened lately",
)
def overview(uow: "UnitOfWork", actor: Actor) -> dict[str, Any]:
    found = monitoring.get_overview(uow, actor)
    by_status = found.sites_by_status
    fleet = analytics.get_fleet(uow, actor)
    return {
        **vars(found),
        "sites": {**by_status, "total": sum(by_status.values())},
        "fleet": {**vars(fleet), "worst": [_site_figures(one) for one in fleet.worst]},
    }


@endpoint(
    blueprint,
    "GET",
    "/api/v1/analytics/uptime-wall",
    requires=Permission.READ_ANALYTICS,
    query=WallQuery,
    answers=PageOut[WallSiteOut],
    summary="Every site with its state and how long it was down on each of the last days",
)
def uptime_wall(uow: "UnitOfWork", actor: Actor, query: WallQuery) -> "Page[WallSite]":
    wanted = WallFilter(
        client_id=query.client_id,
        status=query.status,
        tag=query.tag.lower() if query.tag else None,
    )
    return analytics.get_wall(
        uow, actor, wanted, days=query.days, limit=query.limit, cursor=query.cursor
    )


@endpoint(
    blueprint,
    "GET",
    "/api/v1/analytics/sites/{site_id}",
    requires=Permission.READ_ANALYTICS,
    query=HistoryQuery,
    answers=SiteHistoryOut,
    summary="A site's uptime and response times, the last 30 days if not said otherwise",
)
def site_history(
    uow: "UnitOfWork", actor: Actor, site_id: uuid.UUID, query: HistoryQuery
) -> dict[str, Any]:
    until = query.to or uow.clock.now()
    since = query.from_ or until - USUAL_RANGE
    if not since < until or until - since > analytics.LONGEST_RANGE:
        raise _bad_range("Ask for up to 762 days before `to`.")
    found = analytics.get_site_history(uow, actor, site_id, since=since, until=until)
    return {
        "site_id": site_id,
        "since": found.since,
        "until": found.until,
        "resolution": found.resolution,
        "total": found.total,
        "points": [{"at": point.at, **vars(point.figures)} for point in found.points],
    }


@endpoint(
    blueprint,
    "GET",
    "/api/v1/analytics/performance",
    requires=Permission.READ_ANALYTICS,
    query=PerformanceQuery,
    answers=PerformanceOut,
    summary="The slowest sites and those down the longest, the last 30 days if not said otherwise",
)
def performance(uow: "UnitOfWork", actor: Actor, query: PerformanceQuery) -> dict[str, Any]:
    until = query.to or uow.clock.now().date() + dt.timedelta(days=1)
    since = query.from_ or until - USUAL_RANGE
    if not since < until or until - since > analytics.LONGEST_FLEET_RANGE:
        raise _bad_range("Ask for up to 92 days before `to`.")
    found = analytics.get_performance(uow, actor, since=since, until=until, limit=query.limit)
    return {
        "since": found.since,
        "until": found.until,
        "fleet": found.fleet,
        "slowest": [_site_figures(one) for one in found.slowest],
        "worst_uptime": [_site_figures(one) for one in found.worst_uptime],
    }


def _bad_range(detail: str) -> InvalidParameter:
    return InvalidParameter(errors=[{"pointer": "/query/from", "detail": detail}])


def _site_figures(found: "SiteFigures") -> dict[str, Any]:
    return {
        "site_id": found.site_id,
        "site_name": found.site_name,
        "client_name": found.client_name,
        **vars(found.figures),
    }
