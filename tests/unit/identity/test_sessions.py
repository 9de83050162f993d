"""Sessions: what opens them, what ends them."""

import datetime as dt
import uuid
from dataclasses import replace

import pytest

from chalicelib.identity import sessions
from chalicelib.identity.errors import SessionEnded, SessionNotFound
from chalicelib.identity.model import Role
from chalicelib.identity.sessions import Device, Session
from chalicelib.kit.ids import uuid7
from tests.builders import NOW

_DEVICE = Device("203.0.113.9", "Firefox")
_HERE = "https://wingman.example"


def _started(role: Role = Role.ADMIN, *, now: dt.datetime = NOW, **more: object) -> Session:
    user_id = more.get("user_id") or uuid7()
    return sessions.start(uuid.UUID(str(user_id)), role, _DEVICE, epoch="one", now=now)


def _token(session: Session, now: dt.datetime = NOW) -> str:
    return sessions.as_token(session, issuer=_HERE, now=now)


def test_a_token_leads_to_its_session(dynamodb: None) -> None:
    started = _started(Role.CLIENT)

    found = sessions.of_token(_token(started), issuer=_HERE, now=NOW + dt.timedelta(days=6))

    assert found == started


def test_the_table_opens_no_session(dynamodb: None) -> None:
    """Whoever reads the sessions table learns digests; tokens need what they were made from."""
    from chalicelib.identity.items import SessionItem

    started = _started()

    stored = [item.attribute_values for item in SessionItem.scan()]
    assert len(stored) == 1
    assert started.secret_id not in str(stored)


def test_a_session_does_not_print_its_secret(dynamodb: None) -> None:
    started = _started()

    assert started.secret_id not in repr(started)


def test_a_token_of_another_deployment_is_refused(dynamodb: None) -> None:
    token = _token(_started())

    with pytest.raises(SessionEnded):
        sessions.of_token(token, issuer="https://other.example", now=NOW)


def test_a_token_does_not_open_the_session_of_somebody_else(dynamodb: None) -> None:
    foreign = replace(_started(), user_id=uuid7())

    with pytest.raises(SessionEnded):
        sessions.of_token(_token(foreign), issuer=_HERE, now=NOW)


def test_an_item_that_outlived_its_time_counts_as_gone(dynamodb: None) -> None:
    """DynamoDB may delete days late."""
    token = _token(_started())

    with pytest.raises(SessionEnded):
        sessions.of_token(token, issuer=_HERE, now=NOW + dt.timedelta(hours=12))


@pytest.mark.parametrize(
    ("role", "idle", "whole"),
    [
        (Role.ADMIN, dt.timedelta(minutes=30), dt.timedelta(hours=12)),
        (Role.SUPPORT, dt.timedelta(minutes=30), dt.timedelta(hours=12)),
        (Role.CLIENT, dt.timedelta(hours=12), dt.timedelta(days=7)),
    ],
)
def test_a_session_is_over_when_idle_and_in_any_case_one_day(
    dynamodb: None, role: Role, idle: dt.timedelta, whole: dt.timedelta
) -> None:
    session, second = _started(role), dt.timedelta(seconds=1)
    in_use = replace(session, last_seen_at=NOW + whole - second)

    assert not session.is_over(role, NOW + idle - second)
    assert session.is_over(role, NOW + idle)
    assert not in_use.is_over(role, NOW + whole - second)
    assert in_use.is_over(role, NOW + whole)


def test_who_becomes_staff_gets_the_short_session_of_staff(dynamodb: None) -> None:
    later = NOW + dt.timedelta(hours=13)
    session = replace(_started(Role.CLIENT), last_seen_at=later)

    assert not session.is_over(Role.CLIENT, later)
    assert session.is_over(Role.ADMIN, later)


def test_rotating_kills_the_old_id_and_keeps_the_rest(dynamodb: None) -> None:
    old, later = _started(), NOW + dt.timedelta(minutes=3)

    new = sessions.rotate(old.secret_id, now=later)

    assert new == replace(old, secret_id=new.secret_id, last_seen_at=later)
    assert sessions.of_token(_token(new), issuer=_HERE, now=later) == new
    with pytest.raises(SessionEnded):
        sessions.of_token(_token(old), issuer=_HERE, now=later)
    with pytest.raises(SessionEnded):
        sessions.rotate(old.secret_id, now=later)


def test_a_step_up_is_remembered_over_rotations_and_is_not_renewed_by_them(dynamodb: None) -> None:
    confirmed, later = NOW + dt.timedelta(minutes=10), NOW + dt.timedelta(minutes=12)
    session = sessions.rotate(_started().secret_id, now=confirmed, stepped_up=True)

    again = sessions.rotate(session.secret_id, now=later)

    assert again.stepped_up_at == confirmed


def test_seen_is_noted_once_a_minute(dynamodb: None) -> None:
    from chalicelib.identity.items import SessionItem

    def seen_at() -> dt.datetime:
        return sessions.of_token(token, issuer=_HERE, now=NOW).last_seen_at

    session = _started()
    token = _token(session)
    sessions.note_seen(session, address="", now=NOW + dt.timedelta(seconds=59))
    assert seen_at() == NOW

    sessions.note_seen(session, address="198.51.100.7", now=NOW + dt.timedelta(seconds=60))

    assert seen_at() == NOW + dt.timedelta(seconds=60)
    assert [item.address for item in SessionItem.scan()] == ["198.51.100.7"]


def test_a_late_note_brings_no_ended_session_back(dynamodb: None) -> None:
    from chalicelib.identity.items import SessionItem

    session = _started()
    sessions.end(session.secret_id)

    sessions.note_seen(session, address="", now=NOW + dt.timedelta(minutes=5))

    assert list(SessionItem.scan()) == []


def test_a_session_of_an_earlier_version_is_over(dynamodb: None) -> None:
    from chalicelib.identity.items import SessionItem

    session = _started()
    item = next(SessionItem.scan())
    item.update(actions=[SessionItem.epochs.remove(), SessionItem.public_id.remove()])

    with pytest.raises(SessionEnded):
        sessions.of_token(_token(session), issuer=_HERE, now=NOW)
    with pytest.raises(SessionEnded):
        sessions.rotate(session.secret_id, now=NOW)
    listed = sessions.list_of(session.user_id, Role.ADMIN, epoch="one", current="", now=NOW)
    assert listed == []


def test_a_person_ends_only_sessions_of_their_own(dynamodb: None) -> None:
    mine, theirs = _started(), _started()

    with pytest.raises(SessionNotFound):
        sessions.end_one(mine.user_id, theirs.id)

    sessions.end_one(theirs.user_id, theirs.id)
    with pytest.raises(SessionEnded):
        sessions.of_token(_token(theirs), issuer=_HERE, now=NOW)
    assert sessions.of_token(_token(mine), issuer=_HERE, now=NOW)


def test_the_list_shows_living_sessions_of_this_epoch_and_which_one_is_here(dynamodb: None) -> None:
    user = uuid7()
    idle = _started(user_id=user, now=NOW - dt.timedelta(hours=1))
    here, other = _started(user_id=user), _started(user_id=user)
    _started()  # somebody else's
    sessions.start(user, Role.ADMIN, _DEVICE, epoch="before the last end of all", now=NOW)

    listed = sessions.list_of(user, Role.ADMIN, epoch="one", current=here.secret_id, now=NOW)

    assert {found.id: found.is_current for found in listed} == {here.id: True, other.id: False}
    assert idle.id not in {found.id for found in listed}
