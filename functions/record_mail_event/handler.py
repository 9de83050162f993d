"""Note what became of a letter after SES took it. Edge zone."""

from chalicelib import bootstrap
from chalicelib.adapters.observability import logger
from chalicelib.consumer import consumes
from chalicelib.events.mail import MailEvent
from chalicelib.events.notifications import DeliveryTried
from chalicelib.notifications import mail_events


@consumes(MailEvent)
def handler(event: MailEvent) -> None:
    came_back = mail_events.note(
        event,
        deliveries=bootstrap.delivery_log(),
        tell=_tell,
        now=bootstrap.clock().now(),
    )
    if came_back is not None:
        logger.warning(
            "letter_came_back",
            receipt=event.detail.letter.receipt,
            kind=event.detail.kind,
            outcome=came_back.outcome,
        )


def _tell(tried: DeliveryTried) -> None:
    bootstrap.queue().send(DeliveryTried.queue, tried.model_dump_json())
