"""One's sessions over HTTP: the list, ending them, refreshing, and their limits."""

import datetime as dt

import pytest

from chalicelib.adapters.database import Database, DatabaseRole
from chalicelib.identity.model import Actor
from chalicelib.kit.clock import FixedClock
from tests import builders
from tests.api.conftest import Api
from tests.conftest import Cast


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def sign_in(api: Api, actor: Actor, *, device: str = "Firefox") -> dict[str, str]:
    login = {"email": actor.email, "password": builders.PASSWORD}
    answer = api.post("auth/login", body=login, headers={"User-Agent": device})
    return bearer(answer.json["access_token"])


def test_the_list_shows_where_one_is_signed_in(api: Api, cast: Cast, clock: FixedClock) -> None:
    sign_in(api, cast.alice, device="Phone")
    clock.advance(dt.timedelta(minutes=5))
    sign_in(api, cast.sam)
    here = sign_in(api, cast.alice, device="Laptop")

    listed = api.get("auth/sessions", headers=here).json["data"]

    seen = [(s["device"], s["is_current"], s["created_at"], s["kind"]) for s in listed]
    assert seen == [
        ("Laptop", True, "2026-11-23T10:05:00.000Z", "password"),
        ("Phone", False, "2026-11-23T10:00:00.000Z", "password"),
    ]
    assert {s["address"] for s in listed} == {"127.0.0.1"}


def test_the_list_pages(api: Api, cast: Cast) -> None:
    here = [sign_in(api, cast.alice, device=name) for name in "abc"][-1]

    first = api.get("auth/sessions", headers=here, limit=2).json
    second = api.get("auth/sessions", headers=here, limit=2, cursor=first["next_cursor"]).json

    assert [s["device"] for s in first["data"] + second["data"]] == ["c", "b", "a"]
    assert (first["has_more"], second["has_more"]) == (True, False)


def test_the_list_opens_nothing(api: Api, cast: Cast) -> None:
    here = sign_in(api, cast.alice)

    listed = api.get("auth/sessions", headers=here).json["data"]

    assert api.get("auth/me", headers=bearer(listed[0]["id"])).code == "session_ended"
    assert "secret" not in str(listed)


def test_using_a_session_moves_its_last_seen(api: Api, cast: Cast, clock: FixedClock) -> None:
    here = sign_in(api, cast.alice)
    clock.advance(dt.timedelta(minutes=20))
    api.get("auth/me", headers=here)

    listed = api.get("auth/sessions", headers=here).json["data"]

    assert listed[0]["last_seen_at"] == "2026-11-23T10:20:00.000Z"


def test_ending_one_ends_that_one_at_once(api: Api, cast: Cast) -> None:
    phone, here = sign_in(api, cast.alice, device="Phone"), sign_in(api, cast.alice)
    listed = api.get("auth/sessions", headers=here).json["data"]
    lost = next(session["id"] for session in listed if session["device"] == "Phone")

    assert api.delete(f"auth/sessions/{lost}", headers=here).status == 204

    assert api.get("auth/me", headers=phone).code == "session_ended"
    assert api.get("auth/me", headers=here).status == 200
    assert api.delete(f"auth/sessions/{lost}", headers=here).code == "session_not_found"


def test_nobody_ends_a_session_of_somebody_else(api: Api, cast: Cast) -> None:
    hers = sign_in(api, cast.alice)
    session = api.get("auth/sessions", headers=hers).json["data"][0]["id"]

    refused = api.delete(f"auth/sessions/{session}", by=cast.sam)

    assert refused.code == "session_not_found"
    assert api.get("auth/me", headers=hers).status == 200


@pytest.mark.parametrize("keep", [True, False])
def test_signing_out_everywhere_ends_all_but_perhaps_this_one(
    api: Api, cast: Cast, keep: bool
) -> None:
    others = [sign_in(api, cast.alice) for _ in range(3)]
    here, sams = sign_in(api, cast.alice), sign_in(api, cast.sam)

    ended = api.post("auth/sessions/end-all", headers=here, body={"keep_current": keep})

    assert ended.status == 204
    assert bool(ended.cookies) is not keep
    assert {api.get("auth/me", headers=one).status for one in others} == {401}
    assert api.get("auth/me", headers=here).status == (200 if keep else 401)
    assert api.get("auth/me", headers=sams).status == 200
    assert api.get("auth/me", headers=sign_in(api, cast.alice)).status == 200


def test_the_kept_session_dies_with_the_next_end_of_all(api: Api, cast: Cast) -> None:
    kept = sign_in(api, cast.alice)
    api.post("auth/sessions/end-all", headers=kept, body={"keep_current": True})
    other = sign_in(api, cast.alice)

    api.post("auth/sessions/end-all", headers=other, body={"keep_current": True})

    assert api.get("auth/me", headers=kept).code == "session_ended"


def test_what_was_ended_is_no_longer_listed(api: Api, cast: Cast) -> None:
    sign_in(api, cast.alice)
    here = sign_in(api, cast.alice)
    api.post("auth/sessions/end-all", headers=here, body={"keep_current": True})

    assert len(api.get("auth/sessions", headers=here).json["data"]) == 1


def test_refreshing_gives_a_new_token_for_the_same_session(
    api: Api, cast: Cast, clock: FixedClock
) -> None:
    old = sign_in(api, cast.alice)
    before = api.get("auth/sessions", headers=old).json["data"][0]
    clock.advance(dt.timedelta(minutes=10))

    answer = api.post("auth/refresh", headers=old)

    new = bearer(answer.json["access_token"])
    assert api.get("auth/me", headers=old).code == "session_ended"
    after = api.get("auth/sessions", headers=new).json["data"]
    assert after == [{**before, "last_seen_at": "2026-11-23T10:10:00.000Z"}]
    # To refresh does not make a session live longer, nor does it confirm anything.
    assert answer.json["expires_at"] == "2026-11-23T22:00:00.000Z"
    assert api.post("auth/totp", headers=new).code == "step_up_required"


def test_a_session_known_before_signing_in_is_not_the_one_after(api: Api, cast: Cast) -> None:
    planted = api.token_of(cast.sam)
    cookie = {"Cookie": f"__Host-wingman={planted}"}
    login = {"email": cast.alice.email, "password": builders.PASSWORD}

    answer = api.post("auth/login", body=login, headers=cookie)

    assert answer.json["access_token"] != planted
    assert api.get("auth/me", headers=cookie).json["email"] == cast.sam.email


def test_staff_are_signed_out_after_half_an_hour_of_nothing(
    api: Api, cast: Cast, clock: FixedClock
) -> None:
    alice, bob = sign_in(api, cast.alice), sign_in(api, cast.bob)

    clock.advance(dt.timedelta(minutes=30))

    assert api.get("auth/me", headers=alice).code == "session_ended"
    assert api.get("auth/me", headers=bob).status == 200
    clock.advance(dt.timedelta(hours=12))
    assert api.get("auth/me", headers=bob).code == "session_ended"


def test_who_is_deactivated_is_out_with_everything_they_have(
    api: Api, cast: Cast, database: Database
) -> None:
    made = {"name": "CI", "scopes": ["read_sites"], "expires_in_days": 30}
    token = api.post("auth/tokens", by=cast.alice, body=made).json["token"]
    ways = [sign_in(api, cast.alice), bearer(token)]
    assert {api.get("sites", headers=way).status for way in ways} == {200}

    with database.unit_of_work(DatabaseRole.WORKER) as uow:
        uow.connection.execute("update users set is_active = false")
        uow.commit()

    assert {api.get("sites", headers=way).code for way in ways} == {"session_ended"}


def test_the_cookie_after_each_way_in_has_the_same_flags(api: Api, cast: Cast) -> None:
    here = sign_in(api, cast.alice)
    body = {"password": builders.PASSWORD}
    confirmed = api.post("auth/step-up", headers=here, body=body)
    refreshed = api.post("auth/refresh", headers=bearer(confirmed.json["access_token"]))

    for answer in (confirmed, refreshed):
        _, *flags = answer.session_cookie.split("; ")
        assert flags == ["Max-Age=43200", "Path=/", "Secure", "HttpOnly", "SameSite=Lax"]
