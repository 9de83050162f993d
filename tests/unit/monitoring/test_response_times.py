"""Percentiles from a histogram are as right as it says."""

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.monitoring.response_times import (
    BUCKETS,
    LARGEST_ERROR,
    exact_percentile,
    histogram,
    percentile,
)

TIMES = st.lists(st.integers(16, 65_000), min_size=1, max_size=200)
SHARES = st.sampled_from([0.5, 0.9, 0.95, 0.99])


@given(TIMES, SHARES)
def test_a_percentile_is_off_by_less_than_a_bucket(times_ms: list[int], share: float) -> None:
    exact = exact_percentile(times_ms, share)
    read = percentile(histogram(times_ms), share)

    assert exact is not None
    assert read is not None
    # Half a millisecond more for being rounded to whole ones.
    assert abs(read - exact) <= exact * LARGEST_ERROR + 0.5


@given(TIMES, TIMES, SHARES)
def test_sums_of_histograms_are_the_histogram_of_all(
    one: list[int], other: list[int], share: float
) -> None:
    added = [a + b for a, b in zip(histogram(one), histogram(other), strict=True)]

    assert percentile(added, share) == percentile(histogram(one + other), share)


def test_what_is_faster_or_slower_than_the_scale_counts_at_its_ends() -> None:
    counts = histogram([1, 10_000_000])

    assert (counts[0], counts[BUCKETS - 1], sum(counts)) == (1, 1, 2)


def test_without_answers_there_is_no_percentile() -> None:
    assert percentile([0] * BUCKETS, 0.5) is None
    assert exact_percentile([], 0.5) is None
