"""Maintenance on a real database: nobody is told of anything in it, and of all that outlasts it."""

import datetime as dt
import uuid
from typing import Any

import pytest

from chalicelib import bootstrap
from chalicelib.adapters.database import Database, DatabaseRole, UnitOfWork
from chalicelib.events.monitoring import AlertRaised, CheckResult, ChecksChanged
from chalicelib.kit.clock import FixedClock
from chalicelib.monitoring import maintenance, recording, silence, uptime
from chalicelib.monitoring.history_store import HistoryStore
from chalicelib.monitoring.judgement import Terms
from chalicelib.monitoring.judging import judge_site
from chalicelib.monitoring.windows import Recurrence, Schedule, Scope
from chalicelib.sites import service as sites
from tests import builders
from tests.builders import NOW
from tests.fakes.in_memory_probe_shards import InMemoryProbeShards

MINUTE = dt.timedelta(minutes=1)
ONE = Terms(needed=1)


class Night:
    """One site of one client, alice who plans, and the minutes from NOW on."""

    def __init__(self, uow: UnitOfWork, clock: FixedClock) -> None:
        self.uow, self.clock = uow, clock
        self.client = builders.a_client(uow)
        self.alice = builders.an_actor(uow)
        self.site = builders.a_connected_site(uow, client_id=self.client, name="Shop")
        # It has been well for a day: what follows must not reach back into that.
        uow.connection.execute(
            "update site_state set status_since = %s", (NOW - dt.timedelta(days=1),)
        )
        uow.connection.execute("update status_changes set at = %s", (NOW - dt.timedelta(days=1),))

    def at(self, minute: float) -> "Night":
        self.clock.advance(NOW + minute * MINUTE - self.clock.now())
        return self

    def plan(self, opens: int, closes: int, **values: Any) -> uuid.UUID:
        schedule = Schedule(
            starts_at=(NOW + opens * MINUTE).replace(tzinfo=None),
            time_zone="UTC",
            duration=(closes - opens) * MINUTE,
            recurrence=values.pop("recurrence", Recurrence.ONCE),
        )
        usual = {"name": "Move", "scope": Scope(covers_all=True), "is_down_expected": False}
        return maintenance.add_window(
            self.uow, self.alice, schedule=schedule, **{**usual, **values}
        ).id

    def sees(self, status: str) -> None:
        result = CheckResult(
            site_id=self.site, checked_at=self.clock.now(), status=status, reason="x"
        )
        recording.record_checks(self.uow, [result], terms=ONE)

    def sweep(self) -> int:
        """What check_heartbeats does every five minutes, and the recorder after it."""
        turned = silence.turn(self.uow)
        self.hear()
        return turned

    def hear(self) -> None:
        judged = [m for m in self.uow._messages if isinstance(m, ChecksChanged)]
        self.uow._messages[:] = [m for m in self.uow._messages if not isinstance(m, ChecksChanged)]
        for message in judged:
            recording.judge_again(self.uow, message.judge, terms=ONE)

    def status(self) -> str:
        row = self.uow.connection.execute("select status from site_state").fetchone()
        return str(row[0]) if row else ""

    def alerts(self) -> list[tuple[str, str]]:
        return [
            (m.template, m.context["kind"])
            for m in self.uow._messages
            if isinstance(m, AlertRaised)
        ]

    def minutes(self) -> dict[str, float]:
        """How the two hours from NOW on count."""
        until = NOW + 120 * MINUTE
        changes = HistoryStore(self.uow.connection).list_changes(since=NOW, until=until)
        spent = uptime.times(changes[self.site], since=NOW, until=until)
        return {
            "up": spent.up_ms / 60_000,
            "down": spent.down_ms / 60_000,
            "maintenance": spent.maintenance_ms / 60_000,
        }


@pytest.fixture
def night(uow: UnitOfWork, clock: FixedClock) -> Night:
    return Night(uow, clock)


def test_a_site_that_fails_in_its_window_is_in_maintenance_and_nobody_hears(night: Night) -> None:
    night.plan(10, 60)
    night.at(12).sees("offline")
    assert night.status() == "maintenance"
    night.at(30).sees("online")
    assert night.status() == "online"
    night.at(63).sweep()

    assert night.alerts() == []
    assert night.minutes() == {"up": 102, "down": 0, "maintenance": 18}


def test_a_site_that_is_still_down_at_the_end_is_told_then_and_counts_from_there(
    night: Night,
) -> None:
    night.plan(10, 60)
    night.at(12).sees("offline")
    night.at(14).sweep()
    assert night.alerts() == []

    night.at(63).sweep()

    assert night.status() == "offline"
    assert night.alerts() == [("problem", "site_offline")]
    assert night.minutes() == {"up": 12, "down": 60, "maintenance": 48}
    assert night.at(68).sweep() == 0
    assert len(night.alerts()) == 1


def test_a_window_that_no_sweep_saw_open_is_told_after_all_the_same(night: Night) -> None:
    night.plan(11, 13)
    night.at(12).sees("offline")

    night.at(15).sweep()

    assert night.alerts() == [("problem", "site_offline")]
    assert night.minutes() == {"up": 12, "down": 107, "maintenance": 1}


def test_where_downtime_is_expected_the_whole_window_is_maintenance_to_the_minute(
    night: Night,
) -> None:
    night.plan(10, 60, is_down_expected=True)
    night.at(13).sweep()
    assert night.status() == "maintenance"
    night.at(64).sweep()

    assert night.status() == "online"
    assert night.alerts() == []
    assert night.minutes() == {"up": 70, "down": 0, "maintenance": 50}


def test_an_outage_that_was_told_before_ends_with_an_all_clear_after_the_window(
    night: Night,
) -> None:
    night.at(2).sees("offline")
    night.plan(10, 60)
    night.at(12).sweep()
    night.at(40).sees("online")
    assert night.alerts() == [("problem", "site_offline")]

    night.at(62).sweep()

    assert night.alerts() == [("problem", "site_offline"), ("all_clear", "site_offline")]
    assert night.minutes() == {"up": 82, "down": 8, "maintenance": 30}


def test_other_problems_wait_too_and_what_is_over_by_then_is_never_told(night: Night) -> None:
    def crashes(count: int) -> None:
        night.uow.connection.execute(
            "update site_state set vitals = %s",
            (f'{{"fatal_errors": {{"count_24h": {count}}}}}',),
        )
        judge_site(night.uow, night.site)

    night.plan(10, 60)
    night.at(20)
    crashes(50)
    night.at(30)
    crashes(0)
    assert night.alerts() == []
    crashes(40)
    night.at(61).sweep()

    assert night.alerts() == [("problem", "fatal_errors")]


@pytest.mark.parametrize("way", ["end", "remove", "shorten", "elsewhere"])
def test_whoever_ends_a_window_early_ends_it_now(night: Night, way: str) -> None:
    window = night.plan(10, 60)
    night.at(12).sees("offline")
    night.at(15).sweep()
    night.at(30)
    match way:
        case "end":
            maintenance.end_window(night.uow, night.alice, window)
        case "remove":
            maintenance.remove_window(night.uow, night.alice, window)
        case "shorten":
            shorter = Schedule(
                (NOW + 10 * MINUTE).replace(tzinfo=None), "UTC", duration=15 * MINUTE
            )
            changes = {"schedule": shorter}
            maintenance.change_window(night.uow, night.alice, window, changes)
        case "elsewhere":
            scope = {"scope": Scope(tags=("other",))}
            maintenance.change_window(night.uow, night.alice, window, scope)
    night.hear()

    assert night.alerts() == [("problem", "site_offline")]
    assert night.minutes() == {"up": 12, "down": 90, "maintenance": 18}


def test_a_window_that_is_made_late_does_not_rewrite_what_was(night: Night) -> None:
    night.at(10).sees("offline")
    night.at(30)
    night.plan(0, 60)
    night.hear()

    assert night.status() == "maintenance"
    assert night.minutes()["down"] == 20


def test_only_the_sites_of_its_scope_are_silent(night: Night) -> None:
    night.uow.connection.execute("update sites set tags = '{shop}'")
    other = builders.a_connected_site(night.uow, client_id=builders.a_client(night.uow, name="O"))
    scopes = [
        Scope(tags=("shop",)),
        Scope(client_ids=(night.client,)),
        Scope(site_ids=(night.site,)),
    ]
    for scope in scopes:
        window = night.plan(0, 60, scope=scope)
        assert silence.is_silent(night.uow, night.site)
        assert not silence.is_silent(night.uow, other)
        maintenance.remove_window(night.uow, night.alice, window)


def test_two_windows_that_overlap_are_one_silence(night: Night) -> None:
    night.plan(10, 40)
    night.plan(30, 60)
    night.at(12).sees("offline")
    night.at(42).sweep()
    assert night.alerts() == []

    night.at(64).sweep()

    assert night.alerts() == [("problem", "site_offline")]
    assert night.minutes() == {"up": 12, "down": 60, "maintenance": 48}


def test_our_own_work_is_silent_and_ends_by_itself(night: Night) -> None:
    silence.silence(
        night.uow, Scope(site_ids=(night.site,)), until=NOW + 5 * MINUTE, why="Updating"
    )
    night.at(1).sees("offline")
    assert night.alerts() == []
    assert silence.find_silence(night.uow, night.site)
    night.at(6).sweep()

    assert night.alerts() == [("problem", "site_offline")]
    [seen] = maintenance.list_windows(
        night.uow, night.alice, state=None, limit=9, cursor=None
    ).items
    assert (seen.window.is_automatic, seen.state) == (True, "past")


def test_probes_compare_with_what_is_seen_and_not_with_what_we_say(night: Night) -> None:
    night.plan(0, 60)
    night.sees("offline")

    places = recording.places(night.uow, [night.site])

    target = places[night.site]
    assert target is not None
    assert (night.status(), target.status) == ("maintenance", "offline")


def test_a_sweep_that_two_run_at_once_turns_each_window_once(
    night: Night, database: Database
) -> None:
    night.plan(10, 60)
    night.at(12)
    night.uow.commit()
    with (
        database.unit_of_work(DatabaseRole.WORKER) as one,
        bootstrap.database().connect(DatabaseRole.WORKER) as connection,
    ):
        other = UnitOfWork(connection, night.clock)
        assert silence.turn(one) + silence.turn(other) == 1


def test_a_pause_ends_when_it_was_to_end(night: Night) -> None:
    until = NOW + 30 * MINUTE
    sites.update_site(night.uow, night.alice, night.site, paused_until=until)
    assert night.status() == "paused"
    assert silence.end_pauses(night.at(29).uow) == 0

    assert silence.end_pauses(night.at(30).uow) == 1

    assert night.status() == "unknown"
    assert [m.watch for m in night.uow._messages if isinstance(m, ChecksChanged)] == [[night.site]]
    row = night.uow.connection.execute("select paused_at, paused_until from sites").fetchone()
    assert row == (None, None)


def test_the_recorder_judges_the_sites_it_is_told_to(
    night: Night, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    from functions.record_checks.handler import handler

    night.plan(0, 60, is_down_expected=True)
    night.uow.commit()
    shards = InMemoryProbeShards([])
    monkeypatch.setattr(bootstrap, "probe_shards", lambda: shards)
    message = ChecksChanged(batch_id="silence", judge=[night.site])
    event = {"Records": [{"messageId": "1", "body": message.model_dump_json()}]}

    assert not handler(event, None)["batchItemFailures"]

    assert night.status() == "maintenance"
    assert shards.places[night.site].status == "online"
