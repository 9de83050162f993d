"""A client's user who may see only some of the client's sites sees nothing of the others."""

import uuid
from dataclasses import dataclass

import pytest

from chalicelib.adapters.database import Database, DatabaseRole
from chalicelib.identity.model import Actor, Role
from chalicelib.jobs import service as jobs
from chalicelib.sites import status
from tests import builders
from tests.api.conftest import Api
from tests.conftest import Cast


@dataclass(frozen=True)
class Shops:
    """Two sites of one client, and somebody who may see the first."""

    hers: uuid.UUID
    other: uuid.UUID
    her_job: uuid.UUID
    other_job: uuid.UUID
    lena: Actor


@pytest.fixture
def shops(cast: Cast, database: Database) -> Shops:
    client_id = cast.bob.client_id
    assert client_id is not None
    with database.unit_of_work(DatabaseRole.WORKER) as uow:
        sites = [
            builders.a_connected_site(
                uow,
                client_id=client_id,
                name=name,
                updates_plugins=updates,
                problems_critical=1,
                status="offline",
            )
            for name, updates in (("Hers", 2), ("Other", 40))
        ]
        for site_id in sites:
            status.add_event(uow, site_id=site_id, client_id=client_id, kind="site_added")
            uow.connection.execute(
                "insert into site_conditions (id, site_id, client_id, kind, severity, opened_at,"
                " detail) values (gen_random_uuid(), %s, %s, 'site_offline', 'critical', %s, '{}')",
                (site_id, client_id, builders.NOW),
            )
        made = [
            jobs.start_job(uow, kind="site_check", client_id=client_id, site_id=site_id).id
            for site_id in sites
        ]
        jobs.start_job(uow, kind="report", client_id=client_id)
        lena = builders.an_actor(uow, "lena", Role.CLIENT, client_id=client_id, site_ids=[sites[0]])
        uow.commit()
    return Shops(sites[0], sites[1], made[0], made[1], lena)


def test_lists_hold_only_what_she_may_see(api: Api, shops: Shops) -> None:
    sites = api.get("sites", by=shops.lena).json["data"]
    listed = api.get("jobs", by=shops.lena).json["data"]

    assert [site["name"] for site in sites] == ["Hers"]
    assert [job["id"] for job in listed] == [str(shops.her_job)]


@pytest.mark.parametrize("tail", ["", "/inventory", "/snapshots", "/timeline"])
def test_the_other_site_is_not_there(api: Api, shops: Shops, tail: str) -> None:
    assert api.get(f"sites/{shops.hers}{tail}", by=shops.lena).status == 200
    assert api.get(f"sites/{shops.other}{tail}", by=shops.lena).code == "site_not_found"


def test_the_other_job_is_not_there(api: Api, shops: Shops) -> None:
    assert api.get(f"jobs/{shops.her_job}", by=shops.lena).status == 200
    assert api.get(f"jobs/{shops.other_job}", by=shops.lena).code == "job_not_found"


def test_the_overview_counts_only_her_sites(api: Api, shops: Shops, cast: Cast) -> None:
    hers = api.get("analytics/overview", by=shops.lena).json
    all_of_the_client = api.get("analytics/overview", by=cast.bob).json

    assert (hers["sites"]["total"], hers["updates_waiting"], hers["attention_total"]) == (1, 2, 1)
    assert [item["site_name"] for item in hers["attention"]] == ["Hers"]
    assert [entry["site_name"] for entry in hers["recent"]] == ["Hers"]
    assert all_of_the_client["sites"]["total"] == 2


def test_who_has_no_site_left_sees_nothing_rather_than_everything(
    api: Api, shops: Shops, cast: Cast
) -> None:
    assert api.delete(f"sites/{shops.hers}", by=cast.alice).status == 204

    assert api.get("sites", by=shops.lena).json["data"] == []
    assert api.get("jobs", by=shops.lena).json["data"] == []
    assert api.get("analytics/overview", by=shops.lena).json["sites"]["total"] == 0
    assert api.get(f"sites/{shops.other}", by=shops.lena).code == "site_not_found"
