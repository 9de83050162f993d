"""Whatever is sent to whichever route of the portal: never a 5xx, always one of our answers."""

import json
import re
from typing import Any
from urllib.parse import quote

import pytest

from chalicelib.adapters.database import Database, DatabaseRole
from chalicelib.api import endpoint, openapi
from chalicelib.api.endpoint import Route
from chalicelib.identity.model import Actor
from chalicelib.kit.pagination import encode_cursor
from tests import builders
from tests.api.conftest import Api
from tests.conftest import Cast

openapi.load_routes()
DOCUMENT = openapi.document()
_ROUTES = [
    route
    for route in endpoint.ROUTES
    if route.has_actor and route.content_type == "application/json" and route.name != "logout"
]
_NASTY: list[Any] = [
    None,
    True,
    -1,
    0,
    2**63,
    2**200,
    1.5,
    -0.0,
    "",
    " ",
    "\0",
    "\u0085\u2028\u202e",
    "\U0001f600" * 60,
    "\ud800",
    "x" * 100_000,
    "'; drop table users; --",
    "%s %(x)s {0} {x} \\",
    "../../etc/passwd",
    "http://[::1]:99999/\n",
    "0199c2a4-1b1e-7c55-8f0a-2b7d6c1e4a90",
    "2026-13-45T99:99:99Z",
    "9999-12-31T23:59:59.999999+23:59",
    "0001-01-01T00:00:00+14:00",
    [],
    ["\0"],
    [[[[[[]]]]]],
    {},
    {"$ref": "#"},
    {"__proto__": {"role": "admin"}},
]
_TEXTS = [value for value in _NASTY if isinstance(value, str) and value != "\ud800"]
_TEXTS += ["1e400", "NaN", "\u0661\u0662", "-5", "+1"]


def _name(route: Route) -> str:
    return f"{route.method} {route.path}"


def _path(route: Route, site_id: str) -> str:
    return re.sub(r"\{\w+\}", site_id, route.path).removeprefix("/api/v1/")


@pytest.fixture
def site_id(cast: Cast, database: Database) -> str:
    assert cast.bob.client_id
    with database.unit_of_work(DatabaseRole.WORKER) as uow:
        made = builders.a_connected_site(uow, client_id=cast.bob.client_id)
        uow.commit()
    return str(made)


def _check(route: Route, answer: Any, what: object) -> None:
    told = DOCUMENT["paths"][route.path][route.method.lower()]["responses"]
    assert str(answer.status) in told, (what, answer.body)
    assert answer.status < 500, (what, answer.body)
    if answer.status >= 400:
        assert answer.code, what


def _bodies(route: Route) -> list[bytes]:
    assert route.body
    example = openapi.EXAMPLES[route.body.__name__]
    names = [field.alias or name for name, field in route.body.model_fields.items()]
    changed = [{**example, name: value} for name in names for value in _NASTY]
    return [json.dumps(body).encode("utf-8", "surrogatepass") for body in [*changed, *_NASTY]]


@pytest.mark.parametrize("route", [r for r in _ROUTES if r.body], ids=_name)
def test_no_body_breaks_a_route(api: Api, cast: Cast, site_id: str, route: Route) -> None:
    bearer = _bearer(api, cast.alice)

    for body in _bodies(route):
        answer = api.send(route.method, _path(route, site_id), body=body, headers=bearer)
        _check(route, answer, body[:200])


@pytest.mark.parametrize("route", [r for r in _ROUTES if r.query], ids=_name)
def test_no_parameter_breaks_a_route(api: Api, cast: Cast, site_id: str, route: Route) -> None:
    assert route.query
    bearer = _bearer(api, cast.bob if route.name != "list_clients" else cast.sam)

    for name, field in route.query.model_fields.items():
        for value in _TEXTS:
            query = {field.alias or name: value[:5000]}
            answer = api.send(route.method, _path(route, site_id), headers=bearer, **query)
            _check(route, answer, query)


_POSITIONS: list[list[Any]] = [
    [],
    ["a"],
    ["a", "b"],
    [None, None],
    ["a", None],
    [1, "0199c2a4-1b1e-7c55-8f0a-2b7d6c1e4a90"],
    [2**200, "0199c2a4-1b1e-7c55-8f0a-2b7d6c1e4a90"],
    [-1.5, "x"],
    [True, "x"],
    ["2026-11-23", "x"],
    ["2026-11-23T10:00:00+00:00", "0199c2a4-1b1e-7c55-8f0a-2b7d6c1e4a90"],
    ["0001-01-01T00:00:00+14:00", "0199c2a4-1b1e-7c55-8f0a-2b7d6c1e4a90"],
    ["9999-12-31T23:59:59-14:00", "0199c2a4-1b1e-7c55-8f0a-2b7d6c1e4a90"],
    ["\0", "0199c2a4-1b1e-7c55-8f0a-2b7d6c1e4a90"],
]


@pytest.mark.parametrize(
    "route", [r for r in _ROUTES if r.query and "cursor" in r.query.model_fields], ids=_name
)
def test_no_cursor_breaks_a_list(api: Api, cast: Cast, site_id: str, route: Route) -> None:
    bearer = _bearer(api, cast.sam)
    orders = ["name", "-name", "status", "last_seen_at", "-updates"]
    queries: list[dict[str, str]] = (
        [{"sort": order} for order in orders] if route.name == "list_sites" else [{}]
    )

    for query in queries:
        for position in _POSITIONS:
            cursor = encode_cursor(*position)
            answer = api.send(
                route.method, _path(route, site_id), headers=bearer, cursor=cursor, **query
            )
            _check(route, answer, (query, position))


@pytest.mark.parametrize("route", [r for r in _ROUTES if "{" in r.path], ids=_name)
def test_no_path_breaks_a_route(api: Api, cast: Cast, route: Route) -> None:
    bearer = _bearer(api, cast.alice)

    for value in ("x", "%", "é", "-1", "{}", "0" * 32, "0199c2a4-1b1e-7c55-8f0a-2b7d6c1e4a90"):
        path = _path(route, quote(value))
        answer = api.send(route.method, path, headers=bearer, body={"name": "x"})
        assert answer.status in {404, 422}, (path, answer.body)
        assert answer.code


@pytest.mark.parametrize("route", _ROUTES, ids=_name)
def test_nobody_gets_in_without_signing_in(api: Api, site_id: str, route: Route) -> None:
    for headers in ({}, {"Authorization": "Bearer"}, {"Authorization": "Basic YTpi"}):
        answer = api.send(route.method, _path(route, site_id), headers=headers, body={})

        assert answer.code == "not_signed_in"
        assert answer.headers["www-authenticate"] == "Bearer"


def _bearer(api: Api, actor: Actor) -> dict[str, str]:
    return {"Authorization": f"Bearer {api.token_of(actor)}"}
