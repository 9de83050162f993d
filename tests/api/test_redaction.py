"""What somebody types into the wrong field, or into the right one, is repeated nowhere.

Hundreds of secrets, each different, go in by every way there is: bodies, names of members,
queries, paths, headers, the plugin's calls, messages of queues, and exceptions. Afterwards none of
them stands in a log line, a letter, an entry of the audit log, or a problem document.
`X-Request-Id` is left out: it is the caller's own name for the call, and is there to be repeated.
"""

import io
import json
import logging
import secrets
import string
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any, get_args

import psycopg
import pytest
from pydantic import BaseModel, SecretStr

from chalicelib.adapters.database import Database, DatabaseRole
from chalicelib.adapters.observability import logger
from chalicelib.api import endpoint, openapi
from chalicelib.api.endpoint import Route
from chalicelib.identity.model import Permission
from infra.function_specs import FUNCTION_SPECS
from tests.api.conftest import Answered, Api
from tests.conftest import Cast
from tests.fakes.post_office import PostOffice

openapi.load_routes()

_ROUTES = [route for route in endpoint.ROUTES if route.content_type == "application/json"]
_HEADERS = ("Accept", "Cookie", "Content-Type", "If-None-Match", "Idempotency-Key", "Origin")
_CREDENTIALS = ("Bearer {}", "Bearer wwt_{}", "Bearer wwk_{}", "Basic {}", "Bearer eyJ.{}.x")
_SIGNED = ("X-Wingman-Signature", "X-Wingman-Message")
_MALFORMED = ('{{"password": "{}"', '"{}', "password={}", "<password>{}</password>")
_WORDS = string.ascii_letters + string.digits


@dataclass
class Planted:
    """Every secret that went in, with the way that it went."""

    ways: dict[str, str] = field(default_factory=dict)

    def plant(self, way: str) -> str:
        secret = "pL4" + "".join(secrets.choice(_WORDS) for _ in range(24))
        self.ways[secret] = way
        return secret

    def found_in(self, text: str) -> list[str]:
        return [way for secret, way in self.ways.items() if secret in text]


@pytest.fixture
def planted() -> Planted:
    return Planted()


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Every line that any logger of this process writes, as Lambda would keep it."""
    buffer = io.StringIO()
    ours, others = logger.registered_handler, logging.StreamHandler(buffer)
    assert isinstance(ours, logging.StreamHandler)
    # As in Lambda, where the logger keeps its own lines from being written a second time.
    others.addFilter(lambda record: not record.name.startswith("wingman"))
    before = ours.setStream(buffer)
    logging.getLogger().addHandler(others)
    yield buffer
    logging.getLogger().removeHandler(others)
    ours.setStream(before)


def test_no_way_in_leads_a_secret_out_again(
    api: Api,
    cast: Cast,
    post: PostOffice,
    database: Database,
    planted: Planted,
    log: io.StringIO,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    admin = {"Authorization": f"Bearer {api.token_of(cast.alice)}"}
    answers = [*_through_bodies(api, planted, admin), *_through_addresses(api, planted, admin)]
    answers += [*_through_headers(api, planted, admin), *_through_secret_fields(api, planted)]
    answers += [*_through_errors(api, planted, admin, monkeypatch)]
    _through_queues(planted)

    assert len(planted.ways) >= 200
    assert {answer.status // 100 for answer in answers} >= {4, 5}
    told = [f"{one.body}{one.headers}" for one in answers if one.status >= 400]
    assert planted.found_in("".join(told)) == []
    assert log.getvalue().count("\n") > 10
    assert planted.found_in(log.getvalue()) == []
    letters = [f"{one.subject}{one.text}{one.html}{one.recipient}" for one in post.deliver()]
    assert planted.found_in("".join(letters)) == []
    assert planted.found_in(_everything_kept(database)) == []


def _through_bodies(api: Api, planted: Planted, headers: dict[str, str]) -> Iterator[Answered]:
    """Every member of every form, in a form that is refused as a whole; and what is no form."""
    for route in _ROUTES:
        form = route.body or route.reads
        if form is None:
            continue
        members = [spec.alias or name for name, spec in form.model_fields.items()]
        for name in members:
            body = {name: planted.plant(f"{route.name}: {name}"), "not_a_member": 1}
            yield _send(api, route, headers, body=json.dumps(body).encode())
        unknown = {planted.plant(f"{route.name}: a name"): planted.plant(f"{route.name}: unknown")}
        yield _send(api, route, headers, body=json.dumps(unknown).encode())
        for text in _MALFORMED[: 1 if route.body is None else None]:
            broken = text.format(planted.plant(f"{route.name}: {text}"))
            yield _send(api, route, headers, body=broken.encode())


def _through_addresses(api: Api, planted: Planted, headers: dict[str, str]) -> Iterator[Answered]:
    """In the query, as a name and as a value, and where a path has an id."""
    for route in _ROUTES:
        yield _send(api, route, headers, **{planted.plant(f"{route.name}: a parameter"): "1"})
        yield _send(api, route, headers, token=planted.plant(f"{route.name}: a value"))
        for name in route.query.model_fields if route.query else ():
            yield _send(api, route, headers, **{name: planted.plant(f"{route.name}: ?{name}")})
        if "{" in route.path:
            path = _path(route, planted.plant(f"{route.name}: an id"))
            yield api.send(route.method, path, headers=headers)


def _through_headers(api: Api, planted: Planted, admin: dict[str, str]) -> Iterator[Answered]:
    for route in _ROUTES:
        for form in _CREDENTIALS:
            sent = {"Authorization": form.format(planted.plant(f"{route.name}: {form}"))}
            if route.requires is Permission.SITE:
                sent |= {name: planted.plant(f"{route.name}: {name}") for name in _SIGNED}
            yield _send(api, route, sent)
    for name in _HEADERS:
        sent = {**admin, name: planted.plant(name)}
        yield api.send("PATCH", "auth/me", headers=sent, body={})
    cookie = {"Cookie": f"__Host-wingman={planted.plant('the cookie')}"}
    yield api.get("auth/me", headers=cookie)


def _through_secret_fields(api: Api, planted: Planted) -> Iterator[Answered]:
    """Passwords, codes and tokens that are well formed, and merely wrong."""
    for route in _ROUTES:
        if route.body is None or route.requires is not Permission.PUBLIC:
            continue
        example = openapi.EXAMPLES[route.body.__name__]
        hidden = [name for name in route.body.model_fields if _is_secret(route.body, name)]
        body = {**example, **{name: planted.plant(f"{route.name}: {name}") for name in hidden}}
        if hidden:
            yield _send(api, route, {}, body=json.dumps(body).encode())


def _through_errors(
    api: Api, planted: Planted, headers: dict[str, str], patch: pytest.MonkeyPatch
) -> Iterator[Answered]:
    """What breaks inside often quotes what it broke on."""
    makers: list[Callable[[str], Exception]] = [
        RuntimeError,
        KeyError,
        psycopg.errors.UniqueViolation,
        psycopg.errors.InvalidTextRepresentation,
        psycopg.OperationalError,
    ]
    for make in makers:
        error = make(planted.plant(f"an exception: {make.__name__}"))
        error.add_note(planted.plant("its note"))

        def fail(*_: Any, error: Exception = error, **__: Any) -> None:
            raise error from ValueError(planted.plant("its cause"))

        with patch.context() as inside:
            inside.setattr("chalicelib.clients.service.list_clients", fail)
            yield api.get("clients", headers=headers)


def _through_queues(planted: Planted) -> None:
    """Messages that are none: the consumer gives them back, and says which."""
    for spec in FUNCTION_SPECS:
        # Whom the clock wakes as well reads nothing of what its queue says.
        if spec.queue is None or spec.every_minutes:
            continue
        handler = import_module(f"functions.{spec.name}.handler").handler
        secret = planted.plant(f"the queue of {spec.name}")
        for body in (secret, json.dumps({"message_id": secret, "version": 1, "x": secret})):
            handler({"Records": [{"messageId": "1", "body": body}]}, None)


def _send(
    api: Api, route: Route, headers: dict[str, str], *, body: bytes = b"{}", **query: str
) -> Answered:
    path = _path(route, "0199c2a4-1b1e-7c55-8f0a-2b7d6c1e4a90")
    return api.send(route.method, path, headers=headers, body=body, **query)


def _path(route: Route, value: str) -> str:
    parts = route.path.removeprefix("/api/v1/").split("/")
    return "/".join(value if part.startswith("{") else part for part in parts)


def _is_secret(form: type[BaseModel], name: str) -> bool:
    return _mentions(form.model_fields[name].annotation, SecretStr)


def _mentions(annotation: Any, wanted: type) -> bool:
    inside = getattr(annotation, "__value__", annotation)
    return inside is wanted or any(_mentions(part, wanted) for part in get_args(inside))


def _everything_kept(database: Database) -> str:
    with database.unit_of_work(DatabaseRole.STAFF) as uow:
        rows = uow.connection.execute(
            "select coalesce(string_agg(l::text, ''), '') from audit_logs l"
        ).fetchone()
    return str(rows)
