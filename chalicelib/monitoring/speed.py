"""Whether a site has become slower than it usually is at this hour. Pure; explained for people in
docs/uptime.md.

What is usual is the median of the same hour of the week in the last four weeks: a backup that runs
every night at three is usual at three. How far it strays is the median absolute deviation, which
one bad week does not move. A slow-down is believed after two slow hours in a row and over after
two calm ones; what lies between changes nothing.
"""

import datetime as dt
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from chalicelib.monitoring.model import SlowDown

_HOUR = dt.timedelta(hours=1)
_WEEKS, _ENOUGH_WEEKS = 4, 3
# A site that is not yet known for three weeks is compared with the last days at the same hour.
_DAYS, _ENOUGH_DAYS = 7, 5

# A normal distribution's standard deviation is 1.4826 times its median absolute deviation.
_MAD_TO_DEVIATION = 1.4826
# Four values may agree by chance: nobody's answers are steadier than this share.
_LEAST_DEVIATION = 0.10


@dataclass(frozen=True)
class _Limit:
    """All three must be passed: by far, by much, and by what a visitor can feel."""

    deviations: float
    times: float
    more_ms: float

    def is_passed(self, now_ms: int, usual: "Usual") -> bool:
        return (
            now_ms > usual.median_ms + self.deviations * usual.deviation_ms
            and now_ms > usual.median_ms * self.times
            and now_ms > usual.median_ms + self.more_ms
        )


_SLOW = _Limit(deviations=4, times=1.5, more_ms=100)
_STILL_SLOW = _Limit(deviations=2, times=1.25, more_ms=60)


@dataclass(frozen=True)
class Usual:
    median_ms: float
    deviation_ms: float


def hours_to_compare(hour: dt.datetime) -> list[dt.datetime]:
    """All hours that a judgement at the end of `hour` looks at, itself among them."""
    found = {
        earlier
        for judged in (hour, hour - _HOUR)
        for earlier in (judged, *_weeks_before(judged), *_days_before(judged))
    }
    return sorted(found)


def judge_speed(
    medians: Mapping[dt.datetime, int], hour: dt.datetime, *, was: SlowDown | None
) -> SlowDown | None:
    """Whether the site is slow at the end of `hour`, given whether it was.

    `medians` has the median response time of each hour in which there were answers.
    """
    first, second = hour - _HOUR, hour
    judged = [(medians.get(one), usual(medians, one)) for one in (first, second)]
    known = [(now_ms, normal) for now_ms, normal in judged if now_ms is not None and normal]
    if len(known) < len(judged):
        return was  # without answers or without a past there is nothing to say
    if was is None:
        if not all(_SLOW.is_passed(now_ms, normal) for now_ms, normal in known):
            return None
        now_ms, normal = known[-1]
        return SlowDown(since=first, usual_ms=round(normal.median_ms), now_ms=now_ms)
    is_calm = not any(_STILL_SLOW.is_passed(now_ms, normal) for now_ms, normal in known)
    return None if is_calm else was


def usual(medians: Mapping[dt.datetime, int], hour: dt.datetime) -> Usual | None:
    """What this hour usually takes; None for a site too new to say."""
    for earlier, enough in (
        (_weeks_before(hour), _ENOUGH_WEEKS),
        (_days_before(hour), _ENOUGH_DAYS),
    ):
        values = [medians[one] for one in earlier if one in medians]
        if len(values) >= enough:
            return _usual(values)
    return None


def _usual(values: Sequence[int]) -> Usual:
    middle = statistics.median(values)
    strays = statistics.median(abs(value - middle) for value in values)
    return Usual(middle, max(strays * _MAD_TO_DEVIATION, middle * _LEAST_DEVIATION))


def _weeks_before(hour: dt.datetime) -> list[dt.datetime]:
    return [hour - dt.timedelta(weeks=number) for number in range(1, _WEEKS + 1)]


def _days_before(hour: dt.datetime) -> list[dt.datetime]:
    return [hour - dt.timedelta(days=number) for number in range(1, _DAYS + 1)]
