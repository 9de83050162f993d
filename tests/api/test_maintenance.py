"""Maintenance windows over HTTP."""

import datetime as dt
import uuid
from typing import Any

import pytest

from chalicelib.adapters.database import Database, DatabaseRole
from chalicelib.kit.clock import FixedClock
from tests import builders
from tests.api.conftest import Answered, Api
from tests.conftest import Cast

NIGHTS = {
    "starts_at": "2026-11-24T02:30:00",
    "time_zone": "Europe/Berlin",
    "duration_minutes": 60,
    "recurrence": "daily",
}


@pytest.fixture
def shop(cast: Cast, database: Database) -> str:
    with database.unit_of_work(DatabaseRole.WORKER) as uow:
        assert cast.bob.client_id
        site = builders.a_connected_site(uow, client_id=cast.bob.client_id)
        uow.commit()
    return str(site)


def plan(api: Api, cast: Cast, **changes: Any) -> Answered:
    body = {"name": "Nights", "schedule": NIGHTS, "scope": {"covers_all": True}, **changes}
    return api.post("maintenance-windows", by=cast.alice, body=body)


def test_a_series_is_planned_and_shown_with_what_comes_next(
    api: Api, cast: Cast, shop: str
) -> None:
    planned = plan(api, cast)

    assert planned.status == 201, planned.body
    assert planned.json["schedule"] == {
        **NIGHTS,
        "weekdays": [],
        "month_day": None,
        "month_week": None,
        "until": None,
    }
    assert planned.json["state"] == "upcoming"
    assert planned.json["occurrence"] == {
        "opens_at": "2026-11-24T01:30:00.000Z",
        "closes_at": "2026-11-24T02:30:00.000Z",
        "clock": "regular",
    }
    assert planned.json["sites_count"] == 1
    assert planned.json["created_by"] == "Alice"
    window = f"maintenance-windows/{planned.json['id']}"
    assert api.get(window, by=cast.sam).json == planned.json
    assert api.get("maintenance-windows", by=cast.sam, state="open").json["data"] == []
    assert api.get("maintenance-windows", by=cast.sam, state="upcoming").json["data"]


def test_a_preview_shows_the_next_five_and_what_the_clock_does(api: Api, cast: Cast) -> None:
    times = {**NIGHTS, "starts_at": "2027-03-27T02:30"}

    ahead = api.post("maintenance-windows/preview", by=cast.alice, body=times).json["data"]

    assert [one["clock"] for one in ahead] == [
        "regular",
        "skipped",
        "regular",
        "regular",
        "regular",
    ]
    assert ahead[1]["opens_at"] == "2027-03-28T01:30:00.000Z"


def test_maintenance_that_is_started_shows_on_the_site_until_it_is_ended(
    api: Api, cast: Cast, shop: str, clock: FixedClock
) -> None:
    body = {"name": "Move", "scope": {"site_ids": [shop]}, "duration_minutes": 30}
    started = api.post("maintenance-windows/start", by=cast.alice, body=body).json
    assert started["state"] == "open"
    clock.advance(dt.timedelta(minutes=5))

    maintenance = api.get(f"sites/{shop}", by=cast.sam).json["maintenance"]
    assert maintenance == {
        "window_id": started["id"],
        "name": "Move",
        "since": "2026-11-23T10:00:00.000Z",
        "until": "2026-11-23T10:30:00.000Z",
    }
    ended = api.post(f"maintenance-windows/{started['id']}/end", by=cast.alice).json

    assert ended["state"] == "past"
    assert ended["occurrence"]["closes_at"] == "2026-11-23T10:05:00.000Z"
    assert api.get(f"sites/{shop}", by=cast.sam).json["maintenance"] is None
    again = api.post(f"maintenance-windows/{started['id']}/end", by=cast.alice)
    assert again.code == "maintenance_window_not_open"


def test_what_is_changed_is_changed_and_the_rest_stays(api: Api, cast: Cast, shop: str) -> None:
    window = f"maintenance-windows/{plan(api, cast).json['id']}"

    weekly = {**NIGHTS, "recurrence": "weekly", "weekdays": [7, 1]}
    changed = api.patch(window, by=cast.alice, body={"schedule": weekly, "name": "Weekend"}).json

    assert changed["schedule"]["weekdays"] == [1, 7]
    assert (changed["name"], changed["scope"]["covers_all"]) == ("Weekend", True)
    assert changed["occurrence"]["opens_at"] == "2026-11-29T01:30:00.000Z"
    assert api.delete(window, by=cast.alice).status == 204
    assert api.get(window, by=cast.alice).code == "maintenance_window_not_found"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"scope": {}}, "invalid_body"),
        ({"scope": {"site_ids": [str(uuid.uuid4())]}}, "site_not_found"),
        ({"scope": {"client_ids": [str(uuid.uuid4())]}}, "client_not_found"),
        ({"schedule": {**NIGHTS, "time_zone": "Moon/Base"}}, "invalid_body"),
        ({"schedule": {**NIGHTS, "starts_at": "2026-11-24T02:30:00Z"}}, "invalid_body"),
        ({"schedule": {**NIGHTS, "duration_minutes": 1441}}, "invalid_body"),
        ({"schedule": {**NIGHTS, "recurrence": "weekly"}}, "invalid_body"),
        ({"schedule": {**NIGHTS, "recurrence": "monthly_by_day"}}, "invalid_body"),
        ({"schedule": {**NIGHTS, "recurrence": "monthly_by_weekday"}}, "invalid_body"),
        ({"schedule": {**NIGHTS, "until": "2026-11-01"}}, "never_opens"),
        (
            {"schedule": {**NIGHTS, "recurrence": "once", "starts_at": "2026-11-01T02:00"}},
            "never_opens",
        ),
    ],
)
def test_what_cannot_be_is_refused(
    api: Api, cast: Cast, changes: dict[str, Any], code: str
) -> None:
    assert plan(api, cast, **changes).code == code


def test_clients_see_what_touches_their_sites_and_not_whose_the_others_are(
    api: Api, cast: Cast, shop: str
) -> None:
    plan(api, cast)
    plan(api, cast, name="Theirs", scope={"client_ids": [str(cast.charlie.client_id)]})
    own = plan(api, cast, name="Own", scope={"site_ids": [shop]}).json["id"]

    seen = api.get("maintenance-windows", by=cast.bob).json["data"]

    assert [(one["name"], one["sites_count"]) for one in seen] == [("Own", 1), ("Nights", 1)]
    assert {(one["scope"], one["created_by"]) for one in seen} == {(None, "")}
    # Nobody of the other client has a site: not even what covers all of them touches one.
    assert api.get("maintenance-windows", by=cast.charlie).json["data"] == []
    assert api.delete(f"maintenance-windows/{own}", by=cast.bob).code == "forbidden"


def test_what_is_told_to_nobody_is_seen_by_staff_alone(
    api: Api, cast: Cast, shop: str, database: Database
) -> None:
    body = {
        "name": "Secret",
        "scope": {"site_ids": [shop]},
        "duration_minutes": 30,
        "is_announced": False,
    }
    secret = api.post("maintenance-windows/start", by=cast.alice, body=body).json["id"]

    assert api.get(f"sites/{shop}", by=cast.sam).json["maintenance"]["name"] == "Secret"
    assert api.get(f"sites/{shop}", by=cast.bob).json["maintenance"] is None
    assert api.get("maintenance-windows", by=cast.bob).json["data"] == []
    found = api.get(f"maintenance-windows/{secret}", by=cast.bob)
    assert found.code == "maintenance_window_not_found"
    # Nor does the database show it, whatever a query of ours asks.
    with database.unit_of_work(DatabaseRole.CLIENT, client_id=cast.bob.client_id) as uow:
        assert uow.connection.execute("select 1 from maintenance_windows").fetchall() == []


def test_a_site_that_gets_other_tags_is_judged_anew(
    api: Api, cast: Cast, shop: str, database: Database
) -> None:
    api.patch(f"sites/{shop}", by=cast.alice, body={"tags": ["other"]})

    with database.unit_of_work(DatabaseRole.WORKER) as uow:
        judged = uow.connection.execute("select body -> 'judge' from outbox").fetchall()
    assert ([shop],) in judged


def test_a_series_that_is_over_shows_its_last_time(
    api: Api, cast: Cast, shop: str, clock: FixedClock
) -> None:
    window = plan(api, cast, schedule={**NIGHTS, "until": "2026-11-27"}).json["id"]
    clock.advance(dt.timedelta(days=10))

    shown = api.get(f"maintenance-windows/{window}", by=cast.alice).json

    assert (shown["state"], shown["occurrence"]["opens_at"]) == (
        "past",
        "2026-11-27T01:30:00.000Z",
    )


def test_a_pause_that_ends_by_itself_ends_later_than_now(api: Api, cast: Cast, shop: str) -> None:
    site = f"sites/{shop}"
    paused = api.patch(site, by=cast.alice, body={"paused_until": "2026-11-23T12:00:00Z"}).json

    assert (paused["status"], paused["paused_until"]) == ("paused", "2026-11-23T12:00:00.000Z")
    past = api.patch(site, by=cast.alice, body={"paused_until": "2026-11-23T09:00:00Z"})
    assert past.code == "invalid_body"
    resumed = api.patch(site, by=cast.alice, body={"is_paused": False}).json
    assert (resumed["status"], resumed["paused_until"]) == ("unknown", None)


def test_what_is_announced_is_told_to_those_whose_sites_it_touches_soonest_first(
    api: Api, cast: Cast, shop: str, database: Database
) -> None:
    with database.unit_of_work(DatabaseRole.WORKER) as uow:
        assert cast.charlie.client_id
        garage = builders.a_connected_site(uow, client_id=cast.charlie.client_id, name="Garage")
        uow.commit()
    plan(api, cast, schedule={**NIGHTS, "until": "2026-11-25"})
    plan(api, cast, name="Secret", is_announced=False)
    only = {"name": "Move", "scope": {"site_ids": [str(garage)]}, "duration_minutes": 30}
    move = api.post("maintenance-windows/start", by=cast.alice, body=only).json

    def told(actor: Any, **query: Any) -> list[tuple[str, str, list[str]]]:
        found = api.get("planned-maintenance", by=actor, **query).json["data"]
        return [
            (one["name"], one["opens_at"][:16], [site["name"] for site in one["sites"]])
            for one in found
        ]

    nights = [("Nights", f"2026-11-{day}T01:30") for day in (24, 25)]
    assert told(cast.bob) == [(*night, ["Shop"]) for night in nights]
    assert told(cast.bob, site_id=str(garage)) == []
    assert told(cast.charlie) == [
        ("Move", "2026-11-23T10:00", ["Garage"]),
        *((*night, ["Garage"]) for night in nights),
    ]
    assert [night[2] for night in told(cast.alice)] == [["Garage"], *[["Garage", "Shop"]] * 2]
    page = api.get("planned-maintenance", by=cast.alice, limit=1).json
    following = {"limit": 5, "cursor": page["next_cursor"]}
    rest = [night[:2] for night in told(cast.alice, **following)]
    assert (page["data"][0]["window_id"], rest) == (move["id"], nights)
