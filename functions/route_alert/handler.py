"""Decide who hears of an alert, and by which channel."""

from typing import TYPE_CHECKING

from chalicelib.adapters.observability import logger
from chalicelib.consumer import TryAgain, beats, consumes_with_database
from chalicelib.events.monitoring import AlertRaised
from chalicelib.notifications import alerting
from chalicelib.notifications.errors import ProblemNotYetTold

if TYPE_CHECKING:
    from chalicelib.adapters.database import UnitOfWork

# Five such waits outlast the one of a problem whose worker died.
_SOON_SECONDS = 60


@beats("route_alert")
@consumes_with_database(AlertRaised)
def handler(uow: "UnitOfWork", message: AlertRaised) -> None:
    try:
        alerting.route(uow, message)
    except ProblemNotYetTold:
        raise TryAgain(_SOON_SECONDS) from None
    logger.info("alert_routed", site_id=str(message.site_id), template=message.template)
