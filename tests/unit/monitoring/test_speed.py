"""A site that has become slow is noticed within three hours; what is usual for it never is."""

import datetime as dt
import math
import random
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.monitoring.model import SlowDown
from chalicelib.monitoring.speed import hours_to_compare, judge_speed

HOUR = dt.timedelta(hours=1)
START = dt.datetime(2026, 10, 5, tzinfo=dt.UTC)  # a Monday
KNOWN_AFTER = 28 * 24

type Medians = dict[dt.datetime, int]


def weeks_of(number: int, *, seed: int = 1, change: Callable[[int, float], float]) -> Medians:
    """Hours of a shop: slower by day, quick on Sundays, a backup every night at three."""
    noise = random.Random(seed)
    medians = {}
    for hour in range(number * 7 * 24):
        of_day, of_week = hour % 24, hour // 24 % 7
        usual = 220 + 80 * math.sin((of_day - 8) / 24 * 2 * math.pi) - 40 * (of_week == 6)
        if of_day == 3:
            usual *= 4
        medians[START + hour * HOUR] = round(change(hour, usual) * noise.lognormvariate(0, 0.08))
    return medians


def watch(medians: Medians) -> list[tuple[dt.datetime, SlowDown | None]]:
    """What is said at the end of each hour, as the function goes through them."""
    said, was = [], None
    for hour in list(medians)[KNOWN_AFTER:]:
        seen = {one: medians[one] for one in hours_to_compare(hour) if one in medians}
        now = judge_speed(seen, hour, was=was)
        if now != was:
            said.append((hour, now))
        was = now
    return said


@pytest.mark.parametrize("seed", range(5))
def test_day_night_sunday_and_the_nightly_backup_are_usual(seed: int) -> None:
    assert watch(weeks_of(10, seed=seed, change=lambda _, usual: usual)) == []


@pytest.mark.parametrize("starts_at", [KNOWN_AFTER + hour for hour in (2, 9, 14, 23, 50)])
@pytest.mark.parametrize("times", [2.0, 5.0])
def test_a_step_is_found_within_three_hours_and_dated_to_its_beginning(
    starts_at: int, times: float
) -> None:
    said = watch(
        weeks_of(6, change=lambda hour, usual: usual * (times if hour >= starts_at else 1))
    )

    hour, slow = said[0]
    began = START + starts_at * HOUR
    assert slow is not None
    assert slow.since == began
    assert hour + HOUR - began <= 3 * HOUR


def test_it_ends_when_the_site_is_as_fast_as_before() -> None:
    first, last = KNOWN_AFTER + 10, KNOWN_AFTER + 30
    said = watch(weeks_of(6, change=lambda hour, usual: usual * (3 if first <= hour < last else 1)))

    assert [slow is not None for _, slow in said] == [True, False]
    assert said[1][0] == START + (last + 1) * HOUR


def test_one_slow_hour_is_no_slow_down() -> None:
    odd = KNOWN_AFTER + 12
    assert watch(weeks_of(6, change=lambda hour, usual: usual * (8 if hour == odd else 1))) == []


def test_what_moves_at_the_edge_opens_and_closes_nothing_again_and_again() -> None:
    begins = KNOWN_AFTER + 5
    said = watch(
        weeks_of(
            5, change=lambda hour, usual: usual * ((1.4, 1.7)[hour % 2] if hour >= begins else 1)
        )
    )

    assert len(said) <= 2


def test_a_slowness_of_weeks_becomes_the_new_usual() -> None:
    begins = KNOWN_AFTER + 5
    said = watch(weeks_of(10, change=lambda hour, usual: usual * (3 if hour >= begins else 1)))

    assert [slow is not None for _, slow in said] == [True, False]
    assert dt.timedelta(weeks=2) <= said[1][0] - said[0][0] <= dt.timedelta(weeks=4)


def test_a_new_site_is_compared_with_its_last_days_and_before_that_not_at_all() -> None:
    fast = {START + hour * HOUR: 200 for hour in range(7 * 24)}
    hour = START + 6 * 24 * HOUR
    slow = {**fast, hour: 900, hour - HOUR: 900}

    assert judge_speed(slow, hour, was=None) is not None
    young = {one: took for one, took in slow.items() if one > hour - 3 * 24 * HOUR}
    assert judge_speed(young, hour, was=None) is None


def test_a_site_without_answers_stays_as_it_was() -> None:
    was = SlowDown(START, 200, 900)
    assert judge_speed({}, START, was=was) == was


@settings(max_examples=40)
@given(st.integers(1, 20_000), st.floats(0.7, 1.4), st.floats(0.7, 1.4))
def test_nobody_is_slow_within_half_again_of_their_usual(
    usual_ms: int, first: float, second: float
) -> None:
    hour = START + KNOWN_AFTER * HOUR
    medians = dict.fromkeys(hours_to_compare(hour), usual_ms)
    medians |= {hour - HOUR: round(usual_ms * first), hour: round(usual_ms * second)}

    assert judge_speed(medians, hour, was=None) is None


@settings(max_examples=40)
@given(st.integers(200, 20_000), st.floats(1.8, 20), st.floats(1.8, 20))
def test_nearly_twice_the_usual_for_two_hours_is_always_noticed(
    usual_ms: int, first: float, second: float
) -> None:
    hour = START + KNOWN_AFTER * HOUR
    medians = dict.fromkeys(hours_to_compare(hour), usual_ms)
    medians |= {hour - HOUR: round(usual_ms * first), hour: round(usual_ms * second)}

    found = judge_speed(medians, hour, was=None)

    assert found == SlowDown(hour - HOUR, usual_ms, round(usual_ms * second))
    assert judge_speed(medians, hour, was=found) == found
