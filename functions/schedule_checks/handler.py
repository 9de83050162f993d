"""Every minute: send the sites whose turn it is to the probes, in batches, without the database."""

import datetime as dt
from typing import Any

from chalicelib import bootstrap
from chalicelib.adapters.observability import logger
from chalicelib.events.monitoring import ProbesDue
from chalicelib.monitoring import self_watch, shards


def handler(event: dict[str, Any], context: object) -> dict[str, int]:  # noqa: ARG001
    tick = _minute(event.get("time")) or bootstrap.clock().now()
    targets = shards.due(bootstrap.probe_shards().list_targets(), at=tick)
    batches = 0
    for batch in shards.batches(targets, at=tick):
        # One by one: a call that carries ten large messages would be larger than SQS takes.
        bootstrap.queue().send(ProbesDue.queue, batch.model_dump_json())
        batches += 1
    _note(tick, len(targets))
    logger.info("checks_scheduled", sites=len(targets), batches=batches)
    return {"sites": len(targets), "batches": batches}


def _note(tick: dt.datetime, due: int) -> None:
    """For the watcher: the heartbeat of the tick, and how many probes it will miss otherwise."""
    try:
        bootstrap.heartbeats().count(self_watch.SCHEDULE, tick, due)
    except Exception:
        logger.exception("heartbeat_not_left", part=self_watch.SCHEDULE)


def _minute(iso: str | None) -> dt.datetime | None:
    return dt.datetime.fromisoformat(iso).replace(second=0, microsecond=0) if iso else None
