"""Every minute: send what is due to the probes, in batches, and look which pings are missing.

Without the database: all of it stands in the probe shards.
"""

import datetime as dt
from typing import Any

from chalicelib import bootstrap
from chalicelib.adapters.observability import logger
from chalicelib.events.monitoring import ChecksChanged, ProbesDue, Target
from chalicelib.monitoring import heartbeat_rule, self_watch, shards

_HALF_A_MINUTE = dt.timedelta(seconds=30)


def handler(event: dict[str, Any], context: object) -> dict[str, int]:  # noqa: ARG001
    tick = _minute(event.get("time")) or bootstrap.clock().now()
    targets = bootstrap.probe_shards().list_targets()
    sent = [_send(batch, delay_seconds=delay) for delay, batch in shards.ticks(targets, at=tick)]
    _note(tick, sum(sent))
    done = {"sites": sum(sent), "batches": len(sent), "pings": _look_for_pings(targets)}
    logger.info("checks_scheduled", extra=done)
    return done


def _send(batch: ProbesDue, *, delay_seconds: int) -> int:
    """One by one: a call that carries ten large messages would be larger than SQS takes."""
    # Each 64 KB of a message is paid for: what is as usual need not be said.
    body = batch.model_dump_json(exclude_defaults=True)
    bootstrap.queue().send(ProbesDue.queue, body, delay_seconds=delay_seconds)
    return len(batch.everything)


def _look_for_pings(targets: list[Target]) -> int:
    """After the probes, which must not wait for it: how many heartbeats are other than believed."""
    listening = shards.heartbeats(targets)
    if not listening:
        return 0
    beats = bootstrap.pings().read([target.ping_digest for target in listening])
    now = bootstrap.clock().now()
    news = list(heartbeat_rule.news(listening, beats, now=now, region=bootstrap.regions().own))
    if news:
        told = ChecksChanged(batch_id="pings", monitor_results=news)
        bootstrap.queue().send(ChecksChanged.queue, told.model_dump_json())
    return len(news)


def _note(tick: dt.datetime, due: int) -> None:
    """For the watcher: the heartbeat of the tick, and how many probes it will miss otherwise."""
    try:
        bootstrap.heartbeats().count(self_watch.SCHEDULE, tick, due)
    except Exception:
        logger.exception("heartbeat_not_left", part=self_watch.SCHEDULE)


def _minute(iso: str | None) -> dt.datetime | None:
    """The minute that the clock means: it may ring a moment early."""
    if not iso:
        return None
    return (dt.datetime.fromisoformat(iso) + _HALF_A_MINUTE).replace(second=0, microsecond=0)
