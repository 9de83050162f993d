"""Telling people, once each."""

import base64

from chalicelib.adapters.mailer import Mailer
from chalicelib.adapters.sealer import Sealer
from chalicelib.events.notifications import LINK_SEAL, NotificationRequested
from chalicelib.notifications.composing import compose
from chalicelib.notifications.errors import DeliveryInProgress, UnknownChannel
from chalicelib.notifications.model import Claim, DeliveryLog

_EMAIL = "email"


def deliver(
    message: NotificationRequested,
    *,
    deliveries: DeliveryLog,
    mailer: Mailer,
    sealer: Sealer,
    base_url: str,
    agency_name: str,
) -> bool:
    """Send a notification unless it was sent before; returns whether a letter left.

    Raises DeliveryInProgress while another worker's claim on it still runs.
    """
    if message.channel != _EMAIL:
        raise UnknownChannel(f"There is no channel {message.channel!r}.")
    # Composed first: a letter that cannot be written must not leave a claim behind.
    email = compose(
        message, base_url=base_url, agency_name=agency_name, secret=_secret(message, sealer)
    )
    claim = deliveries.claim(message.notification_id)
    if claim is Claim.ALREADY_SENT:
        return False
    if claim is Claim.IN_PROGRESS:
        raise DeliveryInProgress
    mailer.send(email)
    deliveries.mark_sent(message.notification_id)
    return True


def _secret(message: NotificationRequested, sealer: Sealer) -> str:
    """The secret of the link that the letter carries; it opens for this one notification."""
    sealed = message.context.get("sealed_token")
    if not sealed:
        return ""
    owner = str(message.notification_id)
    return sealer.open(base64.b64decode(sealed), purpose=LINK_SEAL, owner=owner).decode()
