"""How the platform fares: for Prometheus, for health, and for nobody without the permission."""

import datetime as dt

import pytest
from prometheus_client.parser import text_string_to_metric_families

from chalicelib.adapters.database import Database, DatabaseRole
from chalicelib.adapters.health import SCHEMA_REVISION
from chalicelib.kit.clock import FixedClock
from chalicelib.monitoring import canary, self_watch
from tests import builders
from tests.api.conftest import Api
from tests.conftest import Cast
from tests.fakes.in_memory_heartbeats import InMemoryHeartbeats

MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def watched(database: Database, cast: Cast, clock: FixedClock, heartbeats: InMemoryHeartbeats):
    """Two sites, one of them offline, and a loop whose relay has not run for a while."""
    with database.unit_of_work(DatabaseRole.WORKER) as uow:
        for status in ("online", "offline"):
            site_id = builders.a_connected_site(uow, client_id=cast.bob.client_id)
            uow.connection.execute(
                "update site_state set status = %s where site_id = %s", (status, site_id)
            )
        uow.commit()
    heartbeats.beat("relay_outbox")
    clock.advance(20 * MINUTE)
    now = clock.now()
    heartbeats.beat("check_heartbeats")
    heartbeats.beat(self_watch.CANARY_ALERT)
    for minutes_ago in range(2, 5):
        heartbeats.count(self_watch.SCHEDULE, now - minutes_ago * MINUTE, 2)
        heartbeats.count("probe_sites/home", now - minutes_ago * MINUTE, 2)
    heartbeats.beat(
        self_watch.PART,
        {
            "since": now.isoformat(),
            "open": {'dead_letters:say "hi"\\': 3},
            "waiting_since": {"route-alert": (now - MINUTE).isoformat()},
            "queues": {"route-alert": [4, 1, 3]},
        },
    )


def read(api: Api, **who) -> dict[tuple[str, frozenset], float]:
    answer = api.get("metrics", **who)
    assert answer.status == 200, answer.body
    assert answer.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"
    return {
        (sample.name, frozenset(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(answer.body)
        for sample in family.samples
    }


def one(found, name: str, /, **labels: str) -> float:
    return found[name, frozenset(labels.items())]


def test_prometheus_reads_all_of_it(api: Api, cast: Cast, watched: None) -> None:
    found = read(api, by=cast.alice)

    assert one(found, "wingman_probes_due") == 6
    assert one(found, "wingman_probes_run", region="home") == 6
    assert one(found, "wingman_heartbeat_age_seconds", part="relay_outbox") == 1200
    assert one(found, "wingman_sites", status="offline") == 1
    assert one(found, "wingman_queue_messages", queue="route-alert", state="waiting") == 4
    assert one(found, "wingman_queue_age_seconds", queue="route-alert") == 60
    assert one(found, "wingman_dead_letters", queue="route-alert") == 3
    assert one(found, "wingman_watch_trouble", name='dead_letters:say "hi"\\') == 1
    assert one(found, "wingman_outbox_age_seconds") == 0
    revision = {"revision": SCHEMA_REVISION, "expected": SCHEMA_REVISION}
    assert one(found, "wingman_schema_revision", **revision) == 1
    delay = one(found, "wingman_canary_delay_seconds")
    assert 0 <= delay < canary.EVERY.total_seconds()


def test_a_platform_of_which_nothing_is_known_yet_can_be_read_too(api: Api, cast: Cast) -> None:
    found = read(api, by=cast.sam)

    assert one(found, "wingman_probes_due") == 0
    assert not any(name == "wingman_canary_delay_seconds" for name, _ in found)


def test_health_names_the_part_that_is_late(api: Api, watched: None) -> None:
    health = api.get("health").json

    late = {part["name"]: part["is_late"] for part in health["loop"]}
    assert health["status"] == "degraded"
    assert late["relay_outbox"]
    assert not late["check_heartbeats"]


def test_the_canary_page_is_there_and_then_not(api: Api, clock: FixedClock) -> None:
    clock.advance(canary.last_fall(clock.now()) + canary.EVERY - clock.now())
    down = api.get("canary")
    clock.advance(canary.DOWN_FOR)
    up = api.get("canary")

    assert (down.status, up.status) == (503, 200)
    assert "etag" in up.headers
    assert "etag" not in down.headers
