"""How long sites took to answer, as a histogram that can be added up over any time. Pure.

Three bounds per doubling, from 16 ms to 65 s. A percentile read from it lies in the right bucket,
so it is off by less than the bucket is wide: at most 26 %, and by interpolation usually a few.
Sums of histograms are exact; sums of percentiles would be wrong.
"""

import math
from bisect import bisect_right
from collections.abc import Iterable, Sequence

_FASTEST_MS = 16.0
_PER_DOUBLING = 3
BUCKETS = 36
# A bucket ends where the next begins; the first also takes what is faster, the last what is slower.
_BOUNDS = [_FASTEST_MS * 2 ** (number / _PER_DOUBLING) for number in range(BUCKETS + 1)]
LARGEST_ERROR = 2 ** (1 / _PER_DOUBLING) - 1


def histogram(times_ms: Iterable[int]) -> list[int]:
    counts = [0] * BUCKETS
    for time_ms in times_ms:
        counts[_bucket(time_ms)] += 1
    return counts


def percentile(counts: Sequence[int], share: float) -> int | None:
    """The time within which this share of answers came; None when there were none."""
    total = sum(counts)
    if total == 0:
        return None
    rank, seen = share * total, 0
    for bucket, count in enumerate(counts):
        if count and seen + count >= rank:
            return round(_within(bucket, (rank - seen) / count))
        seen += count
    return round(_BOUNDS[-1])


def exact_percentile(times_ms: Sequence[int], share: float) -> int | None:
    """The same of the times themselves: the smallest that at least this share does not exceed."""
    if not times_ms:
        return None
    return sorted(times_ms)[max(0, math.ceil(share * len(times_ms)) - 1)]


def _bucket(time_ms: int) -> int:
    return min(max(bisect_right(_BOUNDS, time_ms) - 1, 0), BUCKETS - 1)


def _within(bucket: int, share: float) -> float:
    low, high = _BOUNDS[bucket], _BOUNDS[bucket + 1]
    return low * math.pow(high / low, share)
