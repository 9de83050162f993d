"""Publish the status pages that have something new to say: every minute, and when told to look.

Edge zone, and no database: what it knows lies in the bucket and in the probe shards.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from chalicelib import bootstrap
from chalicelib.adapters.observability import logger
from chalicelib.events.monitoring import MonitorTarget, ProbeTarget
from chalicelib.events.status_pages import ComponentTurned, StatusPagesChanged
from chalicelib.monitoring import quorum
from chalicelib.status_pages import publishing


def handler(event: dict[str, Any], context: object) -> dict[str, int]:  # noqa: ARG001
    done = publishing.publish(
        bootstrap.status_pages(),
        targets=_sites(bootstrap.probe_shards().list_targets()),
        looks=bootstrap.unrecorded().list_all(),
        needed=1 if bootstrap.regions().is_alone else quorum.OF_THREE,
        now=bootstrap.clock().now(),
        tell=_tell,
    )
    if done.unreadable:
        logger.error("pages_unreadable", keys=done.unreadable)
    logger.info("pages_published", pages=done.pages, written=len(done.written))
    return {"pages": done.pages, "written": len(done.written)}


def _sites(targets: Iterable[ProbeTarget | MonitorTarget]) -> list[ProbeTarget]:
    return [target for target in targets if isinstance(target, ProbeTarget)]


def _tell(turned: Sequence[ComponentTurned]) -> None:
    message = StatusPagesChanged(turned=list(turned))
    bootstrap.queue().send(StatusPagesChanged.queue, message.model_dump_json())
