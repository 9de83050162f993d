"""Another page in the same browser does nothing in somebody's name, at no route."""

import re
import uuid
from collections.abc import Iterator
from itertools import product

import pytest

from chalicelib.adapters import settings
from chalicelib.adapters.database import Database, DatabaseRole
from chalicelib.api import endpoint, openapi
from chalicelib.api.authentication import cookie_name
from chalicelib.api.endpoint import Route
from chalicelib.identity.model import Permission
from tests.api.conftest import Answered, Api
from tests.conftest import Cast

openapi.load_routes()

OURS = "our own"
ORIGINS = (None, OURS, "https://evil.example")
SITES = (None, "same-origin", "cross-site")
# Whatever else a browser, or somebody who plays one, may send as the origin.
STRANGE = (
    "null",
    "",
    "https://evil.example, {ours}",
    "{ours}.evil.example",
    "{ours}@evil.example",
    "{ours}:444",
    "ftp://{host}",
    "https://{host}/",
)
# Plugins and jobs are no browsers: nothing they send rests on a cookie. A plugin's signature is all
# that counts, and of a ping its address.
CHANGING = [
    route
    for route in endpoint.ROUTES
    if route.method != "GET"
    and route.requires is not Permission.SITE
    and not route.path.startswith("/api/v1/ping/")
]


def _combinations() -> Iterator[tuple[str | None, str | None, bool]]:
    for origin, site in product(ORIGINS, SITES):
        yield origin, site, origin in (None, OURS) and site in (None, "same-origin")


def send(
    api: Api,
    cast: Cast,
    route: Route,
    *,
    origin: str | None,
    site: str | None = None,
    has_own_header: bool = True,
) -> Answered:
    """As alice's browser sends it: with her cookie and what it says of the page that asks."""
    base = settings.load().base_url
    headers = {"Cookie": f"{cookie_name()}={api.token_of(cast.alice)}"}
    if has_own_header:
        headers["X-Wingman-Request"] = "1"
    if origin is not None:
        host = base.partition("//")[2]
        named = base if origin == OURS else origin.replace("{ours}", base).replace("{host}", host)
        headers["Origin"] = named
    if site is not None:
        headers["Sec-Fetch-Site"] = site
    path = re.sub(r"\{\w+\}", lambda _: str(uuid.uuid4()), route.path).removeprefix("/api/v1/")
    return api.send(route.method, path, headers=headers, body=b"{}")


def is_refused(answer: Answered) -> bool:
    return answer.status == 403 and answer.code == "forged_request"


@pytest.mark.parametrize("route", CHANGING, ids=lambda route: route.name)
def test_only_our_own_pages_change_anything(api: Api, cast: Cast, route: Route) -> None:
    for origin, site, is_good in _combinations():
        answer = send(api, cast, route, origin=origin, site=site)

        assert is_refused(answer) != is_good, f"{origin} {site}: {answer.status} {answer.body}"


@pytest.mark.parametrize(
    "route", [route for route in CHANGING if route.has_actor], ids=lambda route: route.name
)
def test_a_form_that_sets_no_header_changes_nothing(api: Api, cast: Cast, route: Route) -> None:
    for origin, site, _ in _combinations():
        answer = send(api, cast, route, origin=origin, site=site, has_own_header=False)

        assert is_refused(answer), f"{origin} {site}: {answer.status} {answer.body}"


@pytest.mark.parametrize("origin", STRANGE)
def test_no_strange_spelling_is_our_own(api: Api, cast: Cast, origin: str) -> None:
    (route,) = [route for route in CHANGING if route.name == "add_client"]

    assert is_refused(send(api, cast, route, origin=origin))


def test_what_is_refused_is_not_done(api: Api, cast: Cast, database: Database) -> None:
    for route in CHANGING:
        assert is_refused(send(api, cast, route, origin="https://evil.example"))

    with database.unit_of_work(DatabaseRole.STAFF) as uow:
        assert uow.connection.execute("select count(*) from audit_logs").fetchone() == (0,)
