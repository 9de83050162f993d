"""The Home screen: what is, what needs somebody, what happened; for each only what they may see."""

import datetime as dt
import uuid
from typing import Any

import pytest

from chalicelib.adapters.database import UnitOfWork
from chalicelib.identity.model import Actor, Role
from chalicelib.monitoring.judging import judge_site
from chalicelib.monitoring.service import get_overview, list_conditions
from tests import builders
from tests.builders import NOW


class House:
    def __init__(self, uow: UnitOfWork) -> None:
        self.uow = uow
        self.bakery = builders.a_client(uow, name="Bakery")
        self.garage = builders.a_client(uow, name="Garage")
        self.alice = builders.an_actor(uow, "alice")
        self.bob = builders.an_actor(uow, "bob", Role.CLIENT, client_id=self.bakery)

    def site(self, client_id: uuid.UUID, name: str, **values: Any) -> uuid.UUID:
        site_id = builders.a_connected_site(self.uow, client_id=client_id, name=name, **values)
        judge_site(self.uow, site_id)
        return site_id


@pytest.fixture
def house(uow: UnitOfWork) -> House:
    return House(uow)


def names(house: House, actor: Actor) -> list[tuple[str, str]]:
    overview = get_overview(house.uow, actor)
    return [(item.site_name, item.kind.value) for item in overview.attention]


def test_an_empty_house_is_calm(house: House) -> None:
    overview = get_overview(house.uow, house.alice)

    assert (overview.sites_by_status, overview.attention, overview.attention_total) == ({}, [], 0)


def test_sites_are_counted_by_status_and_their_updates_summed(house: House) -> None:
    house.site(house.bakery, "A", updates_plugins=3, updates_core=1)
    house.site(house.garage, "B", updates_themes=2, updates_translations=9)
    house.site(house.garage, "C", status="offline")

    overview = get_overview(house.uow, house.alice)

    assert overview.sites_by_status == {"online": 2, "offline": 1}
    assert overview.updates_waiting == 6


def test_the_worst_comes_first_and_updates_are_no_emergency(house: House) -> None:
    house.site(house.bakery, "Old PHP", php_version="7.4.33", updates_plugins=1)
    house.site(house.garage, "Gone", status="offline", status_reason="timed_out")

    overview = get_overview(house.uow, house.alice)

    assert names(house, house.alice) == [("Gone", "site_offline"), ("Old PHP", "php_outdated")]
    assert overview.attention_total == 2
    assert overview.attention[0].detail == {"reason": "timed_out"}
    assert overview.attention[0].client_name == "Garage"


def test_a_client_sees_only_its_own(house: House) -> None:
    house.site(house.bakery, "Mine", status="offline")
    house.site(house.garage, "Theirs", status="offline", updates_plugins=5)

    overview = get_overview(house.uow, house.bob)

    assert names(house, house.bob) == [("Mine", "site_offline")]
    assert overview.sites_by_status == {"offline": 1}
    assert (overview.attention_total, overview.updates_waiting) == (1, 0)
    assert {entry.site_name for entry in overview.recent} == {"Mine"}


def test_at_most_fifty_need_somebody_at_once(house: House) -> None:
    for number in range(30):
        house.site(house.bakery, f"Off {number}", status="offline")
        house.site(house.bakery, f"Old {number}", php_version="7.4.33")

    overview = get_overview(house.uow, house.alice)

    kinds = [item.kind.value for item in overview.attention]
    assert kinds == ["site_offline"] * 30 + ["php_outdated"] * 20
    assert overview.attention_total == 60


def test_a_sites_conditions_are_listed_worst_first(house: House) -> None:
    site_id = house.site(
        house.bakery,
        "Everything",
        status="offline",
        updates_plugins=1,
        heartbeat_due_at=NOW - dt.timedelta(hours=1),
    )

    kinds = [condition.kind.value for condition in list_conditions(house.uow, site_id)]

    assert kinds == ["site_offline", "heartbeat_overdue", "updates_waiting"]
