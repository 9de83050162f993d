"""Look at the watch from outside, and ring the bell: without the database, and without the core.

What it saw lies in its own heartbeat, for the metrics and for its next run.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from chalicelib.adapters.alarm_bell import AlarmBell
from chalicelib.adapters.heartbeats import Heartbeat, Heartbeats
from chalicelib.adapters.queue_figures import QueueFigures, QueueInspector
from chalicelib.monitoring import canary, watcher
from chalicelib.monitoring.watcher import Memory, Seen, Trouble

PART = "watch_watcher"
PROBES = "probe_sites"
SCHEDULE = "schedule_checks"
CANARY_ALERT = "canary_alert"
# The queues of the loop; each has its dead letters.
QUEUES = (
    "probe-sites",
    "record-checks",
    "relay-outbox",
    "evaluate-snapshot",
    "route-alert",
    "send-notification",
    "record-delivery",
)


@dataclass(frozen=True)
class Owner:
    """Whose deployment this is, as the bell tells it."""

    agency_name: str
    base_url: str


def watch(
    heartbeats: Heartbeats,
    inspector: QueueInspector,
    bell: AlarmBell,
    *,
    regions: Sequence[str],
    owner: Owner,
    now: dt.datetime,
) -> list[str]:
    """The names of the troubles there are. Told first and remembered after: a crash tells twice."""
    beats = heartbeats.last([PART, CANARY_ALERT, *watcher.SILENT_AFTER])
    seen = _look(heartbeats, inspector, beats, regions, now)
    last = beats.get(PART)
    verdict = watcher.judge(seen, said(last).memory if last else Memory(since=now), now)
    for trouble in verdict.new.values():
        bell.ring(*_problem(trouble, owner))
    for name in verdict.over:
        bell.ring(*_all_clear(name, owner))
    heartbeats.beat(PART, _figures(seen, verdict.memory))
    return sorted(verdict.memory.open)


@dataclass(frozen=True)
class Said:
    """What the watcher's own heartbeat tells."""

    memory: Memory
    queues: Mapping[str, QueueFigures]


def said(last: Heartbeat) -> Said:
    kept = last.figures
    return Said(
        memory=Memory(
            since=dt.datetime.fromisoformat(kept["since"]),
            open=kept["open"],
            waiting_since={
                name: dt.datetime.fromisoformat(at) for name, at in kept["waiting_since"].items()
            },
        ),
        queues={name: QueueFigures(*counts) for name, counts in kept["queues"].items()},
    )


def part_of_region(region: str) -> str:
    return f"{PROBES}/{region}"


def _look(
    heartbeats: Heartbeats,
    inspector: QueueInspector,
    beats: Mapping[str, Heartbeat],
    regions: Sequence[str],
    now: dt.datetime,
) -> Seen:
    minutes = watcher.minutes_to_account(now)
    ticks = heartbeats.counted(SCHEDULE, watcher.minutes_of_ticks(now))
    by_region = [heartbeats.counted(part_of_region(region), minutes) for region in regions]
    alert = beats.get(CANARY_ALERT)
    last_runs = {part: beat.at for part, beat in beats.items()}
    if ticks:  # a tick leaves one write, and that one says how much was due
        last_runs[SCHEDULE] = max(ticks)
    return Seen(
        due={minute: ticks.get(minute, 0) for minute in minutes},
        ran={minute: sum(ran.get(minute, 0) for ran in by_region) for minute in minutes},
        beats=last_runs,
        queues={name: inspector.inspect(name) for name in QUEUES},
        canary_alert_at=alert.at if alert else None,
    )


def _figures(seen: Seen, memory: Memory) -> dict[str, Any]:
    return {
        "since": memory.since.isoformat(),
        "open": dict(memory.open),
        "waiting_since": {name: at.isoformat() for name, at in memory.waiting_since.items()},
        "queues": {
            name: [queue.waiting, queue.under_way, queue.dead_letters]
            for name, queue in seen.queues.items()
        },
    }


def _problem(trouble: Trouble, owner: Owner) -> tuple[str, str]:
    return (
        f"WP Wingman of {owner.agency_name}: the watch is in trouble",
        f"{trouble.text}\n\nThis comes from outside the core zone of {owner.base_url}; what to do"
        " is in docs/operations/metrics.md.",
    )


def _all_clear(name: str, owner: Owner) -> tuple[str, str]:
    return (
        f"WP Wingman of {owner.agency_name}: the watch works again",
        f"Over: {name}.\n\n{owner.base_url}",
    )


def canary_delay_seconds(alert: Heartbeat | None) -> float | None:
    """How long the last alert of the canary took from its fall to its letter."""
    if alert is None:
        return None
    return (alert.at - canary.last_fall(alert.at)).total_seconds()
