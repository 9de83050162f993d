"""From a change to those who hear of it: route an alert, and note what became of it.

Each (change, channel) is told once: the table of notifications takes it once, and the delivery log
posts it once. What a channel could not deliver goes to the admins by e-mail, so nothing is lost.
"""

import uuid
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from chalicelib.adapters.outbox_store import OutboxStore
from chalicelib.audit import service as audit
from chalicelib.events.monitoring import AlertRaised
from chalicelib.events.notifications import DeliveryTried
from chalicelib.identity import approvers
from chalicelib.identity import service as identity
from chalicelib.identity.mails import Notice
from chalicelib.monitoring import canary
from chalicelib.notifications import digests, steps
from chalicelib.notifications.alert_store import AlertStore, Told
from chalicelib.notifications.alert_text import TEST
from chalicelib.notifications.channel import SealedChannel
from chalicelib.notifications.channel_store import ChannelStore
from chalicelib.notifications.deliveries import Outcome
from chalicelib.notifications.digest_text import DIGEST
from chalicelib.notifications.errors import ProblemNotYetTold
from chalicelib.notifications.routing import Telling, covers, end_of, plan
from chalicelib.notifications.several import clients_of, narrowed
from chalicelib.notifications.telling import tell_addresses, tell_channel
from chalicelib.sites import canary_site
from chalicelib.sites.model import Severity

if TYPE_CHECKING:
    from chalicelib.adapters.database import UnitOfWork


def route(uow: "UnitOfWork", alert: AlertRaised) -> None:
    """Tell everybody who is to hear of it. Doing it again tells nobody twice.

    An alert with a step was routed before: its time for one channel has come.

    Queues keep no order. An all-clear that has overtaken its problem waits: ProblemNotYetTold. A
    problem whose end was told already is none any more.
    """
    if alert.step is not None:
        steps.take(uow, alert, alert.step)
        return
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
    if outcome in (Outcome.REFUSED, Outcome.FAILED):
        _tell_another_way(uow, content)


def _tell_another_way(uow: "UnitOfWork", content: Mapping[str, Any]) -> None:
    if content["template"] == TEST:
        return
    admins = identity.list_admin_emails(uow)
    if content["template"] == DIGEST:
        digests.tell_addresses(uow, content, admins)
    else:
        tell_addresses(uow, AlertRaised.model_validate(content), admins)


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
        tell_addresses(uow, alert, [canary.ADDRESS])  # the whole way, and to nobody
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
        _tell_covered(uow, alert, channels[channel_id], covered)
    of_admins = [client_id for client_id, p in planned.items() if p.tells_admins]
    if of_admins:
        tell_addresses(uow, narrowed(alert, of_admins), identity.list_admin_emails(uow))


def _tell_covered(
    uow: "UnitOfWork",
    alert: AlertRaised,
    sealed: SealedChannel,
    covered: Sequence[tuple[Telling, uuid.UUID]],
) -> None:
    now = uow.clock.now()
    for telling, client_id in covered:
        if telling.digest is not None:
            digests.collect(uow, alert, telling.channel_id, client_id, time=telling.digest)
    covered = [(telling, client_id) for telling, client_id in covered if telling.digest is None]
    if not covered:
        return
    # What may be told at once of one client need not wait for another's hours.
    telling = min((t for t, _ in covered), key=lambda t: (t.after, t.held_until or now))
    about = narrowed(alert, [client_id for _, client_id in covered])
    if telling.after:
        steps.plan_escalation(uow, about, telling)
    elif tell_channel(uow, about, sealed, held_until=telling.held_until):
        steps.plan_reminders(uow, about, telling, told_at=telling.held_until or now)


def _tell_the_same(
    uow: "UnitOfWork", alert: AlertRaised, channels: dict[uuid.UUID, SealedChannel]
) -> None:
    """Tell those who were told of the problem, and nobody else.

    Where the problem still waits for quiet hours to end, both stay unsaid. Where the channel has
    gone since, the admins hear in its place.
    """
    OutboxStore(uow.connection).withdraw("subject_key", *alert.ends)
    digests.close(uow, alert)
    told = AlertStore(uow.connection).list_told(alert.ends)
    whole = narrowed(alert, clients_of(alert))
    tell_addresses(uow, whole, [one.recipient for one in told if one.channel_id is None])
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
        tell_addresses(uow, whole, identity.list_admin_emails(uow))
        return
    telling = end_of(
        sealed.channel,
        client_id=clients[0],
        severity=Severity(alert.severity),
        now=uow.clock.now(),
    )
    tell_channel(uow, narrowed(alert, clients), sealed, held_until=telling.held_until)


def _heard_by(alert: AlertRaised, sealed: SealedChannel) -> list[uuid.UUID]:
    """Of several clients' sites a channel hears those that it covers today; what is one client's
    ends where it was told."""
    everybody = clients_of(alert)
    if len(everybody) == 1:
        return everybody
    return [client_id for client_id in everybody if covers(sealed.channel, client_id)]


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
