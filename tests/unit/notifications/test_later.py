"""Rules that tell later, and what such messages say: pure."""

import datetime as dt
import json
import uuid
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.events.notifications import NotificationRequested
from chalicelib.notifications.alert_text import text_of
from chalicelib.notifications.channel import Channel, ChannelKind, Route
from chalicelib.notifications.composing import compose
from chalicelib.notifications.digest_store import Entry
from chalicelib.notifications.digest_text import context_of, subject_of
from chalicelib.notifications.digest_time import DigestTime
from chalicelib.notifications.kinds import discord, slack, sms, teams, webhook
from chalicelib.notifications.routing import Telling, plan
from chalicelib.sites.model import Severity
from tests.unit.notifications.alerts import AT, LETTERHEAD, a_message, an_alert

NOW = dt.datetime(2026, 11, 23, 12, 0, tzinfo=dt.UTC)
BAKERY, GARAGE = uuid.uuid4(), uuid.uuid4()
CRITICAL, WARNING, INFO = Severity.CRITICAL, Severity.WARNING, Severity.INFO
QUARTER, HOUR = dt.timedelta(minutes=15), dt.timedelta(hours=1)
MORNING = DigestTime(8, "Europe/Berlin")
LATER = Route(None, CRITICAL, after=QUARTER, repeats_every=HOUR)
COLLECTED = Route(None, INFO, digest=MORNING)
STEP = {
    "kind": "escalation",
    "asked": ["#on-call (slack)", None],
    "since": AT.isoformat(),
    "at": (AT + QUARTER).isoformat(),
}
REMINDER = {**STEP, "kind": "reminder", "number": 3, "is_last": False}
ANSWERABLE = {"incident_id": "019ab0a1-0000-7a10-8b20-3c4d5e6f7a81"}


def a_channel(*routes: Route) -> Channel:
    return Channel(uuid.uuid4(), ChannelKind.SLACK, "#x", "x", True, None, None, NOW, routes)


@pytest.mark.parametrize(
    ("routes", "severity", "told"),
    [
        ((LATER,), CRITICAL, {"after": QUARTER, "repeats_every": HOUR}),
        ((LATER,), WARNING, None),
        ((COLLECTED,), CRITICAL, {"digest": MORNING}),
        # At once from one severity on, and collected from another: the first that wants it.
        ((Route(None, CRITICAL), COLLECTED), CRITICAL, {}),
        ((Route(None, CRITICAL), COLLECTED), WARNING, {"digest": MORNING}),
        ((COLLECTED, Route(None, CRITICAL)), CRITICAL, {"digest": MORNING}),
        # Routes of its own keep a client from those of all.
        ((Route(BAKERY, CRITICAL), COLLECTED), WARNING, None),
        ((Route(BAKERY, CRITICAL), COLLECTED, Route(BAKERY, INFO)), WARNING, {}),
        ((Route(GARAGE, INFO), COLLECTED), WARNING, {"digest": MORNING}),
    ],
)
def test_the_first_route_for_client_and_severity_decides(
    routes: tuple[Route, ...], severity: Severity, told: dict[str, Any] | None
) -> None:
    channel = a_channel(*routes)

    found = plan([channel], client_id=BAKERY, severity=severity, now=NOW).tellings

    assert found == (() if told is None else (Telling(channel.id, **told),))


@pytest.mark.parametrize(
    ("channels", "tells_admins"),
    [
        ([a_channel(LATER)], True),
        ([a_channel(LATER), a_channel(COLLECTED)], True),
        ([a_channel(LATER), a_channel(Route(None, CRITICAL))], False),
        ([a_channel(COLLECTED)], False),
    ],
)
def test_who_waits_for_an_answer_needs_somebody_who_is_asked(
    channels: list[Channel], tells_admins: bool
) -> None:
    found = plan(channels, client_id=BAKERY, severity=CRITICAL, now=NOW)

    assert found.tells_admins is tells_admins


def berlin(*at: int) -> dt.datetime:
    return dt.datetime(*at, tzinfo=ZoneInfo("Europe/Berlin")).astimezone(dt.UTC)


@pytest.mark.parametrize(
    ("hour", "weekday", "now", "then"),
    [
        (8, None, (2026, 11, 23, 7, 59), "2026-11-23T08:00:00+01:00"),
        (8, None, (2026, 11, 23, 8), "2026-11-24T08:00:00+01:00"),
        # Over the nights in which the clock changes it stays eight on the wall.
        (8, None, (2026, 3, 28, 9), "2026-03-29T08:00:00+02:00"),
        (8, None, (2026, 10, 24, 9), "2026-10-25T08:00:00+01:00"),
        # An hour that is jumped over, and one that comes twice.
        (2, None, (2026, 3, 28, 9), "2026-03-29T03:00:00+02:00"),
        (2, None, (2026, 10, 24, 9), "2026-10-25T02:00:00+02:00"),
        # 23 November 2026 is a Monday.
        (8, 1, (2026, 11, 23, 7), "2026-11-23T08:00:00+01:00"),
        (8, 1, (2026, 11, 23, 8), "2026-11-30T08:00:00+01:00"),
        (8, 7, (2026, 3, 23, 8), "2026-03-29T08:00:00+02:00"),
    ],
)
def test_a_digest_comes_by_the_clock_on_the_wall(
    hour: int, weekday: int | None, now: tuple[int, ...], then: str
) -> None:
    time = DigestTime(hour, "Europe/Berlin", weekday)

    assert time.next_after(berlin(*now)).astimezone(time_zone()).isoformat() == then


def time_zone() -> ZoneInfo:
    return ZoneInfo("Europe/Berlin")


@given(
    minute=st.integers(0, 2 * 366 * 24 * 60),
    hour=st.integers(0, 23),
    weekday=st.one_of(st.none(), st.integers(1, 7)),
    zone=st.sampled_from(["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "UTC"]),
)
def test_the_next_digest_is_ahead_and_none_is_left_out(
    minute: int, hour: int, weekday: int | None, zone: str
) -> None:
    time, aware = DigestTime(hour, zone, weekday), NOW + minute * dt.timedelta(minutes=1)
    first = time.next_after(aware)
    second = time.next_after(first)

    days = 1 if weekday is None else 7
    assert aware < first < second
    for at, before in ((first, aware), (second, first)):
        assert at - before <= dt.timedelta(days=days, hours=2)
    assert second - first >= dt.timedelta(days=days, hours=-2)


@pytest.mark.parametrize(
    ("step", "more", "said"),
    [
        (
            STEP,
            ANSWERABLE,
            "Nobody has answered for 15 minutes."
            " Told so far: #on-call (slack), the admins by e-mail.",
        ),
        ({**STEP, "asked": []}, {}, "It has lasted for 15 minutes."),
        (REMINDER, ANSWERABLE, "Nobody has answered for 15 minutes. This is reminder 3."),
        (
            {**REMINDER, "number": 24, "is_last": True},
            ANSWERABLE,
            "Nobody has answered for 15 minutes. This is reminder 24."
            " This is the last reminder of this incident.",
        ),
        (None, ANSWERABLE, ""),
    ],
)
def test_a_message_says_why_it_comes_now(
    step: dict[str, Any] | None, more: dict[str, Any], said: str
) -> None:
    context = {**more, "step": step} if step else more

    alert = an_alert(**context)
    letter = compose(
        a_message(**context), base_url=LETTERHEAD.base_url, agency_name=LETTERHEAD.agency_name
    )

    assert alert.note == said
    for text in (letter.text, letter.html):
        assert said in text
        assert ("for 15 minutes" in text) is bool(step)


def test_every_kind_of_channel_tells_it() -> None:
    alert = an_alert(step=STEP, **ANSWERABLE)

    for payload in (slack.payload, discord.payload, teams.payload):
        told = json.dumps(payload(alert), ensure_ascii=False).replace("\\", "")
        assert "Nobody has answered for 15 minutes" in told
    assert "Nobody has answered" in sms.text(alert)
    assert sms.parts(sms.text(an_alert(step={**STEP, "asked": ["x" * 400]}))) <= 2


@pytest.mark.parametrize(("step", "kind"), [(STEP, "alert.opened"), (REMINDER, "alert.reminder")])
def test_a_program_learns_which_step_it_is(step: dict[str, Any], kind: str) -> None:
    context = {"step": step, **ANSWERABLE}

    payload = webhook.payload(an_alert(**context), a_message(**context).context)

    assert (payload["type"], payload["data"]["step"]) == (kind, step)


def an_entry(name: str, *, client: str = "Bakery", **changes: Any) -> Entry:
    values = {
        "id": uuid.uuid4(),
        "channel_id": uuid.uuid4(),
        "client_id": uuid.uuid5(uuid.NAMESPACE_DNS, client),
        "client_name": client,
        "site_id": None,
        "severity": WARNING,
        "subject": name,
        "opened_at": AT,
        "closed_at": None,
        "told_at": None,
        **changes,
    }
    return Entry(**values)


def a_digest(*entries: Entry) -> NotificationRequested:
    return a_message("problem").model_copy(
        update={
            "template": "digest",
            "subject": subject_of(entries),
            "context": context_of(entries),
        }
    )


def test_a_digest_reads_client_by_client_on_every_channel() -> None:
    message = a_digest(
        an_entry("Shop has updates waiting", told_at=AT),
        an_entry("Garage: <b>PHP</b>\r\nis old", client="alder & Sons"),
        an_entry("Shop was slow", closed_at=AT + 3 * HOUR),
    )
    alert = text_of(message, LETTERHEAD)

    assert alert.title == "Digest: 1 new, 1 over, 1 still open"
    assert alert.says.splitlines() == [
        "alder & Sons",
        "• New: Garage: <b>PHP</b>is old (since 23 November 2026, 09:41 UTC)",
        "Bakery",
        "• Still open: Shop has updates waiting (since 23 November 2026, 09:41 UTC)",
        "• Over: Shop was slow (after 3 hours)",
    ]
    for payload in (slack.payload, discord.payload, teams.payload):
        told = json.dumps(payload(alert), ensure_ascii=False).replace("\\", "")
        assert "Shop has updates waiting" in told
    assert sms.text(alert).startswith("Digest: 1 new, 1 over, 1 still open\n")
    program = webhook.payload(alert, message.context)
    assert program["type"] == "alert.digest"
    assert [client["name"] for client in program["data"]["clients"]] == ["alder & Sons", "Bakery"]
    letter = compose(message, base_url=LETTERHEAD.base_url, agency_name=LETTERHEAD.agency_name)
    assert "&lt;b&gt;PHP&lt;/b&gt;is old" in letter.html
    assert "- Over: Shop was slow (after 3 hours)" in letter.text


def test_a_digest_of_a_thousand_fits_its_queue_and_each_channel() -> None:
    message = a_digest(*(an_entry("x" * 300, client=f"Client {i % 50}") for i in range(1000)))
    alert = text_of(message, LETTERHEAD)

    assert len(message.model_dump_json().encode()) < 256 * 1024
    assert message.context["more"] == 700
    assert "And 700 more." in alert.says
    assert len(json.dumps(teams.payload(alert)).encode()) < 28 * 1024
    assert len(discord.payload(alert)["embeds"][0]["description"]) <= 4096
