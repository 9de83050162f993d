"""Write and send one letter per notification. Edge zone."""

from chalicelib import bootstrap
from chalicelib.adapters import settings
from chalicelib.adapters.observability import logger
from chalicelib.consumer import consumes
from chalicelib.events.notifications import NotificationRequested
from chalicelib.notifications import service as notifications


@consumes(NotificationRequested)
def handler(message: NotificationRequested) -> None:
    current = settings.load()
    sent = notifications.deliver(
        message,
        deliveries=bootstrap.delivery_log(),
        mailer=bootstrap.mailer(),
        sealer=bootstrap.sealer(),
        base_url=current.base_url,
        agency_name=current.agency_name,
    )
    logger.info(
        "notification_sent" if sent else "notification_known",
        notification_id=str(message.notification_id),
        template=message.template,
    )
