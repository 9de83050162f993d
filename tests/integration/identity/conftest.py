"""A DynamoDB whose conditional writes are atomic: in process (moto) they are not."""

from collections.abc import Iterator

import pytest

from chalicelib.identity import signing_keys
from tests.contract.adapters.clouds import Cloud, opened


@pytest.fixture(scope="session")
def ministack() -> Iterator[Cloud]:
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
