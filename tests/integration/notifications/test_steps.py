"""Escalation and reminders on a real database: planned once, asked again when they fall due."""

import datetime as dt
import threading
from collections.abc import Callable

import pytest

from chalicelib.adapters.database import Database, DatabaseRole, UnitOfWork
from chalicelib.adapters.outbox_store import OutboxStore
from chalicelib.adapters.sealer import LocalSealer
from chalicelib.events.monitoring import AlertedSite, AlertRaised
from chalicelib.kit.clock import FixedClock
from chalicelib.monitoring import acknowledging, silence
from chalicelib.monitoring.windows import Scope
from chalicelib.notifications import channels
from chalicelib.notifications.channel import Channel, Route
from chalicelib.notifications.quiet_hours import QuietHours
from chalicelib.notifications.steps import MOST_REMINDERS
from chalicelib.sites.model import Severity
from tests import builders
from tests.builders import NOW
from tests.integration.notifications.desk import Desk

QUARTER, HALF_HOUR = dt.timedelta(minutes=15), dt.timedelta(minutes=30)
WHEN_NOBODY_ANSWERS = Route(None, Severity.CRITICAL, after=QUARTER)
REPEATED = Route(None, Severity.CRITICAL, repeats_every=HALF_HOUR)


class Watch(Desk):
    """A desk with an open incident: #on-call hears at once, the boss when nobody answers."""

    def __init__(self, uow: UnitOfWork, clock: FixedClock) -> None:
        super().__init__(uow, clock)
        self.incident_id = builders.an_incident(uow, client_id=self.client_id, site_id=self.site_id)

    def outage(self) -> AlertRaised:
        return self.problem().model_copy(update={"incident_id": self.incident_id})

    def hear(self, *boss: Route) -> Channel:
        self.channel(name="#on-call")
        return self.channel(*(boss or (WHEN_NOBODY_ANSWERS,)), name="The boss")

    def acknowledge(self) -> None:
        acknowledging.acknowledge(self.uow, self.alice, self.incident_id)

    def subjects(self) -> list[str]:
        return [message.subject for message in self.sent()]

    def notes(self) -> list[str]:
        """What the messages say of why they are sent now, as kinds."""
        return [m.context["step"]["kind"] if "step" in m.context else "first" for m in self.sent()]

    def timeline(self) -> list[tuple[str, str]]:
        return self.rows(
            "select kind, text from incident_events where kind in ('escalated', 'reminded')"
            " order by at, id"
        )


@pytest.fixture
def watch(uow: UnitOfWork, clock: FixedClock) -> Watch:
    return Watch(uow, clock)


def test_when_nobody_answers_the_next_one_hears_who_did_not(watch: Watch) -> None:
    watch.hear()
    watch.route(watch.outage())
    watch.wait(minutes=14)
    assert watch.notes() == ["first"]

    watch.wait(minutes=1)

    first, escalated = watch.sent()
    assert escalated.subject == "Escalation: Shop: problem"
    step = escalated.context["step"]
    assert (step["since"], step["asked"]) == (NOW.isoformat(), ["#on-call (slack)"])
    secrets = [m.context["acknowledge_token"] for m in (first, escalated)]
    assert {acknowledging.look_at_link(watch.uow, s).id for s in secrets} == {watch.incident_id}
    assert watch.timeline() == [("escalated", "The boss")]
    watch.wait(hours=2)
    assert len(watch.sent()) == 2


def test_the_link_of_an_escalation_acknowledges_in_the_name_of_who_was_told(watch: Watch) -> None:
    watch.hear()
    watch.route(watch.outage())
    watch.wait(minutes=15)

    secret = watch.sent()[-1].context["acknowledge_token"]
    assert acknowledging.acknowledge_by_link(watch.uow, secret).acknowledged_by == (
        "The boss (slack)"
    )


def test_who_is_escalated_to_hears_the_end_and_who_is_not_hears_nothing(watch: Watch) -> None:
    watch.hear()
    watch.channel(Route(None, Severity.CRITICAL, after=4 * QUARTER), name="The owner")
    watch.route(watch.outage())
    watch.wait(minutes=20)
    watch.route(watch.all_clear())
    watch.wait(hours=2)

    told = watch.rows(
        "select c.name, n.template from notifications n join channels c on c.id = n.channel_id"
    )
    assert sorted(told) == [
        ("#on-call", "all_clear"),
        ("#on-call", "problem"),
        ("The boss", "all_clear"),
        ("The boss", "problem"),
    ]


def test_an_answer_or_the_end_calls_off_what_is_planned(watch: Watch) -> None:
    watch.hear()
    watch.route(watch.outage(), watch.problem("over"), watch.all_clear("over"))
    watch.acknowledge()

    watch.wait(hours=1)

    assert watch.timeline() == []
    assert set(watch.notes()) == {"first"}


def test_an_incident_that_is_over_escalates_nothing_though_its_end_is_not_yet_told(
    watch: Watch,
) -> None:
    watch.hear()
    watch.route(watch.outage())
    watch.rows("update incidents set state = 'resolved', resolved_at = now() returning id")

    watch.wait(hours=1)

    assert watch.notes() == ["first"]


def test_the_end_takes_what_waits_out_of_the_outbox(watch: Watch, database: Database) -> None:
    watch.hear()
    watch.route(watch.outage())
    watch.uow.commit()
    count = "select count(*) from outbox where not_before is not null"
    assert watch.rows(count) == [(1,)]

    with database.unit_of_work(DatabaseRole.WORKER) as watch.uow:
        watch.route(watch.all_clear())
        assert watch.rows(count) == [(0,)]


def test_a_message_that_comes_twice_tells_and_plans_once(watch: Watch) -> None:
    watch.hear(Route(None, Severity.CRITICAL, after=QUARTER, repeats_every=HALF_HOUR))
    for _ in range(3):
        watch.route(watch.outage())

    watch.wait(minutes=50)

    assert watch.notes() == ["first", "escalation", "reminder"]


def test_where_all_wait_for_somebody_the_admins_are_that_somebody(watch: Watch) -> None:
    watch.channel(WHEN_NOBODY_ANSWERS)
    watch.route(watch.outage())
    assert watch.told() == [("problem", "email")]

    watch.wait(minutes=15)

    assert watch.sent()[-1].context["step"]["asked"] == [None]


def test_what_nobody_can_acknowledge_is_told_later_if_it_lasts(watch: Watch) -> None:
    watch.hear(Route(None, Severity.CRITICAL, after=QUARTER, repeats_every=HALF_HOUR))
    watch.route(watch.problem("disk"), watch.problem("short"))
    watch.wait(minutes=5)
    watch.route(watch.all_clear("short"))
    watch.wait(hours=5)

    assert watch.notes().count("escalation") == 1
    assert "reminder" not in watch.notes()


def test_quiet_hours_and_maintenance_hold_an_escalation_and_then_it_is_asked_again(
    watch: Watch,
) -> None:
    quiet = QuietHours(dt.time(10), dt.time(11), "UTC", wakes_for_critical=False)
    watch.hear(Route(None, Severity.CRITICAL, quiet, after=QUARTER))
    watch.route(watch.outage())
    watch.wait(minutes=55)
    silence.silence(
        watch.uow,
        Scope(site_ids=(watch.site_id,)),
        until=NOW + dt.timedelta(hours=2),
        why="Update",
    )
    watch.wait(minutes=60)
    assert watch.notes() == ["first"]

    watch.wait(minutes=10)

    assert watch.notes() == ["first", "escalation"]


def test_a_site_that_is_paused_or_gone_worries_nobody_any_more(watch: Watch) -> None:
    watch.hear()
    watch.route(watch.problem())
    watch.rows("update sites set paused_at = now() returning id")

    watch.wait(hours=1)

    assert watch.notes() == ["first"]


def test_a_channel_that_was_switched_off_or_removed_loses_no_escalation(watch: Watch) -> None:
    boss = watch.hear()
    watch.route(watch.outage())
    channels.remove_channel(watch.uow, watch.alice, boss.id)

    watch.wait(minutes=15)

    assert [(m.recipient, m.subject) for m in watch.sent()[1:]] == [
        ("alice@example.com", "Escalation: Shop: problem")
    ]
    assert watch.timeline() == [("escalated", "")]


def test_a_rule_that_was_taken_out_asks_nobody_any_more(watch: Watch) -> None:
    boss = watch.hear()
    watch.route(watch.outage())
    channels.change_channel(
        watch.uow,
        watch.alice,
        boss.id,
        {"routes": []},
        sealer=LocalSealer(bytes(32)),
        demo_origins=frozenset(),
    )

    watch.wait(hours=1)

    assert watch.notes() == ["first"]


def test_reminders_come_until_somebody_answers(watch: Watch) -> None:
    watch.channel(REPEATED)
    watch.route(watch.outage())
    watch.wait(minutes=65)
    watch.acknowledge()
    watch.wait(hours=3)

    assert watch.notes() == ["first", "reminder", "reminder"]
    assert watch.subjects()[1:] == ["Reminder: Shop: problem"] * 2
    assert watch.timeline() == [("reminded", "#on-call")] * 2
    watch.route(watch.all_clear())
    assert watch.subjects()[3:] == ["Shop: all_clear"]


def test_there_are_so_many_reminders_and_the_last_says_so(watch: Watch) -> None:
    watch.channel(REPEATED)
    watch.route(watch.outage())
    watch.wait(days=2)

    reminders = [m.context["step"] for m in watch.sent()[1:]]
    assert len(reminders) == MOST_REMINDERS
    assert [step["number"] for step in reminders if step["is_last"]] == [MOST_REMINDERS]


def test_of_several_sites_a_step_tells_those_that_are_still_watched(watch: Watch) -> None:
    sites = [
        AlertedSite(
            site_id=builders.a_connected_site(watch.uow, client_id=watch.client_id, name=name),
            client_id=watch.client_id,
            site_name=name,
            site_url=f"https://{name.lower()}.example",
            client_name="x",
        )
        for name in ("Blog", "Garage")
    ]
    watch.hear()
    context = {"detail": {"shared": "203.0.113.9"}}
    several = watch.outage().model_copy(update={"sites": sites, "context": context})
    watch.route(several.model_copy(update={"site_id": None}))
    watch.rows(f"update sites set paused_at = now() where id = '{sites[0].site_id}' returning id")

    watch.wait(minutes=15)

    assert watch.subjects() == [
        "2 sites on 203.0.113.9 are offline",
        "Escalation: Garage is offline",
    ]


class TestAtTheSameMoment:
    """Somebody acknowledges just when the escalation falls due: whoever is first is heeded."""

    @pytest.fixture
    def due(self, watch: Watch, database: Database, clock: FixedClock) -> AlertRaised:
        watch.hear()
        watch.route(watch.outage())
        [(step, _)] = watch.uow._held
        watch.uow.commit()
        clock.advance(QUARTER)
        assert isinstance(step, AlertRaised)
        return step

    def test_an_answer_that_is_first_keeps_the_escalation_back(
        self, watch: Watch, database: Database, due: AlertRaised
    ) -> None:
        def escalate() -> None:
            with database.unit_of_work(DatabaseRole.WORKER) as uow:
                Desk.route(_with(watch, uow), due)
                uow.commit()

        with database.unit_of_work(DatabaseRole.STAFF) as uow:
            acknowledging.acknowledge(uow, watch.alice, watch.incident_id)
            waiting = _started(escalate, database)
            uow.commit()
        waiting.join(10)

        assert _told(database) == ["Shop: problem"]

    def test_an_answer_that_is_second_waits_and_both_stand(
        self, watch: Watch, database: Database, due: AlertRaised
    ) -> None:
        def answer() -> None:
            with database.unit_of_work(DatabaseRole.STAFF) as uow:
                acknowledging.acknowledge(uow, watch.alice, watch.incident_id)
                uow.commit()

        with database.unit_of_work(DatabaseRole.WORKER) as uow:
            Desk.route(_with(watch, uow), due)
            waiting = _started(answer, database)
            uow.commit()
        waiting.join(10)

        assert _told(database) == ["Shop: problem", "Escalation: Shop: problem"]
        with database.unit_of_work(DatabaseRole.WORKER) as uow:
            assert uow.connection.execute("select state from incidents").fetchall() == [
                ("acknowledged",)
            ]

    def test_two_workers_with_the_same_message_tell_once(
        self, watch: Watch, database: Database, due: AlertRaised
    ) -> None:
        def escalate() -> None:
            with database.unit_of_work(DatabaseRole.WORKER) as uow:
                Desk.route(_with(watch, uow), due)
                uow.commit()

        with database.unit_of_work(DatabaseRole.WORKER) as uow:
            Desk.route(_with(watch, uow), due)
            waiting = _started(escalate, database)
            uow.commit()
        waiting.join(10)

        assert _told(database) == ["Shop: problem", "Escalation: Shop: problem"]


def _with(watch: Watch, uow: UnitOfWork) -> Watch:
    """The same desk in another transaction."""
    other = object.__new__(Watch)
    other.__dict__ = {**watch.__dict__, "uow": uow}
    return other


def _started(work: Callable[[], None], database: Database) -> threading.Thread:
    """A thread that has begun and waits for a lock of ours."""
    thread = threading.Thread(target=work)
    thread.start()
    waits = "select 1 from pg_locks where not granted"
    with database.connect(DatabaseRole.WORKER) as connection:
        while thread.is_alive() and connection.execute(waits).fetchone() is None:
            connection.rollback()
    return thread


def _told(database: Database) -> list[str]:
    with database.unit_of_work(DatabaseRole.WORKER) as uow:
        waiting = OutboxStore(uow.connection).claim(100, now=uow.clock.now())
        rows = uow.connection.execute(
            "select body ->> 'subject' from outbox where queue = 'send-notification-queue'"
            " order by created_at"
        ).fetchall()
    assert len(waiting) >= len(rows)
    return [subject for (subject,) in rows]
