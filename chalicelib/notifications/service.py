"""Telling people, once each."""

import base64
import datetime as dt
from collections.abc import Callable

from chalicelib.adapters.mailer import Mailer
from chalicelib.adapters.sealer import Sealer
from chalicelib.events.notifications import LINK_SEAL, DeliveryTried, NotificationRequested
from chalicelib.events.status_pages import SUBSCRIPTION_SEAL
from chalicelib.notifications.alert_text import Letterhead, text_of
from chalicelib.notifications.channel import SEAL, ChannelKind, seal_owner
from chalicelib.notifications.composing import compose
from chalicelib.notifications.deliveries import Outcome, Tried, settled, wait_before
from chalicelib.notifications.errors import DeliveryInProgress, UnknownChannel
from chalicelib.notifications.model import Claim, DeliveryLog
from chalicelib.notifications.posting import Opened, Providers, post


def deliver(
    message: NotificationRequested,
    *,
    deliveries: DeliveryLog,
    mailer: Mailer,
    sealer: Sealer,
    base_url: str,
    agency_name: str,
) -> bool:
    """Send a letter unless it was sent before; returns whether it left.

    Raises DeliveryInProgress while another worker's claim on it still runs, and MailNotTaken.
    """
    if message.channel != ChannelKind.EMAIL:
        raise UnknownChannel(f"There is no channel {message.channel!r}.")
    # Composed first: a letter that cannot be written must not leave a claim behind.
    email = compose(
        message, base_url=base_url, agency_name=agency_name, secret=_secret(message, sealer)
    )
    if not _may_send(message, deliveries):
        return False
    mailer.send(email)
    deliveries.mark_sent(message.notification_id)
    return True


def deliver_by_channel(
    message: NotificationRequested,
    *,
    attempt: int,
    deliveries: DeliveryLog,
    providers: Providers,
    sealer: Sealer,
    tell: Callable[[DeliveryTried], None],
    letterhead: Letterhead,
    now: dt.datetime,
) -> int | None:
    """Post an alert unless it was posted before, and tell what came of it.

    Returns after how many seconds to try again, if that is worth while. The outcome is told before
    the delivery is marked: a crash in between posts twice rather than leave a doubt.
    """
    alert = text_of(message, letterhead)
    opened = _opened(message, sealer)
    if not _may_send(message, deliveries):
        return None
    answered = post(message, alert, opened, providers=providers, letterhead=letterhead, now=now)
    tried = settled(answered, attempt=attempt)
    tell(_told(message, tried, attempt=attempt, now=now))
    if tried.outcome is Outcome.RETRYING:
        deliveries.release(message.notification_id)
        return wait_before(attempt, asked=tried.wait_seconds)
    deliveries.mark_sent(message.notification_id)
    return None


def _may_send(message: NotificationRequested, deliveries: DeliveryLog) -> bool:
    claim = deliveries.claim(message.notification_id)
    if claim is Claim.IN_PROGRESS:
        raise DeliveryInProgress
    return claim is Claim.GRANTED


def _told(
    message: NotificationRequested, tried: Tried, *, attempt: int, now: dt.datetime
) -> DeliveryTried:
    if message.channel_id is None:
        raise UnknownChannel
    return DeliveryTried(
        notification_id=message.notification_id,
        channel_id=message.channel_id,
        attempt=attempt,
        tried_at=now,
        outcome=tried.outcome,
        receipt=tried.receipt,
        reason=tried.reason,
    )


def _opened(message: NotificationRequested, sealer: Sealer) -> Opened:
    """The channel's target and secret; each opens for this channel alone."""
    if message.channel_id is None:
        raise UnknownChannel

    def opened(what: str, sealed: str) -> str:
        if not sealed:
            return ""
        owner = seal_owner(channel_id, what)
        return sealer.open(base64.b64decode(sealed), purpose=SEAL, owner=owner).decode()

    channel_id = message.channel_id
    return Opened(opened("target", message.sealed_target), opened("secret", message.sealed_secret))


def _secret(message: NotificationRequested, sealer: Sealer) -> str:
    """The secret of the link that the letter carries; it opens for this one notification, or for
    the subscriber whose it is."""
    subscription = message.context.get("sealed_subscription")
    if subscription:
        owner = str(message.context["subscriber_id"])
        kept = base64.b64decode(subscription)
        return sealer.open(kept, purpose=SUBSCRIPTION_SEAL, owner=owner).decode()
    sealed = message.context.get("sealed_token")
    if not sealed:
        return ""
    owner = str(message.notification_id)
    return sealer.open(base64.b64decode(sealed), purpose=LINK_SEAL, owner=owner).decode()
