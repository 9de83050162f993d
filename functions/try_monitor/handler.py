"""Look once at a monitor that somebody is setting up, and keep what was seen for them.

Edge zone: no database. It opens the secrets of the monitor that it asks.
"""

from chalicelib import bootstrap
from chalicelib.adapters.observability import logger
from chalicelib.consumer import consumes
from chalicelib.events.monitoring import TryRequested
from chalicelib.monitoring import trying


@consumes(TryRequested)
def handler(message: TryRequested) -> None:
    report = trying.look_once(
        message.target,
        fetcher=bootstrap.http_fetcher(),
        instruments=bootstrap.instruments(),
        clock=bootstrap.clock(),
    )
    bootstrap.tries().end(message.try_id, report, asked_by=message.asked_by)
    logger.info("monitor_tried", try_id=str(message.try_id), status=report.status)
