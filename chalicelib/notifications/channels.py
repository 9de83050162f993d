"""Looking after channels. The API seals what they post to, and cannot open it again."""

import datetime as dt
import secrets
import uuid
from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

from chalicelib.audit import service as audit
from chalicelib.kit.ids import uuid7
from chalicelib.kit.pagination import Page, as_id, decode_cursor, encode_cursor, newest_first
from chalicelib.notifications.alert_store import AlertStore
from chalicelib.notifications.channel import (
    SEAL,
    Channel,
    ChannelKind,
    Route,
    SealedChannel,
    checked_target,
    hint_of,
    seal_owner,
)
from chalicelib.notifications.channel_store import ChannelStore
from chalicelib.notifications.deliveries import Delivery, Outcome
from chalicelib.notifications.digest_store import DigestStore
from chalicelib.notifications.errors import ChannelNotFound, ChannelsFull, NotASigningChannel
from chalicelib.notifications.kinds import webhook
from chalicelib.notifications.telling import by_channel

if TYPE_CHECKING:
    from chalicelib.adapters.database import UnitOfWork
    from chalicelib.adapters.sealer import Sealer
    from chalicelib.identity.model import Actor

_MOST_CHANNELS = 100
_DELIVERIES_KEPT = dt.timedelta(days=90)
_TEST = "test"


def list_channels(uow: "UnitOfWork", *, limit: int, cursor: str | None) -> Page[Channel]:
    found = [sealed.channel for sealed in ChannelStore(uow.connection).list_all()]
    page = newest_first(found, limit=limit, cursor=cursor)
    return Page(_with_last_delivery(uow, page.items), page.next_cursor)


def count_deliveries(uow: "UnitOfWork", *, since: dt.datetime) -> dict[tuple[str, str], int]:
    """By kind of channel and outcome."""
    return AlertStore(uow.connection).count_since(since)


def get_channel(uow: "UnitOfWork", channel_id: uuid.UUID) -> Channel:
    return _with_last_delivery(uow, [_find(uow, channel_id).channel])[0]


def add_channel(
    uow: "UnitOfWork",
    actor: "Actor",
    *,
    kind: ChannelKind,
    name: str,
    target: str,
    routes: Sequence[Route],
    sealer: "Sealer",
    demo_origins: frozenset[str],
) -> Channel:
    """Raises TargetInvalid, ChannelsFull. The caller has checked the clients of the routes."""
    store = ChannelStore(uow.connection)
    if len(store.list_all()) >= _MOST_CHANNELS:
        raise ChannelsFull
    target = checked_target(kind, target, demo_origins=demo_origins)
    channel = Channel(
        id=uuid7(),
        kind=kind,
        name=name,
        hint=hint_of(kind, target),
        is_enabled=True,
        disabled_at=None,
        disabled_reason=None,
        created_at=uow.clock.now(),
        routes=tuple(routes),
    )
    secret = _new_secret() if kind is ChannelKind.WEBHOOK else None
    store.add(
        channel,
        target=_seal(sealer, channel.id, "target", target),
        secret=_seal(sealer, channel.id, "secret", secret) if secret else None,
        created_by=actor.user_id,
    )
    _note(uow, actor, "channel.add", channel.id, after=_told(channel))
    return channel


def change_channel(
    uow: "UnitOfWork",
    actor: "Actor",
    channel_id: uuid.UUID,
    changes: dict[str, Any],
    *,
    sealer: "Sealer",
    demo_origins: frozenset[str],
) -> Channel:
    """A new target, or `is_enabled`, switches a channel on again that had been switched off."""
    before = _find(uow, channel_id, for_update=True).channel
    store = ChannelStore(uow.connection)
    columns: dict[str, Any] = {
        name: changes[name] for name in ("name", "is_enabled") if name in changes
    }
    if "target" in changes:
        target = checked_target(before.kind, changes["target"], demo_origins=demo_origins)
        columns["sealed_target"] = _seal(sealer, channel_id, "target", target)
        columns["hint"] = hint_of(before.kind, target)
        columns.setdefault("is_enabled", True)
    if columns.get("is_enabled"):
        columns |= {"disabled_at": None, "disabled_reason": None}
    if columns:
        store.change(channel_id, columns)
    if "routes" in changes:
        store.replace_routes(channel_id, changes["routes"])
    after = get_channel(uow, channel_id)
    renewed = {"target": "changed"} if "target" in changes else {}
    _note(
        uow,
        actor,
        "channel.update",
        channel_id,
        before=_told(before),
        after={**_told(after), **renewed},
    )
    return after


def remove_channel(uow: "UnitOfWork", actor: "Actor", channel_id: uuid.UUID) -> None:
    channel = _find(uow, channel_id, for_update=True).channel
    ChannelStore(uow.connection).remove(channel_id)
    _note(uow, actor, "channel.delete", channel_id, before=_told(channel))


def renew_secret(
    uow: "UnitOfWork", actor: "Actor", channel_id: uuid.UUID, *, sealer: "Sealer"
) -> str:
    """A new signing secret, shown this once; the old one signs nothing any more."""
    channel = _find(uow, channel_id, for_update=True).channel
    if channel.kind is not ChannelKind.WEBHOOK:
        raise NotASigningChannel
    secret = _new_secret()
    sealed = _seal(sealer, channel_id, "secret", secret)
    ChannelStore(uow.connection).change(channel_id, {"sealed_secret": sealed})
    _note(uow, actor, "channel.renew_secret", channel_id)
    return secret


def send_test(uow: "UnitOfWork", actor: "Actor", channel_id: uuid.UUID) -> Delivery:
    """Send a real message now, also by a channel that is switched off; its delivery tells more."""
    sealed = _find(uow, channel_id)
    delivery_id, now, subject = uuid7(), uow.clock.now(), "Test"
    context = {"channel_name": sealed.channel.name}
    AlertStore(uow.connection).add_delivery(
        delivery_id,
        channel_id=channel_id,
        client_id=None,
        site_id=None,
        subject=subject,
        content={"template": _TEST},
        at=now,
    )
    uow.publish(by_channel(sealed, delivery_id, template=_TEST, subject=subject, context=context))
    _note(uow, actor, "channel.test", channel_id)
    return Delivery(
        id=delivery_id,
        channel_id=channel_id,
        site_id=None,
        subject=subject,
        is_test=True,
        outcome=Outcome.WAITING,
        attempts=0,
        receipt="",
        reason="",
        requested_at=now,
        held_until=None,
        tried_at=None,
    )


def list_deliveries(
    uow: "UnitOfWork", channel_id: uuid.UUID, *, limit: int, cursor: str | None
) -> Page[Delivery]:
    _find(uow, channel_id)
    before = as_id(decode_cursor(cursor, str)[0]) if cursor else None
    found = AlertStore(uow.connection).list_deliveries(channel_id, before=before, limit=limit + 1)
    shown = found[:limit]
    return Page(shown, encode_cursor(str(shown[-1].id)) if len(found) > limit else None)


def forget_old_deliveries(uow: "UnitOfWork") -> int:
    before = uow.clock.now() - _DELIVERIES_KEPT
    DigestStore(uow.connection).forget(before)
    return AlertStore(uow.connection).forget(before)


def _with_last_delivery(uow: "UnitOfWork", found: Sequence[Channel]) -> list[Channel]:
    last = ChannelStore(uow.connection).list_last_deliveries([channel.id for channel in found])
    return [replace(channel, last_delivered_at=last.get(channel.id)) for channel in found]


def _find(uow: "UnitOfWork", channel_id: uuid.UUID, *, for_update: bool = False) -> SealedChannel:
    found = ChannelStore(uow.connection).find(channel_id, for_update=for_update)
    if found is None:
        raise ChannelNotFound
    return found


def _new_secret() -> str:
    return webhook.new_secret(secrets.token_bytes(webhook.SECRET_BYTES))


def _seal(sealer: "Sealer", channel_id: uuid.UUID, what: str, plain: str) -> bytes:
    return sealer.seal(plain.encode(), purpose=SEAL, owner=seal_owner(channel_id, what))


def _note(
    uow: "UnitOfWork", actor: "Actor", action: str, channel_id: uuid.UUID, **values: Any
) -> None:
    audit.record(uow, actor, action=action, object_kind="channel", object_id=channel_id, **values)


def _told(channel: Channel) -> dict[str, Any]:
    """What the audit log says of a channel: never what it posts to."""
    return {
        "name": channel.name,
        "kind": channel.kind.value,
        "hint": channel.hint,
        "is_enabled": channel.is_enabled,
        "routes": [_told_route(route) for route in channel.routes],
    }


def _told_route(route: Route) -> dict[str, Any]:
    """What it says beside the ordinary; an entry of an ordinary route reads as it always has."""
    later = {
        "after": str(route.after) if route.after else None,
        "repeats_every": str(route.repeats_every) if route.repeats_every else None,
        "digest": asdict(route.digest) if route.digest else None,
    }
    return {
        "client_id": str(route.client_id) if route.client_id else None,
        "from": route.minimum_severity,
        **{name: value for name, value in later.items() if value is not None},
    }
