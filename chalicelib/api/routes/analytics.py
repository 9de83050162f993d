"""The whole at a glance."""

from typing import TYPE_CHECKING, Any

from chalice.app import Blueprint

from chalicelib.api.endpoint import endpoint
from chalicelib.api.schemas.analytics import OverviewOut
from chalicelib.identity.model import Actor, Permission
from chalicelib.kit.lazy import lazily

if TYPE_CHECKING:
    from chalicelib.adapters.database import UnitOfWork
    from chalicelib.monitoring import service as monitoring
else:
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
    return {**vars(found), "sites": {**by_status, "total": sum(by_status.values())}}
