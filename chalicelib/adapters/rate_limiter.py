"""Counts hits on buckets: shared by all containers, or in this one alone. Loads nothing heavy."""

from collections import OrderedDict
from typing import Protocol

from chalicelib.kit import gcra
from chalicelib.kit.clock import Clock
from chalicelib.kit.errors import WingmanError
from chalicelib.kit.gcra import Limit, Verdict

_MOST_BUCKETS = 20_000


class LimiterDown(WingmanError):
    """Nobody can say whether this is too much: whoever asks decides what that means."""

    status = 503
    code = "unavailable"
    title = "WP Wingman cannot answer just now"


class RateLimiter(Protocol):
    def spend(self, bucket: str, limit: Limit) -> Verdict:
        """One hit on a bucket. Raises LimiterDown."""
        ...

    def give_back(self, bucket: str, limit: Limit) -> None:
        """The last hit was none after all. Raises LimiterDown."""
        ...

    def forget(self, bucket: str) -> None:
        """The bucket is full again. Raises LimiterDown."""
        ...


class LocalBuckets:
    """Buckets in memory, for calls where asking DynamoDB would cost too much; when there are too
    many, those that were not used for longest go.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._tats: OrderedDict[str, int] = OrderedDict()

    def spend(self, bucket: str, limit: Limit) -> Verdict:
        now = gcra.microseconds(self._clock.now())
        verdict, tat = gcra.hit(limit, tat=self._tats.get(bucket, 0), now=now)
        self._tats[bucket] = tat
        self._tats.move_to_end(bucket)
        while len(self._tats) > _MOST_BUCKETS:
            self._tats.popitem(last=False)
        return verdict

    def give_back(self, bucket: str, limit: Limit) -> None:
        if bucket in self._tats:
            self._tats[bucket] -= limit.interval

    def forget(self, bucket: str) -> None:
        self._tats.pop(bucket, None)
