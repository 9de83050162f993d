"""When maintenance windows are open, held against a library that knows calendars but no clocks."""

import datetime as dt
import uuid
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from dateutil import rrule
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.monitoring import windows
from chalicelib.monitoring.windows import (
    LAST,
    Clock,
    Recurrence,
    Schedule,
    Scope,
    Window,
    WindowState,
)

HOUR = dt.timedelta(hours=1)
MINUTE = dt.timedelta(minutes=1)
BERLIN = "Europe/Berlin"
# In Berlin the clock goes back on October 25, 2026, and forward on March 28, 2027.
AUTUMN, SPRING = dt.date(2026, 10, 25), dt.date(2027, 3, 28)


def a_schedule(starts_at: str, **values: Any) -> Schedule:
    usual = {"time_zone": BERLIN, "duration": HOUR}
    return Schedule(starts_at=dt.datetime.fromisoformat(starts_at), **{**usual, **values})


def utc(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


def opens(schedule: Schedule, *, since: str, count: int = 3) -> list[str]:
    """When it opens next, as its own wall clock shows it."""
    zone = ZoneInfo(schedule.time_zone)
    ahead = windows.preview(schedule, since=utc(since), count=count)
    return [one.opens_at.astimezone(zone).strftime("%a %d.%m. %H:%M") for one in ahead]


def test_a_daily_window_keeps_to_the_wall_clock_over_the_change() -> None:
    schedule = a_schedule("2026-10-01T04:00", recurrence=Recurrence.DAILY)

    ahead = windows.preview(schedule, since=utc("2026-10-24T00:00"), count=3)

    assert [f"{one.opens_at:%d %H:%M}" for one in ahead] == ["24 02:00", "25 03:00", "26 03:00"]


def test_on_the_night_without_half_past_two_it_opens_when_the_clock_has_jumped() -> None:
    schedule = a_schedule("2027-03-01T02:30", recurrence=Recurrence.DAILY)

    ahead = opens(schedule, since="2027-03-27T00:00")

    assert ahead == ["Sat 27.03. 02:30", "Sun 28.03. 03:30", "Mon 29.03. 02:30"]
    assert windows.clock_of(windows.occurrence_on(schedule, SPRING), schedule) is Clock.SKIPPED


def test_on_the_night_with_two_of_them_it_opens_once_the_first_time() -> None:
    schedule = a_schedule("2026-10-01T02:30", recurrence=Recurrence.DAILY)

    ahead = windows.preview(schedule, since=utc("2026-10-24T12:00"), count=2)

    assert ahead[0].opens_at == utc("2026-10-25T00:30")
    assert ahead[0].closes_at == utc("2026-10-25T01:30")
    assert ahead[1].opens_at == utc("2026-10-26T01:30")
    assert windows.clock_of(ahead[0], schedule) is Clock.REPEATED
    assert windows.clock_of(ahead[1], schedule) is Clock.REGULAR


@pytest.mark.parametrize(
    ("day", "closes"), [(SPRING, "04:00"), (AUTUMN, "02:00"), (dt.date(2026, 11, 1), "03:00")]
)
def test_four_hours_are_four_hours_whatever_the_clock_does(day: dt.date, closes: str) -> None:
    schedule = a_schedule("2026-01-01T23:00", duration=4 * HOUR, recurrence=Recurrence.DAILY)

    occurrence = windows.occurrence_on(schedule, day - dt.timedelta(days=1))

    assert occurrence.closes_at - occurrence.opens_at == 4 * HOUR
    assert f"{occurrence.closes_at.astimezone(ZoneInfo(BERLIN)):%H:%M}" == closes
    changes = day in (SPRING, AUTUMN)
    assert (windows.clock_of(occurrence, schedule) is Clock.CHANGES) == changes


@pytest.mark.parametrize(
    ("values", "ahead"),
    [
        (
            {"recurrence": Recurrence.WEEKLY, "weekdays": frozenset({2, 4})},
            ["Tue 01.12. 02:00", "Thu 03.12. 02:00", "Tue 08.12. 02:00"],
        ),
        (
            {"recurrence": Recurrence.MONTHLY_BY_DAY, "month_day": 31},
            ["Mon 30.11. 02:00", "Thu 31.12. 02:00", "Sun 31.01. 02:00"],
        ),
        (
            {
                "recurrence": Recurrence.MONTHLY_BY_WEEKDAY,
                "weekdays": frozenset({2}),
                "month_week": 2,
            },
            ["Tue 08.12. 02:00", "Tue 12.01. 02:00", "Tue 09.02. 02:00"],
        ),
        (
            {
                "recurrence": Recurrence.MONTHLY_BY_WEEKDAY,
                "weekdays": frozenset({5}),
                "month_week": LAST,
                "until": dt.date(2026, 12, 31),
            },
            ["Fri 25.12. 02:00"],
        ),
        ({"recurrence": Recurrence.ONCE}, ["Sun 29.11. 02:00"]),
    ],
)
def test_each_recurrence_knows_its_days(values: dict[str, Any], ahead: list[str]) -> None:
    schedule = a_schedule("2026-11-29T02:00", **values)

    assert opens(schedule, since="2026-11-28T12:00") == ahead


def test_a_window_that_is_open_is_found_however_long_ago_it_began() -> None:
    schedule = a_schedule("2026-11-01T08:00", duration=dt.timedelta(days=13))

    assert windows.preview(schedule, since=utc("2026-11-14T06:59"), count=1)
    assert not windows.preview(schedule, since=utc("2026-11-14T07:00"), count=1)


def a_window(schedule: Schedule, **values: Any) -> Window:
    made = utc("2026-01-01T00:00")
    usual = {"scope": Scope(covers_all=True), "created_at": made, "effective_from": made}
    return Window(id=uuid.uuid4(), name="Nights", schedule=schedule, **{**usual, **values})


def test_a_window_is_upcoming_then_open_then_past() -> None:
    window = a_window(a_schedule("2026-11-29T02:00"))

    states = [
        window.state_at(utc(at))
        for at in ("2026-11-29T00:59", "2026-11-29T01:00", "2026-11-29T02:00")
    ]

    assert states == [WindowState.UPCOMING, WindowState.OPEN, WindowState.PAST]


def test_a_window_that_was_ended_is_over_and_its_series_goes_on() -> None:
    schedule = a_schedule("2026-11-29T02:00", recurrence=Recurrence.DAILY)
    window = a_window(schedule, ended_at=utc("2026-11-29T01:20"))

    assert window.open_at(utc("2026-11-29T01:10"))
    assert window.open_at(utc("2026-11-29T01:20")) is None
    assert window.open_at(utc("2026-11-30T01:10"))
    last = window.last_end(since=utc("2026-11-28T12:00"), until=utc("2026-11-29T12:00"))
    assert last == utc("2026-11-29T01:20")


def test_a_window_does_not_reach_back_behind_the_moment_it_was_made() -> None:
    window = a_window(a_schedule("2026-11-29T02:00"), effective_from=utc("2026-11-29T01:30"))

    assert window.open_at(utc("2026-11-29T01:10")) is None
    found = window.open_at(utc("2026-11-29T01:40"))
    assert found
    assert found.opens_at == utc("2026-11-29T01:30")
    assert windows.clock_of(found, window.schedule) is Clock.REGULAR


def test_a_series_that_ends_before_it_begins_never_happens() -> None:
    weekly = {"recurrence": Recurrence.WEEKLY, "weekdays": frozenset({1})}

    assert not windows.happens(a_schedule("2026-11-29T02:00", until=SPRING.replace(year=2026)))
    assert not windows.happens(a_schedule("2026-12-01T02:00", until=dt.date(2026, 12, 5), **weekly))
    assert windows.happens(a_schedule("2026-12-01T02:00", until=dt.date(2026, 12, 7), **weekly))


def reference(schedule: Schedule, count: int) -> list[dt.datetime]:
    """dateutil knows the days; what the clock does on them is found by trying every minute."""
    start = schedule.starts_at
    days = [rrule.weekday(day - 1) for day in schedule.weekdays]
    rules: dict[Recurrence, dict[str, Any]] = {
        Recurrence.ONCE: {"freq": rrule.DAILY, "count": 1},
        Recurrence.DAILY: {"freq": rrule.DAILY},
        Recurrence.WEEKLY: {"freq": rrule.WEEKLY, "byweekday": days},
        Recurrence.MONTHLY_BY_DAY: {
            "freq": rrule.MONTHLY,
            "bymonthday": range(1, (schedule.month_day or 1) + 1),
            "bysetpos": -1,
        },
        Recurrence.MONTHLY_BY_WEEKDAY: {
            "freq": rrule.MONTHLY,
            "byweekday": [day(schedule.month_week) for day in days],
        },
    }
    until = dt.datetime.combine(schedule.until, dt.time.max) if schedule.until else None
    rule = rules[schedule.recurrence]
    walls = rrule.rrule(dtstart=start, until=None if "count" in rule else until, **rule)
    return [_instant(wall, ZoneInfo(schedule.time_zone)) for wall in islice(walls, count)]


def _instant(wall: dt.datetime, zone: ZoneInfo) -> dt.datetime:
    """The first instant at which that clock shows this time, or would have but for the jump."""
    around = wall.replace(tzinfo=dt.UTC) - 15 * HOUR
    offset_before = around.astimezone(zone).utcoffset()
    assert offset_before is not None
    candidates = {
        wall.replace(tzinfo=dt.UTC) - offset
        for hours in range(-15, 16, 3)
        if (offset := (wall.replace(tzinfo=dt.UTC) + hours * HOUR).astimezone(zone).utcoffset())
        is not None
    }
    shown = [at for at in candidates if at.astimezone(zone).replace(tzinfo=None) == wall]
    return min(shown) if shown else wall.replace(tzinfo=dt.UTC) - offset_before


_FIRST = dt.datetime.fromisoformat("2026-01-01T00:00")
SCHEDULES = st.builds(
    Schedule,
    starts_at=st.datetimes(_FIRST, _FIRST + 730 * 24 * HOUR).map(
        lambda at: at.replace(second=0, microsecond=0)
    ),
    time_zone=st.sampled_from(
        [BERLIN, "UTC", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "America/Havana"]
    ),
    duration=st.integers(1, 1440).map(lambda minutes: minutes * MINUTE),
    recurrence=st.sampled_from(Recurrence),
    weekdays=st.sets(st.integers(1, 7), min_size=1, max_size=3).map(frozenset),
    month_day=st.integers(1, 31),
    month_week=st.sampled_from([1, 2, 3, 4, LAST]),
    until=st.none() | st.dates(dt.date(2027, 1, 1), dt.date(2029, 1, 1)),
)


@settings(max_examples=60)
@given(SCHEDULES)
def test_it_agrees_with_a_library_of_calendars_and_a_clock_that_is_tried(
    schedule: Schedule,
) -> None:
    if schedule.recurrence is Recurrence.ONCE and schedule.until:
        return
    expected = reference(schedule, 15)
    since = windows.occurrence_on(schedule, schedule.starts_at.date()).opens_at - 2 * HOUR

    found = windows.preview(schedule, since=since, count=15)

    assert [one.opens_at for one in found] == expected
    assert {one.closes_at - one.opens_at for one in found} <= {schedule.duration}


def test_a_time_that_comes_twice_counts_the_first_time_whatever_it_was_read_from() -> None:
    first, second = (
        Schedule(
            starts_at=dt.datetime(2026, 10, 25, 2, 30, fold=fold),  # noqa: DTZ001 - a wall clock's
            time_zone=BERLIN,
            duration=HOUR,
        )
        for fold in (0, 1)
    )

    day = first.starts_at.date()
    assert windows.occurrence_on(first, day) == windows.occurrence_on(second, day)


@settings(max_examples=40)
@given(SCHEDULES, st.integers(0, 1_200_000))
def test_what_is_open_now_does_not_depend_on_where_one_begins_to_count(
    schedule: Schedule, minutes: int
) -> None:
    at = dt.datetime(2026, 1, 1, tzinfo=dt.UTC) + minutes * MINUTE
    window = a_window(schedule)
    start = windows.occurrence_on(schedule, schedule.starts_at.date()).opens_at

    everything = islice(windows.occurrences(schedule, since=start - HOUR), 900)
    by_counting = any(one.holds(at) for one in everything if one.opens_at <= at < one.closes_at)

    assert (window.open_at(at) is not None) == by_counting
