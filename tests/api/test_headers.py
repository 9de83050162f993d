"""What every answer says to a browser, whoever gives it: routes, refusals, pages, CloudFront."""

import re
import uuid

import pytest

from chalicelib.api import endpoint, openapi
from chalicelib.api.endpoint import Route
from chalicelib.identity.model import Permission
from infra import web_headers
from tests.api.conftest import Answered, Api
from tests.conftest import Cast

openapi.load_routes()

ALWAYS = {
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}
HSTS = "max-age=31536000; includeSubDomains"


def call(api: Api, route: Route, **options: object) -> Answered:
    path = re.sub(r"\{\w+\}", lambda _: str(uuid.uuid4()), route.path).removeprefix("/api/v1/")
    return api.send(route.method, path, **options)  # type: ignore[arg-type]


def flaws(answer: Answered) -> list[str]:
    """What is missing or wrong, in words."""
    headers = answer.headers
    found = [f"{name}: {headers.get(name)}" for name in ALWAYS if headers.get(name) != ALWAYS[name]]
    policy = headers.get("content-security-policy", "")
    if "default-src 'none'" not in policy or "frame-ancestors 'none'" not in policy:
        found.append(f"content-security-policy: {policy}")
    if "unsafe" in policy or "*" in policy:
        found.append(f"content-security-policy is loose: {policy}")
    open_names = [name for name in headers if name.startswith("access-control-")]
    if "x-request-id" not in headers:
        found.append("no x-request-id")
    return found + open_names


@pytest.mark.parametrize("route", endpoint.ROUTES, ids=lambda route: f"{route.method} {route.path}")
def test_every_route_says_it_well_or_badly(api: Api, cast: Cast, route: Route) -> None:
    for by in (None, cast.alice):
        answer = call(api, route, by=by, headers={"Origin": "http://127.0.0.1:8000"})

        assert flaws(answer) == [], f"{answer.status}"
        if route.requires is not Permission.PUBLIC:  # the API's description may be kept
            assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("body", [b"{", b"[]", b"\xff", b'{"x":' * 100])
def test_refusals_say_it_too(api: Api, cast: Cast, body: bytes) -> None:
    answer = api.post("clients", by=cast.alice, body=body)

    assert answer.status >= 400
    assert flaws(answer) == []


def test_over_https_browsers_are_told_to_stay_there(
    api: Api, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "strict-transport-security" not in api.get("health").headers
    monkeypatch.setenv("WINGMAN_BASE_URL", "https://care.agency.example")
    from chalicelib.adapters import settings

    settings.load.cache_clear()
    try:
        assert api.get("health").headers["strict-transport-security"] == HSTS
    finally:
        monkeypatch.undo()
        settings.load.cache_clear()


@pytest.mark.parametrize("path", ["/", "/de", "/app/", "/app/sites", "/portal/", "/portal/reset"])
def test_every_page_says_it(path: str) -> None:
    headers = {name.lower(): value for name, value in web_headers.headers_for(path).items()}
    policy = dict(
        part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";")
    )

    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["object-src"] == policy["base-uri"] == "'none'"
    assert not [value for value in policy.values() if "unsafe-eval" in value or "*" in value]
    if path.startswith(web_headers.APP_PREFIXES):
        assert policy["style-src"] == "'self'"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["cross-origin-resource-policy"] == "same-origin"
