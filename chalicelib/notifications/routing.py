"""Who hears of an alert. Pure."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from chalicelib.notifications.channel import Channel, Route
from chalicelib.sites.model import Severity

_RANK = {Severity.INFO: 0, Severity.WARNING: 1, Severity.CRITICAL: 2}


@dataclass(frozen=True)
class Telling:
    """By this channel; not before `held_until`."""

    channel_id: uuid.UUID
    held_until: dt.datetime | None = None


@dataclass(frozen=True)
class Plan:
    """Which channels tell an alert; the admins hear by e-mail when no channel is there for it."""

    tellings: tuple[Telling, ...]
    tells_admins: bool


def plan(
    channels: Sequence[Channel], *, client_id: uuid.UUID, severity: Severity, now: dt.datetime
) -> Plan:
    """The first route of a channel that covers the client decides for this channel.

    A client that no working channel covers is nobody's decision: then the admins are told what is
    critical. One whose channels all want graver alerts than this is.
    """
    deciding = [
        (channel, route)
        for channel in channels
        if channel.is_enabled and (route := _route_of(channel, client_id)) is not None
    ]
    tellings = tuple(
        Telling(channel.id, _hold(route, severity=severity, now=now))
        for channel, route in deciding
        if _RANK[severity] >= _RANK[route.minimum_severity]
    )
    return Plan(tellings, tells_admins=not deciding and severity is Severity.CRITICAL)


def end_of(
    channel: Channel, *, client_id: uuid.UUID, severity: Severity, now: dt.datetime
) -> Telling:
    """How the end of what a channel was told of is told: whatever its routes say today, but not
    in its quiet hours."""
    route = _route_of(channel, client_id)
    return Telling(channel.id, _hold(route, severity=severity, now=now) if route else None)


def covers(channel: Channel, client_id: uuid.UUID) -> bool:
    return _route_of(channel, client_id) is not None


def _hold(route: Route, *, severity: Severity, now: dt.datetime) -> dt.datetime | None:
    if route.quiet_hours is None:
        return None
    return route.quiet_hours.hold_until(now, is_critical=severity is Severity.CRITICAL)


def _route_of(channel: Channel, client_id: uuid.UUID) -> Route | None:
    return next((r for r in channel.routes if r.client_id in (None, client_id)), None)
