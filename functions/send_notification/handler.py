"""Tell one recipient, or one channel, of one thing. Edge zone."""

from chalicelib import bootstrap
from chalicelib.adapters import settings
from chalicelib.adapters.observability import logger
from chalicelib.consumer import TryAgain, consumes_with_attempt
from chalicelib.events.notifications import DeliveryTried, NotificationRequested
from chalicelib.monitoring import canary, self_watch
from chalicelib.notifications import service as notifications
from chalicelib.notifications.alert_text import Letterhead
from chalicelib.notifications.posting import Providers


@consumes_with_attempt(NotificationRequested)
def handler(message: NotificationRequested, attempt: int) -> None:
    if message.channel_id is None:
        _send_letter(message)
    else:
        _post(message, attempt)


def _send_letter(message: NotificationRequested) -> None:
    current = settings.load()
    sent = notifications.deliver(
        message,
        deliveries=bootstrap.delivery_log(),
        mailer=bootstrap.mailer(),
        sealer=bootstrap.sealer(),
        base_url=current.base_url,
        agency_name=current.agency_name,
    )
    if canary.is_alert(message.recipient, message.template):
        # The whole way has been gone, and for that alone the canary fell.
        bootstrap.heartbeats().beat(self_watch.CANARY_ALERT)
    logger.info(
        "notification_sent" if sent else "notification_known",
        notification_id=str(message.notification_id),
        template=message.template,
    )


def _post(message: NotificationRequested, attempt: int) -> None:
    current = settings.load()
    wait = notifications.deliver_by_channel(
        message,
        attempt=attempt,
        deliveries=bootstrap.delivery_log(),
        providers=Providers(
            fetcher=bootstrap.http_fetcher(),
            mailer=bootstrap.mailer(),
            sms=bootstrap.sms(),
            demo_origins=current.demo_origins,
        ),
        sealer=bootstrap.sealer(),
        tell=_tell,
        letterhead=Letterhead(current.base_url, current.agency_name),
        now=bootstrap.clock().now(),
    )
    if wait is not None:
        raise TryAgain(wait)


def _tell(tried: DeliveryTried) -> None:
    bootstrap.queue().send(DeliveryTried.queue, tried.model_dump_json())
    logger.info(
        "delivery_tried",
        notification_id=str(tried.notification_id),
        channel_id=str(tried.channel_id),
        attempt=tried.attempt,
        outcome=tried.outcome,
    )
