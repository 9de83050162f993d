"""Targets, routes, quiet hours and verdicts: the pure rules of channels."""

import datetime as dt
import uuid

import pytest

from chalicelib.notifications import deliveries
from chalicelib.notifications.channel import Channel, ChannelKind, Route, checked_target, hint_of
from chalicelib.notifications.deliveries import MAX_ATTEMPTS, Outcome, judge_answer, settled
from chalicelib.notifications.errors import TargetInvalid
from chalicelib.notifications.quiet_hours import QuietHours
from chalicelib.notifications.routing import plan
from chalicelib.sites.model import Severity
from infra.settings import STAGES

NOW = dt.datetime(2026, 11, 23, 12, 0, tzinfo=dt.UTC)
BAKERY, GARAGE = uuid.uuid4(), uuid.uuid4()
SLACK = "https://hooks.slack.com/services/0/0/x"


@pytest.mark.parametrize(
    ("kind", "target"),
    [
        (ChannelKind.SLACK, SLACK),
        (ChannelKind.DISCORD, "https://discord.com/api/webhooks/1/x"),
        (ChannelKind.DISCORD, "https://discord.com/api/v10/webhooks/1/x"),
        (
            ChannelKind.TEAMS,
            "https://prod-1.westeurope.logic.azure.com:443/workflows/x/triggers/manual/paths/"
            "invoke?api-version=2016-06-01&sp=%2Ftriggers%2Fmanual%2Frun&sig=x",
        ),
        (
            ChannelKind.TEAMS,
            "https://default1.a0.environment.api.powerplatform.com:443/powerautomate/x",
        ),
        (ChannelKind.WEBHOOK, "https://hooks.example/x?y=1"),
        (ChannelKind.EMAIL, "on-call@agency.example"),
        (ChannelKind.SMS, "+491701234567"),
    ],
)
def test_what_vendors_hand_out_is_taken_as_it_is(kind: ChannelKind, target: str) -> None:
    assert checked_target(kind, f" {target} ") == target


@pytest.mark.parametrize(
    ("kind", "target"),
    [
        (ChannelKind.SLACK, "https://hooks.slack.com.evil.example/services/T0/B0/x"),
        (ChannelKind.SLACK, "https://evil.example/services/T0/B0/x"),
        (ChannelKind.SLACK, "https://hooks.slack.com@evil.example/services/x"),
        (ChannelKind.SLACK, "http://hooks.slack.com/services/0/0/x"),
        (ChannelKind.SLACK, "https://hooks.slack.com/"),
        (ChannelKind.DISCORD, "https://discord.com/channels/1/2"),
        (ChannelKind.TEAMS, "https://logic.azure.com.evil.example/x"),
        (ChannelKind.TEAMS, "https://evillogic.azure.com/x"),
        (ChannelKind.WEBHOOK, "http://hooks.example/x"),
        (ChannelKind.WEBHOOK, "https://hooks.example:22/x"),
        (ChannelKind.WEBHOOK, "https://localhost/x"),
        (ChannelKind.WEBHOOK, "file:///etc/passwd"),
        (ChannelKind.EMAIL, "nobody"),
        (ChannelKind.EMAIL, "a@b.example\r\nBcc: c@d.example"),
        (ChannelKind.SMS, "0170 1234567"),
        (ChannelKind.SMS, "+0170"),
    ],
)
def test_what_leads_elsewhere_is_refused_and_not_repeated(kind: ChannelKind, target: str) -> None:
    with pytest.raises(TargetInvalid) as refused:
        checked_target(kind, target)

    assert target not in refused.value.detail


def test_spaces_in_a_number_are_how_people_write_it() -> None:
    assert checked_target(ChannelKind.SMS, "+49 (170) 123-45 67") == "+491701234567"


def test_a_hint_is_nothing_to_post_with() -> None:
    assert hint_of(ChannelKind.SLACK, SLACK) == "hooks.slack.com"
    assert hint_of(ChannelKind.EMAIL, "on-call@agency.example") == "o…@agency.example"
    assert hint_of(ChannelKind.SMS, "+491701234567") == "+49…67"


def a_channel(*routes: Route, is_enabled: bool = True) -> Channel:
    return Channel(uuid.uuid4(), ChannelKind.SLACK, "x", "x", is_enabled, None, None, NOW, routes)


def told(*channels: Channel, severity: Severity = Severity.CRITICAL) -> tuple[list[int], bool]:
    """Which channels, by their number, tell an alert of the bakery; and whether the admins are."""
    planned = plan(channels, client_id=BAKERY, severity=severity, now=NOW)
    ids = [channel.id for channel in channels]
    return [ids.index(telling.channel_id) for telling in planned.tellings], planned.tells_admins


def test_without_channels_the_admins_hear_what_is_critical() -> None:
    assert told() == ([], True)
    assert told(severity=Severity.WARNING) == ([], False)


def test_every_channel_that_covers_the_client_tells() -> None:
    everyone, bakery = a_channel(Route(None, Severity.CRITICAL)), Route(BAKERY, Severity.CRITICAL)
    garage = a_channel(Route(GARAGE, Severity.INFO))

    assert told(everyone, a_channel(bakery), garage) == ([0, 1], False)


def test_a_client_that_no_working_channel_covers_is_the_admins() -> None:
    off = a_channel(Route(None, Severity.INFO), is_enabled=False)

    assert told(a_channel(Route(GARAGE, Severity.INFO)), off, a_channel()) == ([], True)


def test_the_first_route_that_covers_the_client_decides() -> None:
    routes = (Route(BAKERY, Severity.CRITICAL), Route(None, Severity.INFO))

    assert told(a_channel(*routes), severity=Severity.WARNING) == ([], False)
    assert told(a_channel(*reversed(routes)), severity=Severity.WARNING) == ([0], False)


def berlin(*at: int, quiet: QuietHours, is_critical: bool = False) -> str | None:
    """Until when, by the clock in Berlin, something is held."""
    now = dt.datetime(*at, tzinfo=dt.UTC)
    held = quiet.hold_until(now, is_critical=is_critical)
    return held.isoformat() if held else None


NIGHT = QuietHours(dt.time(22), dt.time(6, 30), "Europe/Berlin")


@pytest.mark.parametrize(
    ("at", "until"),
    [
        ((2026, 11, 23, 20, 59), None),
        ((2026, 11, 23, 21, 0), "2026-11-24T05:30:00+00:00"),
        ((2026, 11, 24, 5, 29), "2026-11-24T05:30:00+00:00"),
        ((2026, 11, 24, 5, 30), None),
        ((2026, 7, 1, 20, 0), "2026-07-02T04:30:00+00:00"),  # summer time
        ((2026, 3, 28, 23, 0), "2026-03-29T04:30:00+00:00"),  # the night it begins
        ((2026, 10, 24, 22, 0), "2026-10-25T05:30:00+00:00"),  # the night it ends
    ],
)
def test_quiet_hours_end_by_the_clock_on_the_wall(at: tuple[int, ...], until: str | None) -> None:
    assert berlin(*at, quiet=NIGHT) == until


def test_critical_wakes_unless_it_must_not() -> None:
    at = (2026, 11, 23, 23, 0)
    deep = QuietHours(NIGHT.starts, NIGHT.ends, NIGHT.time_zone, wakes_for_critical=False)

    assert berlin(*at, quiet=NIGHT, is_critical=True) is None
    assert berlin(*at, quiet=deep, is_critical=True) is not None


@pytest.mark.parametrize("hour", range(24))
@pytest.mark.parametrize("day", [(2026, 3, 29), (2026, 10, 25), (2026, 6, 1)])
def test_what_is_held_is_held_for_less_than_a_day_and_never_backwards(
    day: tuple[int, ...], hour: int
) -> None:
    now = dt.datetime(*day, hour, 30, tzinfo=dt.UTC)
    for quiet in (NIGHT, QuietHours(dt.time(1), dt.time(2, 30), "Europe/Berlin")):
        until = quiet.hold_until(now, is_critical=False)
        assert until is None or now <= until <= now + dt.timedelta(hours=25)


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (200, Outcome.DELIVERED),
        (202, Outcome.DELIVERED),  # what Workflows answer
        (204, Outcome.DELIVERED),  # what Discord answers
        (302, Outcome.FAILED),
        (400, Outcome.FAILED),
        (401, Outcome.REFUSED),
        (403, Outcome.REFUSED),
        (404, Outcome.REFUSED),
        (410, Outcome.REFUSED),
        (408, Outcome.RETRYING),
        (413, Outcome.FAILED),
        (429, Outcome.RETRYING),
        (500, Outcome.RETRYING),
        (503, Outcome.RETRYING),
    ],
)
def test_an_answer_decides_about_the_message_and_the_channel(status: int, outcome: Outcome) -> None:
    assert judge_answer(status, {}, receipt="", now=NOW).outcome is outcome


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("30", 30),
        ("0.5", 1),
        ("Mon, 23 Nov 2026 12:01:00 GMT", 60),
        ("Mon, 23 Nov 2026 11:00:00 GMT", 0),
        ("soon", None),
        ("nan", None),
        ("inf", None),
        ("", None),
        ("-5", 0),
    ],
)
def test_the_wait_that_is_asked_for_is_read(text: str, seconds: int | None) -> None:
    assert deliveries.retry_after(text, now=NOW) == seconds


def test_waits_grow_and_respect_what_was_asked_for() -> None:
    assert [deliveries.wait_before(n, asked=None) for n in range(1, 5)] == [15, 60, 240, 960]
    assert deliveries.wait_before(1, asked=120) == 120
    assert deliveries.wait_before(4, asked=5) == 960


def test_the_last_attempt_and_a_wait_of_hours_give_up() -> None:
    busy = deliveries.try_again("HTTP 429", wait_seconds=30)

    assert settled(busy, attempt=1).outcome is Outcome.RETRYING
    assert settled(busy, attempt=MAX_ATTEMPTS).outcome is Outcome.FAILED
    hours = deliveries.try_again("HTTP 429", wait_seconds=2 * 60 * 60)
    assert settled(hours, attempt=1).outcome is Outcome.FAILED


def test_we_give_up_when_the_queue_would() -> None:
    """A developer's queue has less patience: there one looks into the dead letters soon."""
    deployed = {stage.max_receive_count for name, stage in STAGES.items() if name != "local"}

    assert deployed == {MAX_ATTEMPTS}
