"""Who hears of an alert, and when. Pure."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from chalicelib.notifications.channel import Channel, Route
from chalicelib.notifications.digest_time import DigestTime
from chalicelib.sites.model import Severity

_RANK = {Severity.INFO: 0, Severity.WARNING: 1, Severity.CRITICAL: 2}
AT_ONCE = dt.timedelta(0)


@dataclass(frozen=True)
class Telling:
    """By this channel; not before `held_until`, or only when nobody has answered `after` that.

    With a `digest` it is collected, and nothing else of this holds.
    """

    channel_id: uuid.UUID
    held_until: dt.datetime | None = None
    after: dt.timedelta = AT_ONCE
    repeats_every: dt.timedelta | None = None
    digest: DigestTime | None = None


@dataclass(frozen=True)
class Plan:
    """Which channels tell an alert; the admins hear by e-mail when no channel is there for it."""

    tellings: tuple[Telling, ...]
    tells_admins: bool


def plan(
    channels: Sequence[Channel], *, client_id: uuid.UUID, severity: Severity, now: dt.datetime
) -> Plan:
    """Each channel tells as its rule for this client and severity says.

    A client that no working channel covers is nobody's decision: then the admins are told what is
    critical. One whose channels all want graver alerts than this is. Where channels only wait for
    somebody else to answer, the admins are that somebody.
    """
    covering = [c for c in channels if c.is_enabled and covers(c, client_id)]
    tellings = tuple(
        _telling(channel, rule, severity=severity, now=now)
        for channel in covering
        if (rule := rule_of(channel, client_id, severity)) is not None
    )
    is_nobodys = not covering or _only_wait(tellings)
    return Plan(tellings, tells_admins=is_nobodys and severity is Severity.CRITICAL)


def end_of(
    channel: Channel, *, client_id: uuid.UUID, severity: Severity, now: dt.datetime
) -> Telling:
    """How the end of what a channel was told of is told: whatever its routes say today, but not
    in its quiet hours."""
    routes = _routes_of(channel, client_id)
    rule = rule_of(channel, client_id, severity) or next(iter(routes), None)
    return Telling(channel.id, hold(rule, severity=severity, now=now) if rule else None)


def covers(channel: Channel, client_id: uuid.UUID) -> bool:
    return bool(_routes_of(channel, client_id))


def rule_of(channel: Channel, client_id: uuid.UUID, severity: Severity) -> Route | None:
    """The first route that covers the client says for whom it and its like are; of these the
    first that wants this severity decides."""
    return next(
        (
            route
            for route in _routes_of(channel, client_id)
            if _RANK[severity] >= _RANK[route.minimum_severity]
        ),
        None,
    )


def hold(route: Route, *, severity: Severity, now: dt.datetime) -> dt.datetime | None:
    if route.quiet_hours is None:
        return None
    return route.quiet_hours.hold_until(now, is_critical=severity is Severity.CRITICAL)


def _telling(channel: Channel, rule: Route, *, severity: Severity, now: dt.datetime) -> Telling:
    if rule.digest is not None:
        return Telling(channel.id, digest=rule.digest)
    if rule.after is not None:  # whether it is held is asked when its time has come
        return Telling(channel.id, after=rule.after, repeats_every=rule.repeats_every)
    held = hold(rule, severity=severity, now=now)
    return Telling(channel.id, held, repeats_every=rule.repeats_every)


def _only_wait(tellings: Sequence[Telling]) -> bool:
    tell = [telling for telling in tellings if telling.digest is None]
    return bool(tell) and all(telling.after for telling in tell)


def _routes_of(channel: Channel, client_id: uuid.UUID) -> list[Route]:
    first = next((r for r in channel.routes if r.client_id in (None, client_id)), None)
    return [r for r in channel.routes if first is not None and r.client_id == first.client_id]
