"""Who watches the watcher, as Lambda calls it: without a database, told once, with an all-clear."""

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from chalicelib import bootstrap
from chalicelib.adapters import settings
from chalicelib.adapters.queue_figures import QueueFigures
from chalicelib.kit.clock import FixedClock
from chalicelib.monitoring import canary, self_watch, watcher
from functions.watch_watcher.handler import handler
from tests.fakes.in_memory_heartbeats import InMemoryHeartbeats
from tests.fakes.recording_bell import RecordingBell

EVENT = json.loads(
    (Path(__file__).parents[2] / "functions" / "watch_watcher" / "event.json").read_text()
)
MINUTE = dt.timedelta(minutes=1)
# Half an hour after a fall of the canary, of which everybody has heard.
START = canary.last_fall(dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)) + 30 * MINUTE


class Queues:
    """All empty, but for what a test puts there."""

    def __init__(self) -> None:
        self.figures: dict[str, QueueFigures] = {}

    def inspect(self, function: str) -> QueueFigures:
        return self.figures.get(function, QueueFigures(0, 0, 0))


class Watch:
    """A watch that works, minute by minute, until a test breaks a part of it."""

    def __init__(self, clock: FixedClock, heartbeats: InMemoryHeartbeats) -> None:
        self.clock = clock
        self.heartbeats = heartbeats
        self.queues = Queues()
        self.bell = RecordingBell()
        self.probes_run = True
        self.core_runs = True

    def goes_on(self, minutes: int) -> None:
        for _ in range(minutes):
            self.clock.advance(MINUTE)
            self._a_minute()
            handler(EVENT, None)

    def _a_minute(self) -> None:
        now, beats = self.clock.now(), self.heartbeats
        beats.count(self_watch.SCHEDULE, now, 1000)
        if self.probes_run:
            beats.count("probe_sites/north", now, 700)
            beats.count("probe_sites/east", now, 300)
        if self.core_runs:
            for part in watcher.SILENT_AFTER:
                if part != self_watch.SCHEDULE:
                    beats.beat(part)
            if now - canary.last_fall(now) == 2 * MINUTE:
                beats.beat(self_watch.CANARY_ALERT)


@pytest.fixture
def watch(heartbeats: InMemoryHeartbeats, monkeypatch: pytest.MonkeyPatch) -> Iterator[Watch]:
    clock = FixedClock(START)
    made = Watch(clock, heartbeats)
    monkeypatch.setenv("WINGMAN_REGION", "north")
    monkeypatch.setenv("WINGMAN_PROBE_REGIONS", "north,east")
    settings.load.cache_clear()
    monkeypatch.setattr(bootstrap, "clock", lambda: clock)
    monkeypatch.setattr(bootstrap, "queue_inspector", lambda: made.queues)
    monkeypatch.setattr(bootstrap, "alarm_bell", lambda: made.bell)
    made.goes_on(100)
    yield made
    settings.load.cache_clear()


def test_a_watch_that_works_for_hours_rings_no_bell(watch: Watch) -> None:
    watch.goes_on(200)

    assert watch.bell.rung == []


def test_probes_that_stop_are_told_within_five_minutes_once_and_so_is_their_return(
    watch: Watch,
) -> None:
    watch.probes_run = False
    watch.goes_on(4)
    assert watch.bell.texts() == ["Only 2000 of 3000 probes ran that were due in three minutes."]

    watch.goes_on(10)
    watch.probes_run = True
    watch.goes_on(6)

    assert watch.bell.texts()[1:] == ["Over: probes."]


def test_a_core_that_is_gone_is_told_though_probes_go_on(watch: Watch) -> None:
    watch.core_runs = False
    watch.goes_on(14)

    silent = [text.split(" last ran")[0] for text in watch.bell.texts() if "ran" in text]
    assert silent == ["relay_outbox", "check_heartbeats"]


def test_a_canary_whose_alert_gets_stuck_is_told_once(watch: Watch) -> None:
    watch.core_runs = False
    watch.goes_on(80)

    assert sum("canary" in text for text in watch.bell.texts()) == 1


def test_dead_letters_ring_the_bell(watch: Watch) -> None:
    watch.queues.figures["route-alert"] = QueueFigures(0, 0, 2)
    watch.goes_on(3)

    assert watch.bell.texts() == ["route-alert gave up on 2 messages; they wait to be sent again."]


def test_a_bell_that_cannot_be_rung_is_rung_again(watch: Watch) -> None:
    class Broken(RecordingBell):
        def ring(self, subject: str, text: str) -> None:
            raise ConnectionError

    watch.probes_run = False
    working, watch.bell = watch.bell, Broken()
    with pytest.raises(ConnectionError):
        watch.goes_on(4)
    watch.bell = working
    watch.goes_on(1)

    assert len(watch.bell.rung) == 1
