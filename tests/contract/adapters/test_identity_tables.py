"""Sessions, signing keys and challenges, the same on every cloud that has DynamoDB."""

import datetime as dt
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from chalicelib.identity import challenges, sessions, signing_keys
from chalicelib.identity.challenges import Challenge, Kind
from chalicelib.identity.errors import SessionEnded, SessionsUnavailable
from chalicelib.identity.items import ChallengeItem, SessionItem, SigningKeyItem
from chalicelib.identity.model import Role
from chalicelib.identity.sessions import Device, Session
from chalicelib.kit.ids import uuid7
from tests.contract.adapters.clouds import Cloud
from tests.contract.adapters.conftest import NOW

pytestmark = pytest.mark.needs("dynamodb")
_ITEMS = (ChallengeItem, SessionItem, SigningKeyItem)
_HERE = "https://wingman.example"


@pytest.fixture(autouse=True)
def tables(cloud: Cloud) -> Iterator[None]:
    for item in _ITEMS:
        item._connection = None  # pynamodb keeps a client, and with it the cloud before
        item.create_table(billing_mode="PAY_PER_REQUEST", wait=True)
    signing_keys.forget()
    yield
    for item in _ITEMS:
        item.delete_table()
        item._connection = None
    signing_keys.forget()


def a_session(epoch: str = "one") -> Session:
    device = Device("203.0.113.9", "Firefox")
    return sessions.start(uuid7(), Role.SUPPORT, device, epoch=epoch, now=NOW)


def reopened(session: Session) -> Session:
    token = sessions.as_token(session, issuer=_HERE, now=NOW)
    return sessions.of_token(token, issuer=_HERE, now=NOW)


def test_a_session_comes_back_as_it_was(cloud: Cloud) -> None:
    session = a_session()

    assert reopened(session) == session


def test_a_session_is_listed_for_its_user_alone(cloud: Cloud) -> None:
    mine, _ = a_session(), a_session()

    listed = sessions.list_of(
        mine.user_id, Role.SUPPORT, epoch="one", current=mine.secret_id, now=NOW
    )

    assert [(found.id, found.is_current) for found in listed] == [(mine.id, True)]


def test_a_session_may_belong_to_a_second_epoch(cloud: Cloud) -> None:
    session = a_session()

    sessions._admit(session.secret_id, "two")

    assert reopened(session).epochs == {"one", "two"}


def test_what_has_ended_is_brought_back_by_nothing(cloud: Cloud) -> None:
    session = a_session()
    sessions.end(session.secret_id)

    sessions.note_seen(session, address="", now=NOW + dt.timedelta(minutes=2))
    sessions._admit(session.secret_id, "two")

    with pytest.raises(SessionEnded):
        sessions.rotate(session.secret_id, now=NOW)
    with pytest.raises(SessionEnded):
        reopened(session)


@pytest.mark.needs("races")
def test_of_many_rotations_one_is_done(cloud: Cloud) -> None:
    session = a_session()

    def rotate(_: int) -> bool:
        try:
            sessions.rotate(session.secret_id, now=NOW)
        except SessionEnded:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(rotate, range(24))) == 1


def test_a_challenge_is_for_whom_and_what_it_was_issued(cloud: Cloud) -> None:
    user = uuid7()
    shown = challenges.issue(Kind.PASSKEY_STEP_UP, now=NOW, user_id=user, bound_to="here")

    assert challenges.find(Kind.PASSKEY_STEP_UP, shown, now=NOW) == Challenge(user, "here")
    for kind, who, where in (
        (Kind.NEW_PASSKEY, user, "here"),
        (Kind.PASSKEY_STEP_UP, uuid7(), "here"),
        (Kind.PASSKEY_STEP_UP, None, "here"),
        (Kind.PASSKEY_STEP_UP, user, "there"),
    ):
        assert not challenges.spend(kind, shown, now=NOW, user_id=who, bound_to=where)
    assert challenges.spend(Kind.PASSKEY_STEP_UP, shown, now=NOW, user_id=user, bound_to="here")
    assert not challenges.spend(Kind.PASSKEY_STEP_UP, shown, now=NOW, user_id=user, bound_to="here")


def test_a_challenge_that_outlived_its_time_counts_as_gone(cloud: Cloud) -> None:
    shown = challenges.issue(Kind.PASSKEY_SIGN_IN, now=NOW)

    assert not challenges.spend(Kind.PASSKEY_SIGN_IN, shown, now=NOW + challenges.LIVES)


def test_the_table_answers_no_challenge(cloud: Cloud) -> None:
    shown = challenges.issue(Kind.SECOND_FACTOR, now=NOW)

    assert shown not in str([item.attribute_values for item in ChallengeItem.scan()])


@pytest.mark.needs("races")
def test_of_many_answers_one_is_heard(cloud: Cloud) -> None:
    shown = challenges.issue(Kind.SECOND_FACTOR, now=NOW)

    with ThreadPoolExecutor(8) as pool:
        heard = list(
            pool.map(lambda _: challenges.spend(Kind.SECOND_FACTOR, shown, now=NOW), range(24))
        )

    assert heard.count(True) == 1


def test_without_its_table_nobody_gets_in(cloud: Cloud) -> None:
    session = a_session()
    SessionItem.delete_table()

    with pytest.raises(SessionsUnavailable):
        reopened(session)

    SessionItem.create_table(billing_mode="PAY_PER_REQUEST", wait=True)
