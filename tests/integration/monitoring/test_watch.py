"""A site is probed, believed, judged and told about: the whole watch on a real database."""

import datetime as dt
import random
import threading
import uuid
from typing import Any

import pytest

from chalicelib import bootstrap
from chalicelib.adapters.database import Database, DatabaseRole, UnitOfWork
from chalicelib.events.monitoring import AlertRaised, CheckResult, ChecksChanged, ProbeTarget
from chalicelib.events.notifications import NotificationRequested
from chalicelib.kit.clock import FixedClock
from chalicelib.monitoring import recording, watching
from chalicelib.monitoring.heartbeats import check_heartbeats
from chalicelib.monitoring.judgement import Terms
from chalicelib.monitoring.judging import judge_site
from chalicelib.notifications import alerting
from tests import builders
from tests.builders import NOW
from tests.fakes.in_memory_probe_shards import InMemoryProbeShards

MINUTE = dt.timedelta(minutes=1)
HOUR = dt.timedelta(hours=1)


class Watch:
    """The watch over one site of one client, with alice as the agency's only admin."""

    def __init__(self, uow: UnitOfWork, clock: FixedClock, site_id: uuid.UUID) -> None:
        self.uow = uow
        self.clock = clock
        self.site_id = site_id

    def check(self, status: str, *, at: dt.datetime, reason: str = "answered") -> None:
        """One region's word is believed here; `at` has come when it is heard."""
        self.clock.advance(max(at - self.clock.now(), dt.timedelta(0)))
        result = CheckResult(site_id=self.site_id, checked_at=at, status=status, reason=reason)
        recording.record_checks(self.uow, [result], terms=Terms(needed=1))
        self._route()

    def report(self, **state: Any) -> None:
        """Change what the site said of itself, and judge it."""
        for column, value in state.items():
            self.uow.connection.execute(
                f"update site_state set {column} = %s where site_id = %s".encode(),
                (value, self.site_id),
            )
        judge_site(self.uow, self.site_id)
        self._route()

    def _route(self) -> None:
        """Carry the alerts to those who hear of them."""
        raised = [m for m in self.uow._messages if isinstance(m, AlertRaised)]
        self.uow._messages[:] = [m for m in self.uow._messages if not isinstance(m, AlertRaised)]
        for alert in raised:
            alerting.route(self.uow, alert)

    def column(self, name: str) -> Any:
        return self.rows(f"select {name} from site_state")[0][0]

    def open_conditions(self) -> set[tuple[str, str]]:
        return set(self.rows("select kind, severity from site_conditions where closed_at is null"))

    def timeline(self) -> list[str]:
        return [kind for (kind,) in self.rows("select kind from site_events order by id")]

    def letters(self) -> list[tuple[str, str]]:
        """What was told: template and recipient, in order."""
        return self.rows("select template, recipient from notifications order by id")

    def messages(self) -> list[NotificationRequested]:
        return [m for m in self.uow._messages if isinstance(m, NotificationRequested)]

    def rows(self, query: str) -> list[Any]:
        return self.uow.connection.execute(query.encode()).fetchall()


@pytest.fixture
def watch(uow: UnitOfWork, clock: FixedClock) -> Watch:
    client_id = builders.a_client(uow)
    builders.an_actor(uow, "alice")
    return Watch(uow, clock, builders.a_connected_site(uow, client_id=client_id, name="Shop"))


def test_a_site_that_goes_offline_is_one_condition_one_timeline_entry_and_one_letter(
    watch: Watch,
) -> None:
    watch.check("offline", at=NOW, reason="database_error")

    assert watch.column("status") == "offline"
    assert watch.column("problems_critical") == 1
    assert watch.open_conditions() == {("site_offline", "critical")}
    assert watch.timeline() == ["status_changed", "condition_opened"]
    assert watch.letters() == [("problem", "alice@example.com")]
    [message] = watch.messages()
    assert message.subject == "Shop is offline"
    assert message.context["detail"] == {"reason": "database_error"}


def test_a_site_that_comes_back_is_one_all_clear(watch: Watch) -> None:
    watch.check("offline", at=NOW)
    watch.clock.advance(MINUTE)
    watch.check("online", at=NOW + MINUTE)

    assert watch.column("problems_critical") == 0
    assert watch.open_conditions() == set()
    assert watch.timeline()[2:] == ["status_changed", "condition_closed"]
    assert [template for template, _ in watch.letters()] == ["problem", "all_clear"]
    assert watch.messages()[1].subject == "Shop is online again"
    assert watch.messages()[1].context["closed_at"] == (NOW + MINUTE).isoformat()


def test_the_same_check_twice_tells_once(watch: Watch) -> None:
    for _ in range(3):
        watch.check("offline", at=NOW)
        judge_site(watch.uow, watch.site_id)

    assert watch.timeline() == ["status_changed", "condition_opened"]
    assert len(watch.messages()) == 1


def test_a_check_that_comes_late_is_not_believed(watch: Watch) -> None:
    watch.check("online", at=NOW + MINUTE)
    watch.check("offline", at=NOW)

    assert watch.column("status") == "online"
    assert watch.messages() == []


def test_not_knowing_does_not_end_an_outage(watch: Watch) -> None:
    watch.check("offline", at=NOW)
    watch.check("unknown", at=NOW + MINUTE, reason="probe_blind")
    watch.check("offline", at=NOW + 2 * MINUTE)
    watch.check("online", at=NOW + 3 * MINUTE)

    assert [template for template, _ in watch.letters()] == ["problem", "all_clear"]


def test_every_outage_is_told_anew(watch: Watch) -> None:
    for step, status in enumerate(["offline", "online", "offline", "online"]):
        watch.check(status, at=NOW + step * HOUR)

    assert [template for template, _ in watch.letters()] == ["problem", "all_clear"] * 2


def test_a_site_that_comes_and_goes_stays_a_problem_till_it_is_calm(watch: Watch) -> None:
    for step, status in enumerate(["offline", "online", "offline", "online", "offline", "online"]):
        watch.check(status, at=NOW + step * MINUTE)
    assert (watch.column("status"), watch.column("status_reason")) == ("degraded", "flapping")
    assert [template for template, _ in watch.letters()] == ["problem", "all_clear", "problem"]

    for minute in range(6, 70):
        watch.check("online", at=NOW + minute * MINUTE)

    assert watch.column("status") == "online"
    assert watch.open_conditions() == set()
    assert [template for template, _ in watch.letters()] == ["problem", "all_clear"] * 2


def test_everyone_who_was_told_of_a_problem_is_told_of_its_end_and_nobody_else(
    watch: Watch,
) -> None:
    builders.an_actor(watch.uow, "adam")
    watch.check("offline", at=NOW)
    builders.an_actor(watch.uow, "newcomer")
    watch.rows("update users set is_active = false where email = 'adam@example.com' returning 1")
    watch.check("online", at=NOW + MINUTE)

    told = {"alice@example.com", "adam@example.com"}
    for template in ("problem", "all_clear"):
        assert {who for what, who in watch.letters() if what == template} == told


def test_what_is_not_critical_is_shown_but_not_sent(watch: Watch) -> None:
    watch.report(updates_plugins=3, php_version="8.1.2")

    assert watch.open_conditions() == {("updates_waiting", "info"), ("php_outdated", "warning")}
    assert watch.column("problems_warning") == 1
    assert watch.messages() == []


def test_a_condition_that_becomes_critical_is_told_once(watch: Watch) -> None:
    def errors(count: int) -> str:
        return f'{{"fatal_errors": {{"count_24h": {count}}}}}'

    for count in (1, 25, 12, 30, 5, 25, 0):
        watch.report(vitals=errors(count))

    assert watch.open_conditions() == set()
    assert [template for template, _ in watch.letters()] == ["problem", "all_clear"]
    assert len(watch.messages()) == 2


def test_a_warning_that_ends_is_not_told(watch: Watch) -> None:
    watch.report(vitals='{"fatal_errors": {"count_24h": 2}}')
    watch.report(vitals="{}")

    assert watch.timeline() == ["condition_opened", "condition_closed"]
    assert watch.messages() == []


def test_new_figures_of_an_open_condition_are_kept_silently(watch: Watch) -> None:
    watch.report(updates_plugins=3)
    watch.report(updates_plugins=4)

    [(detail,)] = watch.rows("select detail from site_conditions")
    assert detail == {"plugins": 4, "themes": 0}
    assert watch.timeline() == ["condition_opened"]


def test_a_judgement_notes_the_snapshot_it_saw(watch: Watch) -> None:
    watch.report(snapshot_seq=7)

    assert watch.column("evaluated_seq") == 7


def test_a_paused_site_is_closed_quietly(watch: Watch) -> None:
    watch.check("offline", at=NOW)

    watching.close_conditions(watch.uow, watch.site_id)

    assert watch.open_conditions() == set()
    assert watch.column("problems_critical") == 0
    assert watch.letters() == [("problem", "alice@example.com")]


def test_a_site_that_is_not_watched_is_not_believed_anything(watch: Watch) -> None:
    watch.rows("update sites set connection = 'disconnected' returning 1")

    watch.check("offline", at=NOW)

    assert watch.column("status") == "online"


def test_a_silent_site_is_found_once(watch: Watch) -> None:
    watch.rows("update site_state set heartbeat_due_at = now() - interval '99 years' returning 1")

    assert check_heartbeats(watch.uow) == [watch.site_id]
    judge_site(watch.uow, watch.site_id)

    assert watch.open_conditions() == {("heartbeat_overdue", "warning")}
    assert check_heartbeats(watch.uow) == []


def test_a_silent_site_that_reports_again_is_well(watch: Watch) -> None:
    watch.report(heartbeat_due_at=NOW - MINUTE)
    watch.report(heartbeat_due_at=NOW + MINUTE)

    assert watch.timeline() == ["condition_opened", "condition_closed"]


def test_once_a_day_every_watched_site_is_named_anew(watch: Watch) -> None:
    watch.clock.advance(dt.datetime(2026, 11, 24, 3, 2, tzinfo=dt.UTC) - NOW)

    check_heartbeats(watch.uow)

    named = [m.watch for m in watch.uow._messages if isinstance(m, ChecksChanged)]
    assert named == [[watch.site_id]]


def test_the_shards_learn_what_the_database_says(watch: Watch) -> None:
    gone = uuid.uuid4()

    places = recording.places(watch.uow, [watch.site_id, gone])

    assert places[gone] is None
    target = places[watch.site_id]
    assert target is not None
    assert (target.status, target.interval_seconds) == ("online", 60)


@pytest.fixture
def stored(watch: Watch) -> Watch:
    watch.uow.commit()
    return watch


def test_two_recorders_of_one_outage_tell_it_once(stored: Watch, database: Database) -> None:
    def record() -> None:
        with database.unit_of_work(DatabaseRole.WORKER) as uow:
            Watch(uow, stored.clock, stored.site_id).check("offline", at=NOW)
            judge_site(uow, stored.site_id)
            uow.commit()

    workers = [threading.Thread(target=record) for _ in range(8)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert stored.timeline() == ["status_changed", "condition_opened"]
    assert stored.letters() == [("problem", "alice@example.com")]
    assert stored.rows("select count(*) from outbox where queue = 'send-notification-queue'") == [
        (1,)
    ]


@pytest.mark.parametrize("seed", range(20))
def test_checks_in_any_order_and_number_end_as_the_ordered_ones_do(watch: Watch, seed: int) -> None:
    dice = random.Random(seed)
    statuses = dice.choices(["online", "offline", "degraded", "unknown", "maintenance"], k=12)
    # So far apart that it is no flapping.
    checks = [(status, NOW + step * HOUR) for step, status in enumerate(statuses)]
    delivered = checks + dice.choices(checks, k=12)
    dice.shuffle(delivered)

    for status, at in delivered:
        watch.check(status, at=at)

    assert watch.column("status") == statuses[-1]
    last_known = next((s for s in reversed(statuses) if s != "unknown"), "online")
    if statuses[-1] != "unknown":  # an unknown end leaves what the latecomers before it had said
        assert watch.open_conditions() == (
            {("site_offline", "critical")} if last_known == "offline" else set()
        )
    told = [template for template, _ in watch.letters()]
    assert told == ["problem", "all_clear"] * (len(told) // 2) + ["problem"] * (len(told) % 2)
    assert len(watch.messages()) == len(told)


def test_a_recorder_that_dies_before_the_shard_is_written_is_made_good_by_the_next_probe(
    stored: Watch, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    from functions.record_checks.handler import handler

    class Dying(InMemoryProbeShards):
        def change(self, places: Any) -> None:
            raise RuntimeError("killed")

    target = ProbeTarget(site_id=stored.site_id, url="https://shop.example/", status="online")
    outage = CheckResult(site_id=stored.site_id, checked_at=NOW, status="offline", reason="x")
    message = ChecksChanged(batch_id="b", results=[outage])
    event = {"Records": [{"messageId": "1", "body": message.model_dump_json()}]}
    monkeypatch.setattr(bootstrap, "probe_shards", lambda: Dying([target]))
    assert handler(event, None)["batchItemFailures"]

    shards = InMemoryProbeShards([target])
    monkeypatch.setattr(bootstrap, "probe_shards", lambda: shards)
    again = outage.model_copy(update={"checked_at": NOW + MINUTE})
    message = ChecksChanged(batch_id="c", results=[again])
    event = {"Records": [{"messageId": "2", "body": message.model_dump_json()}]}
    assert not handler(event, None)["batchItemFailures"]

    assert shards.places[stored.site_id].status == "offline"
    assert stored.rows("select queue, body ->> 'template' from outbox") == [
        ("route-alert-queue", "problem")
    ]
    assert stored.timeline() == ["status_changed", "condition_opened"]
