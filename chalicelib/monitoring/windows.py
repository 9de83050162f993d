"""Maintenance windows: when they are open, by the wall clock of their own time zone. Pure.

Days are those of the wall clock, lengths those of a stopwatch. A time that the clock jumps over is
the one it jumps to, as in RFC 5545; one that it shows twice counts the first time. So no night is
without its window, none has two, and two hours last two hours.
"""

import calendar
import datetime as dt
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from zoneinfo import ZoneInfo

LAST = -1
LONGEST = dt.timedelta(days=14)
LONGEST_REPEATED = dt.timedelta(days=1)

_DAY = dt.timedelta(days=1)
# Every rule that happens at all happens within a month of any day.
_LONGEST_GAP_DAYS = 62


class Recurrence(StrEnum):
    ONCE = "once"
    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY_BY_DAY = "monthly_by_day"
    MONTHLY_BY_WEEKDAY = "monthly_by_weekday"


class WindowState(StrEnum):
    UPCOMING = "upcoming"
    OPEN = "open"
    PAST = "past"


class Clock(StrEnum):
    """What the wall clock does to an occurrence."""

    REGULAR = "regular"
    SKIPPED = "skipped"  # there is no such time that night: it begins when the clock has jumped
    REPEATED = "repeated"  # the clock shows that time twice: it begins the first time
    CHANGES = "changes"  # the clock changes while it is open


@dataclass(frozen=True)
class Schedule:
    """Which days, when on those days, and for how long."""

    starts_at: dt.datetime  # what the wall clock shows: without a zone
    time_zone: str
    duration: dt.timedelta
    recurrence: Recurrence = Recurrence.ONCE
    weekdays: frozenset[int] = frozenset()  # Monday is 1
    month_day: int | None = None  # the 31st is the last day of a shorter month
    month_week: int | None = None  # the first to fourth of that weekday, or the LAST
    until: dt.date | None = None  # the last day on which one may begin


@dataclass(frozen=True)
class Occurrence:
    opens_at: dt.datetime
    closes_at: dt.datetime

    def holds(self, at: dt.datetime) -> bool:
        return self.opens_at <= at < self.closes_at


@dataclass(frozen=True)
class Scope:
    """Which sites a window is about: all, or those of these clients, with these tags, and these."""

    covers_all: bool = False
    client_ids: tuple[uuid.UUID, ...] = ()
    site_ids: tuple[uuid.UUID, ...] = ()
    tags: tuple[str, ...] = ()


@dataclass(frozen=True)
class Window:
    id: uuid.UUID
    name: str
    schedule: Schedule
    scope: Scope
    created_at: dt.datetime
    # It counts from here on: whoever makes or moves one must not rewrite what has been.
    effective_from: dt.datetime
    # Sites are shown in maintenance even while they answer.
    is_down_expected: bool = False
    # Ours, while we work on a site ourselves.
    is_automatic: bool = False
    # Status pages and clients are told of it, ahead and while it is open.
    is_announced: bool = True
    # What had begun by then is over.
    ended_at: dt.datetime | None = None
    created_by: str = ""
    # As its sites were judged last, and when.
    was_open: bool = False
    judged_at: dt.datetime | None = None

    def occurrences(self, *, since: dt.datetime) -> Iterator[Occurrence]:
        """Those that close after `since`, in order, as far as they counted."""
        for occurrence in occurrences(self.schedule, since=since):
            cut = self._cut(occurrence)
            if cut.opens_at < cut.closes_at and cut.closes_at > since:
                yield cut

    def open_at(self, at: dt.datetime) -> Occurrence | None:
        first = next(self.occurrences(since=at), None)
        return first if first and first.holds(at) else None

    def state_at(self, at: dt.datetime) -> WindowState:
        first = next(self.occurrences(since=at), None)
        if first is None:
            return WindowState.PAST
        return WindowState.OPEN if first.holds(at) else WindowState.UPCOMING

    def has_turned(self, at: dt.datetime) -> bool:
        """Whether it has opened or closed since its sites were judged last; or both."""
        if (self.open_at(at) is not None) != self.was_open:
            return True
        return self.last_end(since=self.judged_at or self.created_at, until=at) is not None

    def last_end(self, *, since: dt.datetime, until: dt.datetime) -> dt.datetime | None:
        """When the last one ended that closed in between."""
        ends = []
        for occurrence in self.occurrences(since=since):
            if occurrence.closes_at > until:
                break
            ends.append(occurrence.closes_at)
        return max(ends, default=None)

    def _cut(self, occurrence: Occurrence) -> Occurrence:
        closes_at = occurrence.closes_at
        if self.ended_at is not None and occurrence.opens_at <= self.ended_at:
            closes_at = min(closes_at, self.ended_at)
        return Occurrence(max(occurrence.opens_at, self.effective_from), closes_at)


def occurrences(schedule: Schedule, *, since: dt.datetime) -> Iterator[Occurrence]:
    """Those that close after `since`, in order; without end where the schedule has none."""
    local = since.astimezone(ZoneInfo(schedule.time_zone))
    # One that began days ago may still be open; a day more for zones far from each other.
    day = max(schedule.starts_at.date(), local.date() - _days_of(schedule.duration) * _DAY - _DAY)
    for _ in range(_days_left(schedule, day)):
        if occurs_on(schedule, day):
            occurrence = occurrence_on(schedule, day)
            if occurrence.closes_at > since:
                yield occurrence
        day += _DAY


def preview(schedule: Schedule, *, since: dt.datetime, count: int) -> list[Occurrence]:
    return list(islice(occurrences(schedule, since=since), count))


def occurs_on(schedule: Schedule, day: dt.date) -> bool:
    """Whether one begins on that day of the wall clock."""
    if day < schedule.starts_at.date() or (schedule.until and day > schedule.until):
        return False
    match schedule.recurrence:
        case Recurrence.ONCE:
            return day == schedule.starts_at.date()
        case Recurrence.DAILY:
            return True
        case Recurrence.WEEKLY:
            return day.isoweekday() in schedule.weekdays
        case Recurrence.MONTHLY_BY_DAY:
            return day.day == min(schedule.month_day or 1, _length_of_month(day))
        case Recurrence.MONTHLY_BY_WEEKDAY:
            return day.isoweekday() in schedule.weekdays and _is_in_week(schedule, day)


def occurrence_on(schedule: Schedule, day: dt.date) -> Occurrence:
    # Whatever the caller's own clock meant: a time that comes twice counts the first time.
    time = schedule.starts_at.time().replace(fold=0)
    wall = dt.datetime.combine(day, time, ZoneInfo(schedule.time_zone))
    opens_at = wall.astimezone(dt.UTC)
    return Occurrence(opens_at, opens_at + schedule.duration)


def clock_of(occurrence: Occurrence, schedule: Schedule) -> Clock:
    """Whether the wall clock does something that people should know of."""
    zone = ZoneInfo(schedule.time_zone)
    opens, closes = (at.astimezone(zone) for at in (occurrence.opens_at, occurrence.closes_at))
    # One that was cut begins at no time that was asked for.
    if occurrence_on(schedule, opens.date()).opens_at == occurrence.opens_at:
        if opens.time() != schedule.starts_at.time():
            return Clock.SKIPPED
        if opens.utcoffset() != opens.replace(fold=1).utcoffset():
            return Clock.REPEATED
    return Clock.REGULAR if opens.utcoffset() == closes.utcoffset() else Clock.CHANGES


def over_at(schedule: Schedule) -> dt.datetime | None:
    """When the last one closes; None for one without end."""
    if schedule.recurrence is Recurrence.ONCE:
        return occurrence_on(schedule, schedule.starts_at.date()).closes_at
    if schedule.until is None:
        return None
    for back in range(_LONGEST_GAP_DAYS + 1):
        day = schedule.until - back * _DAY
        if occurs_on(schedule, day):
            return occurrence_on(schedule, day).closes_at
    return occurrence_on(schedule, schedule.starts_at.date()).opens_at


def happens(schedule: Schedule) -> bool:
    """Whether there is any occurrence at all: one may end before it has begun."""
    since = occurrence_on(schedule, schedule.starts_at.date()).opens_at - _DAY
    return next(occurrences(schedule, since=since), None) is not None


def _is_in_week(schedule: Schedule, day: dt.date) -> bool:
    if schedule.month_week == LAST:
        return day.day > _length_of_month(day) - 7
    return (day.day - 1) // 7 + 1 == schedule.month_week


def _length_of_month(day: dt.date) -> int:
    return calendar.monthrange(day.year, day.month)[1]


def _days_of(duration: dt.timedelta) -> int:
    return -(-duration // _DAY)


def _days_left(schedule: Schedule, day: dt.date) -> int:
    last = schedule.until or _END_OF_TIME
    if schedule.recurrence is Recurrence.ONCE:
        last = schedule.starts_at.date()
    return max(0, (min(last, _END_OF_TIME) - day).days + 1)


# Calendars end, and a list of what comes next must, too.
_END_OF_TIME = dt.date(2200, 1, 1)
