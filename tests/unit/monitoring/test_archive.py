"""An archive gives back every probe, and the archives of 24 hours make one of the day."""

import contextlib
import datetime as dt
import random
import uuid
from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.monitoring.archive import Archive, Series, decode, encode, join
from chalicelib.monitoring.measurements import UnreadableHistory

DAY = dt.datetime(2026, 11, 23, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)
REGIONS = ("eu", "us")


@st.composite
def series(draw: st.DrawFn, most_seconds: int = 3599) -> Series:
    seconds = sorted(draw(st.sets(st.integers(0, most_seconds), max_size=12)))
    several = {"min_size": len(seconds), "max_size": len(seconds)}
    return Series(
        array("I", seconds),
        array("B", draw(st.lists(st.integers(0, 1), **several))),
        array("B", draw(st.lists(st.integers(0, 5), **several))),
        array("H", draw(st.lists(st.integers(0, 999), **several))),
        array("H", draw(st.lists(st.integers(0, 65_535), **several))),
    )


SITES = st.dictionaries(st.uuids(), series(), max_size=4)


@given(SITES)
def test_what_was_archived_is_read(by_site: dict[uuid.UUID, Series]) -> None:
    archive = Archive(DAY, REGIONS, by_site)

    assert decode(encode(archive)) == archive


@given(st.lists(SITES, min_size=1, max_size=3))
def test_hours_joined_hold_the_probes_of_each_at_its_time(
    hours: list[dict[uuid.UUID, Series]],
) -> None:
    parts = [Archive(DAY + n * HOUR, REGIONS, by_site) for n, by_site in enumerate(hours)]

    day = decode(encode(join(DAY, list(reversed(parts)))))

    for site_id in {site for by_site in hours for site in by_site}:
        expected = [
            (n * 3600 + second, region, took)
            for n, by_site in enumerate(hours)
            if site_id in by_site
            for second, region, took in zip(
                by_site[site_id].seconds,
                by_site[site_id].regions,
                by_site[site_id].response_ms,
                strict=True,
            )
        ]
        found = day.by_site[site_id]
        assert list(zip(found.seconds, found.regions, found.response_ms, strict=True)) == expected


def test_regions_that_only_some_hours_know_keep_their_names() -> None:
    one = Series(
        array("I", [0]), array("B", [0]), array("B", [1]), array("H", [200]), array("H", [9])
    )
    site = uuid.uuid4()
    first = Archive(DAY, ("us",), {site: one})
    second = Archive(DAY + HOUR, ("eu",), {site: one})

    day = join(DAY, [first, second])

    assert [day.regions[number] for number in day.by_site[site].regions] == ["us", "eu"]


@given(SITES, st.data())
def test_damage_is_noticed_or_harmless(
    by_site: dict[uuid.UUID, Series], data: st.DataObject
) -> None:
    content = bytearray(encode(Archive(DAY, REGIONS, by_site)))
    content[data.draw(st.integers(0, len(content) - 1))] ^= data.draw(st.integers(1, 255))

    with contextlib.suppress(UnreadableHistory):  # anything else would stop the fold
        decode(bytes(content))


@given(st.binary(max_size=60))
def test_any_other_bytes_are_refused(content: bytes) -> None:
    with pytest.raises(UnreadableHistory):
        decode(content)


def test_a_day_of_probes_costs_little_more_than_a_byte_each() -> None:
    noise = random.Random(7)
    probes = 1440
    day = Series(
        array("I", range(0, 86_400, 60)),
        array("B", [0] * probes),
        array("B", [1] * probes),
        array("H", [200] * probes),
        array("H", [int(noise.lognormvariate(5.3, 0.25)) for _ in range(probes)]),
    )

    size = len(encode(Archive(DAY, ("home",), {uuid.uuid4(): day})))

    assert size / probes < 1.5
