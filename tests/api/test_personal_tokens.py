"""Personal access tokens: what a person's program may do, and for how long."""

import datetime as dt
from typing import Any

import pytest

from chalicelib.adapters.database import Database, DatabaseRole
from chalicelib.identity.model import Actor, Permission
from chalicelib.kit.clock import FixedClock
from tests.api.conftest import Answered, Api
from tests.conftest import Cast


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def make(api: Api, actor: Actor, *scopes: str, days: int = 30) -> Answered:
    body = {"name": "Nightly export", "scopes": list(scopes), "expires_in_days": days}
    return api.post("auth/tokens", by=actor, body=body)


def a_token(api: Api, actor: Actor, *scopes: str, days: int = 30) -> dict[str, str]:
    made = make(api, actor, *scopes, days=days)
    assert made.status == 201, made.body
    return bearer(made.json["token"])


def run(database: Database, statement: str) -> None:
    with database.unit_of_work(DatabaseRole.WORKER) as uow:
        uow.connection.execute(statement.encode())
        uow.commit()


def test_a_token_is_shown_once_and_kept_as_a_digest(
    api: Api, cast: Cast, database: Database
) -> None:
    made = make(api, cast.alice, "read_sites").json
    listed = api.get("auth/tokens", by=cast.alice)

    assert made["token"].startswith("wwt_")
    assert made["token"].startswith(made["prefix"])
    assert len(made["token"]) - len(made["prefix"]) > 32
    assert made["expires_at"] == "2026-12-23T10:00:00.000Z"
    secret = made.pop("token")
    assert listed.json["data"] == [made]
    with database.unit_of_work(DatabaseRole.WORKER) as uow:
        kept = str(uow.connection.execute("select * from personal_tokens").fetchall())
        trace = str(uow.connection.execute("select before, after from audit_logs").fetchall())
    assert secret not in kept + trace + listed.body


def test_a_narrow_token_does_what_it_says_and_nothing_else(api: Api, cast: Cast) -> None:
    token = a_token(api, cast.alice, "read_sites")

    assert api.get("sites", headers=token).status == 200
    assert api.get("clients", headers=token).code == "forbidden"
    assert api.post("clients", headers=token, body={"name": "x"}).code == "forbidden"
    assert api.get("auth/me", headers=token).json["email"] == cast.alice.email
    assert api.patch("auth/me", headers=token, body={"name": "x"}).code == "forbidden"


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "auth/tokens"),
        ("POST", "auth/tokens"),
        ("GET", "auth/sessions"),
        ("POST", "auth/sessions/end-all"),
        ("GET", "auth/factors"),
        ("POST", "auth/totp"),
        ("POST", "auth/passkeys/options"),
        ("GET", "auth/step-up"),
        ("POST", "auth/step-up"),
        ("POST", "auth/refresh"),
    ],
)
def test_no_token_touches_how_its_owner_gets_in(
    api: Api, cast: Cast, method: str, path: str
) -> None:
    everything = [name for name in Permission if name.startswith(("read_", "manage_"))]
    grantable = [name for name in everything if name is not Permission.READ_PEOPLE]
    token = a_token(api, cast.alice, *grantable)

    assert api.send(method, path, headers=token).code == "forbidden"


def test_a_token_confirms_nothing(api: Api, cast: Cast) -> None:
    token = a_token(api, cast.alice, "manage_security")

    refused = api.patch("settings/security", headers=token, body={"two_person_approval": True})

    assert refused.code == "step_up_required"
    assert refused.json["methods"] == []


@pytest.mark.parametrize(
    ("who", "scope"),
    [
        ("bob", "manage_sites"),
        ("bob", "read_clients"),
        ("sam", "manage_users"),
        ("alice", "self_secure"),
        ("alice", "signed_in"),
        ("alice", "site"),
        ("alice", "public"),
    ],
)
def test_nobody_grants_more_than_they_may(api: Api, cast: Cast, who: str, scope: str) -> None:
    assert make(api, getattr(cast, who), scope).code == "scope_not_yours"


@pytest.mark.parametrize(
    "wrong",
    [
        {"expires_in_days": 0},
        {"expires_in_days": 366},
        {"scopes": []},
        {"scopes": ["everything"]},
        {"name": "  "},
        {"token": "wwt_mine"},
    ],
)
def test_a_token_says_what_for_and_until_when(api: Api, cast: Cast, wrong: dict[str, Any]) -> None:
    body = {"name": "x", "scopes": ["read_sites"], "expires_in_days": 1, **wrong}

    assert api.post("auth/tokens", by=cast.alice, body=body).code == "invalid_body"


def test_a_token_expires(api: Api, cast: Cast, clock: FixedClock) -> None:
    token = a_token(api, cast.alice, "read_sites", days=2)

    clock.advance(dt.timedelta(days=2) - dt.timedelta(seconds=1))
    assert api.get("sites", headers=token).status == 200
    clock.advance(dt.timedelta(seconds=1))

    assert api.get("sites", headers=token).code == "session_ended"
    assert api.get("auth/tokens", by=cast.alice).json["data"] == []


def test_a_revoked_token_is_dead_at_once(api: Api, cast: Cast) -> None:
    made = make(api, cast.alice, "read_sites").json
    path = f"auth/tokens/{made['id']}"
    assert api.delete(path, by=cast.sam).code == "token_not_found"
    assert api.get("sites", headers=bearer(made["token"])).status == 200

    assert api.delete(path, by=cast.alice).status == 204

    assert api.get("sites", headers=bearer(made["token"])).code == "session_ended"
    assert api.delete(path, by=cast.alice).code == "token_not_found"


def test_a_demoted_owner_demotes_the_token(api: Api, cast: Cast, database: Database) -> None:
    token = a_token(api, cast.alice, "manage_clients", "read_clients")
    assert api.post("clients", headers=token, body={"name": "x"}).status == 201

    run(database, "update users set role = 'support' where role = 'admin'")

    assert api.post("clients", headers=token, body={"name": "y"}).code == "forbidden"
    assert api.get("clients", headers=token).status == 200


@pytest.mark.parametrize("what", ["is_active = false", "email = 'gone@example.com'"])
def test_only_a_living_owner_keeps_it_alive(
    api: Api, cast: Cast, database: Database, what: str
) -> None:
    token = a_token(api, cast.alice, "read_sites")

    run(database, f"update users set {what} where role = 'admin'")

    assert api.get("sites", headers=token).status == (401 if "is_active" in what else 200)


def test_with_its_owner_a_token_is_gone(api: Api, cast: Cast, database: Database) -> None:
    token = a_token(api, cast.alice, "read_sites")

    run(database, "delete from users where role = 'admin'")

    assert api.get("sites", headers=token).code == "session_ended"


def test_a_token_of_who_must_set_up_a_factor_does_nothing(
    api: Api, cast: Cast, database: Database
) -> None:
    token = a_token(api, cast.alice, "read_sites")

    run(database, "insert into security_settings (two_factor_required) values ('[\"admin\"]')")

    assert api.get("sites", headers=token).code == "two_factor_enrolment_required"


def test_a_clients_token_sees_what_the_client_sees(
    api: Api, cast: Cast, database: Database
) -> None:
    from tests import builders

    with database.unit_of_work(DatabaseRole.WORKER) as uow:
        assert cast.bob.client_id
        assert cast.charlie.client_id
        ours = builders.a_site(uow, client_id=cast.bob.client_id)
        theirs = builders.a_site(uow, client_id=cast.charlie.client_id)
        uow.commit()
    token = a_token(api, cast.bob, "read_sites")

    assert [site["id"] for site in api.get("sites", headers=token).json["data"]] == [str(ours)]
    assert api.get(f"sites/{theirs}", headers=token).status == 404


def test_when_it_was_last_used_is_noted_once_a_minute(
    api: Api, cast: Cast, clock: FixedClock
) -> None:
    def last_used() -> str | None:
        value = api.get("auth/tokens", by=cast.alice).json["data"][0]["last_used_at"]
        return str(value) if value else None

    token = a_token(api, cast.alice, "read_sites")
    assert last_used() is None

    api.get("sites", headers=token)
    clock.advance(dt.timedelta(seconds=59))
    api.get("sites", headers=token)
    assert last_used() == "2026-11-23T10:00:00.000Z"
    clock.advance(dt.timedelta(seconds=1))
    api.get("sites", headers=token)

    assert last_used() == "2026-11-23T10:01:00.000Z"


def test_a_token_in_a_cookie_is_none(api: Api, cast: Cast) -> None:
    token = a_token(api, cast.alice, "read_sites")["Authorization"].removeprefix("Bearer ")

    answer = api.get("sites", headers={"Cookie": f"__Host-wingman={token}"})

    assert answer.code == "session_ended"


def test_made_up_tokens_open_nothing(api: Api, cast: Cast) -> None:
    for text in ("wwt_", "wwt_" + "A" * 43, "wwt_\u00e9", "WWT_x"):
        assert api.get("sites", headers=bearer(text)).code == "session_ended"


def test_the_list_pages(api: Api, cast: Cast) -> None:
    ids = [make(api, cast.alice, "read_sites").json["id"] for _ in range(3)]

    first = api.get("auth/tokens", by=cast.alice, limit=2).json
    second = api.get("auth/tokens", by=cast.alice, limit=2, cursor=first["next_cursor"]).json

    assert [token["id"] for token in first["data"] + second["data"]] == ids[::-1]


def test_nobody_has_more_tokens_than_they_can_look_after(
    api: Api, cast: Cast, database: Database
) -> None:
    make(api, cast.alice, "read_sites")
    run(
        database,
        "insert into personal_tokens (id, user_id, name, prefix, digest, scopes, created_at,"
        " expires_at) select gen_random_uuid(), user_id, name, prefix, number::text, scopes,"
        " created_at, expires_at from personal_tokens, generate_series(2, 50) as number",
    )

    assert make(api, cast.alice, "read_sites").code == "too_many_tokens"
