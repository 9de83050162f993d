"""Incidents by the API: who sees what, who says what, and the link in the message."""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

import pytest
from psycopg.errors import InsufficientPrivilege

from chalicelib.adapters.database import Database, DatabaseRole
from chalicelib.kit.clock import FixedClock
from chalicelib.monitoring import acknowledging
from chalicelib.monitoring.noticed import noticed_by_visitors
from tests import builders
from tests.api.conftest import Api
from tests.builders import NOW
from tests.conftest import Cast


@dataclass(frozen=True)
class Ward:
    """One incident of the bakery's shop, and one larger that hits both clients."""

    shop: uuid.UUID
    garage: uuid.UUID
    own: str
    shared: str


@pytest.fixture
def ward(database: Database, cast: Cast) -> Ward:
    with database.unit_of_work(DatabaseRole.WORKER) as uow:
        bakery, wolff = cast.bob.client_id, cast.charlie.client_id
        assert bakery
        assert wolff
        shop = builders.a_connected_site(uow, client_id=bakery, name="Shop")
        garage = builders.a_connected_site(uow, client_id=wolff, name="Garage")
        own = builders.an_incident(uow, client_id=bakery, site_id=shop)
        uow.connection.execute("update incident_sites set resolved_at = %s", (NOW,))
        shared = builders.an_incident(
            uow, client_id=wolff, site_id=garage, started_at=NOW + dt.timedelta(minutes=1)
        )
        uow.connection.execute(
            "update incidents set client_id = null, site_id = null, shared = '203.0.113.9',"
            " title = 'Several sites on 203.0.113.9 are offline' where id = %s",
            (shared,),
        )
        uow.connection.execute(
            "insert into incident_sites (id, incident_id, client_id, site_id, alert_key, cause,"
            " started_at, address, evidence) values (%s, %s, %s, %s, 'condition:x', 'http_error',"
            " %s, '203.0.113.9', %s)",
            (
                uuid.uuid4(),
                shared,
                bakery,
                shop,
                NOW,
                '{"body": "<script>alert(1)</script>", "regions": ["east"]}',
            ),
        )
        uow.commit()
    return Ward(shop, garage, str(own), str(shared))


def test_the_newest_incident_comes_first_and_filters_narrow(
    api: Api, cast: Cast, ward: Ward
) -> None:
    def ids(query: str = "") -> list[str]:
        return [one["id"] for one in api.get(f"incidents{query}", by=cast.alice).json["data"]]

    assert ids() == [ward.shared, ward.own]
    assert ids("?limit=1") == [ward.shared]
    assert ids(f"?site_id={ward.garage}") == [ward.shared]
    assert ids(f"?client_id={cast.bob.client_id}&state=active") == [ward.shared, ward.own]
    assert ids("?state=resolved") == []
    page = api.get("incidents?limit=1", by=cast.alice).json
    following = api.get(f"incidents?limit=1&cursor={page['next_cursor']}", by=cast.alice).json
    assert ([one["id"] for one in following["data"]], following["has_more"]) == ([ward.own], False)


def test_since_asks_for_what_was_not_over_by_then(
    api: Api, cast: Cast, ward: Ward, database: Database
) -> None:
    with database.unit_of_work(DatabaseRole.WORKER) as uow:
        uow.connection.execute(
            "update incidents set state = 'resolved', resolved_at = %s where id = %s",
            (NOW + dt.timedelta(hours=1), ward.own),
        )
        uow.commit()

    found = api.get("incidents?since=2026-11-23T11:30:00Z", by=cast.alice).json["data"]

    assert [one["id"] for one in found] == [ward.shared]


def test_a_client_sees_of_a_larger_incident_only_their_own_site(
    api: Api, cast: Cast, ward: Ward
) -> None:
    for actor, site in ((cast.bob, "Shop"), (cast.charlie, "Garage")):
        seen = api.get(f"incidents/{ward.shared}", by=actor)

        assert [one["site_name"] for one in seen.json["sites"]] == [site]
        assert seen.json["site_count"] == 1
    assert api.get(f"incidents/{ward.own}", by=cast.charlie).status == 404
    assert api.get(f"incidents/{ward.shared}", by=cast.alice).json["site_count"] == 2


def test_the_evidence_is_text(api: Api, cast: Cast, ward: Ward) -> None:
    sites = api.get(f"incidents/{ward.shared}", by=cast.alice).json["sites"]
    [shown] = [site for site in sites if site["site_name"] == "Shop"]

    assert shown["evidence"]["body"] == "<script>alert(1)</script>"
    assert shown["evidence"]["regions"] == ["east"]


def test_what_a_probe_saw_and_where_the_sites_lie_is_not_for_clients(
    api: Api, cast: Cast, ward: Ward, database: Database
) -> None:
    for answer in (
        api.get(f"incidents/{ward.shared}", by=cast.bob),
        api.get("incidents", by=cast.bob),
        api.get("outages", by=cast.bob),
    ):
        assert answer.status == 200
        assert not [word for word in ("script", "203.0.113.9", "east") if word in answer.body]

    # Nor is it when a query of ours forgets that: the database refuses the columns.
    for column in ("evidence", "address", "network"):
        with (
            database.unit_of_work(DatabaseRole.CLIENT, client_id=cast.bob.client_id) as uow,
            pytest.raises(InsufficientPrivilege),
        ):
            uow.connection.execute(f"select {column} from incident_sites".encode())


def test_an_outage_is_told_by_what_visitors_noticed_and_what_was_written_for_clients(
    api: Api, cast: Cast, ward: Ward
) -> None:
    for incident, text, is_public in (
        (ward.own, "Shop's disk again.", False),
        (ward.own, "We have made room.", True),
        (ward.shared, "Our provider is on it.", True),
    ):
        body = {"text": text, "is_public": is_public}
        api.post(f"incidents/{incident}/updates", by=cast.alice, body=body)
    report = {"text": "A log filled the disk.", "is_public": True}
    api.send("PUT", f"incidents/{ward.own}/post-mortem", by=cast.alice, body=report)

    def told(actor: Any, query: str = "") -> list[tuple[Any, ...]]:
        found = api.get(f"outages{query}", by=actor).json["data"]
        return [
            (
                one["site_name"],
                one["noticed"],
                one["duration_seconds"],
                [(word["text"], word["is_report"]) for word in one["words"]],
            )
            for one in found
        ]

    provider = [("Our provider is on it.", False)]
    errors = ("Shop", "error_page", None, provider)
    own_words = [("We have made room.", False), ("A log filled the disk.", True)]
    over = ("Shop", "not_reachable", 0.0, own_words)
    assert sorted(told(cast.bob), key=str) == sorted([errors, over], key=str)
    assert told(cast.charlie) == [("Garage", "not_reachable", None, provider)]
    assert told(cast.charlie, f"?site_id={ward.shop}") == []
    assert told(cast.bob, "?since=2026-11-23T10:00:01Z") == [errors]
    first = api.get("outages?limit=2", by=cast.alice).json
    rest = api.get(f"outages?limit=2&cursor={first['next_cursor']}", by=cast.alice).json
    ids = [one["id"] for one in (*first["data"], *rest["data"])]
    assert (len(ids), len(set(ids)), rest["has_more"]) == (3, 3, False)


@pytest.mark.parametrize(
    ("kind", "cause", "noticed"),
    [
        ("site_offline", "timed_out", "not_reachable"),
        ("site_offline", "a newer reason", "not_reachable"),
        ("site_offline", "database_error", "error_page"),
        ("site_offline", "certificate_expired", "browser_warning"),
        ("site_offline", "access_denied", "shut_out"),
        ("maintenance_lasts", "", "maintenance_page"),
        ("monitor_http", "http_error", "a_part"),
        ("monitor_heartbeat", "overdue", "nothing"),
    ],
)
def test_visitors_notice_no_reasons(kind: str, cause: str, noticed: str) -> None:
    assert noticed_by_visitors(kind, cause) == noticed


def test_acknowledging_twice_is_acknowledging_once(api: Api, cast: Cast, ward: Ward) -> None:
    first = api.post(f"incidents/{ward.own}/acknowledge", by=cast.sam)
    again = api.post(f"incidents/{ward.own}/acknowledge", by=cast.alice)

    assert (first.json["state"], first.json["acknowledged_by"]) == ("acknowledged", "Sam")
    assert again.json["acknowledged_by"] == "Sam"
    timeline = api.get(f"incidents/{ward.own}", by=cast.alice).json["timeline"]
    assert [line["kind"] for line in timeline] == ["acknowledged"]


def test_what_is_over_is_not_acknowledged(
    api: Api, cast: Cast, ward: Ward, database: Database
) -> None:
    with database.unit_of_work(DatabaseRole.WORKER) as uow:
        uow.connection.execute("update incidents set state = 'resolved', resolved_at = now()")
        uow.commit()

    assert api.post(f"incidents/{ward.own}/acknowledge", by=cast.alice).code == "incident_over"


def test_a_note_is_for_staff_unless_it_is_made_public(api: Api, cast: Cast, ward: Ward) -> None:
    for text, is_public in (("The host again.", False), ("We are on it.", True)):
        body = {"text": text, "is_public": is_public}
        assert api.post(f"incidents/{ward.shared}/updates", by=cast.alice, body=body).status == 201

    def lines(actor: Any) -> list[tuple[str, str]]:
        timeline = api.get(f"incidents/{ward.shared}", by=actor).json["timeline"]
        return [(line["text"], line["author"]) for line in timeline]

    assert lines(cast.sam) == [("The host again.", "Alice"), ("We are on it.", "Alice")]
    # Who wrote it stays inside.
    assert lines(cast.bob) == lines(cast.charlie) == [("We are on it.", "")]


def test_the_newest_post_mortem_counts(api: Api, cast: Cast, ward: Ward) -> None:
    for text, is_public in (("Disk full.", True), ("A log filled the disk.", False)):
        body = {"text": text, "is_public": is_public}
        api.send("PUT", f"incidents/{ward.own}/post-mortem", by=cast.alice, body=body)

    shown = api.get(f"incidents/{ward.own}", by=cast.alice).json
    assert (shown["post_mortem"]["text"], shown["timeline"]) == ("A log filled the disk.", [])
    assert api.get(f"incidents/{ward.own}", by=cast.bob).json["post_mortem"] is None


def test_what_changed_before_is_shown_nearest_first(
    api: Api, cast: Cast, ward: Ward, database: Database
) -> None:
    with database.unit_of_work(DatabaseRole.WORKER) as uow:
        versions = (("1.0", 50), ("1.1", 30), ("1.2", 2), ("1.3", 1))
        for seq, (version, hours) in enumerate(versions):
            _a_snapshot(
                uow, cast, ward, seq=seq, version=version, at=NOW - dt.timedelta(hours=hours)
            )
        uow.commit()

    changes = api.get(f"incidents/{ward.own}", by=cast.bob).json["changes"]

    assert [(one["name"], one["before_version"], one["version"]) for one in changes] == [
        ("Cart", "1.2", "1.3"),
        ("Cart", "1.1", "1.2"),
    ]


def _a_snapshot(
    uow: Any, cast: Cast, ward: Ward, *, seq: int, version: str, at: dt.datetime
) -> None:
    document = f'{{"plugins": [{{"file": "c.php", "name": "Cart", "version": "{version}"}}]}}'
    uow.connection.execute(
        "insert into site_inventories (site_id, hash, client_id, document, received_at)"
        " values (%s, %s, %s, %s, %s)",
        (ward.shop, version, cast.bob.client_id, document, at),
    )
    uow.connection.execute(
        "insert into site_monitors (id, received_at, site_id, client_id, seq, until_seq, taken_at,"
        " until_at, inventory_hash, fingerprint, vitals, raw)"
        " values (%s, now(), %s, %s, %s, %s, %s, %s, %s, %s, '{}', '{}')",
        (
            uuid.uuid4(),
            ward.shop,
            cast.bob.client_id,
            seq,
            seq,
            at,
            at + dt.timedelta(minutes=30),
            version,
            version,
        ),
    )


class TestTheLinkInTheMessage:
    @pytest.fixture
    def secret(self, ward: Ward, database: Database) -> str:
        with database.unit_of_work(DatabaseRole.WORKER) as uow:
            secret = acknowledging.issue_link(uow, uuid.UUID(ward.own), told="#on-call (slack)")
            uow.commit()
        return secret

    def test_looking_changes_nothing(self, api: Api, cast: Cast, ward: Ward, secret: str) -> None:
        for _ in range(3):
            seen = api.post("incident-links/check", body={"token": secret})
            assert (seen.json["title"], seen.json["state"]) == ("Shop is offline", "open")
        assert api.get(f"incident-links/check?token={secret}").status in {403, 404, 405}

        assert api.get(f"incidents/{ward.own}", by=cast.alice).json["state"] == "open"

    def test_its_button_acknowledges_in_the_name_of_who_was_told(
        self, api: Api, cast: Cast, ward: Ward, secret: str, database: Database
    ) -> None:
        done = api.post("incident-links/acknowledge", body={"token": secret})

        assert (done.status, done.json["state"]) == (200, "acknowledged")
        shown = api.get(f"incidents/{ward.own}", by=cast.alice).json
        assert shown["acknowledged_by"] == "#on-call (slack)"
        with database.unit_of_work(DatabaseRole.STAFF) as uow:
            traces = uow.connection.execute(
                "select action, actor, after from audit_logs"
            ).fetchall()
        assert traces == [
            (
                "incident.acknowledge",
                "system",
                {"state": "acknowledged", "by": "#on-call (slack)"},
            )
        ]

    def test_it_ends(self, api: Api, secret: str, clock: FixedClock) -> None:
        clock.advance(acknowledging.LINK_LIVES)

        for path in ("check", "acknowledge"):
            answer = api.post(f"incident-links/{path}", body={"token": secret})
            assert answer.code == "incident_link_unknown"

    def test_its_secret_is_kept_nowhere(self, database: Database, secret: str) -> None:
        with database.unit_of_work(DatabaseRole.WORKER) as uow:
            kept = uow.connection.execute("select digest, told from incident_links").fetchall()

        assert secret not in str(kept)
