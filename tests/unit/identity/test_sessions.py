"""Sessions and the keys that sign for them."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import jwt
import pytest

from chalicelib.identity import sessions
from chalicelib.identity.errors import SessionEnded
from chalicelib.identity.model import Role
from chalicelib.identity.sessions import Device
from chalicelib.kit.ids import uuid7
from tests.builders import NOW

_DEVICE = Device("203.0.113.9", "Firefox")
_HERE = "https://wingman.example"


def _sign_in(now: dt.datetime = NOW) -> str:
    session = sessions.start(uuid7(), Role.ADMIN, _DEVICE, now=now)
    return sessions.as_token(session, issuer=_HERE, now=now)


def test_a_token_leads_to_its_session(dynamodb: None) -> None:
    started = sessions.start(uuid7(), Role.CLIENT, _DEVICE, now=NOW)
    token = sessions.as_token(started, issuer=_HERE, now=NOW)

    found = sessions.of_token(token, issuer=_HERE, now=NOW + dt.timedelta(days=6))

    assert (found.id, found.user_id) == (started.id, started.user_id)


def test_the_table_opens_no_session(dynamodb: None) -> None:
    """Whoever reads the sessions table learns digests; tokens need what they were made from."""
    from chalicelib.identity.items import SessionItem

    started = sessions.start(uuid7(), Role.ADMIN, _DEVICE, now=NOW)

    stored = [item.attribute_values for item in SessionItem.scan()]
    assert len(stored) == 1
    assert started.id not in str(stored)


def test_a_token_of_another_deployment_is_refused(dynamodb: None) -> None:
    token = _sign_in()

    with pytest.raises(SessionEnded):
        sessions.of_token(token, issuer="https://other.example", now=NOW)


def test_an_item_that_outlived_its_time_counts_as_gone(dynamodb: None) -> None:
    """DynamoDB may delete days late."""
    token = _sign_in()

    with pytest.raises(SessionEnded):
        sessions.of_token(token, issuer=_HERE, now=NOW + dt.timedelta(hours=12))


def test_keys_change_by_themselves_and_old_tokens_stay_good(dynamodb: None) -> None:
    new_period = dt.datetime.fromtimestamp(693 * 30 * 86_400, dt.UTC)
    before, after = new_period - dt.timedelta(minutes=1), new_period + dt.timedelta(minutes=1)
    old, new = _sign_in(before), _sign_in(after)

    kids = {jwt.get_unverified_header(token)["kid"] for token in (old, new)}
    assert kids == {"jwt-692", "jwt-693"}
    for token in (old, new):
        assert sessions.of_token(token, issuer=_HERE, now=after)


def test_of_many_who_need_the_first_key_all_get_the_same(dynamodb: None) -> None:
    from chalicelib.identity.items import SigningKeyItem

    def secret(_: int) -> str:
        sessions._known_key.cache_clear()  # each a container of its own
        return sessions._key("jwt-692", NOW)

    with ThreadPoolExecutor(8) as pool:
        secrets = set(pool.map(secret, range(16)))

    assert len(secrets) == 1
    assert [item.secret for item in SigningKeyItem.scan()] == list(secrets)
