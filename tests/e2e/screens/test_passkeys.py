"""A real browser makes a passkey, signs in and confirms with it: our API against Chromium's own
WebAuthn, with the virtual authenticator that its developer tools have."""

import json
import threading
from collections.abc import Callable, Iterable, Iterator
from http.server import ThreadingHTTPServer
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from playwright.sync_api import Browser, CDPSession, Error, Page

from chalicelib.adapters import settings
from chalicelib.adapters.database import Database
from localstack.gateway import Gateway
from localstack.origin import read_request
from tests import builders
from tests.conftest import Cast

pytestmark = pytest.mark.e2e

_CALL = """
async ([method, path, body]) => {
  const answer = await fetch("/api/v1/" + path, {
    method,
    headers: { "Content-Type": "application/json", "X-Wingman-Request": "1" },
    body: body === null ? undefined : JSON.stringify(body),
  });
  const text = await answer.text();
  return { status: answer.status, json: text ? JSON.parse(text) : null };
}
"""
_MAKE = """
async (options) => {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
  return (await navigator.credentials.create({ publicKey })).toJSON();
}
"""
_PROVE = """
async (options) => {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
  return (await navigator.credentials.get({ publicKey })).toJSON();
}
"""
# Like the fingerprint reader of a laptop: it keeps the key, and knows its owner.
_LAPTOP = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


class _Server(WSGIServer, ThreadingHTTPServer):
    daemon_threads = True


class _Quiet(WSGIRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


class Person:
    """Somebody at a browser with a fingerprint reader."""

    def __init__(self, page: Page, tools: CDPSession, authenticator: str) -> None:
        self.page, self._tools, self._authenticator = page, tools, authenticator

    def call(self, method: str, path: str, body: Any = None) -> Any:
        return self.page.evaluate(_CALL, [method, path, body])

    def options(self, path: str, body: Any = None) -> Any:
        return self.call("POST", path, body)["json"]["options"]

    def make(self, options: Any) -> Any:
        return self.page.evaluate(_MAKE, options)

    def prove(self, options: Any) -> Any:
        return self.page.evaluate(_PROVE, options)

    def forget_finger(self) -> None:
        self._tools.send(
            "WebAuthn.setUserVerified",
            {"authenticatorId": self._authenticator, "isUserVerified": False},
        )


@pytest.fixture
def origin(database: Database, dynamodb: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The API under the name that a passkey can belong to, and an empty page beside it."""
    server = make_server("127.0.0.1", 0, lambda *_: [], _Server, _Quiet)
    address = f"http://localhost:{server.server_port}"
    monkeypatch.setenv("WINGMAN_BASE_URL", address)
    settings.load.cache_clear()
    from app import app
    from chalicelib.api.routes import auth, step_up

    for routes in (auth, step_up):
        monkeypatch.setattr(routes, "hasher", builders.HASHER)
    server.set_app(_site(Gateway(app)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield address
    server.shutdown()
    thread.join()
    server.server_close()
    settings.load.cache_clear()


def _site(gateway: Gateway) -> Any:
    def serve(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        if not environ["PATH_INFO"].startswith("/api/"):
            start("200 OK", [("Content-Type", "text/html")])
            return [b"<!doctype html><title>WP Wingman</title>"]
        length = int(environ.get("CONTENT_LENGTH") or 0)
        body = environ["wsgi.input"].read(length)
        answer = gateway.answer(read_request({**environ, "wsgi.input": _Read(body)}))
        start(f"{answer.status} said", answer.header_lines())
        return [answer.body]

    return serve


class _Read:
    """A body that has been read already: reading it from the socket would wait for ever."""

    def __init__(self, body: bytes) -> None:
        self._body = body

    def read(self) -> bytes:
        return self._body


@pytest.fixture
def person(browser: Browser, origin: str) -> Iterator[Person]:
    context = browser.new_context()
    page = context.new_page()
    tools = context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    made = tools.send("WebAuthn.addVirtualAuthenticator", {"options": _LAPTOP})
    page.goto(origin)
    yield Person(page, tools, made["authenticatorId"])
    context.close()


def _sign_in_by_password(person: Person, cast: Cast) -> Any:
    form = {"email": cast.alice.email, "password": builders.PASSWORD}
    return person.call("POST", "auth/login", form)


def _add_passkey(person: Person, cast: Cast) -> None:
    assert _sign_in_by_password(person, cast)["status"] == 200
    credential = person.make(person.options("auth/passkeys/options"))
    added = person.call("POST", "auth/passkeys", {"name": "Laptop", "credential": credential})
    assert added["status"] == 201, json.dumps(added)
    assert len(added["json"]["recovery_codes"]) == 10
    person.call("POST", "auth/logout")


def test_a_passkey_of_a_browser_signs_in_alone(person: Person, cast: Cast) -> None:
    _add_passkey(person, cast)
    assert person.call("GET", "auth/me")["status"] == 401

    credential = person.prove(person.options("auth/passkey-options"))
    signed_in = person.call("POST", "auth/passkey-login", {"credential": credential})

    assert signed_in["status"] == 200, json.dumps(signed_in)
    assert person.call("GET", "auth/me")["json"]["email"] == cast.alice.email
    again = person.call("POST", "auth/passkey-login", {"credential": credential})
    assert again["json"]["code"] == "passkey_refused"


def test_it_is_a_second_factor_and_confirms_acts(person: Person, cast: Cast) -> None:
    _add_passkey(person, cast)
    started = _sign_in_by_password(person, cast)
    assert (started["status"], started["json"]["methods"]) == (202, ["recovery_code", "passkey"])
    shown = {"two_factor_token": started["json"]["two_factor_token"]}

    second = person.prove(person.options("auth/two-factor/passkey-options", shown))
    finished = person.call("POST", "auth/two-factor/passkey", {**shown, "credential": second})
    assert finished["status"] == 200, json.dumps(finished)

    proof = person.prove(person.options("auth/step-up/passkey-options"))
    confirmed = person.call("POST", "auth/step-up/passkey", {"credential": proof})
    assert confirmed["status"] == 200, json.dumps(confirmed)
    listed = person.call("GET", "auth/sessions")["json"]["data"]
    # The first session was ended by signing out; this one has only changed its secret.
    assert [session["kind"] for session in listed] == ["two_factor"]


def test_a_browser_makes_no_second_passkey_where_there_is_one(person: Person, cast: Cast) -> None:
    _add_passkey(person, cast)
    credential = person.prove(person.options("auth/passkey-options"))
    person.call("POST", "auth/passkey-login", {"credential": credential})

    with pytest.raises(Error, match=r"InvalidStateError|already registered"):
        person.make(person.options("auth/passkeys/options"))


def test_without_the_finger_the_browser_itself_refuses(person: Person, cast: Cast) -> None:
    _add_passkey(person, cast)
    options = person.options("auth/passkey-options")
    person.forget_finger()

    with pytest.raises(Error, match="NotAllowedError"):
        person.prove(options)
