"""How the loop fares, as its heartbeats tell: for health and metrics, without the database."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from chalicelib.adapters.heartbeats import Heartbeats
from chalicelib.adapters.queue_figures import QueueFigures
from chalicelib.monitoring import self_watch, watcher

_WATCHER_LATE = dt.timedelta(minutes=3)
# Started by messages alone: silence says nothing of them, their queues do.
_BY_MESSAGES = ("record_checks", "evaluate_snapshot", "route_alert", "record_delivery")


@dataclass(frozen=True)
class LoopState:
    last_runs: Mapping[str, dt.datetime]
    late: tuple[str, ...]
    """Parts that should have run by now."""
    due: int
    ran: Mapping[str, int]
    """Of the probes that were due in three minutes, by region."""
    queues: Mapping[str, QueueFigures]
    waiting_since: Mapping[str, dt.datetime]
    troubles: tuple[str, ...]
    canary_alert_at: dt.datetime | None
    canary_delay_seconds: float | None


def look(heartbeats: Heartbeats, *, regions: Sequence[str], now: dt.datetime) -> LoopState:
    names = (*watcher.SILENT_AFTER, *_BY_MESSAGES, self_watch.PART, self_watch.CANARY_ALERT)
    beats = heartbeats.last(names)
    minutes = watcher.minutes_to_account(now)
    ticks = heartbeats.counted(self_watch.SCHEDULE, watcher.minutes_of_ticks(now))
    ran = {
        region: sum(heartbeats.counted(self_watch.part_of_region(region), minutes).values())
        for region in regions
    }
    last_runs = {name: beat.at for name, beat in beats.items()}
    if ticks:
        last_runs[self_watch.SCHEDULE] = max(ticks)
    own = beats.get(self_watch.PART)
    said = self_watch.said(own) if own else None
    alert = beats.get(self_watch.CANARY_ALERT)
    return LoopState(
        last_runs=last_runs,
        late=tuple(
            name
            for name, longest in {**watcher.SILENT_AFTER, self_watch.PART: _WATCHER_LATE}.items()
            if name in last_runs and now - last_runs[name] > longest
        ),
        due=sum(ticks.get(minute, 0) for minute in minutes),
        ran=ran,
        queues=said.queues if said else {},
        waiting_since=said.memory.waiting_since if said else {},
        troubles=tuple(sorted(said.memory.open)) if said else (),
        canary_alert_at=alert.at if alert else None,
        canary_delay_seconds=self_watch.canary_delay_seconds(alert),
    )
