"""Every route that changes something leaves an entry; which routes those are, the table says."""

from typing import Any

import pytest

from chalicelib.adapters.database import Database, DatabaseRole
from chalicelib.api import endpoint, openapi
from tests import builders
from tests.api.conftest import Api
from tests.conftest import Cast

openapi.load_routes()
# Each needs a story: tests/api/test_own_trace.py, tests/api/test_keys_and_approvals.py.
_TOLD_ELSEWHERE = {
    "change_security_settings",
    "approve",
    "prepare_approval",
    "reject",
    "prove_site",
    "publish_platform_keys",
    "revoke_site_key",
}
# One's own factors, sessions and tokens need a story each: tests/api/test_own_trace.py.
_CHANGING = {
    route.name: route
    for route in endpoint.ROUTES
    if route.method != "GET"
    and route.has_actor
    and (not route.is_about_oneself or route.name == "logout")
    and route.name not in _TOLD_ELSEWHERE
} | {"login": next(route for route in endpoint.ROUTES if route.name == "login")}

# What is sent to each, and the entry that it must leave.
_CALLS: dict[str, tuple[Any, str]] = {
    "login": ({"email": "alice@example.com", "password": builders.PASSWORD}, "user.sign_in"),
    "logout": (None, "user.sign_out"),
    "add_client": ({"name": "Maier"}, "client.add"),
    "change_client": ({"name": "Meier"}, "client.update"),
    "remove_client": (None, "client.delete"),
    "add_site": ({"name": "Shop", "url": "https://x.example", "client_id": "CLIENT"}, "site.add"),
    "update_site": ({"name": "Laden"}, "site.update"),
    "delete_site": (None, "site.delete"),
    "issue_pairing_code": (None, "site.issue_pairing_code"),
    "check_site": (None, "site.refresh"),
    "disconnect_site": (None, "site.disconnect"),
    "rotate_site_keys": (None, "site.rotate_keys"),
}


def test_every_changing_route_is_tried_here() -> None:
    assert set(_CALLS) == set(_CHANGING)


@pytest.mark.parametrize("name", _CALLS)
def test_a_change_leaves_an_entry(api: Api, cast: Cast, database: Database, name: str) -> None:
    client_id, empty_client = str(cast.bob.client_id), str(cast.charlie.client_id)
    with database.unit_of_work(DatabaseRole.WORKER) as uow:
        site_id = builders.a_connected_site(uow, client_id=cast.bob.client_id)
        uow.commit()
    route, (body, action) = _CHANGING[name], _CALLS[name]
    if body and "client_id" in body:
        body = {**body, "client_id": client_id}
    path = route.path.removeprefix("/api/v1/").format(site_id=site_id, client_id=empty_client)

    answer = api.send(
        route.method,
        path,
        by=None if name == "login" else cast.alice,
        body=body,
        headers={"X-Request-Id": "request-of-the-test"},
    )

    assert answer.status == route.status, answer.body
    with database.unit_of_work(DatabaseRole.STAFF) as uow:
        entries = uow.connection.execute(
            "select action, actor, user_id, request_id, address from audit_logs"
        ).fetchall()
    assert entries == [
        (action, "alice@example.com", cast.alice.user_id, "request-of-the-test", "127.0.0.1")
    ]


def test_what_failed_leaves_none(api: Api, cast: Cast, database: Database) -> None:
    api.post("clients", by=cast.alice, body={"name": ""})
    api.post("clients", by=cast.sam, body={"name": "x"})
    api.delete("sites/0199c2a4-1b1e-7c55-8f0a-2b7d6c1e4a90", by=cast.alice)

    with database.unit_of_work(DatabaseRole.STAFF) as uow:
        assert uow.connection.execute("select count(*) from audit_logs").fetchone() == (0,)


def test_a_client_who_signs_out_leaves_an_entry_too(
    api: Api, cast: Cast, database: Database
) -> None:
    assert api.post("auth/logout", by=cast.bob).status == 204

    with database.unit_of_work(DatabaseRole.STAFF) as uow:
        found = uow.connection.execute("select action, client_id from audit_logs").fetchall()
    assert found == [("user.sign_out", cast.bob.client_id)]
