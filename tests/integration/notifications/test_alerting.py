"""From a raised alert to those who hear of it, on a real database."""

import datetime as dt
import random
import uuid

import pytest

from chalicelib.adapters.database import Database, DatabaseRole, UnitOfWork
from chalicelib.adapters.outbox_store import OutboxStore
from chalicelib.adapters.sealer import LocalSealer
from chalicelib.events.monitoring import AlertedSite, AlertRaised
from chalicelib.events.notifications import NotificationRequested
from chalicelib.kit.clock import FixedClock
from chalicelib.monitoring import acknowledging
from chalicelib.notifications import channels
from chalicelib.notifications.channel import Route
from chalicelib.notifications.errors import ProblemNotYetTold
from chalicelib.notifications.quiet_hours import QuietHours
from chalicelib.sites.model import Severity
from tests import builders
from tests.builders import NOW
from tests.integration.notifications.desk import Desk

# NOW is ten o'clock in the morning: these hold it until the afternoon.
QUIET = Route(None, Severity.INFO, QuietHours(dt.time(9), dt.time(15), "UTC", False))


@pytest.fixture
def desk(uow: UnitOfWork, clock: FixedClock) -> Desk:
    return Desk(uow, clock)


def test_without_a_channel_the_admins_get_a_letter_as_ever(desk: Desk) -> None:
    desk.route(desk.problem(), desk.all_clear())

    assert desk.told() == [("problem", "email"), ("all_clear", "email")]


def test_with_a_channel_it_is_told_there_and_nowhere_else(desk: Desk) -> None:
    channel = desk.channel()
    desk.route(desk.problem(), desk.all_clear())

    assert desk.told() == [("problem", "slack"), ("all_clear", "slack")]
    messages = [m for m in desk.uow._messages if hasattr(m, "sealed_target")]
    assert {m.channel_id for m in messages} == {channel.id}
    assert b"hooks.slack.com" not in b"".join(m.model_dump_json().encode() for m in messages)


def test_an_alert_that_comes_again_is_told_once(desk: Desk) -> None:
    desk.channel()
    for _ in range(3):
        desk.route(desk.problem())

    assert desk.told() == [("problem", "slack")]
    assert desk.outcomes() == ["waiting"]


def test_an_all_clear_waits_for_its_problem(desk: Desk) -> None:
    with pytest.raises(ProblemNotYetTold):
        desk.route(desk.all_clear())
    desk.route(desk.problem(), desk.all_clear())

    assert [template for template, _ in desk.told()] == ["problem", "all_clear"]


def test_a_problem_whose_end_was_told_is_none_any_more(desk: Desk) -> None:
    lesser = desk.problem(severity="warning").model_copy(
        update={"subject_key": "condition:c1:lesser"}
    )
    desk.route(lesser, desk.all_clear(), desk.problem())

    assert desk.told() == []


@pytest.mark.parametrize("seed", range(10))
def test_in_any_order_and_number_everybody_hears_of_each_change_once(desk: Desk, seed: int) -> None:
    desk.channel()
    dice = random.Random(seed)
    waiting = [alert for key in "abc" for alert in (desk.problem(key), desk.all_clear(key))] * 2
    while waiting:
        dice.shuffle(waiting)
        alert = waiting.pop()
        try:
            desk.route(alert)
        except ProblemNotYetTold:
            waiting.append(alert)

    assert sorted(desk.told()) == [("all_clear", "slack")] * 3 + [("problem", "slack")] * 3


def test_who_is_told_of_the_end_was_told_of_the_problem(desk: Desk) -> None:
    desk.route(desk.problem())
    desk.channel()
    desk.route(desk.all_clear())

    assert desk.told() == [("problem", "email"), ("all_clear", "email")]


def test_quiet_hours_hold_a_message_and_what_ends_meanwhile_stays_unsaid(
    desk: Desk, database: Database, clock: FixedClock
) -> None:
    desk.channel(QUIET)
    desk.route(desk.problem("short"), desk.problem("long"))
    desk.uow.commit()
    assert left(database) == []

    with database.unit_of_work(DatabaseRole.WORKER) as uow:
        desk.uow = uow
        desk.route(desk.all_clear("short"))
        assert desk.outcomes() == ["waiting", "withdrawn"]
        uow.commit()

    clock.advance(dt.timedelta(hours=5))
    assert left(database) == ["send-notification-queue"]
    with database.unit_of_work(DatabaseRole.WORKER) as uow:
        desk.uow = uow
        desk.route(desk.all_clear("long"))
        assert [template for template, _ in desk.told()] == ["problem"] * 2 + ["all_clear"]


def test_the_end_of_what_was_told_by_day_waits_for_the_quiet_hours_to_pass(
    desk: Desk, clock: FixedClock
) -> None:
    evening = QuietHours(dt.time(13), dt.time(15), "UTC", wakes_for_critical=False)
    desk.channel(Route(None, Severity.INFO, evening))
    desk.route(desk.problem())
    clock.advance(dt.timedelta(hours=NOW.hour * -1 + 14))
    desk.route(desk.all_clear())

    held = desk.rows("select held_until is not null from alert_deliveries order by id")
    assert held == [(False,), (True,)]


def left(database: Database) -> list[str]:
    """The queues to which the relay would send now."""
    with database.unit_of_work(DatabaseRole.WORKER) as uow:
        outbox = OutboxStore(uow.connection)
        waiting = outbox.claim(100, now=uow.clock.now())
        outbox.mark_sent(waiting, uow.clock.now())
        uow.commit()
    return [message.queue for message in waiting]


def test_what_a_channel_could_not_deliver_goes_to_the_admins(desk: Desk) -> None:
    desk.channel()
    desk.route(desk.problem())
    desk.tried("retrying", attempt=1)
    desk.tried("failed", attempt=2)
    desk.tried("failed", attempt=2)

    assert desk.outcomes() == ["failed"]
    assert desk.told() == [("problem", "email"), ("problem", "slack")]
    desk.route(desk.all_clear())
    assert [channel for template, channel in desk.told() if template == "all_clear"] == [
        "email",
        "slack",
    ]


def test_a_channel_that_is_gone_is_switched_off_and_its_owners_hear_of_it_once(
    desk: Desk,
) -> None:
    channel = desk.channel()
    desk.route(desk.problem("a"), desk.problem("b"))
    desk.tried("refused", number=0)
    desk.tried("refused", number=1)

    shown = channels.get_channel(desk.uow, channel.id)
    assert (shown.is_enabled, shown.disabled_reason) == (False, "HTTP 404")
    notices = [m for m in desk.uow._messages if getattr(m, "template", "") == "security_notice"]
    assert [(m.recipient, m.context["kind"]) for m in notices] == [
        ("alice@example.com", "channel_disabled")
    ]
    assert desk.told() == [("problem", "email")] * 2 + [("problem", "slack")] * 2
    assert desk.rows("select actor from audit_logs where action = 'channel.disable'") == [
        ("system",)
    ]


def test_where_the_channel_has_gone_since_the_admins_hear_the_end(desk: Desk) -> None:
    channel = desk.channel()
    desk.route(desk.problem())
    desk.tried("delivered")
    channels.change_channel(
        desk.uow,
        desk.alice,
        channel.id,
        {"is_enabled": False},
        sealer=LocalSealer(bytes(32)),
        demo_origins=frozenset(),
    )
    desk.route(desk.all_clear())

    assert desk.told() == [("problem", "slack"), ("all_clear", "email")]


def test_a_late_report_of_an_earlier_attempt_takes_nothing_back(desk: Desk) -> None:
    desk.channel()
    desk.route(desk.problem())
    desk.tried("delivered", attempt=2)
    desk.tried("retrying", attempt=1)
    desk.tried("failed", attempt=3)

    assert desk.outcomes() == ["delivered"]
    assert desk.told() == [("problem", "slack")]


def test_what_was_delivered_and_came_back_switches_the_channel_off_and_goes_to_the_admins(
    desk: Desk,
) -> None:
    channel = desk.channel()
    desk.route(desk.problem())
    desk.tried("delivered")
    desk.tried("refused", is_return=True)
    desk.tried("refused", is_return=True)

    assert desk.outcomes() == ["refused"]
    assert not channels.get_channel(desk.uow, channel.id).is_enabled
    assert desk.told() == [("problem", "email"), ("problem", "slack")]


def test_the_word_that_a_letter_was_taken_may_come_after_its_return(desk: Desk) -> None:
    desk.channel()
    desk.route(desk.problem())
    desk.tried("failed", is_return=True)
    desk.tried("delivered")

    assert desk.outcomes() == ["failed"]


def test_old_deliveries_are_forgotten(desk: Desk) -> None:
    desk.channel()
    desk.route(desk.problem(), desk.all_clear())
    desk.clock.advance(dt.timedelta(days=91))

    assert channels.forget_old_deliveries(desk.uow) == 2
    assert desk.rows("select subject_key from routed_alerts") == [("condition:c1:end",)]
    assert desk.clock.now() > NOW


def test_a_channel_of_nobody_is_not_found(desk: Desk) -> None:
    with pytest.raises(channels.ChannelNotFound):
        channels.get_channel(desk.uow, uuid.uuid4())


class TestSeveralSites:
    """Sites of two clients fall together: each channel is told once, of those it covers."""

    def sites(self, desk: Desk) -> list[AlertedSite]:
        self.garage = builders.a_client(desk.uow, name="Garage Wolff")
        owners = {"Shop": desk.client_id, "Blog": desk.client_id, "Garage": self.garage}
        return [
            AlertedSite(
                site_id=builders.a_connected_site(desk.uow, client_id=client_id, name=name),
                client_id=client_id,
                site_name=name,
                site_url=f"https://{name.lower()}.example",
                client_name="x",
            )
            for name, client_id in owners.items()
        ]

    def alert(self, sites: list[AlertedSite], template: str = "problem") -> AlertRaised:
        is_over = template == "all_clear"
        return AlertRaised(
            client_id=sites[0].client_id,
            site_id=None,
            sites=sites,
            subject_key=f"incident:1:{template}",
            ends=["incident:1:problem", "condition:c1:problem"] if is_over else [],
            also=["condition:c1:end"] if is_over else [],
            ended_by="" if is_over else "incident:1:all_clear",
            template=template,
            severity="critical",
            subject="Several sites on 203.0.113.9 are offline",
            context={"detail": {"shared": "203.0.113.9"}, "closed_at": NOW.isoformat()},
        )

    def subjects(self, desk: Desk) -> list[tuple[str, str]]:
        sent = [m for m in desk.uow._messages if isinstance(m, NotificationRequested)]
        return sorted((m.channel, m.subject) for m in sent)

    def test_each_channel_hears_once_and_of_its_own_clients_alone(self, desk: Desk) -> None:
        sites = self.sites(desk)
        desk.channel(Route(self.garage, Severity.CRITICAL), name="#garage")

        for _ in range(2):
            desk.route(self.alert(sites))

        # No channel covers the bakery: that is the admins' part.
        assert self.subjects(desk) == [
            ("email", "2 sites on 203.0.113.9 are offline"),
            ("slack", "Garage is offline"),
        ]

    def test_a_channel_of_all_clients_hears_of_all_at_once(self, desk: Desk) -> None:
        desk.channel()
        sites = self.sites(desk)

        desk.route(self.alert(sites[:2]), self.alert(sites), self.alert(sites, "all_clear"))

        assert self.subjects(desk) == [
            ("slack", "2 sites on 203.0.113.9 are offline"),
            ("slack", "3 sites on 203.0.113.9 are online again"),
        ]

    def test_their_end_is_the_end_of_what_was_told_of_one_of_them_before(self, desk: Desk) -> None:
        sites = self.sites(desk)
        desk.channel(Route(desk.client_id, Severity.CRITICAL))
        desk.route(desk.problem("c1"), self.alert(sites[2:]), self.alert(sites, "all_clear"))
        late = desk.problem("c1").model_copy(update={"subject_key": "condition:c1:late"})
        desk.route(late)

        assert self.subjects(desk) == [
            ("email", "3 sites on 203.0.113.9 are online again"),
            ("email", "Garage is offline"),
            ("slack", "2 sites on 203.0.113.9 are online again"),
            ("slack", "Shop: problem"),
        ]

    def test_who_hears_of_an_incident_gets_a_link_to_acknowledge_it(self, desk: Desk) -> None:
        incident_id = builders.an_incident(desk.uow, client_id=desk.client_id, site_id=desk.site_id)
        desk.channel()

        desk.route(desk.problem().model_copy(update={"incident_id": incident_id}))

        [message] = [m for m in desk.uow._messages if isinstance(m, NotificationRequested)]
        secret = message.context["acknowledge_token"]
        assert acknowledging.look_at_link(desk.uow, secret).id == incident_id
        assert desk.rows("select told from incident_links") == [("#on-call (slack)",)]
        # What is kept of the delivery is the alert, not the way to answer it.
        assert secret not in str(desk.rows("select content from alert_deliveries"))
