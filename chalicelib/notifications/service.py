"""Telling people, once each."""

from chalicelib.adapters.mailer import Mailer
from chalicelib.events.notifications import NotificationRequested
from chalicelib.notifications.composing import compose
from chalicelib.notifications.errors import DeliveryInProgress, UnknownChannel
from chalicelib.notifications.model import Claim, DeliveryLog

_EMAIL = "email"


def deliver(
    message: NotificationRequested,
    *,
    deliveries: DeliveryLog,
    mailer: Mailer,
    base_url: str,
    agency_name: str,
) -> bool:
    """Send a notification unless it was sent before; returns whether a letter left.

    Raises DeliveryInProgress while another worker's claim on it still runs.
    """
    if message.channel != _EMAIL:
        raise UnknownChannel(f"There is no channel {message.channel!r}.")
    # Composed first: a letter that cannot be written must not leave a claim behind.
    email = compose(message, base_url=base_url, agency_name=agency_name)
    claim = deliveries.claim(message.notification_id)
    if claim is Claim.ALREADY_SENT:
        return False
    if claim is Claim.IN_PROGRESS:
        raise DeliveryInProgress
    mailer.send(email)
    deliveries.mark_sent(message.notification_id)
    return True
