"""Measurements become history: once, whatever is repeated, late, lost or killed on the way."""

import datetime as dt
import random
import uuid
from collections.abc import Iterator
from typing import Any

import pytest

from chalicelib.adapters.database import Database, DatabaseRole, UnitOfWork
from chalicelib.kit.clock import FixedClock
from chalicelib.monitoring import folding, recording, response_times
from chalicelib.monitoring.history_objects import HistoryObjects, Period
from chalicelib.monitoring.measurements import MeasuredBatch, Measurement
from chalicelib.sites import status
from chalicelib.sites.model import SiteStatus
from tests import builders
from tests.builders import NOW
from tests.fakes.in_memory_object_store import InMemoryObjectStore

HOUR = dt.timedelta(hours=1)
MINUTE = dt.timedelta(minutes=1)
LAST = NOW - HOUR  # 09:00; the clock says 10:10


class Killed(Exception):
    """As when Lambda takes the machine away."""


class BreakingStore(InMemoryObjectStore):
    """Dies before the given operation; the one after a restart works."""

    def __init__(self, objects: dict[str, bytes], *, dies_at: int) -> None:
        super().__init__()
        self.objects = objects
        self.left = dies_at

    def _live(self) -> None:
        if self.left == 0:
            self.left -= 1
            raise Killed
        self.left -= 1

    def put(self, key: str, content: bytes, *, content_type: str, replace: bool = True) -> None:
        self._live()
        super().put(key, content, content_type=content_type, replace=replace)
        self._live()

    def get(self, key: str) -> bytes:
        self._live()
        return super().get(key)

    def list_keys(self, prefix: str) -> Iterator[str]:
        self._live()
        return super().list_keys(prefix)


class Watch:
    """Sites, their measurements and the function that folds them."""

    def __init__(self, database: Database, clock: FixedClock) -> None:
        self.database = database
        self.clock = clock
        self.store = InMemoryObjectStore()
        clock.advance(10 * MINUTE)
        with self.worker() as uow:
            self.client = builders.a_client(uow)
            self.sites = [
                builders.a_connected_site(
                    uow, client_id=self.client, status_since=NOW - dt.timedelta(days=9)
                )
                for _ in range(3)
            ]
            uow.commit()

    @property
    def history(self) -> HistoryObjects:
        return HistoryObjects(self.store)

    def worker(self) -> Any:
        return self.database.unit_of_work(DatabaseRole.WORKER)

    def measure(self, at: dt.datetime, *, took_ms: int = 200, batch_id: str = "0") -> None:
        found = [Measurement(site, SiteStatus.ONLINE, 200, took_ms) for site in self.sites]
        self.history.keep_batch(MeasuredBatch(at, "home", found), batch_id=batch_id)

    def an_hour(self, hour: dt.datetime = LAST) -> None:
        noise = random.Random(hour.timestamp())
        for minute in range(60):
            self.measure(hour + minute * MINUTE, took_ms=noise.randint(50, 2000))

    def fold(self, store: InMemoryObjectStore | None = None) -> list[dt.datetime]:
        """As the function does: each step in a transaction of its own. Returns what was new."""
        history = HistoryObjects(store or self.store)
        with self.worker() as uow:
            hours = folding.hours_to_fold(uow)
        new = []
        for hour, folded in hours.items():
            measured = folding.measure_hour(history, hour, folded=folded)
            with self.worker() as uow:
                if folding.fold_hour(uow, hour, measured):
                    new.append(hour)
                uow.commit()
        with self.worker() as uow:
            days = folding.days_to_archive(uow)
        for day, fingerprint in days.items():
            folding.archive_day(history, day)
            with self.worker() as uow:
                folding.mark_archived(uow, day, fingerprint)
                uow.commit()
        return new

    def rows(self, table: str = "uptime_hours") -> list[tuple[Any, ...]]:
        with self.worker() as uow:
            return uow.connection.execute(
                f"select * from {table} where checks > 0 order by 1, 2".encode()
            ).fetchall()

    def numbers(self, hour: dt.datetime = LAST) -> tuple[Any, ...]:
        with self.worker() as uow:
            found = uow.connection.execute(
                "select checks, answers, up_ms, down_ms, unknown_ms, maintenance_ms"
                " from uptime_hours where site_id = %s and hour = %s",
                (self.sites[0], hour),
            ).fetchone()
        assert found
        return found


@pytest.fixture
def watch(database: Database, clock: FixedClock) -> Watch:
    return Watch(database, clock)


def believe(uow: UnitOfWork, site: uuid.UUID, what: SiteStatus, at: dt.datetime) -> None:
    before = status.lock_status(uow, site)
    assert before
    status.record_status(uow, before, status=what, reason="x", checked_at=at, since=at)


def test_an_hour_of_probes_becomes_one_row_per_site(watch: Watch) -> None:
    watch.an_hour()

    watch.fold()

    assert len(watch.rows()) == 3
    assert watch.numbers() == (60, 60, 3_600_000, 0, 0, 0)
    assert len(watch.rows("uptime_days")) == 3


def test_an_outage_counts_to_the_probe_and_not_to_the_share_of_probes(watch: Watch) -> None:
    watch.an_hour()
    with watch.worker() as uow:
        seconds = dt.timedelta(seconds=1)
        believe(uow, watch.sites[0], SiteStatus.OFFLINE, LAST + 600 * seconds)
        believe(uow, watch.sites[0], SiteStatus.ONLINE, LAST + 659.5 * seconds)
        uow.commit()

    watch.fold()

    assert watch.numbers()[2:4] == (3_600_000 - 59_500, 59_500)


def test_a_pause_is_nobodys_time(watch: Watch) -> None:
    watch.an_hour()
    with watch.worker() as uow:
        uow.connection.execute(
            "update site_state set status = 'paused', status_since = %s where site_id = %s",
            (LAST + 15 * MINUTE, watch.sites[0]),
        )
        uow.commit()

    watch.fold()

    assert watch.numbers()[2:] == (15 * 60_000, 0, 0, 0)


def test_folding_again_changes_nothing(watch: Watch) -> None:
    watch.an_hour()
    watch.fold()
    before = watch.rows(), watch.rows("uptime_days"), dict(watch.store.objects)

    assert watch.fold() == []

    assert (watch.rows(), watch.rows("uptime_days"), dict(watch.store.objects)) == before


def test_an_hour_is_not_folded_before_its_last_probe_can_have_ended(
    watch: Watch, clock: FixedClock
) -> None:
    watch.an_hour(NOW)
    clock.advance(53 * MINUTE)  # 11:03
    watch.fold()
    assert NOW not in {row[1] for row in watch.rows()}

    clock.advance(3 * MINUTE)

    assert watch.fold() == [NOW]


def test_a_late_batch_is_added_and_a_repeated_one_is_not(watch: Watch) -> None:
    watch.an_hour()
    late = {key: body for key, body in watch.store.objects.items() if "T0930" in key}
    for key in late:
        watch.store.delete(key)
    watch.fold()
    assert watch.numbers()[0] == 59

    watch.store.objects |= late
    watch.measure(LAST + 30 * MINUTE, batch_id="again")  # the same probes under another name
    watch.measure(LAST + 31 * MINUTE)  # the same batch once more

    assert watch.fold() == [LAST]
    assert watch.numbers()[0] == 60


def test_a_batch_that_comes_days_late_is_found_by_the_sweep(
    watch: Watch, clock: FixedClock
) -> None:
    watch.an_hour()
    watch.fold()
    clock.advance(dt.timedelta(hours=18))  # 04:10 the next morning
    watch.measure(LAST + 30 * MINUTE + dt.timedelta(seconds=7), batch_id="now")

    assert LAST in watch.fold()

    assert watch.numbers()[0] == 61


def test_a_status_that_is_recorded_late_still_counts(watch: Watch) -> None:
    watch.an_hour()
    watch.fold()
    with watch.worker() as uow:
        believe(uow, watch.sites[0], SiteStatus.OFFLINE, LAST + 50 * MINUTE)
        uow.commit()

    assert watch.fold() == [LAST]

    assert watch.numbers()[2:4] == (50 * 60_000, 10 * 60_000)


def test_a_damaged_batch_costs_only_itself(watch: Watch) -> None:
    watch.an_hour()
    key = next(iter(watch.store.objects))
    watch.store.objects[key] = b"WPWB nonsense"

    measured = folding.measure_hour(watch.history, LAST, folded=None)
    watch.fold()

    assert measured is not None
    assert measured.unreadable == [key]
    assert watch.numbers()[0] == 59


def test_measurements_of_a_site_that_is_gone_are_no_error(watch: Watch) -> None:
    watch.an_hour()
    with watch.worker() as uow:
        uow.connection.execute("delete from sites where id = %s", (watch.sites[0],))
        uow.commit()

    watch.fold()

    assert len(watch.rows()) == 2


def test_killed_at_any_step_it_ends_as_if_nothing_had_happened(
    watch: Watch, clock: FixedClock
) -> None:
    clock.advance(dt.timedelta(hours=15))  # the next day, so that a day is archived too
    for hour in range(9, 12):
        for minute in (0, 20, 40):
            watch.measure(NOW.replace(hour=hour) + minute * MINUTE, took_ms=100 * hour + minute)
    measured = dict(watch.store.objects)
    watch.fold()
    rows, days = watch.rows(), watch.rows("uptime_days")
    objects = dict(watch.store.objects)
    deaths = 0

    for dies_at in range(0, 150, 6):
        with watch.worker() as uow:
            for table in ("uptime_hours", "uptime_days", "history_folds"):
                uow.connection.execute(f"delete from {table}".encode())
            uow.commit()
        store = BreakingStore(dict(measured), dies_at=dies_at)
        try:
            watch.fold(store)
        except Killed:
            deaths += 1
            watch.fold(store)

        assert (watch.rows(), watch.rows("uptime_days")) == (rows, days)
        assert store.objects == objects

    assert deaths > 10


def test_a_day_is_archived_when_all_its_hours_are_and_again_when_one_has_changed(
    watch: Watch, clock: FixedClock
) -> None:
    watch.an_hour()
    watch.fold()
    day = NOW.replace(hour=0)
    assert watch.history.find_archive(Period.DAY, day) is None

    clock.advance(dt.timedelta(hours=15))
    watch.fold()
    first = watch.history.find_archive(Period.DAY, day)
    clock.advance(dt.timedelta(hours=3))
    watch.measure(LAST + dt.timedelta(seconds=7), batch_id="now")
    watch.fold()
    second = watch.history.find_archive(Period.DAY, day)

    assert first is not None
    assert second is not None
    assert len(first.by_site[watch.sites[0]]) == 60
    assert list(second.by_site[watch.sites[0]].seconds[:3]) == [9 * 3600, 9 * 3600 + 7, 32_460]


def test_a_day_is_the_sum_of_its_hours(watch: Watch) -> None:
    watch.an_hour(LAST - HOUR)
    watch.an_hour(LAST)

    watch.fold()

    with watch.worker() as uow:
        day = uow.connection.execute(
            "select checks, response_ms_sum, histogram from uptime_days where site_id = %s"
            " order by day desc limit 1",
            (watch.sites[0],),
        ).fetchone()
        hours = uow.connection.execute(
            "select checks, response_ms_sum, histogram from uptime_hours where site_id = %s"
            " and checks > 0",
            (watch.sites[0],),
        ).fetchall()
    assert day is not None
    assert day[0] == sum(row[0] for row in hours) == 120
    assert day[1] == sum(row[1] for row in hours)
    assert day[2] == [sum(pair) for pair in zip(*(row[2] for row in hours), strict=True)]
    assert len(day[2]) == response_times.BUCKETS


def test_the_fleets_hour_is_the_sum_of_its_sites_also_when_it_is_folded_again(
    watch: Watch,
) -> None:
    watch.an_hour()
    watch.fold()
    with watch.worker() as uow:
        believe(uow, watch.sites[0], SiteStatus.OFFLINE, LAST + HOUR / 2)
        uow.commit()

    watch.fold()

    with watch.worker() as uow:
        fleet = uow.connection.execute(
            "select checks, up_ms, down_ms, histogram from uptime_fleet_hours where hour = %s",
            (LAST,),
        ).fetchall()
    assert [row[:3] for row in fleet] == [(180, 9_000_000, 1_800_000)]
    assert sum(fleet[0][3]) == 180


class TestSlowDowns:
    @pytest.fixture
    def known(self, watch: Watch) -> Watch:
        """The same hours of the last seven days, at 200 ms."""
        for days in range(1, 8):
            for hours in (0, 1):
                self.add(watch, LAST - dt.timedelta(days=days, hours=hours), 200)
        return watch

    def add(self, watch: Watch, hour: dt.datetime, p50_ms: int) -> None:
        with watch.worker() as uow:
            uow.connection.execute("select ensure_partitions('uptime_hours', 14, 3)")
            uow.connection.execute(
                "insert into uptime_hours (site_id, hour, client_id, checks, p50_ms)"
                " values (%s, %s, %s, 60, %s) on conflict (site_id, hour)"
                " do update set p50_ms = excluded.p50_ms",
                (watch.sites[0], hour, watch.client, p50_ms),
            )
            uow.commit()

    def judge(self, watch: Watch) -> list[bool]:
        from chalicelib.monitoring.judging import judge_speed

        with watch.worker() as uow:
            changes = folding.find_speed_changes(uow)
            for site_id, slow_down in changes.items():
                judge_speed(uow, site_id, slow_down)
            uow.commit()
        return [slow_down is not None for slow_down in changes.values()]

    def open_conditions(self, watch: Watch) -> list[tuple[str, Any]]:
        with watch.worker() as uow:
            return uow.connection.execute(
                "select kind, detail from site_conditions where closed_at is null"
            ).fetchall()

    def test_a_slow_site_gets_a_condition_once_and_loses_it_when_it_is_well(
        self, known: Watch, clock: FixedClock
    ) -> None:
        self.add(known, LAST - HOUR, 900)
        self.add(known, LAST, 950)

        assert self.judge(known) == [True]
        assert self.judge(known) == []

        [(kind, detail)] = self.open_conditions(known)
        assert kind == "slower_than_usual"
        assert detail == {
            "since": (LAST - HOUR).isoformat(),
            "usual_ms": 200,
            "now_ms": 950,
        }

        self.add(known, LAST - HOUR, 210)
        self.add(known, LAST, 205)
        assert self.judge(known) == [False]
        assert self.open_conditions(known) == []

    def test_other_judgements_leave_it_as_it_is(self, known: Watch) -> None:
        from chalicelib.monitoring.judging import judge_site

        self.add(known, LAST - HOUR, 900)
        self.add(known, LAST, 950)
        self.judge(known)
        before = self.open_conditions(known)

        with known.worker() as uow:
            judge_site(uow, known.sites[0])
            uow.commit()

        assert self.open_conditions(known) == before


def test_a_site_that_has_become_slow_is_told_once_and_its_shard_says_so(watch: Watch) -> None:
    """The middle hour counts: one slow one of three changes nothing, the second one does."""
    slow, *quick = watch.sites
    hours = [LAST - number * HOUR for number in range(3)]
    with watch.worker() as uow:
        uow.connection.execute("select ensure_partitions('uptime_hours', 14, 3)")
        for site, times_ms in ((slow, (300, 4500, 300)), (quick[0], (999, 200, 200))):
            for hour, p95_ms in zip(hours, times_ms, strict=True):
                uow.connection.execute(
                    "insert into uptime_hours (site_id, hour, client_id, checks, p95_ms)"
                    " values (%s, %s, %s, 60, %s)",
                    (site, hour, watch.client, p95_ms),
                )
        before = folding.find_pace_changes(uow)
        uow.connection.execute(
            "update uptime_hours set p95_ms = 5000 where site_id = %s and hour = %s",
            (slow, LAST),
        )
        places = recording.places(uow, watch.sites)

        assert before == []
        assert folding.find_pace_changes(uow) == [slow]
        assert [place.pace for place in places.values() if place] == [3, 0, 0]
