"""Tell an alert by one channel or at one address: each once, noted in the same transaction."""

import base64
import datetime as dt
import uuid
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from chalicelib.events.notifications import NotificationRequested
from chalicelib.monitoring import acknowledging
from chalicelib.notifications.alert_store import AlertStore
from chalicelib.notifications.channel import ChannelKind, SealedChannel

if TYPE_CHECKING:
    from chalicelib.adapters.database import UnitOfWork
    from chalicelib.events.monitoring import AlertRaised

_PROBLEM = "problem"


def tell_channel(
    uow: "UnitOfWork",
    alert: "AlertRaised",
    sealed: SealedChannel,
    *,
    held_until: dt.datetime | None = None,
) -> bool:
    """False when this channel was told the same before."""
    channel = sealed.channel
    notification_id = _keep(uow, alert, str(channel.id), channel.kind, channel.id)
    if notification_id is None:
        return False
    AlertStore(uow.connection).add_delivery(
        notification_id,
        channel_id=channel.id,
        client_id=alert.client_id,
        site_id=alert.site_id,
        subject=alert.subject,
        content=alert.model_dump(mode="json"),
        at=uow.clock.now(),
        held_until=held_until,
    )
    message = by_channel(
        sealed,
        notification_id,
        template=alert.template,
        subject=alert.subject,
        context=_with_link(uow, alert, told=f"{channel.name} ({channel.kind})"),
    )
    if held_until is None:
        uow.publish(message)
    else:
        uow.publish_later(message, not_before=held_until)
    return True


def tell_addresses(uow: "UnitOfWork", alert: "AlertRaised", addresses: Iterable[str]) -> int:
    """How many of them had not been told the same before."""
    told = 0
    for address in addresses:
        notification_id = _keep(uow, alert, address, ChannelKind.EMAIL, None)
        if notification_id is not None:
            told += 1
            uow.publish(
                NotificationRequested(
                    notification_id=notification_id,
                    recipient=address,
                    template=alert.template,
                    subject=alert.subject,
                    context=_with_link(uow, alert, told=address),
                )
            )
    return told


def by_channel(
    sealed: SealedChannel,
    notification_id: uuid.UUID,
    *,
    template: str,
    subject: str,
    context: dict[str, Any],
) -> NotificationRequested:
    return NotificationRequested(
        notification_id=notification_id,
        channel=sealed.channel.kind,
        channel_id=sealed.channel.id,
        recipient=str(sealed.channel.id),
        template=template,
        subject=subject,
        context=context,
        sealed_target=base64.b64encode(sealed.target).decode(),
        sealed_secret=base64.b64encode(sealed.secret or b"").decode(),
    )


def _with_link(uow: "UnitOfWork", alert: "AlertRaised", *, told: str) -> dict[str, Any]:
    """With the news of an incident comes the way to say that somebody has heard it."""
    if alert.incident_id is None or alert.template != _PROBLEM:
        return alert.context
    secret = acknowledging.issue_link(uow, alert.incident_id, told=told)
    return {**alert.context, "acknowledge_token": secret}


def _keep(
    uow: "UnitOfWork",
    alert: "AlertRaised",
    recipient: str,
    channel: ChannelKind,
    channel_id: uuid.UUID | None,
) -> uuid.UUID | None:
    return AlertStore(uow.connection).keep_notification(
        client_id=alert.client_id,
        site_id=alert.site_id,
        subject_key=alert.subject_key,
        channel=channel,
        recipient=recipient,
        channel_id=channel_id,
        template=alert.template,
        at=uow.clock.now(),
    )
