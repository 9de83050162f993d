"""The keys that sign login tokens: they change by themselves, overlap, and can be taken away."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import jwt
import pytest

from chalicelib.identity import sessions, signing_keys
from chalicelib.identity.errors import SessionEnded
from chalicelib.identity.model import Role
from chalicelib.identity.sessions import Device
from chalicelib.kit.ids import uuid7
from tests.builders import NOW

_HERE = "https://wingman.example"
_NEW_PERIOD = dt.datetime.fromtimestamp(693 * 30 * 86_400, dt.UTC)


def _sign_in(now: dt.datetime = NOW) -> str:
    session = sessions.start(uuid7(), Role.ADMIN, Device("", ""), epoch="one", now=now)
    return sessions.as_token(session, issuer=_HERE, now=now)


def _key_of(token: str) -> str:
    return str(jwt.get_unverified_header(token)["kid"])


def test_keys_change_by_themselves_and_old_tokens_stay_good(dynamodb: None) -> None:
    before, after = _NEW_PERIOD - dt.timedelta(minutes=1), _NEW_PERIOD + dt.timedelta(minutes=1)
    old, new = _sign_in(before), _sign_in(after)

    assert (_key_of(old), _key_of(new)) == ("jwt-692", "jwt-693")
    for token in (old, new):
        assert sessions.of_token(token, issuer=_HERE, now=after)


def test_a_key_lives_as_long_as_the_last_token_it_may_have_signed(dynamodb: None) -> None:
    from chalicelib.identity.items import SigningKeyItem

    last_moment = _NEW_PERIOD - dt.timedelta(seconds=1)
    sessions.as_token(
        sessions.start(uuid7(), Role.CLIENT, Device("", ""), epoch="one", now=last_moment),
        issuer=_HERE,
        now=last_moment,
    )

    kept_until = dt.datetime.fromtimestamp(int(next(SigningKeyItem.scan()).expires_at), dt.UTC)
    assert kept_until >= last_moment + dt.timedelta(days=7)


def test_a_removed_key_takes_its_tokens_along_within_a_minute(
    dynamodb: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    from chalicelib.identity.items import SigningKeyItem

    token, present = _sign_in(), [1000.0]
    monkeypatch.setattr("time.monotonic", lambda: present[0])
    signing_keys.forget()
    assert sessions.of_token(token, issuer=_HERE, now=NOW)

    SigningKeyItem(id=_key_of(token)).delete()
    present[0] += signing_keys.REMEMBERED_SECONDS

    with pytest.raises(SessionEnded):
        sessions.of_token(token, issuer=_HERE, now=NOW)


def test_after_a_key_was_removed_a_new_one_signs_and_old_tokens_stay_dead(dynamodb: None) -> None:
    from chalicelib.identity.items import SigningKeyItem

    old = _sign_in()
    SigningKeyItem(id=_key_of(old)).delete()
    signing_keys.forget()

    new = _sign_in()

    assert sessions.of_token(new, issuer=_HERE, now=NOW)
    with pytest.raises(SessionEnded):
        sessions.of_token(old, issuer=_HERE, now=NOW)


@pytest.mark.parametrize("name", [None, 7, "", "jwt-", "jwt-1234567", "../sessions", "jwt-1 "])
def test_what_is_no_name_of_a_key_is_not_even_looked_up(name: object) -> None:
    with pytest.raises(SessionEnded):
        signing_keys.known(name)


def test_of_many_who_need_the_first_key_all_get_the_same(dynamodb: None) -> None:
    from chalicelib.identity.items import SigningKeyItem

    def secret(_: int) -> str:
        signing_keys.forget()  # each a container of its own
        return signing_keys.current(NOW).secret

    with ThreadPoolExecutor(8) as pool:
        secrets = set(pool.map(secret, range(16)))

    assert len(secrets) == 1
    assert [item.secret for item in SigningKeyItem.scan()] == list(secrets)
