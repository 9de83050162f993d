"""A batch of measurements comes back as it was written, and damage is never taken for data."""

import contextlib
import datetime as dt
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.monitoring.measurements import (
    LONGEST_MS,
    VERDICTS,
    MeasuredBatch,
    Measurement,
    UnreadableHistory,
    decode,
    encode,
)
from chalicelib.sites.model import SiteStatus

NOW = dt.datetime(2026, 11, 23, 10, 0, tzinfo=dt.UTC)
MEASUREMENTS = st.builds(
    Measurement,
    st.uuids(),
    st.sampled_from(VERDICTS),
    st.none() | st.integers(100, 999),
    st.none() | st.integers(1, LONGEST_MS),
)


@given(st.lists(MEASUREMENTS, max_size=20), st.integers(0, 59), st.sampled_from(["home", "eu-1"]))
def test_what_was_written_is_read(found: list[Measurement], minute: int, region: str) -> None:
    batch = MeasuredBatch(NOW.replace(minute=minute, microsecond=123_000), region, found)

    assert decode(encode(batch)) == batch


@given(st.lists(MEASUREMENTS, max_size=5), st.data())
def test_damage_is_noticed_or_harmless(found: list[Measurement], data: st.DataObject) -> None:
    content = bytearray(encode(MeasuredBatch(NOW, "home", found)))
    place = data.draw(st.integers(0, len(content) - 1))
    content[place] ^= data.draw(st.integers(1, 255))

    with contextlib.suppress(UnreadableHistory):  # anything else would stop the fold
        decode(bytes(content))


@given(st.binary(max_size=60))
def test_any_other_bytes_are_refused(content: bytes) -> None:
    with pytest.raises(UnreadableHistory):
        decode(content)


def test_a_batch_that_was_cut_off_is_refused() -> None:
    content = encode(MeasuredBatch(NOW, "home", [Measurement(uuid.uuid4(), SiteStatus.ONLINE)]))

    for length in range(len(content)):
        with pytest.raises(UnreadableHistory):
            decode(content[:length])


@pytest.mark.parametrize(("took_ms", "kept"), [(0, 1), (70_000, LONGEST_MS), (None, None)])
def test_a_time_out_of_range_is_kept_as_the_nearest(took_ms: int | None, kept: int | None) -> None:
    measured = Measurement(uuid.uuid4(), SiteStatus.ONLINE, 200, took_ms)

    [read] = decode(encode(MeasuredBatch(NOW, "home", [measured]))).measurements
    assert read.response_ms == kept


def test_every_status_that_a_probe_can_give_has_its_number() -> None:
    assert set(SiteStatus) - {verdict for verdict in VERDICTS if verdict} == {
        SiteStatus.PENDING,
        SiteStatus.PAUSED,
    }
