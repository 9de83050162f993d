"""Rate limits by the generic cell rate algorithm: one number per bucket, and no edges of windows.

The number is the "theoretical arrival time" `tat`: the moment at which the bucket is full again. A
hit is allowed while that moment lies less than a burst ahead, and moves it by one interval. Times
are microseconds since the epoch: whole numbers, on which Python and DynamoDB agree.
"""

import datetime as dt
import math
from dataclasses import dataclass

_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_SECOND = 1_000_000


@dataclass(frozen=True)
class Limit:
    """`count` hits in every `per`, of which `burst` may come at once."""

    count: int
    per: dt.timedelta
    burst: int

    @property
    def interval(self) -> int:
        """What one hit costs, in microseconds."""
        return self.per // dt.timedelta(microseconds=self.count)

    @property
    def tolerance(self) -> int:
        """How far ahead `tat` may lie for one more hit to pass."""
        return (self.burst - 1) * self.interval


@dataclass(frozen=True)
class Verdict:
    """Whether a hit passed, and where its bucket stands after it."""

    is_allowed: bool
    left: int
    seconds_to_full: int
    retry_after_seconds: int = 0


def microseconds(instant: dt.datetime) -> int:
    return (instant - _EPOCH) // dt.timedelta(microseconds=1)


def allowed(limit: Limit, *, tat: int, now: int) -> Verdict:
    """A hit that passed and left the bucket at `tat`."""
    left = (limit.tolerance + limit.interval - max(0, tat - now)) // limit.interval
    return Verdict(is_allowed=True, left=max(0, left), seconds_to_full=_seconds(tat - now))


def refused(limit: Limit, *, tat: int, now: int) -> Verdict:
    """A hit that found the bucket empty, at `tat`."""
    wait = max(1, _seconds(tat - limit.tolerance - now))
    return Verdict(
        is_allowed=False, left=0, seconds_to_full=_seconds(tat - now), retry_after_seconds=wait
    )


def hit(limit: Limit, *, tat: int, now: int) -> tuple[Verdict, int]:
    """One hit on a bucket that stands at `tat` (0: never used): the verdict, and the next `tat`."""
    if tat > now + limit.tolerance:
        return refused(limit, tat=tat, now=now), tat
    moved = max(tat, now) + limit.interval
    return allowed(limit, tat=moved, now=now), moved


def _seconds(span: int) -> int:
    return max(0, math.ceil(span / _SECOND))
