"""Signing in and out over HTTP: what opens the door, and what must not."""

import datetime as dt
import statistics
import time

import jwt
import pytest

from chalicelib.adapters.database import Database, DatabaseRole
from chalicelib.identity.model import Actor, Role
from chalicelib.identity.passwords import BcryptHasher
from chalicelib.kit.clock import FixedClock
from chalicelib.kit.ids import token
from tests import builders
from tests.api.conftest import Answered, Api
from tests.conftest import Cast

_BASE = "http://127.0.0.1:8000"


def _sign_in(api: Api, actor: Actor, **headers: str) -> Answered:
    form = {"email": actor.email.upper(), "password": builders.PASSWORD}
    return api.post("auth/login", body=form, headers=headers)


def _cookie(answer: Answered) -> dict[str, str]:
    return {"Cookie": answer.session_cookie.split(";")[0]}


def _run(database: Database, statement: str, *values: object) -> None:
    with database.unit_of_work(DatabaseRole.WORKER) as uow:
        uow.connection.execute(statement, values)
        uow.commit()


def test_the_right_password_opens_a_session(api: Api, cast: Cast) -> None:
    answer = _sign_in(api, cast.bob)

    assert answer.status == 200
    assert answer.json["user"] == {
        "id": str(cast.bob.user_id),
        "email": "bob@example.com",
        "name": "Bob",
        "role": "client",
        "client_id": str(cast.bob.client_id),
        "locale": "en",
        "site_ids": None,
        "two_factor": {"enabled": False, "required": False},
        "must_enrol": False,
    }
    bearer = {"Authorization": f"Bearer {answer.json['access_token']}"}
    assert api.get("auth/me", headers=bearer).json == answer.json["user"]
    assert api.get("auth/me", headers=_cookie(answer)).json == answer.json["user"]


def test_the_cookie_is_ours_alone(api: Api, cast: Cast) -> None:
    name_and_value, *flags = _sign_in(api, cast.alice).session_cookie.split("; ")

    assert name_and_value.startswith("__Host-wingman=")
    assert flags == ["Max-Age=43200", "Path=/", "Secure", "HttpOnly", "SameSite=Lax"]


def test_every_wrong_way_in_gets_the_same_answer(api: Api, cast: Cast, database: Database) -> None:
    _run(database, "update users set is_active = false where id = %s", cast.charlie.user_id)
    attempts = [
        ("nobody@example.com", builders.PASSWORD),
        (cast.bob.email, "wrong horse battery"),
        (cast.charlie.email, builders.PASSWORD),
        (cast.bob.email, "x" * 999),
    ]

    answers = [api.post("auth/login", body={"email": e, "password": p}) for e, p in attempts]

    assert {answer.code for answer in answers} == {"wrong_credentials"}
    assert {(answer.status, answer.json["detail"]) for answer in answers} == {
        (401, "E-mail or password is wrong")
    }


def test_an_unknown_address_takes_as_long_as_a_wrong_password(
    api: Api, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    from chalicelib.api.routes import auth

    monkeypatch.setattr(auth, "hasher", BcryptHasher(cost=8))

    def median(email: str) -> float:
        taken = []
        for _ in range(15):
            started = time.thread_time()
            api.post("auth/login", body={"email": email, "password": "wrong horse battery"})
            taken.append(time.thread_time() - started)
        return statistics.median(taken)

    # alice's hash costs 4; what counts is that "nobody" costs a hash as well.
    nobody_costs = median("nobody@example.com")
    monkeypatch.setattr(auth, "hasher", BcryptHasher(cost=4))
    assert nobody_costs > median(cast.alice.email)


def test_a_hash_of_yesterday_is_renewed_at_sign_in(
    api: Api, cast: Cast, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    from chalicelib.api.routes import auth

    monkeypatch.setattr(auth, "hasher", BcryptHasher(cost=5))
    assert _sign_in(api, cast.alice).status == 200

    with database.unit_of_work(DatabaseRole.WORKER) as uow:
        found = uow.connection.execute(
            "select password_hash, last_login_at from users where id = %s", (cast.alice.user_id,)
        ).fetchone()
    assert found is not None
    assert found[0].startswith("$2b$05$")
    assert found[1] == builders.NOW
    assert _sign_in(api, cast.alice).status == 200


def test_after_signing_out_the_token_is_dead(api: Api, cast: Cast) -> None:
    bearer = {"Authorization": f"Bearer {_sign_in(api, cast.alice).json['access_token']}"}

    signed_out = api.post("auth/logout", headers=bearer)

    assert signed_out.status == 204
    assert "Max-Age=0" in signed_out.session_cookie
    assert api.get("auth/me", headers=bearer).code == "session_ended"


def test_a_session_ends_by_itself(api: Api, cast: Cast, clock: FixedClock) -> None:
    bearer = {"Authorization": f"Bearer {_sign_in(api, cast.alice).json['access_token']}"}

    for _ in range(28):  # in use all the time: 11 h 40 min
        clock.advance(dt.timedelta(minutes=25))
        assert api.get("auth/me", headers=bearer).status == 200
    clock.advance(dt.timedelta(minutes=20))
    assert api.get("auth/me", headers=bearer).code == "session_ended"


def test_a_demoted_user_is_demoted_on_the_next_request(
    api: Api, cast: Cast, database: Database
) -> None:
    bearer = {"Authorization": f"Bearer {_sign_in(api, cast.alice).json['access_token']}"}

    _run(database, "update users set role = 'support' where id = %s", cast.alice.user_id)

    refused = api.post("clients", body={"name": "x"}, headers=bearer)
    assert refused.code == "forbidden"
    _run(database, "update users set is_active = false where id = %s", cast.alice.user_id)
    assert api.get("auth/me", headers=bearer).code == "session_ended"


def test_forged_and_foreign_tokens_open_nothing(api: Api, cast: Cast) -> None:
    good = _sign_in(api, cast.alice).json["access_token"]
    header, claims, signature = good.split(".")
    said = jwt.decode(good, options={"verify_signature": False})
    kid = jwt.get_unverified_header(good)["kid"]
    forged = [
        "nonsense",
        f"{header}.{claims}.{signature[:-4]}AAAA",
        jwt.encode(said, "x" * 48, algorithm="HS256", headers={"kid": kid}),
        jwt.encode(said, "x" * 48, algorithm="HS256", headers={"kid": "jwt-1"}),
        jwt.encode(said, "x" * 48, algorithm="HS256", headers={"kid": "../sessions"}),
        jwt.encode(said, None, algorithm="none", headers={"kid": kid}),
        f"{header}.{claims}.",
    ]

    answers = [api.get("auth/me", headers={"Authorization": f"Bearer {it}"}) for it in forged]

    assert [answer.code for answer in answers] == ["session_ended"] * len(forged)


def test_a_well_signed_token_without_its_session_opens_nothing(api: Api, cast: Cast) -> None:
    from chalicelib.identity import access_tokens
    from chalicelib.identity.access_tokens import Claims

    never_started = Claims(session_id=token(32), user_id=str(cast.alice.user_id))
    in_an_hour = builders.NOW + dt.timedelta(hours=1)
    signed = access_tokens.encode(
        never_started, issuer=_BASE, now=builders.NOW, expires_at=in_an_hour
    )

    answer = api.get("auth/me", headers={"Authorization": f"Bearer {signed}"})
    assert answer.code == "session_ended"


_NOT_OURS = [
    {},
    {"X-Wingman-Request": "0"},
    {"X-Wingman-Request": "1", "Origin": "https://evil.example"},
    {"X-Wingman-Request": "1", "Origin": "null"},
    {"X-Wingman-Request": "1", "Origin": f"{_BASE}.evil.example"},
    {"X-Wingman-Request": "1", "Origin": "http://127.0.0.1:9999"},
    {"X-Wingman-Request": "1", "Sec-Fetch-Site": "cross-site"},
    {"X-Wingman-Request": "1", "Sec-Fetch-Site": "same-site"},
    {"X-Wingman-Request": "1", "Origin": _BASE, "Sec-Fetch-Site": "cross-site"},
]
_OURS = [
    {"X-Wingman-Request": "1"},
    {"X-Wingman-Request": "1", "Origin": _BASE},
    {"X-Wingman-Request": "1", "Origin": "http://localhost:8000"},
    {"X-Wingman-Request": "1", "Origin": _BASE, "Sec-Fetch-Site": "same-origin"},
]


@pytest.mark.parametrize("headers", _NOT_OURS)
def test_a_cookie_changes_nothing_for_another_page(
    api: Api, cast: Cast, headers: dict[str, str]
) -> None:
    cookie = _cookie(_sign_in(api, cast.alice))

    answer = api.post("clients", body={"name": "x"}, headers={**cookie, **headers})

    assert answer.code == "forged_request"
    assert api.get("auth/me", headers=cookie).status == 200


@pytest.mark.parametrize("headers", _OURS)
def test_a_cookie_changes_things_for_our_own_page(
    api: Api, cast: Cast, headers: dict[str, str]
) -> None:
    cookie = _cookie(_sign_in(api, cast.alice))

    answer = api.post("clients", body={"name": "x"}, headers={**cookie, **headers})

    assert answer.status == 201


def test_another_page_cannot_sign_somebody_in(api: Api, cast: Cast) -> None:
    assert _sign_in(api, cast.alice, Origin="https://evil.example").code == "forged_request"


def test_a_password_never_comes_back(api: Api, cast: Cast) -> None:
    secret = "my secret that nobody may see"
    answers = [
        api.post("auth/login", body={"email": "bob@example.com", "password": secret}),
        api.post("auth/login", body={"email": secret, "password": secret}),
        api.post("auth/login", body={"email": "bob@example.com", "password": [secret]}),
    ]

    assert all(answer.status in {401, 422} for answer in answers)
    assert not any(secret in answer.body for answer in answers)


def test_roles_live_as_long_as_they_should(api: Api, cast: Cast) -> None:
    ends = {actor.role: _sign_in(api, actor).json["expires_at"] for actor in (cast.alice, cast.bob)}

    assert ends == {Role.ADMIN: "2026-11-23T22:00:00.000Z", Role.CLIENT: "2026-11-30T10:00:00.000Z"}
