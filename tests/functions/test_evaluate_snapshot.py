"""What a snapshot says becomes conditions, waiting updates and one message per change."""

import json

import pytest

from chalicelib.adapters.database import DatabaseRole
from chalicelib.events.sites import SnapshotStored
from chalicelib.sites.model import ConnectedSite, Connection
from chalicelib.sites.receiving import receive_snapshot
from functions.evaluate_snapshot.handler import handler
from tests import builders
from tests.integration.sites.conftest import a_snapshot

UPDATE = {"file": "akismet/akismet.php", "name": "Akismet", "version": "5.3", "update": "5.4"}


@pytest.fixture
def site(uow):
    client_id = builders.a_client(uow)
    builders.an_actor(uow)
    site_id = builders.a_connected_site(uow, client_id=client_id)
    uow.commit()
    return ConnectedSite(
        site_id, client_id, bytes(32), "https://shop.example", Connection.CONNECTED
    )


def report(database, site, seq, **changes):
    """The site says something, and the message about it arrives."""
    with database.unit_of_work(DatabaseRole.WORKER) as uow:
        receive_snapshot(uow, site, a_snapshot(seq, **changes))
        uow.commit()
    deliver(site, seq)


def deliver(site, seq):
    message = SnapshotStored(site_id=site.id, client_id=site.client_id, seq=seq)
    body = message.model_dump_json()
    answer = handler({"Records": [{"messageId": "1", "body": body}]}, None)
    assert answer == {"batchItemFailures": []}


def rows(database, query):
    with database.unit_of_work(DatabaseRole.WORKER) as uow:
        return uow.connection.execute(query.encode()).fetchall()


def full_disk(free_percent):
    return {"disk_free_bytes": free_percent * 10**9, "disk_total_bytes": 100 * 10**9}


def alerts(database):
    return [
        body["template"]
        for (body,) in rows(
            database,
            "select body from outbox where queue = 'route-alert-queue'"
            " and body -> 'context' ->> 'kind' = 'disk_low' order by id",
        )
    ]


def test_a_full_disk_raises_one_alert_and_its_repair_one_all_clear(database, site):
    report(database, site, 1, vitals=full_disk(1))
    deliver(site, 1)
    report(database, site, 2, vitals=full_disk(60))
    deliver(site, 2)

    assert alerts(database) == ["problem", "all_clear"]
    conditions = rows(
        database,
        "select kind, closed_at is not null from site_conditions where kind = 'disk_low'",
    )
    assert conditions == [("disk_low", True)]


def test_a_waiting_update_is_tracked_until_it_is_installed(database, site):
    report(database, site, 1, inventory={"plugins": [UPDATE]})
    installed = {**UPDATE, "version": "5.4", "update": None}
    report(database, site, 2, inventory={"plugins": [installed]}, inventory_hash="b" * 64)

    tracked = rows(database, "select slug, from_version, to_version, status from updates")
    assert tracked == [("akismet/akismet.php", "5.3", "5.4", "applied")]


def test_an_update_that_vanishes_uninstalled_was_withdrawn(database, site):
    report(database, site, 1, inventory={"plugins": [UPDATE]})
    withdrawn = {**UPDATE, "update": None}
    report(database, site, 2, inventory={"plugins": [withdrawn]}, inventory_hash="b" * 64)

    assert rows(database, "select status from updates") == [("withdrawn",)]


def test_a_message_about_a_site_that_is_gone_is_no_failure(database, site):
    rows(database, "select 1")
    with database.unit_of_work(DatabaseRole.WORKER) as uow:
        uow.connection.execute("delete from sites")
        uow.commit()

    deliver(site, 1)


def test_a_poison_message_fails_alone(database, site):
    good = SnapshotStored(site_id=site.id, client_id=site.client_id, seq=1).model_dump_json()
    records = [
        {"messageId": "poison", "body": json.dumps({"site_id": "no uuid"})},
        {"messageId": "good", "body": good},
    ]

    answer = handler({"Records": records}, None)

    assert answer == {"batchItemFailures": [{"itemIdentifier": "poison"}]}
