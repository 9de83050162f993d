"""Sites over HTTP, from adding one to removing it."""

import uuid
from typing import Any

import pytest

from chalicelib.adapters.database import Database, DatabaseRole
from tests import builders
from tests.api.conftest import Api
from tests.conftest import Cast
from tests.fakes.recording_queue import RecordingQueue


def _a_site(database: Database, client_id: uuid.UUID | None, **values: Any) -> str:
    assert client_id
    with database.unit_of_work(DatabaseRole.WORKER) as uow:
        site_id = builders.a_connected_site(uow, client_id=client_id, **values)
        uow.commit()
    return str(site_id)


def _form(cast: Cast, **values: Any) -> dict[str, Any]:
    return {
        "name": "Shop",
        "url": "https://Shop.Lang.example/",
        "client_id": str(cast.bob.client_id),
        "tags": ["shop", "Vip"],
        **values,
    }


def test_a_new_site_waits_for_its_plugin(api: Api, cast: Cast) -> None:
    added = api.post("sites", by=cast.alice, body=_form(cast))

    assert added.status == 201
    assert added.headers["location"] == f"/api/v1/sites/{added.json['id']}"
    assert added.json["url"] == "https://shop.lang.example"
    assert added.json["status"] == "pending"
    assert added.json["client_name"] == "Hofbäckerei Lang"
    detail = api.get(f"sites/{added.json['id']}", by=cast.alice).json
    assert detail["connection"] == {"state": "none", "key_prefix": None, "problem": None}
    assert detail["conditions"] == []
    assert detail["numbers"]["disk_free_bytes"] is None
    timeline = api.get(f"sites/{added.json['id']}/timeline", by=cast.alice).json
    assert [(entry["kind"], entry["actor"]) for entry in timeline["data"]] == [
        ("site_added", "Alice")
    ]


@pytest.mark.parametrize(
    ("values", "status"),
    [
        ({"url": "https://user:secret@shop.example"}, 422),
        ({"url": "ftp://shop.example"}, 422),
        ({"url": "https://shop.example/?a=b"}, 422),
        ({"url": "https://[::1"}, 422),
        ({"url": "https://shop.example:99999"}, 422),
        ({"url": "https:///"}, 422),
        ({"url": ""}, 422),
        ({"name": ""}, 422),
        ({"tags": "shop"}, 422),
        ({"status": "online"}, 422),
        ({"client_id": "0199c2a4-1b1e-7c55-8f0a-2b7d6c1e4a90"}, 404),
        ({"client_id": "nonsense"}, 422),
    ],
    ids=str,
)
def test_a_site_that_cannot_be_is_refused(
    api: Api, cast: Cast, values: dict[str, Any], status: int
) -> None:
    answer = api.post("sites", by=cast.alice, body=_form(cast, **values))

    assert (answer.status, bool(answer.code)) == (status, True)
    assert "secret" not in answer.json["type"]


def test_a_client_has_a_url_only_once(api: Api, cast: Cast) -> None:
    api.post("sites", by=cast.alice, body=_form(cast))

    assert api.post("sites", by=cast.alice, body=_form(cast)).code == "site_url_taken"
    other = _form(cast, client_id=str(cast.charlie.client_id))
    assert api.post("sites", by=cast.alice, body=other).status == 201


@pytest.mark.parametrize("sort", ["name", "-name", "status", "last_seen_at", "-updates"])
def test_every_order_pages_over_all_sites_once(
    api: Api, cast: Cast, database: Database, sort: str
) -> None:
    expected = {
        _a_site(database, cast.bob.client_id, name=name, status=status, updates_plugins=number % 3)
        for number, (name, status) in enumerate(
            [("b", "online"), ("A", "offline"), ("c", "online"), ("B", "unknown"), ("a", "offline")]
        )
    }

    seen: list[str] = []
    cursor: str | None = None
    while True:
        query = {"sort": sort, "limit": 2} | ({"cursor": cursor} if cursor else {})
        page = api.get("sites", by=cast.alice, **query).json
        seen += [site["id"] for site in page["data"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break

    assert len(seen) == len(set(seen))
    assert set(seen) == expected


def test_filters_narrow_the_list(api: Api, cast: Cast, database: Database) -> None:
    down = _a_site(database, cast.bob.client_id, name="Down", status="offline")
    _a_site(database, cast.charlie.client_id, name="Up")

    def names(**query: str) -> list[str]:
        return [site["id"] for site in api.get("sites", by=cast.alice, **query).json["data"]]

    assert names(status="offline") == [down]
    assert names(client_id=str(cast.bob.client_id)) == [down]
    assert names(q="dOw") == [down]
    assert names(q="%") == []
    assert api.get("sites", by=cast.alice, status="broken").code == "invalid_parameter"
    assert api.get("sites", by=cast.alice, sort="url").code == "invalid_parameter"


def test_a_client_sees_its_own_sites_and_nothing_else(
    api: Api, cast: Cast, database: Database
) -> None:
    own = _a_site(database, cast.bob.client_id)
    foreign = _a_site(database, cast.charlie.client_id)

    listed = api.get("sites", by=cast.bob).json["data"]
    assert [site["id"] for site in listed] == [own]
    assert api.get(f"sites/{own}", by=cast.bob).status == 200
    for path in ("", "/inventory", "/snapshots", "/timeline"):
        assert api.get(f"sites/{foreign}{path}", by=cast.bob).code == "site_not_found"
    assert api.get("sites", by=cast.bob, client_id=str(cast.charlie.client_id)).json["data"] == []
    overview = api.get("analytics/overview", by=cast.bob).json
    assert overview["sites"]["total"] == 1


@pytest.mark.parametrize("who", ["bob", "sam"])
def test_only_admins_change_sites(api: Api, cast: Cast, database: Database, who: str) -> None:
    site = _a_site(database, cast.bob.client_id)
    actor = getattr(cast, who)

    answers = [
        api.post("sites", by=actor, body=_form(cast)),
        api.patch(f"sites/{site}", by=actor, body={"name": "x"}),
        api.delete(f"sites/{site}", by=actor),
        *(
            api.post(f"sites/{site}/{act}", by=actor)
            for act in ("pairing-codes", "check", "disconnect")
        ),
    ]

    assert [answer.code for answer in answers] == ["forbidden"] * 6


def test_a_pairing_code_is_shown_once_as_one_string(api: Api, cast: Cast) -> None:
    site = api.post("sites", by=cast.alice, body=_form(cast)).json["id"]

    code = api.post(f"sites/{site}/pairing-codes", by=cast.alice)

    assert code.status == 201
    assert code.json["connection_string"] == f"http://127.0.0.1:8000#{code.json['code']}"
    assert code.json["expires_at"] == "2026-11-23T10:15:00.000Z"
    state = api.get(f"sites/{site}", by=cast.alice).json["connection"]["state"]
    assert state == "waiting"


def test_a_check_is_a_job_that_leaves_a_message(
    api: Api, cast: Cast, database: Database, queue: RecordingQueue
) -> None:
    site = _a_site(database, cast.bob.client_id)

    job = api.post(f"sites/{site}/check", by=cast.alice)

    assert job.status == 202
    assert job.headers["location"] == f"/api/v1/jobs/{job.json['id']}"
    shown = api.get(f"jobs/{job.json['id']}", by=cast.bob).json
    assert (shown["state"], shown["kind"], shown["site_name"]) == ("queued", "site_check", "Shop")
    assert [name for name, _ in queue.sent] == ["relay-outbox-queue"]
    assert api.get(f"jobs/{job.json['id']}", by=cast.charlie).code == "job_not_found"
    assert api.get("jobs", by=cast.charlie).json["data"] == []
    assert len(api.get("jobs", by=cast.alice, state="queued").json["data"]) == 1


def test_a_site_that_is_not_connected_cannot_be_checked(api: Api, cast: Cast) -> None:
    site = api.post("sites", by=cast.alice, body=_form(cast)).json["id"]

    assert api.post(f"sites/{site}/check", by=cast.alice).code == "site_not_connected"


def test_a_paused_site_shows_as_paused_until_it_is_resumed(
    api: Api, cast: Cast, database: Database
) -> None:
    site = _a_site(database, cast.bob.client_id)

    paused = api.patch(f"sites/{site}", by=cast.alice, body={"is_paused": True, "name": "Calm"})
    assert (paused.json["status"], paused.json["name"]) == ("paused", "Calm")
    assert api.post(f"sites/{site}/check", by=cast.alice).code == "site_paused"
    resumed = api.patch(f"sites/{site}", by=cast.alice, body={"is_paused": False})
    assert resumed.json["status"] == "unknown"


def test_a_removed_site_is_gone(api: Api, cast: Cast, database: Database) -> None:
    site = _a_site(database, cast.bob.client_id)

    assert api.delete(f"sites/{site}", by=cast.alice).status == 204
    assert api.get(f"sites/{site}", by=cast.alice).code == "site_not_found"
    assert api.delete(f"sites/{site}", by=cast.alice).code == "site_not_found"


def test_the_history_of_numbers_is_a_span_of_time(api: Api, cast: Cast, database: Database) -> None:
    site = _a_site(database, cast.bob.client_id)
    path = f"sites/{site}/snapshots"

    assert api.get(path, by=cast.bob).json == {"data": []}
    span = {"from": "2026-11-01T00:00:00Z", "to": "2026-11-02T00:00:00+01:00"}
    assert api.get(path, by=cast.bob, **span).status == 200
    for bad in (
        {"from": "2026-11-02T00:00:00"},
        {"from": "yesterday"},
        {"from": "2026-11-02T00:00:00Z", "to": "2026-11-01T00:00:00Z"},
        {"from": "2020-11-02T00:00:00Z"},
        {"from_": "2026-11-02T00:00:00Z"},
    ):
        assert api.get(path, by=cast.bob, **bad).code == "invalid_parameter"


def test_an_inventory_is_empty_before_the_first_snapshot(
    api: Api, cast: Cast, database: Database
) -> None:
    site = _a_site(database, cast.bob.client_id)

    assert api.get(f"sites/{site}/inventory", by=cast.bob).json == {"hash": "", "taken_at": None}


def test_strange_vitals_break_no_page(api: Api, cast: Cast, database: Database) -> None:
    from psycopg.types.json import Jsonb

    vitals = Jsonb({"disk_free_bytes": "many", "load_ms": 12, "users_total": True, "x": {}})
    site = _a_site(database, cast.bob.client_id, vitals=vitals)

    numbers = api.get(f"sites/{site}", by=cast.alice).json["numbers"]
    assert (numbers["disk_free_bytes"], numbers["load_ms"], numbers["users_total"]) == (
        None,
        12,
        None,
    )


def test_home_counts_what_is(api: Api, cast: Cast, database: Database) -> None:
    _a_site(database, cast.bob.client_id, status="offline")
    _a_site(database, cast.charlie.client_id, updates_plugins=3)

    overview = api.get("analytics/overview", by=cast.sam).json

    assert overview["sites"] == {
        "total": 2,
        "online": 1,
        "degraded": 0,
        "offline": 1,
        "maintenance": 0,
        "unknown": 0,
        "pending": 0,
        "paused": 0,
    }
    assert overview["updates_waiting"] == 3
    assert overview["attention"] == []
    assert overview["recent"] == []
