"""Whether a job that should ping us has. Pure.

As healthchecks.io counts: a ping is due every period, and late by its grace. One that says that it
began has the grace to end; one that says that it failed has failed at once. Before the first ping
nobody is told anything.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from chalicelib.events.monitoring import MonitorResult, MonitorTarget
from chalicelib.monitoring.probes import Reason
from chalicelib.sites.model import SiteStatus


class Ping(StrEnum):
    OK = "ok"
    FAIL = "fail"
    START = "start"


@dataclass(frozen=True)
class Beat:
    """When a monitor was last pinged, by what the ping said."""

    ok_at: dt.datetime | None = None
    failed_at: dt.datetime | None = None
    started_at: dt.datetime | None = None


@dataclass(frozen=True)
class Pulse:
    """What follows, and since when it is so."""

    status: SiteStatus
    reason: Reason
    since: dt.datetime


def news(
    targets: Iterable[MonitorTarget], beats: Mapping[str, Beat], *, now: dt.datetime, region: str
) -> Iterator[MonitorResult]:
    """The heartbeats that are otherwise than believed."""
    for target in targets:
        pulse = judge(
            beats.get(target.ping_digest, Beat()),
            period=dt.timedelta(seconds=target.interval_seconds),
            grace=dt.timedelta(seconds=target.settings["grace_seconds"]),
            now=now,
        )
        if pulse and pulse.status != target.status:
            yield MonitorResult(
                monitor_id=target.monitor_id,
                checked_at=now,
                status=pulse.status,
                reason=pulse.reason,
                region=region,
                asked_at=pulse.since,
                counts_alone=True,
            )


def judge(
    beat: Beat, *, period: dt.timedelta, grace: dt.timedelta, now: dt.datetime
) -> Pulse | None:
    """None while there is nothing to go by."""
    if beat.failed_at and (beat.ok_at is None or beat.failed_at >= beat.ok_at):
        return Pulse(SiteStatus.OFFLINE, Reason.HEARTBEAT_FAILED, beat.failed_at)
    is_running = beat.started_at and (beat.ok_at is None or beat.started_at > beat.ok_at)
    if is_running and beat.started_at and now > beat.started_at + grace:
        return Pulse(SiteStatus.OFFLINE, Reason.HEARTBEAT_OVERRUN, beat.started_at + grace)
    if beat.ok_at is None:
        return None
    deadline = beat.ok_at + period + grace
    if now > deadline:
        return Pulse(SiteStatus.OFFLINE, Reason.HEARTBEAT_MISSED, deadline)
    return Pulse(SiteStatus.ONLINE, Reason.ANSWERED, beat.ok_at)
