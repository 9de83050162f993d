"""Each change to one's own way in leaves its entry; which those are, the route table says."""

from collections.abc import Callable
from typing import Any

import pytest

from chalicelib.adapters.database import Database, DatabaseRole
from chalicelib.api import endpoint, openapi
from chalicelib.identity.model import Permission
from chalicelib.kit.clock import FixedClock
from tests import builders
from tests.api.conftest import Answered, Api
from tests.api.test_passkeys import HERE, a_passkey_of, sign_in_options
from tests.api.test_two_factor import App, an_app_of, bearer, finish, give_password
from tests.conftest import Cast
from tests.fakes.soft_passkey import SoftPasskey

openapi.load_routes()
_OURS = (
    "chalicelib.api.routes.auth",
    "chalicelib.api.routes.factors",
    "chalicelib.api.routes.passkeys",
    "chalicelib.api.routes.sessions",
    "chalicelib.api.routes.settings",
    "chalicelib.api.routes.step_up",
    "chalicelib.api.routes.tokens",
)
_CHANGING = {
    route.name: route
    for route in endpoint.ROUTES
    if route.method != "GET" and route.view.__module__ in _OURS
}
# They hand out a challenge and change nothing.
_ONLY_ASKING = {
    "passkey_login_options",
    "passkey_options",
    "step_up_passkey_options",
    "two_factor_passkey_options",
}


class Story:
    """What must be there before alice can do the one thing."""

    def __init__(self, api: Api, cast: Cast, clock: FixedClock) -> None:
        self.api, self.cast, self.clock = api, cast, clock
        self.token = bearer(api.token_of(cast.alice))

    def send(self, method: str, path: str, body: Any = None) -> Answered:
        return self.api.send(method, path, headers=self.token, body=body)

    def app(self) -> App:
        return an_app_of(self.api, self.cast.alice, self.clock)

    def passkey(self) -> SoftPasskey:
        return a_passkey_of(self.api, self.cast.alice)

    def passkey_path(self) -> str:
        self.passkey()
        found = self.send("GET", "auth/factors").json["passkeys"][0]["id"]
        return f"auth/passkeys/{found}"

    def a_secret(self) -> App:
        return App(self.send("POST", "auth/totp").json["secret"], [], self.clock)

    def asked(self, path: str, body: Any = None) -> Any:
        return self.send("POST", path, body).json["options"]


def _login(story: Story) -> Answered:
    return give_password(story.api, story.cast.alice)


def _finish_with_code(story: Story) -> Answered:
    app = story.app()
    return finish(story.api, give_password(story.api, story.cast.alice), app.code())


def _finish_with_passkey(story: Story) -> Answered:
    key, started = story.passkey(), give_password(story.api, story.cast.alice).json
    shown = {"two_factor_token": started["two_factor_token"]}
    proof = key.prove(story.asked("auth/two-factor/passkey-options", shown), origin=HERE)
    return story.api.post("auth/two-factor/passkey", body={**shown, "credential": proof})


def _passkey_login(story: Story) -> Answered:
    proof = story.passkey().prove(sign_in_options(story.api), origin=HERE)
    return story.api.post("auth/passkey-login", body={"credential": proof})


def _confirm_totp(story: Story) -> Answered:
    return story.send("POST", "auth/totp/confirm", {"code": story.a_secret().code()})


def _remove_totp(story: Story) -> Answered:
    story.app()
    return story.send("DELETE", "auth/totp")


def _renew_recovery_codes(story: Story) -> Answered:
    story.app()
    return story.send("POST", "auth/recovery-codes")


def _add_passkey(story: Story) -> Answered:
    made = SoftPasskey().make(story.asked("auth/passkeys/options"), origin=HERE)
    return story.send("POST", "auth/passkeys", {"name": "Laptop", "credential": made})


def _confirm_with_passkey(story: Story) -> Answered:
    key = story.passkey()
    proof = key.prove(story.asked("auth/step-up/passkey-options"), origin=HERE)
    return story.send("POST", "auth/step-up/passkey", {"credential": proof})


def _end_session(story: Story) -> Answered:
    here = story.send("GET", "auth/sessions").json["data"][0]["id"]
    return story.send("DELETE", f"auth/sessions/{here}")


def _a_token(story: Story) -> Answered:
    body = {"name": "CI", "scopes": ["read_sites"], "expires_in_days": 1}
    return story.send("POST", "auth/tokens", body)


_STORIES: dict[str, Callable[[Story], Answered]] = {
    "login": _login,
    "finish_with_code": _finish_with_code,
    "finish_with_passkey": _finish_with_passkey,
    "passkey_login": _passkey_login,
    "refresh": lambda it: it.send("POST", "auth/refresh"),
    "logout": lambda it: it.send("POST", "auth/logout"),
    "change_me": lambda it: it.send("PATCH", "auth/me", {"locale": "de"}),
    "confirm": lambda it: it.send("POST", "auth/step-up", {"password": builders.PASSWORD}),
    "confirm_with_passkey": _confirm_with_passkey,
    "start_totp": lambda it: it.send("POST", "auth/totp"),
    "confirm_totp": _confirm_totp,
    "remove_totp": _remove_totp,
    "renew_recovery_codes": _renew_recovery_codes,
    "add_passkey": _add_passkey,
    "rename_passkey": lambda it: it.send("PATCH", it.passkey_path(), {"name": "Desk"}),
    "remove_passkey": lambda it: it.send("DELETE", it.passkey_path()),
    "end_session": _end_session,
    "end_all_sessions": lambda it: it.send("POST", "auth/sessions/end-all", {}),
    "add_token": _a_token,
    "revoke_token": lambda it: it.send("DELETE", f"auth/tokens/{_a_token(it).json['id']}"),
    "change_security_settings": lambda it: it.send(
        "PATCH", "settings/security", {"two_person_approval": True}
    ),
}


def test_every_change_is_tried_here() -> None:
    assert set(_STORIES) | _ONLY_ASKING == set(_CHANGING)


def test_asking_for_a_challenge_is_no_change() -> None:
    assert {_CHANGING[name].audits for name in _ONLY_ASKING} == {None}


@pytest.mark.parametrize("name", _STORIES)
def test_a_change_leaves_the_entry_that_the_route_names(
    api: Api, cast: Cast, clock: FixedClock, database: Database, name: str
) -> None:
    answer = _STORIES[name](Story(api, cast, clock))

    route = _CHANGING[name]
    assert answer.status == route.status, answer.body
    with database.unit_of_work(DatabaseRole.STAFF) as uow:
        last = uow.connection.execute(
            "select action, actor, user_id, address from audit_logs order by id desc limit 1"
        ).fetchone()
    assert last == (route.audits, cast.alice.email, cast.alice.user_id, "127.0.0.1")
    assert route.requires is not Permission.SIGNED_IN or route.audits == "user.sign_out"


def test_a_profile_says_what_it_was_before(api: Api, cast: Cast, database: Database) -> None:
    changed = api.patch("auth/me", by=cast.bob, body={"name": " Bob  Lang ", "locale": "de"})

    assert (changed.json["name"], changed.json["locale"]) == ("Bob Lang", "de")
    with database.unit_of_work(DatabaseRole.STAFF) as uow:
        trace = uow.connection.execute("select before, after, client_id from audit_logs").fetchone()
    assert trace == (
        {"name": "Bob", "locale": "en"},
        {"name": "Bob Lang", "locale": "de"},
        cast.bob.client_id,
    )


@pytest.mark.parametrize("wrong", [{}, {"name": ""}, {"locale": "fr"}, {"role": "admin"}])
def test_a_profile_takes_no_nonsense(api: Api, cast: Cast, wrong: Any) -> None:
    assert api.patch("auth/me", by=cast.bob, body=wrong).code == "invalid_body"


_LETTERS = {
    "confirm_totp": "factor_added",
    "remove_totp": "factor_removed",
    "add_passkey": "factor_added",
    "remove_passkey": "factor_removed",
    "renew_recovery_codes": "recovery_codes_renewed",
    "add_token": "token_added",
}


@pytest.mark.parametrize("name", _LETTERS)
def test_whoever_did_not_do_it_learns_of_it_by_mail(
    api: Api, cast: Cast, clock: FixedClock, database: Database, name: str
) -> None:
    _STORIES[name](Story(api, cast, clock))

    assert _letters(database)[-1] == (cast.alice.email, _LETTERS[name])


def test_a_used_recovery_code_is_told_by_mail(
    api: Api, cast: Cast, clock: FixedClock, database: Database
) -> None:
    app = an_app_of(api, cast.alice, clock)

    finish(api, give_password(api, cast.alice), app.recovery_codes[0])

    assert _letters(database)[-1] == (cast.alice.email, "recovery_code_used")


def test_no_letter_holds_a_secret(
    api: Api, cast: Cast, clock: FixedClock, database: Database
) -> None:
    app = an_app_of(api, cast.alice, clock)
    token = _a_token(Story(api, cast, clock)).json["token"]

    with database.unit_of_work(DatabaseRole.WORKER) as uow:
        held = str(uow.connection.execute("select body from outbox").fetchall())
    assert not any(secret in held for secret in (*app.recovery_codes, token, app.code()))


def _letters(database: Database) -> list[tuple[str, str]]:
    with database.unit_of_work(DatabaseRole.WORKER) as uow:
        return uow.connection.execute(
            "select body ->> 'recipient', body -> 'context' ->> 'kind' from outbox order by id"
        ).fetchall()
