"""Every route, read from the route table."""

import ast
import re
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from chalicelib import audit
from chalicelib.api import endpoint, openapi
from chalicelib.api.endpoint import Route
from chalicelib.api.examples import EXAMPLES
from chalicelib.api.pagination import PageOut, PageQuery
from chalicelib.api.schemas.base import In, Query
from chalicelib.audit.model import PLATFORM_ACTIONS
from chalicelib.identity.model import ROLE_PERMISSIONS, Permission

openapi.load_routes()
ROUTES = [route for route in endpoint.ROUTES if route.content_type == "application/json"]
_WITHOUT_SIGN_IN = {
    ("GET", "/api/v1/health"),
    ("GET", "/api/v1/openapi.json"),
    ("POST", "/api/v1/auth/email/confirm"),
    ("POST", "/api/v1/auth/links/check"),
    ("POST", "/api/v1/auth/login"),
    ("POST", "/api/v1/auth/passkey-login"),
    ("POST", "/api/v1/auth/passkey-options"),
    ("POST", "/api/v1/auth/password/forgot"),
    ("POST", "/api/v1/auth/password/reset"),
    ("POST", "/api/v1/auth/register"),
    ("POST", "/api/v1/auth/two-factor"),
    ("POST", "/api/v1/auth/two-factor/passkey"),
    ("POST", "/api/v1/auth/two-factor/passkey-options"),
    ("POST", "/api/v1/incident-links/acknowledge"),
    ("POST", "/api/v1/incident-links/check"),
    ("POST", "/api/v1/status-subscriptions"),
    ("POST", "/api/v1/status-subscriptions/confirm"),
    ("POST", "/api/v1/status-subscriptions/one-click"),
    ("POST", "/api/v1/status-subscriptions/unsubscribe"),
}


def _name(route: Route) -> str:
    return f"{route.method} {route.path}"


@pytest.mark.parametrize("route", ROUTES, ids=_name)
def test_a_route_names_a_permission_that_somebody_has(route: Route) -> None:
    assert isinstance(route.requires, Permission)
    if route.has_actor:
        assert any(route.requires in may for may in ROLE_PERMISSIONS.values())


def test_only_these_routes_are_open_to_everyone() -> None:
    public = {(r.method, r.path) for r in ROUTES if r.requires is Permission.PUBLIC}

    assert public == _WITHOUT_SIGN_IN


def test_the_plugin_has_the_plugins_routes_and_no_other() -> None:
    for route in ROUTES:
        assert (route.requires is Permission.SITE) == route.path.startswith("/api/v1/wp/")


def test_the_app_serves_exactly_the_route_table() -> None:
    from app import app

    served = {(method, path) for path, methods in app.routes.items() for method in methods}
    preflights = {("OPTIONS", path) for _, path in served if ("OPTIONS", path) in served}

    assert served - preflights == {(route.method, route.path) for route in endpoint.ROUTES}


def test_no_two_routes_share_a_name() -> None:
    names = [route.name for route in ROUTES]

    assert len(names) == len(set(names))


@pytest.mark.parametrize("route", [r for r in ROUTES if r.method == "GET" and r.answers], ids=_name)
def test_a_list_pages(route: Route) -> None:
    """A list that grows without bound pages; a span of time is bounded by its query."""
    assert route.answers is not None
    if "data" not in route.answers.model_fields:
        return
    if route.name == "list_snapshots":
        assert route.query is not None
        assert {"from_", "to"} <= set(route.query.model_fields)
        return
    assert issubclass(route.answers, PageOut)
    assert route.query is not None
    assert issubclass(route.query, PageQuery)


@pytest.mark.parametrize("route", [r for r in ROUTES if r.body or r.query], ids=_name)
def test_a_portal_route_refuses_what_it_does_not_know(route: Route) -> None:
    for schema, base in ((route.body, In), (route.query, Query)):
        if schema is not None:
            assert issubclass(schema, base)
            assert schema.model_config["extra"] == "forbid"


# Who must know the rules is who makes them.
_READ_BY_THEIR_MAKER = {"get_security_settings", "list_approvals", "get_approval"}
# Checking the log changes nothing but the log itself, which tells that it was checked.
_CHANGE_NOTHING = {"verify_audit_log"}


@pytest.mark.parametrize(
    "route", [r for r in ROUTES if r.has_actor and not r.is_about_oneself], ids=_name
)
def test_reading_never_needs_the_right_to_change(route: Route) -> None:
    changes = route.method != "GET" or route.name in _READ_BY_THEIR_MAKER
    changes = changes and route.name not in _CHANGE_NOTHING

    assert route.requires.value.startswith(("manage_", "approve_")) == changes


def test_every_action_that_is_recorded_is_known_by_name() -> None:
    """Or nobody could filter the log by it."""
    known = {route.audits for route in endpoint.ROUTES if route.audits} | PLATFORM_ACTIONS
    rooms = [
        path
        for path in Path(audit.__file__).parents[1].rglob("*.py")
        if path.parent.name not in {"api", "routes", "schemas", "kit", "adapters", "events"}
    ]

    recorded = {action for path in rooms for action in _actions_in(path)}

    assert recorded
    # What ends with a stroke goes on with a name that is only known when it runs.
    begun = {word for word in recorded if word.endswith("_")}
    assert recorded - begun - known == set()
    assert [word for word in begun if not any(one.startswith(word) for one in known)] == []


def _actions_in(path: Path) -> set[str]:
    """Every text that looks like an action, where entries are recorded."""
    text = path.read_text()
    if "audit.record(" not in text:
        return set()
    texts = {
        node.value
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    return {word for word in texts if re.fullmatch(r"[a-z_]+\.[a-z_]+", word)} - _NO_ACTIONS


# Names of columns, which look alike.
_NO_ACTIONS = {"users.id", "sites.id", "commands.id", "approvals.id", "clients.id"}


@pytest.mark.parametrize("route", [r for r in ROUTES if r.body], ids=_name)
def test_a_body_takes_a_number_for_a_number_and_a_yes_for_a_yes(route: Route) -> None:
    """JSON has both: whoever writes "5" or 1 for true has made a mistake, and hears of it."""
    assert route.body is not None
    example = EXAMPLES[route.body.__name__]

    for changed in _confused(example):
        with pytest.raises(ValidationError):
            route.body.model_validate(changed)


def _confused(value: Any) -> list[Any]:
    """The same with one truth as a number, or one number as a text."""
    if isinstance(value, bool):
        return [int(value), str(value).lower()]
    if isinstance(value, int):
        return [str(value), float(value)]
    if isinstance(value, dict):
        return [{**value, name: it} for name, member in value.items() for it in _confused(member)]
    return []
