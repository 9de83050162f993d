"""A caller of the API, in process: everything but API Gateway is real."""

import datetime as dt
import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import pytest
from chalice.test import Client

from chalicelib.adapters import settings
from chalicelib.adapters.database import Database
from chalicelib.api.routes import auth, auth_links, step_up
from chalicelib.identity import sessions
from chalicelib.identity.model import Actor
from chalicelib.identity.sessions import Device
from chalicelib.kit.clock import FixedClock
from tests import builders
from tests.fakes.post_office import PostOffice


@dataclass(frozen=True)
class Answered:
    status: int
    headers: dict[str, Any]
    body: str
    cookies: list[str] = field(default_factory=list)

    @property
    def session_cookie(self) -> str:
        """The cookie that signs in, or out, with its flags."""
        return next(text for text in self.cookies if text.startswith("__Host-wingman="))

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def code(self) -> str:
        """The code of a problem document, and proof that it is one."""
        assert self.headers["content-type"] == "application/problem+json", self.body
        return str(self.json["code"])


class Api:
    """Speaks to the API as a program does: with a bearer token, in JSON."""

    def __init__(self, client: Client, clock: FixedClock) -> None:
        self.client = client
        self._clock = clock

    def token_of(self, actor: Actor, *, is_stale: bool = False) -> str:
        """As if they had just signed in; `is_stale`: longer ago than a step-up lasts."""
        now, device = self._clock.now(), Device("", "test")
        if is_stale:
            now -= dt.timedelta(minutes=6)
        session = sessions.start(
            actor.user_id, actor.role, device, epoch=builders.epoch_of(actor), now=now
        )
        return sessions.as_token(session, issuer=settings.load().base_url, now=now)

    def send(
        self,
        method: str,
        path: str,
        *,
        by: Actor | None = None,
        is_stale: bool = False,
        body: Any = None,
        headers: dict[str, str] | None = None,
        **query: Any,
    ) -> Answered:
        """`body` as JSON, or exactly as it is when it is bytes; `query` as parameters."""
        sent = {"Content-Type": "application/json", **(headers or {})}
        if by:
            sent["Authorization"] = f"Bearer {self.token_of(by, is_stale=is_stale)}"
        if body is not None and not isinstance(body, bytes):
            body = json.dumps(body).encode()
        answer = self.client.http.request(
            method,
            f"/api/v1/{path}" + (f"?{urlencode(query, doseq=True)}" if query else ""),
            headers=sent,
            body=body or b"",
        )
        received = {name.lower(): value for name, value in answer.headers.items()}
        cookies = received.pop("set-cookie", [])
        cookies = [cookies] if isinstance(cookies, str) else cookies
        return Answered(answer.status_code, received, answer.body.decode(), cookies)

    def get(self, path: str, **options: Any) -> Answered:
        return self.send("GET", path, **options)

    def post(self, path: str, **options: Any) -> Answered:
        return self.send("POST", path, **options)

    def patch(self, path: str, **options: Any) -> Answered:
        return self.send("PATCH", path, **options)

    def delete(self, path: str, **options: Any) -> Answered:
        return self.send("DELETE", path, **options)


@pytest.fixture
def api(
    database: Database, dynamodb: None, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> Api:
    from app import app

    for door in (auth, auth_links, step_up):
        monkeypatch.setattr(door, "hasher", builders.HASHER)
    return Api(Client(app), clock)


@pytest.fixture
def post(database: Database, clock: FixedClock, monkeypatch: pytest.MonkeyPatch) -> PostOffice:
    """Carries what the API left in the outbox through the real functions, to letters."""
    return PostOffice(database, clock, monkeypatch)
