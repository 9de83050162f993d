"""Digests on a real database: collected, told once at their hour, and told again while it lasts."""

import datetime as dt

import pytest

from chalicelib.adapters.database import UnitOfWork
from chalicelib.adapters.sealer import LocalSealer
from chalicelib.events.monitoring import AlertRaised
from chalicelib.events.notifications import NotificationRequested
from chalicelib.kit.clock import FixedClock
from chalicelib.notifications import channels, digests
from chalicelib.notifications.channel import Channel, Route
from chalicelib.notifications.digest_time import DigestTime
from chalicelib.sites.model import Severity
from tests import builders
from tests.integration.notifications.desk import ALL_DAY, Desk

NOON = Route(None, Severity.INFO, digest=DigestTime(12, "UTC"))  # the clock begins at ten
MONDAYS = Route(None, Severity.INFO, digest=DigestTime(12, "UTC", weekday=1))


class Editor(Desk):
    def problem(self, key: str = "c1", severity: str = "warning") -> AlertRaised:
        return super().problem(key, severity).model_copy(update={"subject": f"{key} is bad"})

    def at_noon(self, *, days: int = 0) -> list[NotificationRequested]:
        """What the sweep sends that comes shortly after the next noon, or so many days later."""
        now = self.clock.now()
        noon = now.replace(hour=12, minute=1)
        self.clock.advance(noon - now + dt.timedelta(days=days + (noon <= now)))
        before = len(self.sent())
        digests.send_due(self.uow)
        return self.sent()[before:]

    def switch(self, channel: Channel, **changes: object) -> None:
        channels.change_channel(
            self.uow,
            self.alice,
            channel.id,
            changes,
            sealer=LocalSealer(bytes(32)),
            demo_origins=frozenset(),
        )


@pytest.fixture
def desk(uow: UnitOfWork, clock: FixedClock) -> Editor:
    return Editor(uow, clock)


def test_what_is_collected_is_told_together_at_the_hour_and_again_while_it_lasts(
    desk: Editor,
) -> None:
    desk.channel(NOON)
    desk.route(desk.problem("disk"), desk.problem("php"), desk.problem("php"))
    assert (desk.sent(), digests.send_due(desk.uow)) == ([], 0)

    [first] = desk.at_noon()
    assert first.subject == "Digest: 2 new"
    assert digests.send_due(desk.uow) == 0
    desk.route(desk.all_clear("php"), desk.problem("cron"))

    [second] = desk.at_noon()
    assert second.subject == "Digest: 1 new, 1 over, 1 still open"
    [client] = second.context["clients"]
    assert sorted((e["subject"], e["turn"]) for e in client["entries"]) == [
        ("cron is bad", "new"),
        ("disk is bad", "lasts"),
        ("php is bad", "over"),
    ]
    desk.route(desk.all_clear("disk"), desk.all_clear("cron"))
    assert [m.subject for m in desk.at_noon()] == ["Digest: 2 over"]
    assert desk.at_noon() == []
    assert desk.rows("select 1 from digest_entries") == []


def test_an_all_clear_of_what_was_collected_is_told_to_nobody_at_once(desk: Editor) -> None:
    desk.channel(NOON)
    desk.route(desk.problem(), desk.all_clear())

    assert desk.sent() == []
    assert [m.subject for m in desk.at_noon()] == ["Digest: 1 over"]


def test_one_channel_may_tell_what_is_critical_at_once_and_collect_the_rest(desk: Editor) -> None:
    desk.channel(ALL_DAY, NOON)
    desk.route(desk.problem("down", "critical"), desk.problem("php"))

    assert [m.subject for m in desk.sent()] == ["down is bad"]
    assert [m.subject for m in desk.at_noon()] == ["Digest: 1 new"]


def test_a_weekly_digest_waits_for_its_day(desk: Editor) -> None:
    desk.channel(MONDAYS)
    begins = desk.clock.now().isoweekday()
    desk.clock.advance(dt.timedelta(days=(2 - begins) % 7))
    desk.route(desk.problem())

    assert [len(desk.at_noon()) for _ in range(7)] == [0, 0, 0, 0, 0, 0, 1]


def test_each_client_stands_for_itself(desk: Editor) -> None:
    desk.channel(NOON)
    garage = builders.a_client(desk.uow, name="Garage Wolff")
    site = builders.a_connected_site(desk.uow, client_id=garage, name="Garage")
    other = {"client_id": garage, "site_id": site}
    desk.route(desk.problem("a"), desk.problem("b").model_copy(update=other))

    [told] = desk.at_noon()

    names = [client["name"] for client in told.context["clients"]]
    assert len(names) == 2
    assert "Garage Wolff" in names
    assert names == sorted(names, key=str.casefold)


def test_a_site_that_is_paused_is_told_no_more_unless_its_problem_is_over(desk: Editor) -> None:
    desk.channel(NOON)
    desk.route(desk.problem("lasts"), desk.problem("ended"), desk.all_clear("ended"))
    desk.rows("update sites set paused_at = now() returning id")

    assert [m.subject for m in desk.at_noon()] == ["Digest: 1 over"]
    assert desk.rows("select 1 from digest_entries") == []


def test_a_channel_that_is_off_keeps_what_it_collected(desk: Editor) -> None:
    channel = desk.channel(NOON)
    desk.route(desk.problem())
    desk.switch(channel, is_enabled=False)
    assert desk.at_noon() == []

    desk.switch(channel, is_enabled=True)

    assert [m.subject for m in desk.at_noon()] == ["Digest: 1 new"]


def test_a_rule_that_was_taken_out_tells_what_it_has_and_nothing_more(desk: Editor) -> None:
    channel = desk.channel(NOON)
    desk.route(desk.problem())
    desk.switch(channel, routes=[])

    assert [m.subject for m in desk.at_noon()] == ["Digest: 1 new"]
    assert desk.at_noon() == []


def test_a_digest_that_cannot_be_delivered_goes_to_the_admins(desk: Editor) -> None:
    desk.channel(NOON)
    desk.route(desk.problem())
    desk.at_noon()
    for _ in range(2):
        desk.tried("failed")

    letters = [m for m in desk.sent() if m.channel == "email"]
    assert [(m.recipient, m.subject) for m in letters] == [("alice@example.com", "Digest: 1 new")]


def test_deliveries_tell_a_digest_from_a_test(desk: Editor) -> None:
    channel = desk.channel(NOON)
    channels.send_test(desk.uow, desk.alice, channel.id)
    desk.route(desk.problem())
    desk.at_noon()

    shown = channels.list_deliveries(desk.uow, channel.id, limit=10, cursor=None).items

    assert sorted((d.subject, d.is_test) for d in shown) == [
        ("Digest: 1 new", False),
        ("Test", True),
    ]
