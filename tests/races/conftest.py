"""A stage on which many can do the same at once: PostgreSQL with room, MiniStack for DynamoDB.

moto will not do here: its conditional writes are not atomic between threads.
"""

import datetime as dt
from collections.abc import Iterator

import pytest

from chalicelib import bootstrap
from chalicelib.adapters.dynamo_rate_limiter import BucketItem
from chalicelib.adapters.dynamodb import Item
from chalicelib.api.kept_answers import AnswerItem
from chalicelib.identity import attempts, signing_keys
from chalicelib.identity.items import ChallengeItem, SessionItem, SigningKeyItem
from localstack.postgres import TestCluster
from tests.api.conftest import api, post
from tests.conftest import with_newest_schema
from tests.contract.adapters.clouds import Cloud, opened
from tests.fakes.never_full import NeverFull

__all__ = ["api", "post"]

_ITEMS = (SessionItem, SigningKeyItem, ChallengeItem, AnswerItem, BucketItem)
# Each of fifty has a connection as itself, and another one to find out who it is.
_CONNECTIONS = 200


@pytest.fixture(scope="module")
def cluster() -> Iterator[TestCluster]:
    with TestCluster(connections=_CONNECTIONS) as started:
        with_newest_schema(started)
        yield started


@pytest.fixture(scope="module")
def ministack() -> Iterator[Cloud]:
    with opened("ministack") as there:
        yield there


@pytest.fixture
def dynamodb(ministack: Cloud, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Empty tables whose conditional writes are what they are in AWS.

    Nobody waits here for having tried too often: all fifty shall really try.
    """
    monkeypatch.setattr(bootstrap, "rate_limiter", NeverFull)
    monkeypatch.setattr(attempts, "wait_after", lambda _: dt.timedelta())
    for item in Item.__subclasses__():
        item._connection = None  # pynamodb keeps a client, and with it the cloud before
    for item in _ITEMS:
        item.create_table(billing_mode="PAY_PER_REQUEST", wait=True)
    signing_keys.forget()
    yield
    signing_keys.forget()
    for item in _ITEMS:
        item.delete_table()
    for item in Item.__subclasses__():
        item._connection = None
