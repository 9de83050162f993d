"""Monitors over HTTP: their rules, their secrets, who sees them, and where jobs report."""

import uuid
from typing import Any

import pytest

from chalicelib import bootstrap
from chalicelib.adapters.database import Database, DatabaseRole
from chalicelib.monitoring.pinging import address_digest
from tests import builders
from tests.api.conftest import Answered, Api
from tests.conftest import Cast

SECRET = "k3y-that-nobody-reads"
ADDRESS = "https://shop.example/basket"


def add(api: Api, cast: Cast, **changes: Any) -> Answered:
    body = {
        "name": "Basket",
        "kind": "http",
        "address": ADDRESS,
        "client_id": str(cast.bob.client_id),
        **changes,
    }
    return api.post("monitors", by=cast.alice, body=body)


def test_a_monitor_is_added_and_shown_without_its_secrets(
    api: Api, cast: Cast, database: Database
) -> None:
    secrets = {"headers": {"X-Api-Key": SECRET}, "user": "bob", "password": SECRET}
    added = add(api, cast, secrets=secrets, settings={"keyword": "Checkout"})

    assert added.status == 201
    assert added.json["secret_names"] == ["X-Api-Key", "basic_auth"]
    assert added.json["settings"]["expected_status"] == "200-299"
    assert added.json["status"] == "pending"
    one = f"monitors/{added.json['id']}"
    assert api.get(one, by=cast.bob).json == added.json
    changed = api.patch(one, by=cast.alice, body={"secrets": {}, "settings": {"method": "HEAD"}})
    assert changed.json["secret_names"] == []
    assert SECRET not in added.body + everything(database)


def everything(database: Database) -> str:
    with database.unit_of_work(DatabaseRole.STAFF) as uow:
        return "".join(
            str(uow.connection.execute(f"select t::text from {table} t".encode()).fetchall())
            for table in ("monitors", "audit_logs", "outbox")
        )


@pytest.mark.parametrize(
    ("changes", "pointer"),
    [
        ({"address": "http://127.0.0.1/"}, "/body/address"),
        ({"address": "http://[fd00::1]/"}, "/body/address"),
        ({"address": "http://localhost/"}, "/body/address"),
        ({"address": "https://shop.example:22/"}, "/body/address"),
        ({"address": "gopher://shop.example/"}, "/body/address"),
        ({"interval_seconds": 90}, "/body/interval_seconds"),
        ({"interval_seconds": 7200}, "/body/interval_seconds"),
        ({"settings": {"expected_status": "2xx"}}, "/body/settings/expected_status"),
        ({"settings": {"json_path": "$..a"}}, "/body/settings/json_path"),
        ({"settings": {"headers": {"Host": "x"}}}, "/body/settings/headers"),
        ({"settings": {"method": "HEAD", "keyword": "x"}}, "/body/settings"),
        ({"settings": {"method": "POST"}}, "/body/settings/method"),
        ({"settings": {"unknown": 1}}, "/body/settings/unknown"),
        ({"secrets": {"headers": {"X\r\nY": SECRET}}}, "/body/secrets/headers"),
        ({"secrets": {"password": "x" * 5000}}, "/body/secrets/password"),
        ({"kind": "tcp", "address": "db.example"}, "/body/port"),
        ({"kind": "tcp", "address": "db.example/x", "port": 25}, "/body/address"),
        ({"kind": "tcp", "address": "db.example", "port": 5432, "secrets": {"user": "u"}},
         "/body/secrets"),
        ({"kind": "dns", "address": "93.184.215.14"}, "/body/address"),
        ({"kind": "domain", "address": "shop.example", "settings": {"warn_days": 0}},
         "/body/settings/warn_days"),
        ({"kind": "heartbeat", "settings": {"grace_seconds": 1}}, "/body/settings/grace_seconds"),
        ({"client_id": None}, "/body/client_id"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused_at_its_place(
    api: Api, cast: Cast, changes: dict[str, Any], pointer: str
) -> None:
    answer = add(api, cast, **changes)

    assert answer.code == "invalid_monitor"
    assert pointer in {error["pointer"] for error in answer.json["errors"]}
    assert SECRET not in answer.body


def test_lists_are_filtered_and_a_client_sees_only_its_own(
    api: Api, cast: Cast, database: Database
) -> None:
    with database.unit_of_work(DatabaseRole.WORKER) as uow:
        site = builders.a_site(uow, client_id=cast.bob.client_id)
        limited = builders.an_actor(
            uow, "lena", cast.bob.role, client_id=cast.bob.client_id, site_ids=[site]
        )
        uow.commit()
    of_site = add(api, cast, site_id=str(site), client_id=None).json["id"]
    of_client = add(api, cast, kind="heartbeat", address="").json["id"]
    theirs = add(api, cast, client_id=str(cast.charlie.client_id)).json["id"]

    def listed(by: Any = cast.alice, **query: Any) -> list[str]:
        return [one["id"] for one in api.get("monitors", by=by, **query).json["data"]]

    assert listed() == [theirs, of_client, of_site]
    assert listed(site_id=site) == [of_site]
    assert listed(kind="heartbeat") == [of_client]
    assert listed(client_id=cast.charlie.client_id, status="pending") == [theirs]
    assert listed(by=cast.bob) == [of_client, of_site]
    assert listed(by=limited) == [of_site]
    first = api.get("monitors", by=cast.alice, limit=2).json
    rest = api.get("monitors", by=cast.alice, limit=2, cursor=first["next_cursor"]).json
    assert [one["id"] for one in first["data"] + rest["data"]] == listed()
    assert api.get(f"monitors/{theirs}", by=cast.bob).code == "monitor_not_found"
    assert api.post(f"monitors/{of_site}/pause", by=cast.bob).code == "forbidden"


def test_a_job_reports_by_any_method_and_a_stranger_learns_nothing(api: Api, cast: Cast) -> None:
    monitor = f"monitors/{add(api, cast, kind='heartbeat', address='').json['id']}"
    url = api.post(f"{monitor}/ping-url", by=cast.alice).json["url"]
    path = url.partition("/api/v1/")[2]
    digest = address_digest(uuid.UUID(path.removeprefix("ping/")))
    beats = bootstrap.pings()
    assert api.get(path).code == "ping_unknown"  # the recorder has yet to listen
    beats.listen([digest])
    beats.listen([digest])

    for method in ("GET", "POST", "HEAD"):
        answer = api.send(method, path, headers={"Content-Type": "text/plain"}, body=b"")
        assert (answer.status, answer.body) == (200, "OK")
        assert answer.headers["content-type"].startswith("text/plain")
    assert api.get(f"{path}/start").status == 200
    assert api.post(f"{path}/fail").status == 200
    beat = beats.read([digest])[digest]
    assert None not in (beat.ok_at, beat.started_at, beat.failed_at)
    beats.forget([digest])
    assert api.get(path).code == "ping_unknown"
    assert api.get("ping/no-token-at-all").status == 404
    assert beats.read([digest]) == {}
    assert path.removeprefix("ping/") not in api.get(monitor, by=cast.alice).body


def test_pings_count_while_the_database_is_away(
    api: Api, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = uuid.uuid4()
    bootstrap.pings().listen([address_digest(token)])
    monkeypatch.setattr(bootstrap, "unit_of_work", None)

    assert api.get(f"ping/{token}").status == 200


def test_a_try_is_its_askers_alone(api: Api, cast: Cast) -> None:
    asked = api.post("monitors/try", by=cast.alice, body={"kind": "http", "address": ADDRESS})

    assert asked.status == 202
    assert asked.json["report"] is None
    polled = asked.headers["location"].removeprefix("/api/v1/")
    assert api.get(polled, by=cast.alice).json == asked.json
    assert api.get(polled, by=cast.sam).code == "try_not_found"
    heartbeat = api.post("monitors/try", by=cast.alice, body={"kind": "heartbeat"})
    assert heartbeat.code == "invalid_monitor"


def test_a_site_that_goes_takes_its_monitors_out_of_the_loop(
    api: Api, cast: Cast, database: Database
) -> None:
    with database.unit_of_work(DatabaseRole.WORKER) as uow:
        site = builders.a_site(uow, client_id=cast.bob.client_id)
        uow.commit()
    monitor = add(api, cast, site_id=str(site), client_id=None).json["id"]

    assert api.delete(f"sites/{site}", by=cast.alice).status == 204

    with database.unit_of_work(DatabaseRole.WORKER) as uow:
        rows = uow.connection.execute(
            "select body from outbox where queue = 'record-checks-queue' order by id"
        ).fetchall()
    told = [monitor_id for (body,) in rows for monitor_id in body["watch_monitors"]]
    assert told == [monitor, monitor]  # when it came, and when it went
