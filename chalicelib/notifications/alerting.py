"""From a change to those who hear of it: route an alert, and note what became of it.

Each (change, channel) is told once: the table of notifications takes it once, and the delivery log
posts it once. What a channel could not deliver goes to the admins by e-mail, so nothing is lost.
"""

import base64
import uuid
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from chalicelib.adapters.outbox_store import OutboxStore
from chalicelib.audit import service as audit
from chalicelib.events.monitoring import AlertRaised
from chalicelib.events.notifications import DeliveryTried, NotificationRequested
from chalicelib.identity import approvers
from chalicelib.identity import service as identity
from chalicelib.identity.mails import Notice
from chalicelib.monitoring import acknowledging, canary
from chalicelib.notifications.alert_store import AlertStore, Told
from chalicelib.notifications.channel import ChannelKind, SealedChannel
from chalicelib.notifications.channel_store import ChannelStore
from chalicelib.notifications.deliveries import Outcome
from chalicelib.notifications.errors import ProblemNotYetTold
from chalicelib.notifications.routing import Telling, covers, end_of, plan
from chalicelib.notifications.several import clients_of, narrowed
from chalicelib.sites import canary_site
from chalicelib.sites.model import Severity

if TYPE_CHECKING:
    from chalicelib.adapters.database import UnitOfWork

_PROBLEM = "problem"


def route(uow: "UnitOfWork", alert: AlertRaised) -> None:
    """Tell everybody who is to hear of it. Doing it again tells nobody twice.

    Queues keep no order. An all-clear that has overtaken its problem waits: ProblemNotYetTold. A
    problem whose end was told already is none any more.
    """
    store, now = AlertStore(uow.connection), uow.clock.now()
    channels = {one.channel.id: one for one in ChannelStore(uow.connection).list_all()}
    if alert.ends:
        if not store.end_routed(alert.ends, at=now):
            raise ProblemNotYetTold
        _tell_the_same(uow, alert, channels)
    elif not store.is_routed(alert.ended_by):
        _tell_by_plan(uow, alert, channels)
    for key in (alert.subject_key, *alert.also):
        store.mark_routed(key, at=now)


def record(uow: "UnitOfWork", tried: DeliveryTried) -> None:
    """Note an attempt; a channel that is gone for good is switched off, and its owners hear."""
    outcome = Outcome(tried.outcome)
    content = _noted(AlertStore(uow.connection), tried, outcome)
    if content is None:
        return
    if outcome is Outcome.REFUSED:
        _switch_off(uow, tried)
    if outcome in (Outcome.REFUSED, Outcome.FAILED) and "subject_key" in content:
        alert = AlertRaised.model_validate(content)
        _tell_addresses(uow, alert, identity.list_admin_emails(uow))


def _noted(store: AlertStore, tried: DeliveryTried, outcome: Outcome) -> Mapping[str, Any] | None:
    if tried.is_return:
        return store.note_return(
            tried.notification_id, outcome=outcome, reason=tried.reason, at=tried.tried_at
        )
    return store.note_attempt(
        tried.notification_id,
        attempt=tried.attempt,
        outcome=outcome,
        receipt=tried.receipt,
        reason=tried.reason,
        at=tried.tried_at,
    )


def _tell_by_plan(
    uow: "UnitOfWork", alert: AlertRaised, channels: dict[uuid.UUID, SealedChannel]
) -> None:
    if alert.client_id == canary_site.CLIENT_ID:
        _tell_addresses(uow, alert, [canary.ADDRESS])  # the whole way, and to nobody
        return
    planned = {
        client_id: plan(
            [one.channel for one in channels.values()],
            client_id=client_id,
            severity=Severity(alert.severity),
            now=uow.clock.now(),
        )
        for client_id in clients_of(alert)
    }
    tellings = [(t, client_id) for client_id, p in planned.items() for t in p.tellings]
    for channel_id in dict.fromkeys(telling.channel_id for telling, _ in tellings):
        covered = [(t, client_id) for t, client_id in tellings if t.channel_id == channel_id]
        # What may be told at once of one client need not wait for another's quiet hours.
        telling = min((t for t, _ in covered), key=lambda t: t.held_until or uow.clock.now())
        about = narrowed(alert, [client_id for _, client_id in covered])
        _tell_channel(uow, about, channels[channel_id], telling)
    of_admins = [client_id for client_id, p in planned.items() if p.tells_admins]
    if of_admins:
        _tell_addresses(uow, narrowed(alert, of_admins), identity.list_admin_emails(uow))


def _tell_the_same(
    uow: "UnitOfWork", alert: AlertRaised, channels: dict[uuid.UUID, SealedChannel]
) -> None:
    """Tell those who were told of the problem, and nobody else.

    Where the problem still waits for quiet hours to end, both stay unsaid. Where the channel has
    gone since, the admins hear in its place.
    """
    told = AlertStore(uow.connection).list_told(alert.ends)
    whole = narrowed(alert, clients_of(alert))
    _tell_addresses(uow, whole, [one.recipient for one in told if one.channel_id is None])
    for one in told:
        if one.channel_id is not None:
            _tell_channel_again(uow, alert, one, channels.get(one.channel_id))


def _tell_channel_again(
    uow: "UnitOfWork", alert: AlertRaised, told: Told, sealed: SealedChannel | None
) -> None:
    if OutboxStore(uow.connection).withdraw("notification_id", str(told.notification_id)):
        AlertStore(uow.connection).withdraw(told.notification_id)
        return
    clients = _heard_by(alert, sealed) if sealed is not None and sealed.channel.is_enabled else []
    if sealed is None or not clients:
        whole = narrowed(alert, clients_of(alert))
        _tell_addresses(uow, whole, identity.list_admin_emails(uow))
        return
    telling = end_of(
        sealed.channel,
        client_id=clients[0],
        severity=Severity(alert.severity),
        now=uow.clock.now(),
    )
    _tell_channel(uow, narrowed(alert, clients), sealed, telling)


def _heard_by(alert: AlertRaised, sealed: SealedChannel) -> list[uuid.UUID]:
    """Of several clients' sites a channel hears those that it covers today; what is one client's
    ends where it was told."""
    everybody = clients_of(alert)
    if len(everybody) == 1:
        return everybody
    return [client_id for client_id in everybody if covers(sealed.channel, client_id)]


def _tell_channel(
    uow: "UnitOfWork", alert: AlertRaised, sealed: SealedChannel, telling: Telling
) -> None:
    channel = sealed.channel
    notification_id = _keep(uow, alert, str(channel.id), channel.kind, channel.id)
    if notification_id is None:
        return
    AlertStore(uow.connection).add_delivery(
        notification_id,
        channel_id=channel.id,
        client_id=alert.client_id,
        site_id=alert.site_id,
        subject=alert.subject,
        content=alert.model_dump(mode="json"),
        at=uow.clock.now(),
        held_until=telling.held_until,
    )
    message = by_channel(
        sealed,
        notification_id,
        template=alert.template,
        subject=alert.subject,
        context=_with_link(uow, alert, told=f"{channel.name} ({channel.kind})"),
    )
    if telling.held_until is None:
        uow.publish(message)
    else:
        uow.publish_later(message, not_before=telling.held_until)


def _tell_addresses(uow: "UnitOfWork", alert: AlertRaised, addresses: Iterable[str]) -> None:
    for address in addresses:
        notification_id = _keep(uow, alert, address, ChannelKind.EMAIL, None)
        if notification_id is not None:
            uow.publish(
                NotificationRequested(
                    notification_id=notification_id,
                    recipient=address,
                    template=alert.template,
                    subject=alert.subject,
                    context=_with_link(uow, alert, told=address),
                )
            )


def _with_link(uow: "UnitOfWork", alert: AlertRaised, *, told: str) -> dict[str, Any]:
    """With the news of an incident comes the way to say that somebody has heard it."""
    if alert.incident_id is None or alert.template != _PROBLEM:
        return alert.context
    secret = acknowledging.issue_link(uow, alert.incident_id, told=told)
    return {**alert.context, "acknowledge_token": secret}


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


def _keep(
    uow: "UnitOfWork",
    alert: AlertRaised,
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


def _switch_off(uow: "UnitOfWork", tried: DeliveryTried) -> None:
    name = ChannelStore(uow.connection).disable(
        tried.channel_id, reason=tried.reason, at=uow.clock.now()
    )
    if name is not None:
        audit.record(
            uow,
            None,
            action="channel.disable",
            object_kind="channel",
            object_id=tried.channel_id,
            before={"name": name, "is_enabled": True},
            after={"is_enabled": False, "reason": tried.reason},
        )
        approvers.tell_admins(uow, Notice.CHANNEL_DISABLED, f"{name} ({tried.reason})")
