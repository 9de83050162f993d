"""Who watches the watcher: what it says of a watch in every kind of trouble."""

import datetime as dt
from dataclasses import replace

import pytest

from chalicelib.adapters.queue_figures import QueueFigures
from chalicelib.monitoring import alerts, canary, watcher
from chalicelib.monitoring.watcher import Memory, Seen, Verdict

LONG_AGO = dt.datetime(2026, 11, 1, tzinfo=dt.UTC)
# Half an hour after a fall of the canary.
NOW = canary.last_fall(dt.datetime(2026, 11, 23, 9, 41, tzinfo=dt.UTC)) + dt.timedelta(minutes=30)
MINUTE = dt.timedelta(minutes=1)
EMPTY = QueueFigures(0, 0, 0)


def all_well(now: dt.datetime = NOW) -> Seen:
    minutes = watcher.minutes_to_account(now)
    return Seen(
        due=dict.fromkeys(minutes, 1000),
        ran=dict.fromkeys(minutes, 1000),
        beats=dict.fromkeys(watcher.SILENT_AFTER, now - MINUTE),
        queues={"route-alert": EMPTY, "probe-sites": EMPTY},
        canary_alert_at=canary.last_fall(now) + 2 * MINUTE,
    )


def judged(seen: Seen, memory: Memory | None = None, now: dt.datetime = NOW) -> Verdict:
    return watcher.judge(seen, memory or Memory(since=LONG_AGO), now)


def with_ran(each: int) -> Seen:
    return replace(all_well(), ran=dict.fromkeys(all_well().due, each))


def test_a_watch_that_works_is_not_spoken_of() -> None:
    verdict = judged(all_well())

    assert (dict(verdict.new), verdict.over, dict(verdict.memory.open)) == ({}, (), {})


def test_nine_of_ten_probes_are_enough_and_one_fewer_is_not() -> None:
    assert judged(with_ran(900)).new == {}
    assert list(judged(with_ran(899)).new) == ["probes"]


def test_a_batch_that_came_twice_does_not_stand_for_one_that_never_ran() -> None:
    first, second, third = all_well().due
    doubled = replace(all_well(), ran={first: 2000, second: 500, third: 1000})

    assert list(judged(doubled).new) == ["probes"]


def test_minutes_whose_probes_may_still_run_are_not_counted() -> None:
    at_the_end_of_a_minute = NOW.replace(second=59)

    minutes = watcher.minutes_to_account(at_the_end_of_a_minute)

    this = NOW.replace(second=0, microsecond=0)
    assert minutes == [this - 2 * MINUTE, this - 3 * MINUTE, this - 4 * MINUTE]


def test_nothing_to_watch_is_no_trouble() -> None:
    nothing = replace(all_well(), due=dict.fromkeys(all_well().due, 0), ran={})

    assert judged(nothing).new == {}


@pytest.mark.parametrize("part", watcher.SILENT_AFTER)
def test_a_part_that_does_not_run_is_named(part: str) -> None:
    longest = watcher.SILENT_AFTER[part]

    def last_ran(ago: dt.timedelta) -> Seen:
        return replace(all_well(), beats={**all_well().beats, part: NOW - ago})

    assert judged(last_ran(longest)).new == {}
    assert list(judged(last_ran(longest + MINUTE)).new) == [f"silence:{part}"]


def test_what_has_never_run_is_not_missed_in_a_new_deployment() -> None:
    silent = replace(all_well(), beats={}, canary_alert_at=None)

    assert judged(silent, Memory(since=NOW - MINUTE)).new == {}
    assert "silence:relay_outbox" in judged(silent, Memory(since=NOW - 13 * MINUTE)).new


def test_a_trouble_is_told_once_and_so_is_its_end() -> None:
    told = judged(with_ran(0))
    again = judged(with_ran(0), told.memory)
    over = judged(all_well(), again.memory)

    assert list(told.new) == ["probes"]
    assert (again.new, again.over) == ({}, ())
    assert (over.new, over.over) == ({}, ("probes",))
    assert judged(all_well(), over.memory).over == ()


def test_dead_letters_are_told_again_when_they_grow_and_over_when_they_are_gone() -> None:
    def with_dead(count: int) -> Seen:
        return replace(all_well(), queues={"route-alert": QueueFigures(0, 0, count)})

    first = judged(with_dead(1))
    same = judged(with_dead(1), first.memory)
    more = judged(with_dead(3), same.memory)
    gone = judged(with_dead(0), more.memory)

    assert [list(v.new) for v in (first, same, more, gone)] == [
        ["dead_letters:route-alert"],
        [],
        ["dead_letters:route-alert"],
        [],
    ]
    assert gone.over == ("dead_letters:route-alert",)


def test_a_queue_that_is_never_empty_for_a_quarter_of_an_hour_is_stuck() -> None:
    waiting = replace(
        all_well(),
        queues={"route-alert": QueueFigures(3, 0, 0), "probe-sites": QueueFigures(9, 9, 0)},
    )
    memory = Memory(since=LONG_AGO)
    told = []
    for minute in range(18):
        now = NOW + minute * MINUTE
        verdict = judged(
            replace(waiting, due={}, beats=dict.fromkeys(watcher.SILENT_AFTER, now)), memory, now
        )
        told += list(verdict.new)
        memory = verdict.memory

    assert told == ["stuck:route-alert"]


def test_a_canary_whose_alert_does_not_arrive_within_three_minutes_is_missed() -> None:
    fall = canary.last_fall(NOW)
    before = replace(all_well(fall), canary_alert_at=fall - canary.EVERY + 2 * MINUTE)

    def at(now: dt.datetime) -> list[str]:
        fresh = dict.fromkeys(watcher.SILENT_AFTER, now)
        return list(judged(replace(before, beats=fresh), now=now).new)

    assert at(fall + 2 * MINUTE) == []
    assert at(fall + 3 * MINUTE) == ["canary"]


def test_a_canary_that_fell_before_anybody_looked_is_not_missed() -> None:
    fall = canary.last_fall(NOW)
    unseen = replace(all_well(), canary_alert_at=None)

    assert judged(unseen, Memory(since=fall - MINUTE)).new == {}
    assert list(judged(unseen, Memory(since=fall - 20 * MINUTE)).new) == ["canary"]


def test_the_canarys_all_clears_leave_room_for_its_next_alert() -> None:
    """Three notices in an hour, and the rule of flapping would hold one back."""
    from chalicelib.monitoring import flapping

    told = [NOW, NOW + 6 * MINUTE, NOW + canary.EVERY]
    again_up = NOW + canary.EVERY + 5 * MINUTE

    assert flapping.may_tell_end(told, is_flapping=False, since=again_up, now=again_up)


def test_the_canarys_letter_is_known_by_the_name_that_alerts_have() -> None:
    assert canary.is_alert(canary.ADDRESS, alerts.PROBLEM)
    assert not canary.is_alert(canary.ADDRESS, alerts.ALL_CLEAR)
    assert not canary.is_alert("alice@example.com", alerts.PROBLEM)
