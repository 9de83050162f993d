"""What is wrong with the watch itself, judged from outside it. Pure: no database, no queue."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from chalicelib.adapters.queue_figures import QueueFigures
from chalicelib.monitoring import canary

# After so long without a heartbeat a part is silent: two of its runs, and some patience.
SILENT_AFTER: Mapping[str, dt.timedelta] = {
    "schedule_checks": dt.timedelta(minutes=3),
    "relay_outbox": dt.timedelta(minutes=12),
    "check_heartbeats": dt.timedelta(minutes=12),
    "fold_history": dt.timedelta(minutes=35),
}
# What is empty within seconds when all is well.
STUCK_AFTER = dt.timedelta(minutes=15)
DRAINED_AT_ONCE = ("record-checks", "route-alert", "send-notification", "record-delivery")
# Of the probes that were due in three minutes so many must have run.
ENOUGH = 0.9
_MINUTES, _TICKS = 3, 10
_MINUTE = dt.timedelta(minutes=1)
# In a new deployment the canary is first set up and seen well.
_CANARY_SETTLES = dt.timedelta(minutes=15)


@dataclass(frozen=True)
class Seen:
    """All that the watcher looks at."""

    due: Mapping[dt.datetime, int]
    ran: Mapping[dt.datetime, int]
    beats: Mapping[str, dt.datetime]
    queues: Mapping[str, QueueFigures]
    canary_alert_at: dt.datetime | None


@dataclass(frozen=True)
class Trouble:
    """`size` tells a trouble that has grown from the one that was told."""

    text: str
    size: int = 0


@dataclass(frozen=True)
class Memory:
    """What the watcher remembers between two runs."""

    since: dt.datetime
    """Its first run: what has never been seen is not missed before."""
    open: Mapping[str, int] = field(default_factory=dict)
    """The troubles that were told, by name, with the size that was told."""
    waiting_since: Mapping[str, dt.datetime] = field(default_factory=dict)
    """Since when each queue has not been seen empty."""


@dataclass(frozen=True)
class Verdict:
    memory: Memory
    new: Mapping[str, Trouble]
    over: tuple[str, ...]


def minutes_to_account(now: dt.datetime) -> list[dt.datetime]:
    """The last three minutes whose probes have had the time to end: a batch may take one."""
    this = now.replace(second=0, microsecond=0)
    return [this - (number + 2) * _MINUTE for number in range(_MINUTES)]


def minutes_of_ticks(now: dt.datetime) -> list[dt.datetime]:
    """Those in which a tick is looked for."""
    this = now.replace(second=0, microsecond=0)
    return [this - number * _MINUTE for number in range(_TICKS)]


def judge(seen: Seen, memory: Memory, now: dt.datetime) -> Verdict:
    """What is to be told now: each trouble once, again when it has grown, and its end once."""
    waiting_since = _waiting_since(seen, memory, now)
    found = dict(_troubles(seen, waiting_since, memory.since, now))
    return Verdict(
        memory=Memory(
            since=memory.since,
            open={name: trouble.size for name, trouble in found.items()},
            waiting_since=waiting_since,
        ),
        new={
            name: trouble
            for name, trouble in found.items()
            if name not in memory.open or trouble.size > memory.open[name]
        },
        over=tuple(name for name in memory.open if name not in found),
    )


def _troubles(
    seen: Seen, waiting_since: Mapping[str, dt.datetime], since: dt.datetime, now: dt.datetime
) -> Iterator[tuple[str, Trouble]]:
    yield from _missing_probes(seen)
    for part, longest in SILENT_AFTER.items():
        last = seen.beats.get(part)
        if now - (last or since) > longest:
            told = f"last ran at {last:%H:%M} UTC" if last else "has not run"
            yield f"silence:{part}", Trouble(f"{part} {told}.")
    for name, queue in seen.queues.items():
        if queue.dead_letters:
            text = f"{name} gave up on {queue.dead_letters} messages; they wait to be sent again."
            yield f"dead_letters:{name}", Trouble(text, queue.dead_letters)
    for name, began in waiting_since.items():
        if name in DRAINED_AT_ONCE and now - began > STUCK_AFTER:
            yield f"stuck:{name}", Trouble(f"{name} has had messages waiting since {began:%H:%M}.")
    yield from _missing_alert(seen, since, now)


def _missing_probes(seen: Seen) -> Iterator[tuple[str, Trouble]]:
    due = sum(seen.due.values())
    # A batch that was delivered twice does not stand for another one that never ran.
    ran = sum(min(seen.ran.get(minute, 0), number) for minute, number in seen.due.items())
    if due and ran < ENOUGH * due:
        text = f"Only {ran} of {due} probes ran that were due in three minutes."
        yield "probes", Trouble(text)


def _missing_alert(
    seen: Seen, since: dt.datetime, now: dt.datetime
) -> Iterator[tuple[str, Trouble]]:
    fall = canary.last_expected_alert(now)
    if since > fall - _CANARY_SETTLES:
        return
    if seen.canary_alert_at is None or seen.canary_alert_at < fall:
        yield "canary", Trouble(f"The canary fell at {fall:%H:%M} UTC, and no alert has arrived.")


def _waiting_since(seen: Seen, memory: Memory, now: dt.datetime) -> dict[str, dt.datetime]:
    return {
        name: memory.waiting_since.get(name, now)
        for name, queue in seen.queues.items()
        if queue.waiting
    }
