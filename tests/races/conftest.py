"""A stage on which many can do the same at once: PostgreSQL with room, MiniStack for DynamoDB.

moto will not do here: its conditional writes are not atomic between threads.
"""

from collections.abc import Iterator

import pytest

from chalicelib.api.kept_answers import AnswerItem
from chalicelib.identity import signing_keys
from chalicelib.identity.items import ChallengeItem, SessionItem, SigningKeyItem
from localstack.postgres import TestCluster
from tests.api.conftest import api, post
from tests.conftest import with_newest_schema
from tests.contract.adapters.clouds import Cloud, opened

__all__ = ["api", "post"]

_ITEMS = (SessionItem, SigningKeyItem, ChallengeItem, AnswerItem)
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
def dynamodb(ministack: Cloud) -> Iterator[None]:
    """Empty tables whose conditional writes are what they are in AWS."""
    for item in _ITEMS:
        item._connection = None  # pynamodb keeps a client, and with it the cloud before
        item.create_table(billing_mode="PAY_PER_REQUEST", wait=True)
    signing_keys.forget()
    yield
    signing_keys.forget()
    for item in _ITEMS:
        item.delete_table()
        item._connection = None
