"""The minute loop's copy of what is watched."""

import datetime as dt
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.events.monitoring import ProbesDue, ProbeTarget
from chalicelib.monitoring import shards
from chalicelib.monitoring.pace import OFFLINE, pace

NOON = dt.datetime(2026, 11, 23, 12, 0, tzinfo=dt.UTC)


def a_target(url: str = "https://shop.example/", interval_seconds: int = 60) -> ProbeTarget:
    return ProbeTarget(
        site_id=uuid.uuid4(), url=url, status="online", interval_seconds=interval_seconds
    )


@given(st.uuids(), st.text(max_size=80), st.sampled_from(["online", "offline"]), st.integers(0, 3))
def test_a_target_survives_its_shard(site_id: uuid.UUID, url: str, status: str, pace: int) -> None:
    target = ProbeTarget(site_id=site_id, url=url, status=status, interval_seconds=300, pace=pace)

    assert shards.decode(str(site_id), shards.encode(target)) == target


def test_a_site_always_has_the_same_shard() -> None:
    site_id = uuid.uuid4()

    assert shards.shard_number(site_id) == shards.shard_number(uuid.UUID(str(site_id)))
    assert 0 <= shards.shard_number(site_id) < shards.SHARD_COUNT


def test_a_site_with_the_usual_interval_is_due_every_minute() -> None:
    target = a_target()

    for minute in range(5):
        assert shards.due([target], at=NOON + dt.timedelta(minutes=minute)) == [target]


def test_a_longer_interval_is_due_once_in_it_and_spread_over_its_minutes() -> None:
    targets = [a_target(interval_seconds=300) for _ in range(500)]

    due_per_minute = [
        len(shards.due(targets, at=NOON + dt.timedelta(minutes=minute))) for minute in range(5)
    ]

    assert sum(due_per_minute) == 500
    assert all(50 < due < 150 for due in due_per_minute)


def test_many_sites_leave_in_batches_of_at_most_500() -> None:
    targets = [a_target() for _ in range(1201)]

    batches = list(shards.batches(targets, at=NOON))

    assert [len(batch.targets) for batch in batches] == [500, 500, 201]
    assert len({batch.batch_id for batch in batches}) == 3
    assert [target for batch in batches for target in batch.targets] == targets


def test_slow_sites_wait_together_and_are_asked_first() -> None:
    quick = [a_target() for _ in range(1200)]
    slow = [target.model_copy(update={"pace": 2}) for target in quick[1::100]]
    offline = [target.model_copy(update={"status": "offline"}) for target in quick[2::200]]
    known = {target.site_id: target for target in (*quick, *slow, *offline)}

    first, *others = shards.batches(known.values(), at=NOON)

    assert first.targets[: len(offline)] == offline
    assert first.targets[len(offline) :][: len(slow)] == slow
    assert len(first.targets) == 500
    assert all(not target.pace for batch in others for target in batch.targets)


@pytest.mark.parametrize(
    ("usual_ms", "expected"), [(None, 0), (0, 0), (999, 0), (1000, 1), (3999, 2), (4000, 3)]
)
def test_a_pace_is_a_coarse_class(usual_ms: int | None, expected: int) -> None:
    assert pace(usual_ms) == expected
    assert pace(usual_ms) < OFFLINE


def test_no_sites_make_no_batch() -> None:
    assert list(shards.batches([], at=NOON)) == []


def test_a_batch_fits_into_a_message_whatever_the_urls() -> None:
    targets = [a_target("https://shop.example/" + "x" * 2000) for _ in range(300)]

    bodies = [batch.model_dump_json() for batch in shards.batches(targets, at=NOON)]

    assert all(len(body.encode()) < 256 * 1024 for body in bodies)
    assert sum(len(ProbesDue.model_validate_json(body).targets) for body in bodies) == 300


def test_the_same_tick_makes_the_same_batches() -> None:
    targets = [a_target()]

    first, again = (next(shards.batches(targets, at=NOON)) for _ in range(2))

    assert first.batch_id == again.batch_id
