"""A post office for what the identity room sends, and tables whose conditions hold in a race."""

from collections.abc import Iterator

import pytest

from chalicelib.adapters.database import Database
from chalicelib.identity import signing_keys
from chalicelib.kit.clock import FixedClock
from tests.contract.adapters.clouds import Cloud, opened
from tests.fakes.post_office import PostOffice


@pytest.fixture
def post(database: Database, clock: FixedClock, monkeypatch: pytest.MonkeyPatch) -> PostOffice:
    return PostOffice(database, clock, monkeypatch)


@pytest.fixture(scope="session")
def ministack() -> Iterator[Cloud]:
    """A DynamoDB whose conditional writes are atomic: in process (moto) they are not."""
    with opened("ministack") as cloud:
        yield cloud


@pytest.fixture
def tables(ministack: Cloud) -> Iterator[None]:
    """Empty tables for sessions, signing keys and challenges."""
    from chalicelib.identity.items import ChallengeItem, SessionItem, SigningKeyItem

    models = (ChallengeItem, SessionItem, SigningKeyItem)
    for model in models:
        model._connection = None  # pynamodb keeps a client, and with it the cloud before
        model.create_table(billing_mode="PAY_PER_REQUEST", wait=True)
    signing_keys.forget()
    yield
    for model in models:
        model.delete_table()
        model._connection = None
    signing_keys.forget()
