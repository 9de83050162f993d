"""Alerts leave by real HTTP, through the real fetcher, to a receiver on this machine."""

import base64
import datetime as dt
import json
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from chalicelib.adapters.http_fetcher import SafeHttpFetcher
from chalicelib.adapters.sealer import LocalSealer
from chalicelib.adapters.sms import PhoneNumberInvalid, SmsNotTaken
from chalicelib.events.notifications import DeliveryTried, NotificationRequested
from chalicelib.kit.clock import FixedClock
from chalicelib.notifications.channel import SEAL, ChannelKind, seal_owner
from chalicelib.notifications.errors import DeliveryInProgress
from chalicelib.notifications.kinds import webhook
from chalicelib.notifications.posting import Providers
from chalicelib.notifications.service import deliver_by_channel
from tests.fakes.in_memory_delivery_log import InMemoryDeliveryLog
from tests.fakes.recording_mailer import RecordingMailer
from tests.fakes.tiny_server import Answer, TinyServer, page, redirect, serving
from tests.unit.notifications.alerts import AT, LETTERHEAD, a_message

CHANNEL = uuid.UUID("019ab0a0-2c3d-7e4f-8a9b-0c1d2e3f4a51")
SECRET = webhook.new_secret(bytes(range(32)))


class RecordingPhone:
    def __init__(self, error: Exception | None = None) -> None:
        self.texts: list[tuple[str, str]] = []
        self._error = error

    def send(self, phone_number: str, text: str) -> str:
        if self._error:
            raise self._error
        self.texts.append((phone_number, text))
        return "sms-1"


class Office:
    """The edge function's view: one channel, sealed, and everybody it can post to."""

    def __init__(self, kind: str, target: str, origin: str = "") -> None:
        self.clock = FixedClock(AT)
        self.log = InMemoryDeliveryLog(self.clock)
        self.mailer = RecordingMailer()
        self.phone = RecordingPhone()
        self.sealer = LocalSealer(bytes(32))
        self.demo_origins = frozenset({origin} - {""})
        self.told: list[DeliveryTried] = []
        self.message = self._message(kind, target)

    def deliver(self, attempt: int = 1) -> int | None:
        return deliver_by_channel(
            self.message,
            attempt=attempt,
            deliveries=self.log,
            providers=Providers(
                fetcher=SafeHttpFetcher(demo_origins=self.demo_origins),
                mailer=self.mailer,
                sms=self.phone,
                demo_origins=self.demo_origins,
            ),
            sealer=self.sealer,
            tell=self.told.append,
            letterhead=LETTERHEAD,
            now=self.clock.now(),
        )

    def outcomes(self) -> list[tuple[str, str]]:
        return [(tried.outcome, tried.reason) for tried in self.told]

    def _message(self, kind: str, target: str) -> NotificationRequested:
        def sealed(what: str, plain: str) -> str:
            owner = seal_owner(CHANNEL, what)
            return base64.b64encode(
                self.sealer.seal(plain.encode(), purpose=SEAL, owner=owner)
            ).decode()

        return a_message().model_copy(
            update={
                "channel": kind,
                "channel_id": CHANNEL,
                "sealed_target": sealed("target", target),
                "sealed_secret": sealed("secret", SECRET),
            }
        )


@contextmanager
def receiver(kind: str, answer: Answer) -> Iterator[tuple[Office, TinyServer]]:
    with serving(answer) as server:
        yield Office(kind, f"{server.origin}/services/T0/B0/x", server.origin), server


def header(head: str, name: str) -> str:
    lines = dict(line.split(": ", 1) for line in head.split("\r\n")[1:] if ": " in line)
    return lines[name]


@pytest.mark.parametrize(
    ("kind", "answer", "receipt"),
    [
        ("slack", page("ok", headers="X-Slack-Req-Id: req-7\r\n"), "req-7"),
        ("discord", page('{"id": "1443171839476740096"}'), "1443171839476740096"),
        ("teams", page("", "202 Accepted", "x-ms-workflow-run-id: 0858\r\n"), "0858"),
        ("webhook", page("", "204 No Content"), "HTTP 204"),
    ],
)
def test_an_alert_is_posted_once_and_its_receipt_kept(
    kind: str, answer: Answer, receipt: str
) -> None:
    with receiver(kind, answer) as (office, server):
        assert office.deliver() is None
        assert office.deliver() is None

    [received] = server.received
    assert received.head.startswith("POST /services/T0/B0/x")
    assert header(received.head, "Content-Type") == "application/json"
    assert "Flower Shop is offline" in received.body.decode()
    [tried] = office.told
    assert (tried.outcome, tried.receipt, tried.attempt) == ("delivered", receipt, 1)


def test_discord_is_asked_to_answer_with_the_message() -> None:
    with receiver("discord", page("{}")) as (office, server):
        office.deliver()

    assert server.received[0].path == "/services/T0/B0/x?wait=true"


def test_a_webhook_is_signed_over_exactly_what_is_sent_and_named_alike_each_time() -> None:
    with receiver("webhook", page("", "503 Busy")) as (office, server):
        office.deliver(1)
        office.clock.advance(dt.timedelta(minutes=1))
        office.deliver(2)

    first, second = server.received
    assert header(first.head, "webhook-id") == header(second.head, "webhook-id")
    for received in (first, second):
        at = dt.datetime.fromtimestamp(int(header(received.head, "webhook-timestamp")), dt.UTC)
        assert header(received.head, "webhook-signature") == webhook.signature(
            SECRET, message_id=header(received.head, "webhook-id"), at=at, body=received.body
        )
    assert json.loads(first.body)["type"] == "alert.opened"


def test_a_busy_provider_is_asked_again_when_it_says() -> None:
    with receiver("slack", page("", "429 Too Many", "Retry-After: 90\r\n")) as (office, _):
        assert office.deliver(1) == 90

    assert office.outcomes() == [("retrying", "HTTP 429")]


def test_an_error_of_the_provider_is_tried_again_with_growing_waits_and_then_given_up() -> None:
    with receiver("teams", page("", "500 Oops")) as (office, server):
        waits = [office.deliver(attempt) for attempt in range(1, 6)]

    assert waits == [15, 60, 240, 960, None]
    assert len(server.received) == 5
    assert [outcome for outcome, _ in office.outcomes()] == ["retrying"] * 4 + ["failed"]


@pytest.mark.parametrize("status", ["401 No", "403 No", "404 No", "410 Gone"])
def test_what_is_refused_for_good_is_asked_once(status: str) -> None:
    with receiver("slack", page("no_service", status)) as (office, server):
        assert office.deliver() is None
        assert office.deliver() is None

    assert len(server.received) == 1
    assert office.outcomes() == [("refused", f"HTTP {status[:3]}")]


def test_a_provider_that_is_down_is_tried_again() -> None:
    with serving(page("")) as server:
        pass
    office = Office("webhook", f"{server.origin}/x", server.origin)

    assert office.deliver() == 15
    assert office.told[0].reason.startswith("connection_failed")


def test_an_alert_goes_to_no_address_but_its_own() -> None:
    with serving(page("ok")) as elsewhere:
        answer = redirect(f"{elsewhere.origin}/x", "307 Moved")
        with receiver("webhook", answer) as (office, _):
            assert office.deliver() is None

    assert elsewhere.received == []
    assert office.outcomes() == [("failed", "HTTP 307")]


def test_a_sealed_target_elsewhere_than_its_vendor_is_not_posted_to() -> None:
    office = Office("slack", "https://evil.example/services/x")

    assert office.deliver() is None
    assert office.outcomes() == [("refused", "This is no webhook address of Slack.")]


def test_while_one_worker_posts_another_waits() -> None:
    with receiver("slack", page("ok")) as (office, server):
        office.log.claim(office.message.notification_id)
        with pytest.raises(DeliveryInProgress):
            office.deliver()

    assert server.received == []


def test_a_mail_channel_gets_the_letter_and_its_own_footer() -> None:
    office = Office("email", "on-call@agency.example")

    assert office.deliver() is None
    [letter] = office.mailer.letters
    assert (letter.recipient, letter.subject) == (
        "on-call@agency.example",
        "Flower Shop is offline",
    )
    assert "one of its alert channels" in letter.text
    assert "one of its alert channels" in letter.html
    assert office.told[0].receipt == "letter-1"


def test_a_phone_gets_a_text() -> None:
    office = Office("sms", "+491701234567")

    assert office.deliver() is None
    [(number, text)] = office.phone.texts
    assert number == "+491701234567"
    assert text.startswith("Flower Shop is offline")
    assert office.told[0].receipt == "sms-1"


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (SmsNotTaken("Throttling"), ("retrying", "Throttling")),
        (PhoneNumberInvalid("OptedOut"), ("refused", "OptedOut")),
        (PhoneNumberInvalid("+491701234567"), ("refused", "InvalidNumber")),
    ],
)
def test_what_the_phone_company_says_is_kept_without_the_number(
    error: Exception, outcome: tuple[str, str]
) -> None:
    office = Office("sms", "+491701234567")
    office.phone = RecordingPhone(error)

    office.deliver()
    assert office.outcomes() == [outcome]


@pytest.mark.parametrize("kind", ChannelKind)
def test_a_test_message_can_be_told_by_every_kind(kind: ChannelKind) -> None:
    targets = {ChannelKind.EMAIL: "on-call@agency.example", ChannelKind.SMS: "+491701234567"}
    with serving(page("ok")) as server:
        office = Office(kind, targets.get(kind, f"{server.origin}/x"), server.origin)
        office.message = office.message.model_copy(update={"template": "test"})
        assert office.deliver() is None

    assert [outcome for outcome, _ in office.outcomes()] == ["delivered"]
