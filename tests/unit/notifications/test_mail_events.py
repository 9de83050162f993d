"""What SES says of a letter after it has taken it, in the forms that AWS documents."""

import json
import uuid
from pathlib import Path
from typing import Any

import pytest

from chalicelib.events.mail import MailEvent
from chalicelib.events.notifications import DeliveryTried
from chalicelib.kit.clock import FixedClock
from chalicelib.notifications import mail_events
from chalicelib.notifications.deliveries import Outcome
from chalicelib.notifications.model import CLAIM_LASTS, Claim
from tests.fakes.in_memory_delivery_log import InMemoryDeliveryLog
from tests.unit.notifications.test_composing import BEGAN
from tests.unit.notifications.test_service import Post

_SENT = Path(__file__).parents[3] / "functions" / "record_mail_event" / "event.json"
_NO_MAILBOX = {
    "bounceType": "Permanent",
    "bounceSubType": "General",
    "bouncedRecipients": [
        {
            "emailAddress": "gone@agency.example",
            "action": "failed",
            "status": "5.1.1",
            "diagnosticCode": "smtp; 550 5.1.1\n user \0unknown",
        }
    ],
    "timestamp": "2026-11-23T09:41:05.000Z",
    "feedbackId": "0100019ab0a17c11-000000",
}


class Carried:
    """A delivery log, and what channels are told."""

    def __init__(self) -> None:
        self.log = InMemoryDeliveryLog(FixedClock(BEGAN))
        self.told: list[DeliveryTried] = []

    def hears(self, event: MailEvent) -> None:
        mail_events.note(event, deliveries=self.log, tell=self.told.append, now=BEGAN)


@pytest.fixture
def post() -> Carried:
    return Carried()


def an_event(kind: str = "Send", *, is_of_channel: bool = True, **what: Any) -> MailEvent:
    [record] = json.loads(_SENT.read_text())["Records"]
    body = json.loads(record["body"])
    body["detail"] = {"eventType": kind, "mail": body["detail"]["mail"], kind.lower(): what}
    if not is_of_channel:
        del body["detail"]["mail"]["tags"]["channel"]
    return MailEvent.model_validate(body)


def test_a_letter_that_left_before_its_worker_died_is_not_sent_again() -> None:
    post = Post()
    post.log.claim(post.message.notification_id)
    event = an_event()
    event.detail.letter.tags["notification"] = [str(post.message.notification_id)]

    mail_events.note(event, deliveries=post.log, tell=lambda _: None, now=BEGAN)
    post.clock.advance(CLAIM_LASTS)

    assert not post.deliver()
    assert post.mailer.letters == []


def test_a_letter_says_whose_it_is() -> None:
    post = Post()
    post.deliver()

    assert post.mailer.letters[0].tags == {"notification": str(post.message.notification_id)}


def test_that_a_letter_left_is_marked_and_no_news_for_its_channel(post: Carried) -> None:
    event = an_event()
    post.hears(event)

    [told] = event.detail.letter.tags["notification"]
    assert post.log.claim(uuid.UUID(told)) is Claim.ALREADY_SENT
    assert post.told == []


@pytest.mark.parametrize(
    ("kind", "what", "outcome", "reason"),
    [
        (
            "Bounce",
            _NO_MAILBOX,
            Outcome.REFUSED,
            "The mail server sent it back: smtp; 550 5.1.1 user unknown",
        ),
        (
            "Bounce",
            {"bounceType": "Transient", "bounceSubType": "MailboxFull"},
            Outcome.FAILED,
            "The mail server sent it back: Transient, MailboxFull",
        ),
        ("Complaint", {"complaintFeedbackType": "abuse"}, Outcome.REFUSED, "marked it as spam"),
        ("Complaint", {"complaintFeedbackType": None}, Outcome.REFUSED, "marked it as spam"),
        ("Reject", {"reason": "Bad content"}, Outcome.FAILED, "not send it on: Bad content"),
    ],
)
def test_a_letter_that_came_back_is_told_to_its_channel(
    post: Carried, kind: str, what: dict[str, Any], outcome: Outcome, reason: str
) -> None:
    post.hears(an_event(kind, **what))

    [told] = post.told
    assert (told.outcome, told.is_return) == (outcome, True)
    assert told.reason.endswith(reason)


def test_a_reader_who_takes_it_back_did_not_complain(post: Carried) -> None:
    post.hears(an_event("Complaint", complaintFeedbackType="not-spam"))

    assert post.told == []


def test_a_letter_to_a_person_has_no_channel_to_tell(post: Carried) -> None:
    post.hears(an_event("Bounce", is_of_channel=False, **_NO_MAILBOX))

    assert post.told == []


def test_letters_of_others_in_the_account_are_none_of_ours(post: Carried) -> None:
    event = an_event("Bounce", **_NO_MAILBOX)
    event.detail.letter.tags.clear()

    post.hears(event)

    assert post.told == []
