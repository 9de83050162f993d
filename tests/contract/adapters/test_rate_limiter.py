"""Buckets in DynamoDB, the same on every cloud that has it."""

import datetime as dt
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from chalicelib.adapters.dynamo_rate_limiter import BucketItem, DynamoRateLimiter
from chalicelib.adapters.rate_limiter import LimiterDown
from chalicelib.kit.clock import FixedClock
from chalicelib.kit.gcra import Limit
from tests.contract.adapters.clouds import Cloud
from tests.contract.adapters.conftest import NOW

pytestmark = pytest.mark.needs("dynamodb")
_TWENTY = Limit(20, dt.timedelta(minutes=1), burst=20)


@pytest.fixture
def clock(cloud: Cloud) -> Iterator[FixedClock]:
    BucketItem._connection = None  # pynamodb keeps a client, and with it the cloud before
    BucketItem.create_table(billing_mode="PAY_PER_REQUEST", wait=True)
    yield FixedClock(NOW)
    BucketItem.delete_table()
    BucketItem._connection = None


def test_a_burst_passes_and_then_one_for_each_interval(clock: FixedClock) -> None:
    limiter = DynamoRateLimiter(clock)

    first = [limiter.spend("a", _TWENTY) for _ in range(21)]
    clock.advance(dt.timedelta(seconds=3))
    later = [limiter.spend("a", _TWENTY).is_allowed for _ in range(2)]

    assert [verdict.is_allowed for verdict in first] == [True] * 20 + [False]
    assert [verdict.left for verdict in first] == [*range(19, -1, -1), 0]
    assert first[-1].retry_after_seconds == 3
    assert later == [True, False]


def test_containers_share_a_bucket_and_buckets_nothing(clock: FixedClock) -> None:
    for _ in range(20):
        assert DynamoRateLimiter(clock).spend("a", _TWENTY).is_allowed

    assert not DynamoRateLimiter(clock).spend("a", _TWENTY).is_allowed
    assert DynamoRateLimiter(clock).spend("b", _TWENTY).is_allowed


def test_what_is_given_back_or_forgotten_can_be_spent_again(clock: FixedClock) -> None:
    limiter = DynamoRateLimiter(clock)
    for _ in range(20):
        limiter.spend("a", _TWENTY)

    limiter.give_back("a", _TWENTY)
    assert [limiter.spend("a", _TWENTY).is_allowed for _ in range(2)] == [True, False]
    limiter.forget("a")

    assert limiter.spend("a", _TWENTY).left == 19


def test_the_table_names_nobody(clock: FixedClock) -> None:
    DynamoRateLimiter(clock).spend("password alice@example.com", _TWENTY)

    assert "alice" not in str([item.attribute_values for item in BucketItem.scan()])


@pytest.mark.needs("races")
def test_of_many_at_once_exactly_the_burst_passes(clock: FixedClock) -> None:
    limiters = [DynamoRateLimiter(clock) for _ in range(8)]

    with ThreadPoolExecutor(16) as pool:
        verdicts = pool.map(lambda turn: limiters[turn % 8].spend("a", _TWENTY), range(400))

    assert sum(verdict.is_allowed for verdict in verdicts) == 20


def test_without_its_table_nobody_can_say(clock: FixedClock) -> None:
    limiter = DynamoRateLimiter(clock)
    BucketItem.delete_table()

    with pytest.raises(LimiterDown):
        limiter.spend("a", _TWENTY)

    BucketItem.create_table(billing_mode="PAY_PER_REQUEST", wait=True)
