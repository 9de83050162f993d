"""Every route that changes something leaves its entry; which routes those are, the table says.

To add a route: name the action it leaves in `audits=`, and tell here how it is done well, in a
story named like the route. One that changes nothing says so in SILENT, with the reason.
"""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from chalicelib.adapters import settings
from chalicelib.adapters.database import Database, DatabaseRole
from chalicelib.api import endpoint, openapi
from chalicelib.api.endpoint import Route
from chalicelib.identity.model import Permission, Role
from chalicelib.sites import site_keys
from tests import builders
from tests.api.conftest import Answered, Api
from tests.conftest import Cast
from tests.fakes import root_key
from tests.fakes.approver import Approver

openapi.load_routes()

SILENT = {
    "prepare_approval": "hands out a challenge",
    "passkey_login_options": "hands out a challenge",
    "passkey_options": "hands out a challenge",
    "step_up_passkey_options": "hands out a challenge",
    "two_factor_passkey_options": "hands out a challenge",
    "preview_maintenance": "reckons, and keeps nothing",
    "check_link": "looks at a link and uses nothing up",
    "ping": "may come every minute; what a job says is kept apart from the database",
    "ping_start": "the same",
    "ping_fail": "the same",
    "check_incident_link": "looks at a link and uses nothing up",
    "preview_status_page": "draws a draft and keeps nothing",
    "subscribe": "a stranger asks for letters; nobody's rights or data change",
    "confirm_subscription": "the same stranger confirms it",
    "unsubscribe": "nothing is kept of a subscription that has ended, its end included",
    "unsubscribe_with_one_click": "the same, by a mail program",
    "receive_snapshot": "hourly news of a site; its history is the trace",
    "receive_daily_report": "daily news of a site; its history is the trace",
}


def _name(route: Route) -> str:
    return route.name


CHANGING = [
    route
    for route in endpoint.ROUTES
    if (route.method != "GET" or route.audits)
    and route.requires is not Permission.SITE
    and route.name not in SILENT
]
# One's own way in has its stories in test_own_trace.py, and the proof that none is missing.
_TOLD_THERE = {
    f"chalicelib.api.routes.{name}"
    for name in (
        "auth",
        "auth_links",
        "factors",
        "incident_links",
        "passkeys",
        "sessions",
        "settings",
        "step_up",
        "tokens",
    )
}
HERE = [route for route in CHANGING if route.view.__module__ not in _TOLD_THERE]


@dataclass(frozen=True)
class Stage:
    """What the stories need: somebody who acts, and things to act on."""

    api: Api
    cast: Cast
    database: Database

    def do(self, method: str, path: str, **options: Any) -> Answered:
        """Alice does it."""
        return self.api.send(method, path, by=self.cast.alice, **options)

    def a_site(self, connection: str = "connected") -> str:
        with self.database.unit_of_work(DatabaseRole.WORKER) as uow:
            site_id = builders.a_connected_site(
                uow, client_id=self.cast.bob.client_id, connection=connection
            )
            uow.commit()
        return f"sites/{site_id}"

    def a_site_with_key(self) -> str:
        site = self.a_site()
        with self.database.unit_of_work(DatabaseRole.WORKER) as uow:
            site_id = uuid.UUID(site.removeprefix("sites/"))
            site_keys.hand_out(uow, site_id=site_id, client_id=self.cast.bob.client_id)
            uow.commit()
        return f"{site}/keys/{self.do('GET', f'{site}/keys').json['keys'][0]['id']}"

    def an_approval(self) -> str:
        asked = self.do("POST", f"{self.a_site()}/disconnect")
        return f"approvals/{asked.json['approval_id']}"

    def a_person(self) -> str:
        with self.database.unit_of_work(DatabaseRole.WORKER) as uow:
            person = builders.an_actor(uow, "pat", Role.CLIENT, client_id=self.cast.bob.client_id)
            uow.commit()
        return f"users/{person.user_id}"

    def invite(self) -> Answered:
        return self.do("POST", "invitations", body={"email": "new@example.com", "role": "support"})

    def a_channel(self) -> str:
        body = {"kind": "webhook", "name": "Hook", "target": "https://hooks.example/x"}
        return f"channels/{self.do('POST', 'channels', body=body).json['id']}"

    def a_monitor(self, kind: str = "http", address: str = "https://shop.example/") -> str:
        owner = str(self.cast.bob.client_id)
        body = {"name": "M", "kind": kind, "address": address, "client_id": owner}
        return f"monitors/{self.do('POST', 'monitors', body=body).json['id']}"

    def a_paused_monitor(self) -> str:
        monitor = self.a_monitor()
        self.do("POST", f"{monitor}/pause")
        return monitor

    def an_incident(self) -> str:
        with self.database.unit_of_work(DatabaseRole.WORKER) as uow:
            client_id = self.cast.bob.client_id
            assert client_id
            site_id = builders.a_connected_site(uow, client_id=client_id)
            incident_id = builders.an_incident(uow, client_id=client_id, site_id=site_id)
            uow.commit()
        return f"incidents/{incident_id}"

    def maintenance(self) -> str:
        site_id = self.a_site().removeprefix("sites/")
        body = {"name": "Move", "scope": {"site_ids": [site_id]}}
        started = self.do("POST", "maintenance-windows/start", body=body)
        return f"maintenance-windows/{started.json['id']}"

    def a_page(self) -> str:
        body = {"slug": "shop", "title": "Shop"}
        return f"status-pages/{self.do('POST', 'status-pages', body=body).json['id']}"

    def post_on(self, page: str) -> Answered:
        body = {"state": "announcement", "title": "New", "text": "All is well."}
        return self.do("POST", f"{page}/posts", body=body)

    def a_post(self) -> str:
        page = self.a_page()
        return f"{page}/posts/{self.post_on(page).json['id']}"

    def an_invitation(self) -> str:
        return f"invitations/{self.invite().json['id']}"

    def approve(self) -> Answered:
        approval = self.an_approval()
        with self.database.unit_of_work(DatabaseRole.WORKER) as uow:
            alice = Approver(self.cast.alice).enrolled(uow)
            uow.commit()
        asked = self.do("POST", f"{approval}/approve/options").json["options"]
        proof = alice.key.prove(asked, origin=settings.load().base_url)
        return self.do("POST", f"{approval}/approve", body={"credential": proof})


type Story = Callable[[Stage], Answered]

STORIES: dict[str, Story] = {
    # Clients
    "add_client": lambda stage: stage.do("POST", "clients", body={"name": "Maier"}),
    "change_client": lambda stage: stage.do(
        "PATCH", f"clients/{stage.cast.bob.client_id}", body={"name": "Meier"}
    ),
    "remove_client": lambda stage: stage.do("DELETE", f"clients/{stage.cast.bob.client_id}"),
    # Channels
    "add_channel": lambda stage: stage.do(
        "POST", "channels", body={"kind": "sms", "name": "Phone", "target": "+49 170 1234567"}
    ),
    "change_channel": lambda stage: stage.do("PATCH", stage.a_channel(), body={"name": "Hooks"}),
    "remove_channel": lambda stage: stage.do("DELETE", stage.a_channel()),
    "send_test": lambda stage: stage.do("POST", f"{stage.a_channel()}/test"),
    "renew_signing_secret": lambda stage: stage.do("POST", f"{stage.a_channel()}/signing-secret"),
    # Monitors
    "add_monitor": lambda stage: stage.do(
        "POST",
        "monitors",
        body={"name": "Job", "kind": "heartbeat", "client_id": str(stage.cast.bob.client_id)},
    ),
    "change_monitor": lambda stage: stage.do("PATCH", stage.a_monitor(), body={"name": "N"}),
    "remove_monitor": lambda stage: stage.do("DELETE", stage.a_monitor()),
    "pause_monitor": lambda stage: stage.do("POST", f"{stage.a_monitor()}/pause"),
    "resume_monitor": lambda stage: stage.do("POST", f"{stage.a_paused_monitor()}/resume"),
    "renew_ping_url": lambda stage: stage.do(
        "POST", f"{stage.a_monitor('heartbeat', '')}/ping-url"
    ),
    "try_monitor": lambda stage: stage.do(
        "POST", "monitors/try", body={"kind": "tcp", "address": "db.example", "port": 3306}
    ),
    # Incidents
    "acknowledge_incident": lambda stage: stage.do("POST", f"{stage.an_incident()}/acknowledge"),
    "add_incident_update": lambda stage: stage.do(
        "POST", f"{stage.an_incident()}/updates", body={"text": "We are looking."}
    ),
    "write_post_mortem": lambda stage: stage.do(
        "PUT", f"{stage.an_incident()}/post-mortem", body={"text": "The disk was full."}
    ),
    # Maintenance windows
    "add_maintenance_window": lambda stage: stage.do(
        "POST",
        "maintenance-windows",
        body={
            "name": "Nights",
            "scope": {"covers_all": True},
            "schedule": {
                "starts_at": "2026-11-24T02:30",
                "time_zone": "Europe/Berlin",
                "duration_minutes": 60,
                "recurrence": "daily",
            },
        },
    ),
    "start_maintenance": lambda stage: stage.do(
        "POST",
        "maintenance-windows/start",
        body={"name": "Move", "scope": {"covers_all": True}},
    ),
    "change_maintenance_window": lambda stage: stage.do(
        "PATCH", stage.maintenance(), body={"name": "Moving"}
    ),
    "end_maintenance_window": lambda stage: stage.do("POST", f"{stage.maintenance()}/end"),
    "remove_maintenance_window": lambda stage: stage.do("DELETE", stage.maintenance()),
    # Status pages
    "add_status_page": lambda stage: stage.do(
        "POST", "status-pages", body={"slug": "shop", "title": "Shop"}
    ),
    "change_status_page": lambda stage: stage.do("PATCH", stage.a_page(), body={"title": "All"}),
    "remove_status_page": lambda stage: stage.do("DELETE", stage.a_page()),
    "post_on_status_page": lambda stage: stage.post_on(stage.a_page()),
    "remove_status_page_post": lambda stage: stage.do("DELETE", stage.a_post()),
    # Sites
    "add_site": lambda stage: stage.do(
        "POST",
        "sites",
        body={
            "name": "Shop",
            "url": "https://x.example",
            "client_id": str(stage.cast.bob.client_id),
        },
    ),
    "update_site": lambda stage: stage.do("PATCH", stage.a_site(), body={"name": "Laden"}),
    "delete_site": lambda stage: stage.do("DELETE", stage.a_site()),
    "issue_pairing_code": lambda stage: stage.do("POST", f"{stage.a_site()}/pairing-codes"),
    "check_site": lambda stage: stage.do("POST", f"{stage.a_site()}/check"),
    "disconnect_site": lambda stage: stage.do("POST", f"{stage.a_site()}/disconnect"),
    # People
    "change_user": lambda stage: stage.do("PATCH", stage.a_person(), body={"name": "Patricia"}),
    "delete_user": lambda stage: stage.do("DELETE", stage.a_person()),
    "sign_out_user": lambda stage: stage.do("POST", f"{stage.a_person()}/sign-out"),
    "reset_two_factor": lambda stage: stage.do("POST", f"{stage.a_person()}/reset-two-factor"),
    "add_invitation": lambda stage: stage.invite(),
    "revoke_invitation": lambda stage: stage.do("DELETE", stage.an_invitation()),
    "resend_invitation": lambda stage: stage.do("POST", f"{stage.an_invitation()}/resend"),
    # Keys and approvals
    "rotate_site_keys": lambda stage: stage.do("POST", f"{stage.a_site()}/keys/rotate"),
    "revoke_site_key": lambda stage: stage.do("POST", f"{stage.a_site_with_key()}/revoke"),
    "prove_site": lambda stage: stage.do("POST", f"{stage.a_site('waiting_proof')}/prove"),
    "publish_platform_keys": lambda stage: stage.do(
        "POST", "platform-keys", body={"signed_list": root_key.signed_list()}
    ),
    "approve": lambda stage: stage.approve(),
    "reject": lambda stage: stage.do("POST", f"{stage.an_approval()}/reject", body={}),
    # The log itself
    "export_audit_log": lambda stage: stage.do("GET", "audit-log/export"),
    "verify_audit_log": lambda stage: stage.do("POST", "audit-log/verify"),
}


def test_every_route_that_changes_something_says_which_entry_it_leaves() -> None:
    assert [route.name for route in CHANGING if route.audits is None] == []
    assert {route.name for route in endpoint.ROUTES} >= set(SILENT)
    assert not [r.name for r in endpoint.ROUTES if r.name in SILENT and r.audits]


def test_every_such_route_has_its_story() -> None:
    assert {route.name for route in HERE} == set(STORIES)


@pytest.mark.parametrize("route", HERE, ids=_name)
def test_a_change_leaves_its_entry(api: Api, cast: Cast, database: Database, route: Route) -> None:
    answer = STORIES[route.name](Stage(api, cast, database))

    assert answer.status == route.status, answer.body
    entries = entries_of(database, answer)
    assert route.audits in {action for action, *_ in entries}
    assert {tuple(actor) for _, *actor in entries} == {
        ("alice@example.com", cast.alice.user_id, "127.0.0.1")
    }


def entries_of(database: Database, answer: Answered) -> list[tuple[Any, ...]]:
    """What the log says of the request that was answered so."""
    with database.unit_of_work(DatabaseRole.STAFF) as uow:
        return uow.connection.execute(
            "select action, actor, user_id, address from audit_logs where request_id = %s",
            (answer.headers["x-request-id"],),
        ).fetchall()


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
