"""Alert channels over HTTP."""

import pytest

from chalicelib import bootstrap
from chalicelib.adapters.database import Database, DatabaseRole
from tests.api.conftest import Answered, Api
from tests.conftest import Cast
from tests.fakes.post_office import PostOffice

SECRET = "https://hooks.slack.com/services/0/0/pL4secret"
MORNING = {"hour": 8, "time_zone": "Europe/Berlin"}
QUIET = {"starts": "22:00", "ends": "06:30", "time_zone": "Europe/Berlin"}


def add(api: Api, cast: Cast, **changes: object) -> Answered:
    body = {"kind": "slack", "name": "#on-call", "target": SECRET, **changes}
    return api.post("channels", by=cast.alice, body=body)


def test_a_channel_is_added_and_shown_without_what_it_posts_to(
    api: Api, cast: Cast, database: Database
) -> None:
    later = {"after_minutes": 15, "repeat_minutes": 240}
    mine = {"client_id": str(cast.bob.client_id), "quiet_hours": QUIET, **later}
    routes = [mine, {"digest": {**MORNING, "weekday": 5}}]
    added = add(api, cast, routes=routes)

    assert added.status == 201
    assert added.json["hint"] == "hooks.slack.com"
    assert added.json["routes"][0]["quiet_hours"] == {**QUIET, "wakes_for_critical": True}
    assert {**added.json["routes"][0], **later} == added.json["routes"][0]
    assert added.json["routes"][1]["digest"] == {**MORNING, "weekday": 5}
    assert [route["minimum_severity"] for route in added.json["routes"]] == ["critical"] * 2
    assert api.get(f"channels/{added.json['id']}", by=cast.sam).json == added.json
    assert api.get("channels", by=cast.sam).json["data"] == [added.json]
    assert "pL4secret" not in added.body + everything(database)


def everything(database: Database) -> str:
    """All that a dump of the database would hold of channels, and of who made them."""
    with database.unit_of_work(DatabaseRole.STAFF) as uow:
        tables = ("channels", "channel_routes", "alert_deliveries", "audit_logs", "outbox")
        return "".join(
            str(uow.connection.execute(f"select t::text from {table} t".encode()).fetchall())
            for table in tables
        )


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"target": "https://evil.example/services/x"}, "invalid_target"),
        ({"target": ""}, "invalid_body"),
        ({"kind": "pigeon"}, "invalid_body"),
        ({"kind": "sms", "target": "0170 1234567"}, "invalid_target"),
        ({"routes": [{"quiet_hours": {**QUIET, "time_zone": "Moon/Base"}}]}, "invalid_body"),
        ({"routes": [{"quiet_hours": {**QUIET, "ends": "22:00"}}]}, "invalid_body"),
        ({"routes": [{"quiet_hours": {**QUIET, "ends": "25:00"}}]}, "invalid_body"),
        ({"routes": [{"after_minutes": 7}]}, "invalid_body"),
        ({"routes": [{"repeat_minutes": 5}]}, "invalid_body"),
        ({"routes": [{"digest": {**MORNING, "hour": 24}}]}, "invalid_body"),
        ({"routes": [{"digest": {**MORNING, "weekday": 0}}]}, "invalid_body"),
        ({"routes": [{"digest": {**MORNING, "time_zone": "Moon/Base"}}]}, "invalid_body"),
        ({"routes": [{"digest": MORNING, "after_minutes": 5}]}, "invalid_body"),
        ({"routes": [{"digest": MORNING, "quiet_hours": QUIET}]}, "invalid_body"),
        (
            {"routes": [{"client_id": "0199c2a4-1b1e-7c55-8f0a-2b7d6c1e4a90"}]},
            "client_not_found",
        ),
    ],
)
def test_what_does_not_fit_is_refused_and_not_repeated(
    api: Api, cast: Cast, changes: dict[str, object], code: str
) -> None:
    refused = add(api, cast, **changes)

    assert refused.code == code
    assert str(changes.get("target", "unsaid")) not in refused.body or not changes.get("target")


def test_a_new_target_switches_a_channel_on_again(api: Api, cast: Cast, database: Database) -> None:
    channel = f"channels/{add(api, cast).json['id']}"
    with database.unit_of_work(DatabaseRole.WORKER) as uow:
        uow.connection.execute(
            "update channels set is_enabled = false, disabled_at = now(), disabled_reason = 'x'"
        )
        uow.commit()
    assert api.get(channel, by=cast.alice).json["disabled_reason"] == "x"

    changed = api.patch(channel, by=cast.alice, body={"target": SECRET + "2", "routes": []})

    assert changed.json["is_enabled"]
    assert changed.json["disabled_reason"] is None
    assert changed.json["routes"] == []


def test_a_test_is_a_real_delivery_that_the_list_tells_of(
    api: Api, cast: Cast, post: PostOffice
) -> None:
    made = add(api, cast, kind="email", target="on-call@agency.example")
    channel = f"channels/{made.json['id']}"

    asked = api.post(f"{channel}/test", by=cast.alice)
    assert asked.status == 202
    assert (asked.json["outcome"], asked.json["is_test"]) == ("waiting", True)
    [letter] = post.deliver()

    assert letter.recipient == "on-call@agency.example"
    [delivery] = api.get(f"{channel}/deliveries", by=cast.sam).json["data"]
    assert delivery["id"] == asked.json["id"]
    assert (delivery["outcome"], delivery["receipt"]) == ("delivered", "letter-1")
    assert api.get(channel, by=cast.sam).json["last_delivered_at"]


def test_deliveries_page_to_their_end(api: Api, cast: Cast) -> None:
    channel = f"channels/{add(api, cast).json['id']}"
    wanted = [api.post(f"{channel}/test", by=cast.alice).json["id"] for _ in range(3)]

    first = api.get(f"{channel}/deliveries", by=cast.alice, limit=2).json
    rest = api.get(
        f"{channel}/deliveries", by=cast.alice, limit=2, cursor=first["next_cursor"]
    ).json

    assert [one["id"] for one in first["data"] + rest["data"]] == wanted[::-1]
    assert not rest["has_more"]


def test_a_signing_secret_is_shown_once_and_only_webhooks_have_one(
    api: Api, cast: Cast, database: Database
) -> None:
    hook = add(api, cast, kind="webhook", target="https://hooks.example/x").json["id"]
    secrets = [
        api.post(f"channels/{hook}/signing-secret", by=cast.alice).json["secret"] for _ in "ab"
    ]

    assert all(secret.startswith("whsec_") for secret in secrets)
    assert len(set(secrets)) == 2
    assert secrets[1] not in everything(database)
    slack = add(api, cast).json["id"]
    assert api.post(f"channels/{slack}/signing-secret", by=cast.alice).code == (
        "not_a_signing_channel"
    )


def test_the_same_request_twice_adds_one_channel(api: Api, cast: Cast) -> None:
    body = {"kind": "slack", "name": "#on-call", "target": SECRET}
    once = {"Idempotency-Key": "a-key-of-its-own"}
    first, again = (api.post("channels", by=cast.alice, body=body, headers=once) for _ in range(2))

    assert again.json == first.json
    assert len(api.get("channels", by=cast.alice).json["data"]) == 1


def test_clients_see_no_channels_and_support_changes_none(api: Api, cast: Cast) -> None:
    channel = add(api, cast).json["id"]

    assert api.get("channels", by=cast.bob).code == "forbidden"
    assert api.get(f"channels/{channel}/deliveries", by=cast.bob).code == "forbidden"
    assert api.delete(f"channels/{channel}", by=cast.sam).code == "forbidden"
    assert api.delete(f"channels/{channel}", by=cast.alice).status == 204
    assert api.get(f"channels/{channel}", by=cast.alice).code == "channel_not_found"


def test_what_the_api_sealed_only_the_right_purpose_opens(
    api: Api, cast: Cast, database: Database
) -> None:
    made = add(api, cast).json["id"]
    with database.unit_of_work(DatabaseRole.STAFF) as uow:
        row = uow.connection.execute("select sealed_target from channels").fetchone()

    assert row is not None
    opened = bootstrap.sealer().open(row[0], purpose="channel", owner=f"{made}:target")
    assert opened.decode() == SECRET
