"""Every minute, from outside the core zone: does the watch still watch, and does its alert arrive?

Edge zone: no database. It tells the alarm topic, which needs nothing of ours to be delivered; that
it has fallen silent itself, CloudWatch tells.
"""

from typing import Any

from chalicelib import bootstrap
from chalicelib.adapters import settings
from chalicelib.adapters.observability import logger
from chalicelib.monitoring import self_watch


def handler(event: dict[str, Any], context: object) -> dict[str, int]:  # noqa: ARG001
    current = settings.load()
    troubles = self_watch.watch(
        bootstrap.heartbeats(),
        bootstrap.queue_inspector(),
        bootstrap.alarm_bell(),
        regions=bootstrap.regions().every,
        owner=self_watch.Owner(current.agency_name, current.base_url),
        now=bootstrap.clock().now(),
    )
    logger.info("watcher_watched", troubles=troubles)
    return {"troubles": len(troubles)}
