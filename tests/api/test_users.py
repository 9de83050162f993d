"""Looking after people: what is changed of them holds on their very next request."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from chalicelib.adapters.database import Database, DatabaseRole
from chalicelib.identity import people
from chalicelib.identity.errors import LastAdmin
from chalicelib.identity.model import Actor, Role
from tests import builders
from tests.api.conftest import Answered, Api
from tests.conftest import Cast
from tests.fakes.post_office import PostOffice


def change(api: Api, cast: Cast, who: Actor, **changes: Any) -> Answered:
    return api.patch(f"users/{who.user_id}", by=cast.alice, body=changes)


def session_of(api: Api, who: Actor) -> dict[str, str]:
    return {"Authorization": f"Bearer {api.token_of(who)}"}


@pytest.fixture
def second_admin(database: Database) -> Actor:
    with database.unit_of_work(DatabaseRole.WORKER) as uow:
        made = builders.an_actor(uow, "anna")
        uow.commit()
    return made


@pytest.fixture
def shops(database: Database, cast: Cast) -> list[str]:
    with database.unit_of_work(DatabaseRole.WORKER) as uow:
        assert cast.bob.client_id
        made = [
            builders.a_site(uow, client_id=cast.bob.client_id, name=name) for name in ("One", "Two")
        ]
        uow.commit()
    return [str(site_id) for site_id in made]


def test_who_is_shut_out_is_out_on_the_next_request(api: Api, cast: Cast) -> None:
    open_session = session_of(api, cast.bob)
    assert api.get("sites", headers=open_session).status == 200

    assert change(api, cast, cast.bob, is_active=False).json["is_active"] is False

    assert api.get("sites", headers=open_session).code == "session_ended"
    again = {"email": cast.bob.email, "password": builders.PASSWORD}
    assert api.post("auth/login", body=again).code == "wrong_credentials"


def test_who_is_demoted_may_less_on_the_next_request(
    api: Api, cast: Cast, second_admin: Actor
) -> None:
    open_session = session_of(api, second_admin)
    assert api.get("users", headers=open_session).status == 200

    assert change(api, cast, second_admin, role="support").status == 200

    assert api.get("users", headers=open_session).code == "forbidden"


def test_who_is_limited_sees_only_those_sites_from_now_on(
    api: Api, cast: Cast, shops: list[str]
) -> None:
    open_session = session_of(api, cast.bob)
    assert len(api.get("sites", headers=open_session).json["data"]) == 2

    assert change(api, cast, cast.bob, site_ids=[shops[0]]).json["site_ids"] == [shops[0]]

    seen = [site["id"] for site in api.get("sites", headers=open_session).json["data"]]
    assert seen == [shops[0]]
    assert api.get(f"sites/{shops[1]}", headers=open_session).status == 404


def test_who_loses_their_last_site_sees_none_and_not_all(
    api: Api, cast: Cast, shops: list[str]
) -> None:
    change(api, cast, cast.bob, site_ids=[shops[0]])
    assert api.delete(f"sites/{shops[0]}", by=cast.alice).status == 204

    assert api.get("sites", headers=session_of(api, cast.bob)).json["data"] == []


def test_nobody_is_limited_to_another_clients_site(api: Api, cast: Cast, shops: list[str]) -> None:
    assert change(api, cast, cast.charlie, site_ids=[shops[0]]).status == 422
    assert change(api, cast, cast.sam, site_ids=[shops[0]]).status == 422


def test_a_clients_user_needs_a_client_and_staff_has_none(api: Api, cast: Cast) -> None:
    assert change(api, cast, cast.sam, role="client").status == 422
    assert change(api, cast, cast.sam, client_id=str(cast.bob.client_id)).status == 422
    assert change(api, cast, cast.bob, role="support").json["client_id"] is None


def test_the_last_admin_stays(api: Api, cast: Cast) -> None:
    for changes in ({"role": "support"}, {"is_active": False}):
        assert change(api, cast, cast.alice, **changes).code == "last_admin"
    assert api.delete(f"users/{cast.alice.user_id}", by=cast.alice).code == "last_admin"


def test_of_two_admins_who_demote_each_other_at_once_one_remains(
    cast: Cast, second_admin: Actor, database: Database
) -> None:
    def demote(pair: tuple[Actor, Actor]) -> bool:
        by, whom = pair
        with database.unit_of_work(DatabaseRole.STAFF) as uow:
            try:
                people.change_user(uow, by, whom.user_id, {"role": Role.SUPPORT})
            except LastAdmin:
                return False
            uow.commit()
            return True

    pairs = [(cast.alice, second_admin), (second_admin, cast.alice)]
    with ThreadPoolExecutor(2) as both:
        demoted = list(both.map(demote, pairs))

    assert sorted(demoted) == [False, True]
    with database.unit_of_work(DatabaseRole.STAFF) as uow:
        left = uow.connection.execute("select count(*) from users where role = 'admin'").fetchone()
    assert left == (1,)


def test_what_an_admin_left_open_goes_with_them(
    api: Api, cast: Cast, second_admin: Actor, post: PostOffice
) -> None:
    body = {"email": "friend@example.com", "role": "admin"}
    assert api.post("invitations", by=second_admin, body=body).status == 201
    secret = post.link()

    assert change(api, cast, second_admin, is_active=False).status == 200

    joined = {"token": secret, "name": "Friend", "password": "seven quiet otters"}
    assert api.post("auth/register", body=joined).status in {404, 410}


@pytest.mark.parametrize("field", ["email", "password_hash", "id", "session_epoch", "locale"])
def test_nothing_else_of_a_person_can_be_set(api: Api, cast: Cast, field: str) -> None:
    assert change(api, cast, cast.bob, **{field: "x"}).code == "invalid_body"


def test_a_change_needs_a_fresh_proof_and_leaves_no_trace_without(api: Api, cast: Cast) -> None:
    path = f"users/{cast.bob.user_id}"

    stale = api.patch(path, by=cast.alice, is_stale=True, body={"role": "admin"})

    assert stale.code == "step_up_required"
    assert api.get(path, by=cast.alice).json["role"] == "client"


def test_a_removed_user_is_gone_with_their_sessions(api: Api, cast: Cast) -> None:
    open_session = session_of(api, cast.bob)

    assert api.delete(f"users/{cast.bob.user_id}", by=cast.alice).status == 204

    assert api.get("auth/me", headers=open_session).code == "session_ended"
    assert api.get(f"users/{cast.bob.user_id}", by=cast.alice).code == "user_not_found"
    assert api.delete(f"users/{uuid.uuid4()}", by=cast.alice).code == "user_not_found"


def test_colleagues_see_each_other_and_nobody_elses(api: Api, cast: Cast) -> None:
    seen = api.get("people", by=cast.bob).json["data"]

    assert [person["email"] for person in seen] == [cast.bob.email]
    assert api.get("people", by=cast.sam).code == "forbidden"


def test_an_address_that_is_taken_is_not_invited(api: Api, cast: Cast) -> None:
    body = {"email": cast.bob.email.upper(), "role": "support"}

    assert api.post("invitations", by=cast.alice, body=body).code == "email_taken"
