"""The agency's own rules: who may change them, and what they make of the next request."""

from typing import Any

import pytest

from chalicelib.adapters.database import Database, DatabaseRole
from chalicelib.identity import security_settings
from chalicelib.identity.model import Role
from chalicelib.kit.clock import FixedClock
from tests import builders
from tests.api.conftest import Api
from tests.api.test_two_factor import an_app_of, bearer, sign_in
from tests.conftest import Cast

_DEFAULTS = {
    "two_factor_required": {"admin": False, "support": False, "client": False},
    "two_person_approval": False,
    "destructive_commands_per_hour": 200,
}


def demand(api: Api, cast: Cast, **roles: bool) -> None:
    body = {"two_factor_required": roles}
    assert api.patch("settings/security", by=cast.alice, body=body).status == 200


def test_the_defaults_demand_nothing_and_allow_the_whole_ceiling(api: Api, cast: Cast) -> None:
    assert api.get("settings/security", by=cast.alice).json == _DEFAULTS


def test_a_change_changes_what_it_names(api: Api, cast: Cast, database: Database) -> None:
    api.patch("settings/security", by=cast.alice, body={"two_person_approval": True})
    after = api.patch(
        "settings/security",
        by=cast.alice,
        body={"destructive_commands_per_hour": 20, "two_factor_required": {"support": True}},
    )

    assert after.json == {
        "two_factor_required": {"admin": False, "support": True, "client": False},
        "two_person_approval": True,
        "destructive_commands_per_hour": 20,
    }
    assert api.get("settings/security", by=cast.alice).json == after.json
    with database.unit_of_work(DatabaseRole.WORKER) as uow:
        kept = security_settings.get(uow)
        traces = uow.connection.execute(
            "select before ->> 'two_person_approval', after ->> 'two_person_approval'"
            " from audit_logs where action = 'security_settings.update' order by id"
        ).fetchall()
    assert kept.two_factor_required == {Role.SUPPORT}
    assert traces == [("false", "true"), ("true", "true")]


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"destructive_commands_per_hour": 0},
        {"destructive_commands_per_hour": 201},
        {"destructive_commands_per_hour": None},
        {"two_factor_required": {"owner": True}},
        {"two_factor_required": ["admin"]},
        {"two_person_approval": "perhaps"},
        {"id": False},
    ],
)
def test_nonsense_changes_nothing(api: Api, cast: Cast, wrong: Any) -> None:
    assert api.patch("settings/security", by=cast.alice, body=wrong).code == "invalid_body"
    assert api.get("settings/security", by=cast.alice).json == _DEFAULTS


@pytest.mark.parametrize("name", ["sam", "bob"])
def test_only_admins_see_and_make_the_rules(api: Api, cast: Cast, name: str) -> None:
    actor = getattr(cast, name)

    assert api.get("settings/security", by=actor).code == "forbidden"
    body = {"two_person_approval": True}
    assert api.patch("settings/security", by=actor, body=body).code == "forbidden"


def test_whose_role_needs_a_factor_may_only_set_one_up(
    api: Api, cast: Cast, clock: FixedClock
) -> None:
    before = bearer(api.token_of(cast.sam))
    assert api.get("sites", headers=before).status == 200

    demand(api, cast, support=True)

    assert api.get("sites", headers=before).code == "two_factor_enrolment_required"
    me = api.get("auth/me", headers=before).json
    assert me["two_factor"] == {"enabled": False, "required": True}
    assert me["must_enrol"] is True
    app = an_app_of(api, cast.sam, clock)
    assert api.get("sites", headers=before).status == 200
    user = sign_in(api, cast.sam, app.code()).json["user"]
    assert (user["two_factor"], user["must_enrol"]) == ({"enabled": True, "required": True}, False)


def test_other_roles_go_on_as_before(api: Api, cast: Cast) -> None:
    demand(api, cast, support=True)

    assert api.get("sites", by=cast.bob).status == 200
    assert api.get("sites", by=cast.alice).status == 200


def test_a_client_sets_up_the_factor_that_is_demanded(
    api: Api, cast: Cast, clock: FixedClock
) -> None:
    demand(api, cast, client=True)
    login = {"email": cast.bob.email, "password": builders.PASSWORD}
    answer = api.post("auth/login", body=login)
    assert answer.json["user"]["must_enrol"] is True
    token = bearer(answer.json["access_token"])
    assert api.get("sites", headers=token).code == "two_factor_enrolment_required"

    an_app_of(api, cast.bob, clock)

    assert api.get("sites", headers=token).status == 200


def test_the_last_demanded_factor_cannot_be_taken_away(
    api: Api, cast: Cast, clock: FixedClock
) -> None:
    app = an_app_of(api, cast.alice, clock)
    demand(api, cast, admin=True)

    assert api.delete("auth/totp", by=cast.alice).code == "second_factor_needed"

    assert api.get("auth/factors", by=cast.alice).json["totp"]["enabled"] is True
    assert sign_in(api, cast.alice, app.code()).status == 200
