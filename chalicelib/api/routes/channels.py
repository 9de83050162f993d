"""By which ways people hear of alerts. Channels are the agency's: its clients see none."""

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import TYPE_CHECKING

from chalice.app import Blueprint

from chalicelib import bootstrap
from chalicelib.adapters import settings
from chalicelib.api.endpoint import Answer, endpoint
from chalicelib.api.pagination import PageOut, PageQuery
from chalicelib.api.schemas.channels import (
    ChannelCreate,
    ChannelOut,
    ChannelUpdate,
    DeliveryOut,
    DigestOut,
    QuietHoursOut,
    RouteIn,
    RouteOut,
    SigningSecretOut,
    clock,
)
from chalicelib.clients import service as clients
from chalicelib.identity.model import Actor, Permission
from chalicelib.kit.lazy import lazily
from chalicelib.kit.pagination import Page
from chalicelib.notifications.channel import Channel, Route
from chalicelib.notifications.deliveries import Delivery
from chalicelib.notifications.digest_time import DigestTime
from chalicelib.notifications.quiet_hours import QuietHours

if TYPE_CHECKING:
    from chalicelib.adapters.database import UnitOfWork
    from chalicelib.notifications import channels
else:
    channels = lazily("chalicelib.notifications.channels")

_MINUTE = dt.timedelta(minutes=1)

blueprint = Blueprint(__name__)


@endpoint(
    blueprint,
    "GET",
    "/api/v1/channels",
    requires=Permission.READ_CHANNELS,
    query=PageQuery,
    answers=PageOut[ChannelOut],
    summary="List alert channels, newest first",
)
def list_channels(uow: "UnitOfWork", actor: Actor, query: PageQuery) -> Page[ChannelOut]:  # noqa: ARG001
    page = channels.list_channels(uow, limit=query.limit, cursor=query.cursor)
    return Page([_shown(channel) for channel in page.items], page.next_cursor)


@endpoint(
    blueprint,
    "POST",
    "/api/v1/channels",
    requires=Permission.MANAGE_CHANNELS,
    body=ChannelCreate,
    answers=ChannelOut,
    status=201,
    is_idempotent=True,
    audits="channel.add",
    summary="Add an alert channel",
)
def add_channel(uow: "UnitOfWork", actor: Actor, form: ChannelCreate) -> Answer:
    channel = channels.add_channel(
        uow,
        actor,
        kind=form.kind,
        name=form.name,
        target=form.target.get_secret_value(),
        routes=_routes(uow, actor, form.routes),
        sealer=bootstrap.sealer(),
        demo_origins=settings.load().demo_origins,
    )
    return Answer(_shown(channel), headers={"Location": f"/api/v1/channels/{channel.id}"})


@endpoint(
    blueprint,
    "GET",
    "/api/v1/channels/{channel_id}",
    requires=Permission.READ_CHANNELS,
    answers=ChannelOut,
    summary="Show an alert channel; what it posts to stays sealed",
)
def get_channel(uow: "UnitOfWork", actor: Actor, channel_id: uuid.UUID) -> ChannelOut:  # noqa: ARG001
    return _shown(channels.get_channel(uow, channel_id))


@endpoint(
    blueprint,
    "PATCH",
    "/api/v1/channels/{channel_id}",
    requires=Permission.MANAGE_CHANNELS,
    body=ChannelUpdate,
    answers=ChannelOut,
    audits="channel.update",
    summary="Change a channel; a new target switches it on again",
)
def change_channel(
    uow: "UnitOfWork", actor: Actor, channel_id: uuid.UUID, form: ChannelUpdate
) -> ChannelOut:
    changes = form.sent()
    if "routes" in changes:
        changes["routes"] = _routes(uow, actor, form.routes)
    if "target" in changes:
        changes["target"] = form.target.get_secret_value()
    changed = channels.change_channel(
        uow,
        actor,
        channel_id,
        changes,
        sealer=bootstrap.sealer(),
        demo_origins=settings.load().demo_origins,
    )
    return _shown(changed)


@endpoint(
    blueprint,
    "DELETE",
    "/api/v1/channels/{channel_id}",
    requires=Permission.MANAGE_CHANNELS,
    status=204,
    audits="channel.delete",
    summary="Remove a channel",
)
def remove_channel(uow: "UnitOfWork", actor: Actor, channel_id: uuid.UUID) -> None:
    channels.remove_channel(uow, actor, channel_id)


@endpoint(
    blueprint,
    "POST",
    "/api/v1/channels/{channel_id}/test",
    requires=Permission.MANAGE_CHANNELS,
    answers=DeliveryOut,
    status=202,
    audits="channel.test",
    summary="Send a real test message; what became of it stands among the channel's deliveries",
)
def send_test(uow: "UnitOfWork", actor: Actor, channel_id: uuid.UUID) -> Answer:
    delivery = channels.send_test(uow, actor, channel_id)
    return Answer(delivery, headers={"Location": f"/api/v1/channels/{channel_id}/deliveries"})


@endpoint(
    blueprint,
    "POST",
    "/api/v1/channels/{channel_id}/signing-secret",
    requires=Permission.MANAGE_CHANNELS,
    answers=SigningSecretOut,
    audits="channel.renew_secret",
    summary="Make a new signing secret for a webhook; it is shown this once",
)
def renew_signing_secret(
    uow: "UnitOfWork", actor: Actor, channel_id: uuid.UUID
) -> SigningSecretOut:
    secret = channels.renew_secret(uow, actor, channel_id, sealer=bootstrap.sealer())
    return SigningSecretOut(secret=secret)


@endpoint(
    blueprint,
    "GET",
    "/api/v1/channels/{channel_id}/deliveries",
    requires=Permission.READ_CHANNELS,
    query=PageQuery,
    answers=PageOut[DeliveryOut],
    summary="What went by a channel in the last 90 days, newest first",
)
def list_deliveries(
    uow: "UnitOfWork",
    actor: Actor,  # noqa: ARG001
    channel_id: uuid.UUID,
    query: PageQuery,
) -> Page[Delivery]:
    return channels.list_deliveries(uow, channel_id, limit=query.limit, cursor=query.cursor)


def _routes(uow: "UnitOfWork", actor: Actor, wanted: Sequence[RouteIn]) -> list[Route]:
    for client_id in {route.client_id for route in wanted if route.client_id}:
        clients.get_client(uow, actor, client_id)
    return [_route(route) for route in wanted]


def _route(wanted: RouteIn) -> Route:
    quiet, digest = wanted.quiet_hours, wanted.digest
    return Route(
        client_id=wanted.client_id,
        minimum_severity=wanted.minimum_severity,
        quiet_hours=QuietHours(
            starts=dt.time.fromisoformat(quiet.starts),
            ends=dt.time.fromisoformat(quiet.ends),
            time_zone=quiet.time_zone,
            wakes_for_critical=quiet.wakes_for_critical,
        )
        if quiet
        else None,
        after=_span(wanted.after_minutes),
        repeats_every=_span(wanted.repeat_minutes),
        digest=DigestTime(digest.hour, digest.time_zone, digest.weekday) if digest else None,
    )


def _span(minutes: int | None) -> dt.timedelta | None:
    return minutes * _MINUTE if minutes is not None else None


def _minutes(span: dt.timedelta | None) -> int | None:
    return span // _MINUTE if span is not None else None


def _shown(channel: Channel) -> ChannelOut:
    return ChannelOut(
        id=channel.id,
        kind=channel.kind,
        name=channel.name,
        hint=channel.hint,
        is_enabled=channel.is_enabled,
        disabled_at=channel.disabled_at,
        disabled_reason=channel.disabled_reason,
        created_at=channel.created_at,
        last_delivered_at=channel.last_delivered_at,
        routes=[_shown_route(route) for route in channel.routes],
    )


def _shown_route(route: Route) -> RouteOut:
    digest = route.digest
    return RouteOut(
        client_id=route.client_id,
        minimum_severity=route.minimum_severity,
        quiet_hours=_shown_quiet(route.quiet_hours) if route.quiet_hours else None,
        after_minutes=_minutes(route.after),
        repeat_minutes=_minutes(route.repeats_every),
        digest=DigestOut(hour=digest.hour, weekday=digest.weekday, time_zone=digest.time_zone)
        if digest
        else None,
    )


def _shown_quiet(quiet: QuietHours) -> QuietHoursOut:
    return QuietHoursOut(
        starts=clock(quiet.starts),
        ends=clock(quiet.ends),
        time_zone=quiet.time_zone,
        wakes_for_critical=quiet.wakes_for_critical,
    )
