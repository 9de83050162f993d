"""What opens once opens once, also for fifty who come at the same moment.

One table: how the thing comes to be, and the fifty calls that use it. They go over the HTTP door
from fifty addresses, in threads that start together, against a real PostgreSQL and conditional
writes of DynamoDB. Exactly one succeeds, nobody gets a 5xx.
"""

import base64
import json
import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import pyotp
import pytest

from chalicelib.adapters import settings
from chalicelib.adapters.database import Database, DatabaseRole
from chalicelib.identity.model import Actor
from chalicelib.kit import envelope
from chalicelib.kit.clock import FixedClock, unix
from localstack.gateway import Gateway, HttpRequest
from localstack.web_files import Answer
from tests import builders
from tests.api.conftest import Answered, Api
from tests.conftest import Cast
from tests.fakes.paired_site import PairedSite, as_bytes
from tests.fakes.post_office import PostOffice
from tests.fakes.soft_passkey import SoftPasskey

MANY = 50
_STEP_SECONDS = 30
_ORIGIN = "http://localhost:8000"


@dataclass(frozen=True)
class Call:
    """One request as it goes over the wire."""

    path: str
    body: bytes
    headers: dict[str, str]
    method: str = "POST"


@dataclass(frozen=True)
class Stage:
    api: Api
    cast: Cast
    database: Database
    clock: FixedClock
    letters: PostOffice

    def post(self, path: str, body: Any = None, **options: Any) -> Answered:
        return self.api.post(path, body={} if body is None else body, **options)

    def authenticator_of(self, actor: Actor) -> tuple[pyotp.TOTP, list[str]]:
        """An authenticator app, set up and confirmed; and the recovery codes."""
        token = self.token_of(actor)
        app = pyotp.TOTP(self.post("auth/totp", headers=token).json["secret"])
        confirmed = self.post("auth/totp/confirm", {"code": self.code(app)}, headers=token)
        return app, confirmed.json["recovery_codes"]

    def code(self, app: pyotp.TOTP, *, steps: int = 0) -> str:
        return app.generate_otp(unix(self.clock.now()) // _STEP_SECONDS + steps)

    def half_signed_in(self, actor: Actor) -> str:
        """The token of somebody who has given the password."""
        login = {"email": actor.email, "password": builders.PASSWORD}
        return str(self.post("auth/login", login).json["two_factor_token"])

    def token_of(self, actor: Actor) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.api.token_of(actor)}"}


@pytest.fixture
def stage(api: Api, cast: Cast, database: Database, clock: FixedClock, post: PostOffice) -> Stage:
    return Stage(api, cast, database, clock, post)


def _call(path: str, body: Any, **headers: str) -> Call:
    return Call(path, json.dumps(body).encode(), {"content-type": "application/json", **headers})


def _a_totp_code(stage: Stage) -> list[Call]:
    """The same six digits, in fifty sign-ins of the same person."""
    app, _ = stage.authenticator_of(stage.cast.alice)
    code = stage.code(app, steps=1)
    return [
        _call("auth/two-factor", {"two_factor_token": token, "code": code})
        for token in (stage.half_signed_in(stage.cast.alice) for _ in range(MANY))
    ]


def _a_recovery_code(stage: Stage) -> list[Call]:
    _, recovery_codes = stage.authenticator_of(stage.cast.alice)
    return [
        _call("auth/two-factor", {"two_factor_token": token, "code": recovery_codes[0]})
        for token in (stage.half_signed_in(stage.cast.alice) for _ in range(MANY))
    ]


def _a_sign_in_half_done(stage: Stage) -> list[Call]:
    """One token of a password, with as many good codes as there are."""
    _, recovery_codes = stage.authenticator_of(stage.cast.alice)
    token = stage.half_signed_in(stage.cast.alice)
    return [
        _call("auth/two-factor", {"two_factor_token": token, "code": recovery_codes[one % 10]})
        for one in range(MANY)
    ]


def _a_new_authenticator(stage: Stage) -> list[Call]:
    token = stage.token_of(stage.cast.alice)
    app = pyotp.TOTP(stage.post("auth/totp", headers=token).json["secret"])
    body = {"code": stage.code(app)}
    return [_call("auth/totp/confirm", body, authorization=token["Authorization"])] * MANY


def _a_passkey_challenge(stage: Stage) -> list[Call]:
    key = _a_passkey(stage, stage.cast.alice)
    options = stage.post("auth/passkey-options").json["options"]
    return [_call("auth/passkey-login", {"credential": key.prove(options, origin=_ORIGIN)})] * MANY


def _a_passkey_challenge_answered_anew(stage: Stage) -> list[Call]:
    """Fifty different proofs, each with a higher count: only the challenge is the same."""
    key = _a_passkey(stage, stage.cast.alice)
    options = stage.post("auth/passkey-options").json["options"]
    proofs = [key.prove(options, origin=_ORIGIN) for _ in range(MANY)]
    return [_call("auth/passkey-login", {"credential": proof}) for proof in proofs]


def _a_challenge_for_a_new_passkey(stage: Stage) -> list[Call]:
    token = stage.token_of(stage.cast.alice)
    options = stage.post("auth/passkeys/options", headers=token).json["options"]
    return [
        _call(
            "auth/passkeys",
            {"name": "Key", "credential": SoftPasskey().make(options, origin=_ORIGIN)},
            authorization=token["Authorization"],
        )
        for _ in range(MANY)
    ]


def _a_refresh(stage: Stage) -> list[Call]:
    token = stage.token_of(stage.cast.alice)
    return [_call("auth/refresh", {}, authorization=token["Authorization"])] * MANY


def _a_step_up(stage: Stage) -> list[Call]:
    """One code, in fifty sessions of the same person."""
    app, _ = stage.authenticator_of(stage.cast.alice)
    body = {"code": stage.code(app, steps=1)}
    return [
        _call("auth/step-up", body, authorization=stage.token_of(stage.cast.alice)["Authorization"])
        for _ in range(MANY)
    ]


def _a_pairing_code(stage: Stage) -> list[Call]:
    """Fifty WordPresses, each with a key of its own, and one code."""
    assert stage.cast.bob.client_id
    with stage.database.unit_of_work(DatabaseRole.WORKER) as uow:
        site = builders.a_site(uow, client_id=stage.cast.bob.client_id, url="https://new.example")
        uow.commit()
    made = stage.post(f"sites/{site}/pairing-codes", by=stage.cast.alice)
    return [_introduction(stage, made.json["code"]) for _ in range(MANY)]


def _a_passkey(stage: Stage, actor: Actor) -> SoftPasskey:
    key, token = SoftPasskey(), stage.token_of(actor)
    options = stage.post("auth/passkeys/options", headers=token).json["options"]
    added = {"name": "Key", "credential": key.make(options, origin=_ORIGIN)}
    assert stage.post("auth/passkeys", added, headers=token).status == 201
    return key


def _introduction(stage: Stage, code: str) -> Call:
    assert stage.cast.bob.client_id
    wordpress = PairedSite(
        id=stage.cast.bob.client_id,
        client_id=stage.cast.bob.client_id,
        home_url="https://new.example",
        platform=settings.load().base_url,
    )
    public_key = wordpress.private_key.public_key().public_bytes_raw()
    message = wordpress.message(
        at=unix(stage.clock.now()),
        site_id=...,
        code=code,
        site_url="https://new.example",
        home_url="https://new.example",
        public_key=base64.b64encode(public_key).decode(),
        plugin_version="0.1.0",
        wordpress_version="6.8.7",
        php_version="8.4.3",
        name="New",
    )
    body = as_bytes(message)
    signed = wordpress.headers(envelope.CONNECT, body)
    headers = {name.lower(): value for name, value in signed.items()}
    headers.pop("authorization")
    return Call("wp/connect", body, headers)


def _an_invitation(stage: Stage) -> list[Call]:
    """Fifty people with the same letter, each with a name and a password of their own."""
    invited = {"email": "new@example.com", "role": "support"}
    assert stage.post("invitations", invited, by=stage.cast.alice).status == 201
    secret = stage.letters.link()
    return [
        _call(
            "auth/register",
            {"token": secret, "name": f"New {number}", "password": f"seven quiet otters {number}"},
        )
        for number in range(MANY)
    ]


def _a_reset_link(stage: Stage) -> list[Call]:
    stage.post("auth/password/forgot", {"email": stage.cast.alice.email})
    secret = stage.letters.link()
    return [
        _call("auth/password/reset", {"token": secret, "password": f"seven quiet otters {number}"})
        for number in range(MANY)
    ]


def _a_new_address(stage: Stage) -> list[Call]:
    asked = stage.post("auth/email", {"email": "new@example.com"}, by=stage.cast.alice)
    assert asked.status == 202
    return [_call("auth/email/confirm", {"token": stage.letters.link()})] * MANY


_ONCE: dict[str, Callable[[Stage], list[Call]]] = {
    "TOTP code": _a_totp_code,
    "recovery code": _a_recovery_code,
    "sign-in half done": _a_sign_in_half_done,
    "new authenticator": _a_new_authenticator,
    "passkey challenge": _a_passkey_challenge,
    "passkey challenge, answered anew": _a_passkey_challenge_answered_anew,
    "challenge for a new passkey": _a_challenge_for_a_new_passkey,
    "refresh": _a_refresh,
    "step-up": _a_step_up,
    "pairing code": _a_pairing_code,
    "invitation": _an_invitation,
    "reset link": _a_reset_link,
    "link to a new address": _a_new_address,
}


@pytest.mark.parametrize("prepare", _ONCE.values(), ids=_ONCE.keys())
def test_of_fifty_at_once_one_succeeds(
    stage: Stage, prepare: Callable[[Stage], list[Call]]
) -> None:
    calls = prepare(stage)

    answers = _all_at_once(stage, calls)

    statuses = Counter(answer.status for answer in answers)
    assert sum(statuses.values()) == MANY
    assert sum(count for status, count in statuses.items() if status < 300) == 1, statuses
    assert max(statuses) < 500, [a.body[:300] for a in answers if a.status >= 500][:3]


def _all_at_once(stage: Stage, calls: list[Call]) -> list[Answer]:
    from app import app

    gateway, together = Gateway(app), threading.Barrier(len(calls))

    def send(numbered: tuple[int, Call]) -> Answer:
        number, call = numbered
        request = HttpRequest(
            call.method,
            f"/api/v1/{call.path}",
            headers=call.headers,
            body=call.body,
            address=f"198.51.100.{number}",
        )
        together.wait(timeout=30)
        try:
            return gateway.answer(request)
        finally:
            stage.database.close()  # the connections of this thread

    with ThreadPoolExecutor(len(calls)) as threads:
        return list(threads.map(send, enumerate(calls)))
