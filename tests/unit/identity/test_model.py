"""What an actor may do, by role, by token, and before a second factor is set up."""

import datetime as dt
import uuid

import pytest

from chalicelib.identity.model import Actor, ClientScope, Permission, Role

NOW = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)
CLIENT = uuid.uuid4()
SITE = uuid.uuid4()


def _actor(role: Role = Role.ADMIN, **fields: object) -> Actor:
    known = {
        "user_id": uuid.uuid4(),
        "email": "a@agency.example",
        "name": "A",
        "role": role,
        "client_id": CLIENT if role is Role.CLIENT else None,
        "session_id": "s",
    }
    return Actor(**{**known, **fields})  # type: ignore[arg-type]


def test_a_client_sees_only_its_client_and_a_limited_person_only_their_sites() -> None:
    assert _actor(Role.CLIENT).scope == ClientScope(CLIENT)
    assert _actor(Role.CLIENT, site_ids=frozenset({SITE})).scope == ClientScope(
        CLIENT, frozenset({SITE})
    )
    assert _actor(Role.SUPPORT).scope == ClientScope.everything()


def test_without_the_demanded_second_factor_only_setting_one_up_is_open() -> None:
    actor = _actor(must_enrol=True)

    open_to = {permission for permission in Permission if actor.may(permission)}
    assert open_to == {Permission.SIGNED_IN, Permission.SELF, Permission.SELF_SECURE}


def test_a_token_may_what_both_it_and_its_owner_may() -> None:
    scopes = frozenset({Permission.READ_SITES, Permission.MANAGE_USERS})
    support = _actor(Role.SUPPORT, token_id=uuid.uuid4(), token_scopes=scopes)

    assert support.may(Permission.READ_SITES)
    assert not support.may(Permission.MANAGE_USERS)
    assert not support.may(Permission.READ_JOBS)


def test_no_token_changes_how_its_owner_gets_in() -> None:
    everything = frozenset(Permission)
    admin = _actor(token_id=uuid.uuid4(), token_scopes=everything, stepped_up_at=NOW)

    assert not admin.may(Permission.SELF_SECURE)
    assert not admin.has_stepped_up(NOW)


@pytest.mark.parametrize(
    ("seconds_ago", "counts"), [(0, True), (300, True), (301, False), (-1, False)]
)
def test_a_proved_factor_counts_for_five_minutes(seconds_ago: int, counts: bool) -> None:
    actor = _actor(stepped_up_at=NOW - dt.timedelta(seconds=seconds_ago))

    assert actor.has_stepped_up(NOW) is counts


def test_who_never_proved_a_factor_has_not_stepped_up() -> None:
    assert not _actor().has_stepped_up(NOW)
