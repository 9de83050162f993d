"""Uptime and response times as people and their programs ask for them."""

import datetime as dt
import uuid

import pytest

from chalicelib.adapters.database import Database, DatabaseRole
from chalicelib.identity.model import Actor
from chalicelib.kit.clock import FixedClock
from chalicelib.monitoring.history_store import HistoryStore
from chalicelib.monitoring.response_times import histogram
from tests import builders
from tests.api.conftest import Api
from tests.builders import NOW
from tests.conftest import Cast

DAY = dt.timedelta(days=1)
HOUR = dt.timedelta(hours=1)
DAY_MS = 86_400_000
HOUR_MS = 3_600_000


class Past:
    """Two sites, one of bob's client and one of charlie's, with some weeks behind them."""

    def __init__(self, database: Database, cast: Cast) -> None:
        self.database = database
        with database.unit_of_work(DatabaseRole.WORKER) as uow:
            assert cast.bob.client_id
            assert cast.charlie.client_id
            self.client_of = {}
            self.shop = builders.a_connected_site(uow, client_id=cast.bob.client_id, name="Shop")
            self.blog = builders.a_connected_site(
                uow, client_id=cast.charlie.client_id, name="Blog"
            )
            self.client_of = {self.shop: cast.bob.client_id, self.blog: cast.charlie.client_id}
            uow.connection.execute("select ensure_partitions('uptime_hours', 14, 3)")
            uow.commit()

    def day(self, site: uuid.UUID, ago: int, *, down_ms: int = 0, took_ms: int = 200) -> None:
        self._add("uptime_days", site, (NOW - ago * DAY).date(), DAY_MS, down_ms, took_ms)

    def hour(self, site: uuid.UUID, ago: int, *, down_ms: int = 0, took_ms: int = 200) -> None:
        hour = NOW - dt.timedelta(hours=ago)
        self._add("uptime_hours", site, hour, HOUR_MS, down_ms, took_ms)

    def _add(
        self,
        table: str,
        site: uuid.UUID,
        at: dt.date,
        whole_ms: int,
        down_ms: int,
        took_ms: int,
    ) -> None:
        checks = whole_ms // 60_000
        with self.database.unit_of_work(DatabaseRole.WORKER) as uow:
            uow.connection.execute(
                f"insert into {table} values (%s, %s, %s, %s, %s, %s, %s, 0, 0, %s, %s)".encode(),
                (
                    site,
                    at,
                    self.client_of[site],
                    checks,
                    checks,
                    whole_ms - down_ms,
                    down_ms,
                    checks * took_ms,
                    histogram([took_ms] * checks),
                ),
            )
            uow.commit()


@pytest.fixture
def past(database: Database, cast: Cast) -> Past:
    return Past(database, cast)


def test_a_month_is_told_by_days_with_uptime_to_three_decimals(
    api: Api, past: Past, cast: Cast
) -> None:
    past.day(past.shop, 3)
    past.day(past.shop, 2, down_ms=90_500)

    found = api.get(f"analytics/sites/{past.shop}", by=cast.bob).json

    assert (found["resolution"], found["since"], found["until"]) == (
        "day",
        "2026-10-24T00:00:00.000Z",
        "2026-11-24T00:00:00.000Z",
    )
    assert [point["uptime"] for point in found["points"]] == [100, 99.895]
    assert found["total"]["uptime"] == 99.947
    assert found["total"]["down_seconds"] == 90.5
    assert found["points"][0]["p50_ms"] == pytest.approx(200, rel=0.26)


@pytest.mark.parametrize(
    ("days", "resolution"), [(1, "hour"), (8, "hour"), (9, "day"), (400, "day"), (500, "month")]
)
def test_the_range_chooses_the_resolution(
    api: Api, past: Past, cast: Cast, days: int, resolution: str
) -> None:
    since = (NOW - days * DAY).isoformat().replace("+00:00", "Z")

    found = api.get(f"analytics/sites/{past.shop}", by=cast.alice, **{"from": since}).json

    assert found["resolution"] == resolution
    assert found["total"]["uptime"] is None


def test_a_day_is_told_by_hours(api: Api, past: Past, cast: Cast) -> None:
    past.hour(past.shop, 2, down_ms=600_000)
    past.hour(past.shop, 1)

    found = api.get(
        f"analytics/sites/{past.shop}", by=cast.alice, **{"from": "2026-11-22T10:30:00Z"}
    ).json

    assert [(point["at"], point["uptime"]) for point in found["points"]] == [
        ("2026-11-23T08:00:00.000Z", 83.333),
        ("2026-11-23T09:00:00.000Z", 100),
    ]
    assert found["since"] == "2026-11-22T10:00:00.000Z"


def test_two_years_are_told_by_months_that_add_up(api: Api, past: Past, cast: Cast) -> None:
    for ago in (500, 499, 450, 1):
        past.day(past.shop, ago, down_ms=ago)

    found = api.get(
        f"analytics/sites/{past.shop}", by=cast.alice, **{"from": "2025-01-01T00:00:00Z"}
    ).json

    assert sum(point["checks"] for point in found["points"]) == found["total"]["checks"] == 4 * 1440
    assert [point["at"][8:10] for point in found["points"]] == ["01"] * len(found["points"])


@pytest.mark.parametrize(
    "asked",
    [
        {"from": "2026-11-23T10:00:00Z"},
        {"from": "2027-01-01T00:00:00Z"},
        {"from": "2020-01-01T00:00:00Z"},
        {"from": "yesterday"},
        {"until": "2026-11-01T00:00:00Z"},
    ],
)
def test_a_range_that_makes_no_sense_is_refused(
    api: Api, past: Past, cast: Cast, asked: dict[str, str]
) -> None:
    answer = api.get(f"analytics/sites/{past.shop}", by=cast.alice, **asked)

    assert (answer.status, answer.code) == (400, "invalid_parameter")


def test_another_clients_site_has_no_history(api: Api, past: Past, cast: Cast) -> None:
    past.day(past.shop, 2)

    assert api.get(f"analytics/sites/{past.shop}", by=cast.charlie).status == 404


def test_the_slowest_and_those_down_the_longest_come_first(
    api: Api, past: Past, cast: Cast
) -> None:
    for ago in (1, 2):
        past.day(past.shop, ago, took_ms=100, down_ms=60_000)
        past.day(past.blog, ago, took_ms=900)

    found = api.get("analytics/performance", by=cast.alice).json

    assert [site["site_name"] for site in found["slowest"]] == ["Blog", "Shop"]
    assert [site["site_name"] for site in found["worst_uptime"]] == ["Shop"]
    assert found["worst_uptime"][0]["uptime"] == 99.93
    assert found["fleet"]["checks"] == 4 * 1440
    assert found["fleet"]["p50_ms"] < 150 < found["fleet"]["p95_ms"]


def test_of_the_fleet_a_client_sees_its_own_sites(api: Api, past: Past, cast: Cast) -> None:
    past.day(past.shop, 1, took_ms=100)
    past.day(past.blog, 1, took_ms=900)

    found = api.get("analytics/performance", by=cast.bob).json

    assert [site["site_name"] for site in found["slowest"]] == ["Shop"]
    assert found["fleet"]["checks"] == 1440


def test_days_outside_the_range_do_not_count(
    api: Api, past: Past, cast: Cast, clock: FixedClock
) -> None:
    past.day(past.shop, 40, down_ms=5_000)

    found = api.get("analytics/performance", by=cast.alice).json

    assert (found["slowest"], found["worst_uptime"], found["fleet"]["uptime"]) == ([], [], None)


@pytest.mark.parametrize(
    "asked", [{"from": "2026-01-01"}, {"from": "2026-12-01"}, {"to": "0001-01-01"}, {"limit": 51}]
)
def test_a_fleet_range_that_makes_no_sense_is_refused(
    api: Api, cast: Cast, asked: dict[str, str]
) -> None:
    assert api.get("analytics/performance", by=cast.alice, **asked).status == 400


def test_the_overview_tells_how_the_fleet_has_done_lately(
    api: Api, past: Past, cast: Cast, database: Database
) -> None:
    for ago in (1, 30, 200):
        past.hour(past.shop, ago, down_ms=36_000, took_ms=100)
        past.hour(past.blog, ago, took_ms=900)
        with database.unit_of_work(DatabaseRole.WORKER) as uow:
            HistoryStore(uow.connection).sum_fleet_hour(NOW - ago * HOUR)
            uow.commit()
    past.day(past.shop, 1, down_ms=60_000)
    past.day(past.blog, 1, down_ms=90_000)

    fleet = api.get("analytics/overview", by=cast.sam).json["fleet"]

    assert fleet["last_24_hours"]["uptime"] == 99.5
    assert fleet["last_24_hours"]["p50_ms"] < 150 < fleet["last_24_hours"]["p95_ms"]
    assert [fleet[span]["checks"] for span in ("last_24_hours", "last_7_days", "last_30_days")] == [
        120,
        240,
        360,
    ]
    assert [site["site_name"] for site in fleet["worst"]] == ["Blog", "Shop"]
    own = api.get("analytics/overview", by=cast.bob).json["fleet"]
    assert own["last_24_hours"]["uptime"] == 99
    assert (own["last_7_days"]["checks"], own["last_7_days"]["uptime"]) == (1440, 99.93)
    assert [site["site_name"] for site in own["worst"]] == ["Shop"]


def test_the_wall_has_every_site_with_its_days_and_pages_to_its_end(
    api: Api, past: Past, cast: Cast
) -> None:
    past.day(past.shop, 0, down_ms=1_500)
    past.day(past.shop, 2)
    past.day(past.blog, 40, down_ms=9_000)

    first = api.get("analytics/uptime-wall", by=cast.sam, days=3, limit=1).json
    rest = api.get(
        "analytics/uptime-wall", by=cast.sam, days=3, limit=1, cursor=first["next_cursor"]
    ).json

    blog, shop = first["data"] + rest["data"]
    assert (blog["name"], blog["uptime"], blog["down_seconds"]) == ("Blog", None, [None] * 3)
    assert (shop["name"], shop["status"], shop["down_seconds"]) == ("Shop", "online", [0, None, 2])
    assert shop["uptime"] == 99.999
    assert not rest["has_more"]


def test_the_wall_is_filtered_and_shows_a_client_its_own(
    api: Api, past: Past, cast: Cast, database: Database
) -> None:
    with database.unit_of_work(DatabaseRole.WORKER) as uow:
        uow.connection.execute(
            "update sites set tags = '{shop}', name = 'Tagged' where id = %s", (past.shop,)
        )
        uow.connection.execute(
            "update site_state set status = 'offline' where site_id = %s", (past.blog,)
        )
        uow.commit()

    def names(by: Actor, **asked: object) -> list[str]:
        found = api.get("analytics/uptime-wall", by=by, **asked).json["data"]
        return [site["name"] for site in found]

    assert names(cast.sam) == ["Blog", "Tagged"]
    assert names(cast.sam, tag="Shop") == ["Tagged"]
    assert names(cast.sam, status="offline") == ["Blog"]
    assert names(cast.sam, client_id=str(cast.bob.client_id)) == ["Tagged"]
    assert names(cast.bob) == ["Tagged"]
    assert names(cast.bob, status="offline") == []
