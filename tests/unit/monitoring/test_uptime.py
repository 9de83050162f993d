"""Uptime is time, by the changes of status: checked against a count of every single millisecond."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.monitoring.uptime import StatusChange, Times, rounded_share, times
from chalicelib.sites.model import SiteStatus

START = dt.datetime(2026, 11, 23, 10, 0, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)


def at(minutes: float, status: SiteStatus) -> StatusChange:
    return StatusChange(START + dt.timedelta(minutes=minutes), status)


def of_the_hour(*changes: StatusChange) -> Times:
    return times(changes, since=START, until=START + HOUR)


def test_an_outage_counts_from_the_probe_that_saw_it_to_the_probe_that_saw_its_end() -> None:
    spent = of_the_hour(
        at(-600, SiteStatus.ONLINE), at(10.1, SiteStatus.OFFLINE), at(13.6, SiteStatus.ONLINE)
    )

    assert spent.down_ms == 3.5 * 60_000
    assert spent.uptime == pytest.approx(94.166)


@pytest.mark.parametrize(
    ("status", "spent"),
    [
        (SiteStatus.ONLINE, Times(up_ms=3_600_000)),
        (SiteStatus.DEGRADED, Times(up_ms=3_600_000)),
        (SiteStatus.OFFLINE, Times(down_ms=3_600_000)),
        (SiteStatus.MAINTENANCE, Times(maintenance_ms=3_600_000)),
        (SiteStatus.UNKNOWN, Times(unknown_ms=3_600_000)),
        (SiteStatus.PAUSED, Times()),
        (SiteStatus.PENDING, Times()),
    ],
)
def test_each_status_counts_as_what_it_means(status: SiteStatus, spent: Times) -> None:
    assert of_the_hour(at(-1, status)) == spent


def test_maintenance_and_not_knowing_leave_the_sum() -> None:
    spent = of_the_hour(
        at(-1, SiteStatus.ONLINE), at(10, SiteStatus.MAINTENANCE), at(20, SiteStatus.UNKNOWN)
    )

    assert spent.uptime == 100


def test_a_site_that_nobody_watched_has_no_uptime() -> None:
    assert of_the_hour().uptime is None


def test_a_hundred_per_cent_means_that_nothing_was_missing() -> None:
    assert rounded_share(86_399_999, 86_400_000) == 99.999


STATUSES = st.sampled_from(list(SiteStatus))
CHANGES = st.dictionaries(st.integers(-50, 150), STATUSES, max_size=12)


@given(CHANGES)
def test_it_equals_a_count_of_every_millisecond(changes: dict[int, SiteStatus]) -> None:
    ordered = [
        StatusChange(START + dt.timedelta(milliseconds=moment), changes[moment])
        for moment in sorted(changes)
    ]
    counted = dict.fromkeys(SiteStatus, 0)
    for millisecond in range(100):
        before = [moment for moment in changes if moment <= millisecond]
        counted[changes[max(before)] if before else SiteStatus.PENDING] += 1

    spent = times(ordered, since=START, until=START + dt.timedelta(milliseconds=100))

    assert spent.up_ms == counted[SiteStatus.ONLINE] + counted[SiteStatus.DEGRADED]
    assert spent.down_ms == counted[SiteStatus.OFFLINE]
    assert spent.maintenance_ms == counted[SiteStatus.MAINTENANCE]
    assert spent.unknown_ms == counted[SiteStatus.UNKNOWN]


@given(CHANGES, st.integers(1, 99))
def test_the_parts_of_a_range_add_up_to_it(changes: dict[int, SiteStatus], cut: int) -> None:
    ordered = [
        StatusChange(START + dt.timedelta(microseconds=moment * 997), changes[moment])
        for moment in sorted(changes)
    ]
    middle, end = START + dt.timedelta(milliseconds=cut), START + dt.timedelta(milliseconds=100)

    whole = times(ordered, since=START, until=end)
    first = times(ordered, since=START, until=middle)
    second = times(ordered, since=middle, until=end)

    assert first.up_ms + second.up_ms == whole.up_ms
    assert first.watched_ms + second.watched_ms == whole.watched_ms
