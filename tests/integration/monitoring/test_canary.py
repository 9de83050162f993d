"""The canary's whole way: from its fall to its letter, and in nobody's lists."""

import datetime as dt

import psycopg
import pytest

from chalicelib import bootstrap
from chalicelib.adapters.database import Database, DatabaseRole
from chalicelib.events.monitoring import ChecksChanged, ProbesDue
from chalicelib.kit.clock import FixedClock
from chalicelib.monitoring import canary, self_watch
from chalicelib.monitoring.history_objects import HistoryObjects
from chalicelib.monitoring.regions import Regions
from chalicelib.sites import canary_site
from functions.check_heartbeats.handler import handler as check_heartbeats
from functions.probe_sites.handler import handler as probe_sites
from functions.record_checks.handler import handler as record_checks
from functions.schedule_checks.handler import handler as schedule_checks
from tests import builders
from tests.authorisation.catalogue import tables_of_ours, tenant_tables
from tests.conftest import Cast
from tests.fakes.in_memory_heartbeats import InMemoryHeartbeats
from tests.fakes.in_memory_object_store import InMemoryObjectStore
from tests.fakes.in_memory_probe_shards import InMemoryProbeShards
from tests.fakes.post_office import PostOffice
from tests.fakes.scripted_fetcher import ScriptedFetcher, a_page

MINUTE = dt.timedelta(minutes=1)
URL = canary.url("http://127.0.0.1:8000")


class Sky:
    """Minutes in which the loop runs and the canary's page is as its clock says."""

    def __init__(self, database: Database, clock: FixedClock, patch: pytest.MonkeyPatch) -> None:
        self.clock = clock
        self.post = PostOffice(database, clock, patch)
        self.shards = InMemoryProbeShards()
        patch.setattr(bootstrap, "queue_in", lambda _: bootstrap.queue())
        patch.setattr(bootstrap, "probe_shards", lambda: self.shards)
        patch.setattr(bootstrap, "history", lambda: HistoryObjects(InMemoryObjectStore()))
        patch.setattr(bootstrap, "regions", lambda: Regions("home", ("home",)))
        patch.setattr(bootstrap, "http_fetcher", self._fetcher)
        patch.setattr("time.sleep", lambda _: None)

    def _fetcher(self) -> ScriptedFetcher:
        is_down = canary.is_down(self.clock.now())
        return ScriptedFetcher({URL: a_page("down" if is_down else "up", 503 if is_down else 200)})

    def passes(self, minutes: int) -> None:
        for _ in range(minutes):
            schedule_checks({}, None)
            self._carry()
            self.clock.advance(MINUTE)

    def _carry(self) -> None:
        queue = bootstrap.queue()
        sent, queue.sent[:] = list(queue.sent), []
        for name, body in sent:
            record = {"Records": [{"messageId": "1", "body": body}]}
            if name == ProbesDue.queue:
                probe_sites(record, None)
                self._carry()
            elif name == ChecksChanged.queue:
                record_checks(record, None)
        self.post.deliver()


@pytest.fixture
def sky(database: Database, cast: Cast, clock: FixedClock, monkeypatch: pytest.MonkeyPatch) -> Sky:
    fall = canary.last_fall(clock.now()) + canary.EVERY
    clock.advance(fall - clock.now() - 10 * MINUTE)
    made = Sky(database, clock, monkeypatch)
    check_heartbeats({}, None)
    for body in _told_to_watch(database):
        record_checks({"Records": [{"messageId": "1", "body": body}]}, None)
    made.passes(10)
    return made


def _told_to_watch(database: Database) -> list[str]:
    with database.unit_of_work(DatabaseRole.WORKER) as uow:
        rows = uow.connection.execute(
            "update outbox set sent_at = %s where queue = %s returning body::text",
            (uow.clock.now(), ChecksChanged.queue),
        ).fetchall()
        uow.commit()
    return [body for (body,) in rows]


def test_its_fall_is_told_within_three_minutes_to_nobody_and_its_end_too(
    sky: Sky, heartbeats: InMemoryHeartbeats
) -> None:
    fall = sky.clock.now()
    assert fall == canary.last_fall(fall)
    assert sky.post.letters == []

    sky.passes(3)
    alert = heartbeats.beats[self_watch.CANARY_ALERT]
    sky.passes(4)

    assert alert.at - fall < canary.MUST_ARRIVE_WITHIN
    assert {letter.recipient for letter in sky.post.letters} == {canary.ADDRESS}
    assert [letter.subject for letter in sky.post.letters] == [
        "Canary is offline",
        "Canary is online again",
    ]


def test_it_falls_again_and_again_and_each_fall_is_told(
    sky: Sky, heartbeats: InMemoryHeartbeats
) -> None:
    told = []
    for _ in range(2):
        sky.passes(65)
        told.append(heartbeats.beats[self_watch.CANARY_ALERT].at)

    assert len({canary.last_fall(at) for at in told}) == 2
    assert len(sky.post.letters) == 4


def test_no_persons_role_in_the_database_sees_a_row_of_it(sky: Sky, database: Database) -> None:
    sky.passes(6)
    with database.unit_of_work(DatabaseRole.WORKER) as uow:
        tables = tenant_tables(uow.connection)
        of_worker = _rows_of_canary(uow.connection, tables)
    with database.unit_of_work(DatabaseRole.STAFF) as uow:
        of_staff = _rows_of_canary(uow.connection, _readable(uow.connection, tables))

    assert {"sites", "site_state", "site_events", "site_conditions"} <= of_worker
    assert of_staff == set()


def test_every_table_of_clients_hides_it_from_staff(database: Database) -> None:
    """A migration that makes a table after 0015 says so itself."""
    with database.unit_of_work(DatabaseRole.WORKER) as uow:
        hidden = uow.connection.execute(
            "select tablename from pg_policies where policyname = 'canary_is_nobodys'"
        ).fetchall()
        tables = {"clients", *tenant_tables(uow.connection)} & set(tables_of_ours(uow.connection))

    assert {name for (name,) in hidden} == tables


def test_its_page_falls_by_the_clock() -> None:
    fall = canary.last_fall(builders.NOW)
    down = [m for m in range(130) if canary.is_down(fall + m * MINUTE)]

    assert down == [0, 1, 2, 3, 65, 66, 67, 68]


def test_it_is_set_up_once(database: Database, clock: FixedClock) -> None:
    with database.unit_of_work(DatabaseRole.WORKER) as uow:
        assert canary_site.keep(uow, URL)
        assert not canary_site.keep(uow, URL)
        assert canary_site.keep(uow, URL + "/moved")


def _readable(connection: psycopg.Connection, tables: list[str]) -> list[str]:
    return [
        name
        for name in tables
        if connection.execute("select has_table_privilege(%s, 'select')", (name,)).fetchone()
        == (True,)
    ]


def _rows_of_canary(connection: psycopg.Connection, tables: list[str]) -> set[str]:
    return {
        name
        for name in _readable(connection, tables)
        if connection.execute(
            f'select 1 from "{name}" where client_id = %s limit 1'.encode(),
            (canary_site.CLIENT_ID,),
        ).fetchone()
    }
