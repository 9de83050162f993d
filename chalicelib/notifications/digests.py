"""Digests: what a rule collects instead of telling it, told together at the hour that it names.

An entry knows when its channel's next digest is, so nobody keeps a calendar: the sweep of every
five minutes takes what is due. What is over has been told then; what lasts comes again.
"""

import datetime as dt
import itertools
import uuid
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from chalicelib.events.monitoring import AlertRaised
from chalicelib.events.notifications import NotificationRequested
from chalicelib.kit.ids import uuid7
from chalicelib.notifications.alert_store import AlertStore
from chalicelib.notifications.channel import SealedChannel
from chalicelib.notifications.channel_store import ChannelStore
from chalicelib.notifications.digest_store import DigestStore, Entry
from chalicelib.notifications.digest_text import DIGEST, context_of, subject_of
from chalicelib.notifications.digest_time import DigestTime
from chalicelib.notifications.routing import rule_of
from chalicelib.notifications.several import narrowed
from chalicelib.notifications.telling import by_channel
from chalicelib.sites import status

if TYPE_CHECKING:
    from chalicelib.adapters.database import UnitOfWork

_DAY = dt.timedelta(days=1)


def collect(
    uow: "UnitOfWork",
    alert: AlertRaised,
    channel_id: uuid.UUID,
    client_id: uuid.UUID,
    *,
    time: DigestTime,
) -> None:
    """Of several clients' sites each client's for itself: a digest is told client by client."""
    about = narrowed(alert, [client_id])
    DigestStore(uow.connection).add(
        channel_id,
        client_id=client_id,
        site_id=about.site_id,
        subject_key=alert.subject_key,
        severity=alert.severity,
        subject=about.subject,
        opened_at=dt.datetime.fromisoformat(alert.context["opened_at"]),
        due_at=time.next_after(uow.clock.now()),
    )


def close(uow: "UnitOfWork", all_clear: AlertRaised) -> None:
    at = dt.datetime.fromisoformat(all_clear.context["closed_at"])
    DigestStore(uow.connection).close(all_clear.ends, at=at)


def send_due(uow: "UnitOfWork") -> int:
    """Tell all digests whose hour has come; returns how many messages that makes."""
    store, now = DigestStore(uow.connection), uow.clock.now()
    due = _still_watched(uow, store, store.take_due(now))
    channels = {one.channel.id: one for one in ChannelStore(uow.connection).list_all()}
    sent = 0
    for channel_id, found in itertools.groupby(sorted(due, key=_channel), key=_channel):
        entries, sealed = list(found), channels[channel_id]
        if sealed.channel.is_enabled:
            _tell(uow, sealed, entries)
            sent += 1
        _put_off(store, sealed, entries, now=now)
    return sent


def tell_addresses(uow: "UnitOfWork", content: Mapping[str, Any], addresses: list[str]) -> None:
    """In the place of a channel that could not deliver it."""
    for address in addresses:
        notification = {"notification_id": uuid7(), "recipient": address, **content}
        uow.publish(NotificationRequested.model_validate(notification))


def _tell(uow: "UnitOfWork", sealed: SealedChannel, entries: Sequence[Entry]) -> None:
    delivery_id, subject, context = uuid7(), subject_of(entries), context_of(entries)
    AlertStore(uow.connection).add_delivery(
        delivery_id,
        channel_id=sealed.channel.id,
        client_id=None,
        site_id=None,
        subject=subject,
        content={"template": DIGEST, "subject": subject, "context": context},
        at=uow.clock.now(),
    )
    uow.publish(by_channel(sealed, delivery_id, template=DIGEST, subject=subject, context=context))


def _put_off(
    store: DigestStore, sealed: SealedChannel, entries: Sequence[Entry], *, now: dt.datetime
) -> None:
    """What lasts comes again, as long as its rule wants it; a channel that is off keeps all."""
    is_told = sealed.channel.is_enabled
    for entry in entries:
        rule = rule_of(sealed.channel, entry.client_id, entry.severity)
        time = rule.digest if rule else None
        if is_told and (entry.closed_at is not None or time is None):
            store.remove([entry.id])
        else:
            due_at = time.next_after(now) if time else now + _DAY
            store.put_off([entry.id], due_at=due_at, told_at=now if is_told else None)


def _still_watched(uow: "UnitOfWork", store: DigestStore, entries: Sequence[Entry]) -> list[Entry]:
    """What lasts on a site that nobody watches any more has no end to tell either."""
    open_on = {e.site_id for e in entries if e.site_id is not None and e.closed_at is None}
    watched = {site.site_id for site in status.list_watched(uow, open_on)} if open_on else set()
    gone = [e for e in entries if e.site_id in open_on - watched and e.closed_at is None]
    store.remove([entry.id for entry in gone])
    return [entry for entry in entries if entry not in gone]


def _channel(entry: Entry) -> uuid.UUID:
    return entry.channel_id
