"""Each notification becomes one letter, however often its message arrives."""

import pytest

from chalicelib.adapters.sealer import LocalSealer
from chalicelib.kit.clock import FixedClock
from chalicelib.notifications.errors import DeliveryInProgress, UnknownChannel
from chalicelib.notifications.model import CLAIM_LASTS
from chalicelib.notifications.service import deliver
from tests.fakes.in_memory_delivery_log import InMemoryDeliveryLog
from tests.fakes.recording_mailer import MailerDown, RecordingMailer
from tests.unit.notifications.test_composing import BEGAN, a_notification


class Post:
    """An office with a clock, a log and a mailer."""

    def __init__(self, *, failures: int = 0) -> None:
        self.clock = FixedClock(BEGAN)
        self.log = InMemoryDeliveryLog(self.clock)
        self.mailer = RecordingMailer(failures=failures)
        self.message = a_notification()

    def deliver(self) -> bool:
        return deliver(
            self.message,
            deliveries=self.log,
            mailer=self.mailer,
            sealer=LocalSealer(bytes(32)),
            base_url="https://wingman.example",
            agency_name="Harbour Web",
        )


def test_a_notification_is_sent() -> None:
    post = Post()

    assert post.deliver()
    assert [(mail.recipient, mail.subject) for mail in post.mailer.letters] == [
        ("alice@agency.example", "Flower Shop is offline")
    ]
    assert post.mailer.letters[0].key == str(post.message.notification_id)


def test_a_message_that_comes_again_sends_nothing() -> None:
    post = Post()
    post.deliver()

    assert not post.deliver()
    assert len(post.mailer.letters) == 1


def test_while_one_worker_sends_another_waits() -> None:
    post = Post()
    post.log.claim(post.message.notification_id)

    with pytest.raises(DeliveryInProgress):
        post.deliver()
    assert post.mailer.letters == []


def test_a_worker_that_died_before_sending_is_replaced() -> None:
    post = Post()
    post.log.claim(post.message.notification_id)
    post.clock.advance(CLAIM_LASTS)

    assert post.deliver()
    assert len(post.mailer.letters) == 1


def test_a_letter_that_the_provider_refused_is_tried_again_later() -> None:
    post = Post(failures=1)
    with pytest.raises(MailerDown):
        post.deliver()
    post.clock.advance(CLAIM_LASTS)

    assert post.deliver()
    assert len(post.mailer.letters) == 1


def test_a_letter_that_cannot_be_written_leaves_no_claim() -> None:
    post = Post()
    good, post.message = post.message, a_notification(kind="no_such_condition")
    with pytest.raises(KeyError):
        post.deliver()
    post.message = good

    assert post.deliver()


def test_an_unknown_channel_is_refused() -> None:
    post = Post()
    post.message = post.message.model_copy(update={"channel": "pigeon"})

    with pytest.raises(UnknownChannel):
        post.deliver()
