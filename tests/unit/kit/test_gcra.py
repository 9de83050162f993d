"""Buckets that fill by the clock."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.kit import gcra
from chalicelib.kit.gcra import Limit

MINUTE = 60_000_000
TEN_A_MINUTE = Limit(10, dt.timedelta(minutes=1), burst=3)
NOW = 1_700_000_000_000_000


def hits(limit: Limit, at: list[int]) -> list[bool]:
    tat, passed = 0, []
    for now in at:
        verdict, tat = gcra.hit(limit, tat=tat, now=now)
        passed.append(verdict.is_allowed)
    return passed


def test_a_burst_passes_and_no_more() -> None:
    assert hits(TEN_A_MINUTE, [NOW] * 5) == [True, True, True, False, False]


def test_after_a_burst_one_passes_per_interval() -> None:
    at = [NOW] * 3 + [NOW + 5_999_999, NOW + 6_000_000, NOW + 6_000_001, NOW + 12_000_000]

    assert hits(TEN_A_MINUTE, at) == [True, True, True, False, True, False, True]


def test_a_long_rest_fills_the_bucket_and_nothing_beyond_it() -> None:
    assert hits(TEN_A_MINUTE, [NOW] + [NOW + 1000 * MINUTE] * 4) == [True] * 4 + [False]


def test_a_verdict_tells_what_is_left_and_when_to_come_again() -> None:
    first, tat = gcra.hit(TEN_A_MINUTE, tat=0, now=NOW)
    _, tat = gcra.hit(TEN_A_MINUTE, tat=tat, now=NOW)
    third, tat = gcra.hit(TEN_A_MINUTE, tat=tat, now=NOW)
    no, _ = gcra.hit(TEN_A_MINUTE, tat=tat, now=NOW + 1)

    assert (first.left, third.left, third.seconds_to_full) == (2, 0, 18)
    assert (no.is_allowed, no.left, no.retry_after_seconds) == (False, 0, 6)


@given(
    count=st.integers(1, 1000),
    burst=st.integers(1, 50),
    pauses=st.lists(st.integers(0, 5_000_000), max_size=200),
)
def test_no_span_of_time_lets_more_through_than_burst_and_rate(
    count: int, burst: int, pauses: list[int]
) -> None:
    limit = Limit(count, dt.timedelta(minutes=1), burst=burst)
    at = [NOW]
    for pause in pauses:
        at.append(at[-1] + pause)

    passed = [when for when, is_allowed in zip(at, hits(limit, at), strict=True) if is_allowed]

    for start in range(len(passed)):
        for end in range(start, len(passed)):
            most = burst + (passed[end] - passed[start]) // limit.interval
            assert end - start + 1 <= most


@given(st.lists(st.integers(0, 20_000_000), max_size=60))
def test_who_waits_as_long_as_told_is_let_in(pauses: list[int]) -> None:
    tat, now = 0, NOW
    for pause in pauses:
        now += pause
        verdict, tat = gcra.hit(TEN_A_MINUTE, tat=tat, now=now)
        if not verdict.is_allowed:
            now += verdict.retry_after_seconds * 1_000_000
            verdict, tat = gcra.hit(TEN_A_MINUTE, tat=tat, now=now)
            assert verdict.is_allowed
