"""What we believe of a monitor, and what news does to it. Pure: the one place that decides.

`seen` follows the regions; `standing` is what we say. The two differ while a site flaps, while
a window of maintenance is open, and while one region suspects what no other has confirmed.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from chalicelib.monitoring import flapping, quorum
from chalicelib.monitoring.quorum import Look
from chalicelib.sites.model import SiteStatus


class Standing(StrEnum):
    UP = "up"
    SUSPECT = "suspect"
    DOWN = "down"
    DEGRADED = "degraded"
    FLAPPING = "flapping"
    MAINTENANCE = "maintenance"
    UNKNOWN = "unknown"


class Notice(StrEnum):
    PROBLEM = "problem"
    ALL_CLEAR = "all_clear"


@dataclass(frozen=True)
class Terms:
    """How a monitor is judged now."""

    needed: int = quorum.OF_THREE
    """Regions that must agree."""
    is_maintenance: bool = False
    """A planned silence: nothing is told while it lasts."""
    is_down_expected: bool = True
    """Such a site is in maintenance even while it answers; others only while they do not."""
    turned_at: dt.datetime | None = None
    """When the silence began, or when the last one ended."""


@dataclass(frozen=True)
class Belief:
    """All that is remembered of a monitor between two judgements."""

    standing: Standing
    since: dt.datetime
    """When the standing began: for an outage, the first look that failed."""
    seen: SiteStatus
    seen_since: dt.datetime
    reason: str = ""
    is_alarmed: bool = False
    told: tuple[dt.datetime, ...] = ()
    asked_at: dt.datetime | None = None
    """The newest question that was answered; what belongs to an older one changes nothing."""
    looks: tuple[Look, ...] = ()
    """What the regions have answered to it so far."""


@dataclass(frozen=True)
class Judgement:
    """The new belief, and what people are to hear of it."""

    belief: Belief
    notice: Notice | None = None


_STANDINGS = {
    SiteStatus.ONLINE: Standing.UP,
    SiteStatus.OFFLINE: Standing.DOWN,
    SiteStatus.DEGRADED: Standing.DEGRADED,
    SiteStatus.MAINTENANCE: Standing.MAINTENANCE,
}
_STATUSES = {
    Standing.UP: SiteStatus.ONLINE,
    Standing.SUSPECT: SiteStatus.ONLINE,
    Standing.DOWN: SiteStatus.OFFLINE,
    Standing.DEGRADED: SiteStatus.DEGRADED,
    Standing.FLAPPING: SiteStatus.DEGRADED,
    Standing.MAINTENANCE: SiteStatus.MAINTENANCE,
    Standing.UNKNOWN: SiteStatus.UNKNOWN,
}


def from_status(status: str, *, reason: str, since: dt.datetime) -> Belief:
    """The belief about a monitor of which only the status is known."""
    seen = SiteStatus(status)
    return Belief(
        standing=_STANDINGS.get(seen, Standing.UNKNOWN),
        since=since,
        seen=seen,
        seen_since=since,
        reason=reason,
        is_alarmed=seen is SiteStatus.OFFLINE,
    )


def status_of(belief: Belief) -> SiteStatus:
    """The status that everybody else sees."""
    # Nobody has looked yet: that is no failure to see.
    if belief.seen is SiteStatus.PENDING:
        return SiteStatus.PENDING
    return _STATUSES[belief.standing]


def reason_of(belief: Belief) -> str:
    """Why the status is as it is, as programs read it."""
    return Standing.FLAPPING if belief.standing is Standing.FLAPPING else belief.reason


def judge(belief: Belief, looks: Sequence[Look], now: dt.datetime, terms: Terms) -> Judgement:
    """What follows from the answers to one question; with no looks, only time has passed.

    Answers may come one by one, in any order and repeatedly; those to an older question than
    the newest come too late.
    """
    was = belief
    asked_at = min((look.asked_at for look in looks), default=None)
    if asked_at is not None and (belief.asked_at is None or asked_at >= belief.asked_at):
        belief = _see(_gather(belief, looks, asked_at), terms)
    judgement = _stand(belief, now, terms)
    settled = judgement.belief
    if settled.standing is was.standing:
        return replace(judgement, belief=replace(settled, since=was.since))
    if terms.turned_at and (terms.is_maintenance or _is_silenced(was)):
        # What was announced counts as such: nothing that is seen reaches back behind its edge.
        since = max(settled.since, terms.turned_at, was.since)
        return replace(judgement, belief=replace(settled, since=since))
    return judgement


def _is_silenced(belief: Belief) -> bool:
    """Whether it is we who say maintenance, and not the site's own page."""
    is_own_page = belief.seen is SiteStatus.MAINTENANCE
    return belief.standing is Standing.MAINTENANCE and not is_own_page


def _gather(belief: Belief, looks: Sequence[Look], asked_at: dt.datetime) -> Belief:
    before = belief.looks if belief.asked_at == asked_at else ()
    by_region = {look.region: look for look in (*looks, *before)}
    ordered = sorted(by_region.values(), key=lambda look: (look.at, look.region))
    return replace(belief, asked_at=asked_at, looks=tuple(ordered))


def _see(belief: Belief, terms: Terms) -> Belief:
    agreed = quorum.agreement(belief.looks, believed=belief.seen, needed=terms.needed)
    if agreed is None or agreed.status == belief.seen:
        return belief
    return replace(belief, seen=agreed.status, seen_since=agreed.since, reason=agreed.reason)


def _stand(belief: Belief, now: dt.datetime, terms: Terms) -> Judgement:
    if terms.is_maintenance:
        return Judgement(_in_silence(belief, now, terms))
    is_down = belief.seen is SiteStatus.OFFLINE
    if is_down and not belief.is_alarmed:
        return _tell(belief, Notice.PROBLEM, now, terms)
    if belief.is_alarmed and not is_down and belief.seen is not SiteStatus.UNKNOWN:
        return _end(belief, now, terms)
    if belief.standing is Standing.FLAPPING and not flapping.is_calm(belief.seen_since, now=now):
        return Judgement(belief)
    return _follow(belief, terms)


def _in_silence(belief: Belief, now: dt.datetime, terms: Terms) -> Belief:
    if terms.is_down_expected:
        return _standing(belief, Standing.MAINTENANCE, since=terms.turned_at or now)
    if belief.seen is SiteStatus.OFFLINE:
        return _standing(belief, Standing.MAINTENANCE, since=belief.seen_since)
    return _follow(belief, terms).belief


def _end(belief: Belief, now: dt.datetime, terms: Terms) -> Judgement:
    is_flapping = belief.standing is Standing.FLAPPING
    since = belief.seen_since
    if flapping.may_tell_end(belief.told, is_flapping=is_flapping, since=since, now=now):
        return _tell(belief, Notice.ALL_CLEAR, now, terms)
    return Judgement(_standing(belief, Standing.FLAPPING, since=now))


def _tell(belief: Belief, notice: Notice, now: dt.datetime, terms: Terms) -> Judgement:
    told = (*flapping.recent(belief.told, now=now), now)
    belief = replace(belief, is_alarmed=notice is Notice.PROBLEM, told=told)
    return replace(_follow(belief, terms), notice=notice)


def _follow(belief: Belief, terms: Terms) -> Judgement:
    """Say what is seen; a site that only some region sees failing is a suspect."""
    if belief.seen is SiteStatus.ONLINE and _is_doubted(belief, terms):
        since = min(look.asked_at for look in belief.looks)
        return Judgement(_standing(belief, Standing.SUSPECT, since=since))
    standing = _STANDINGS.get(belief.seen, Standing.UNKNOWN)
    return Judgement(_standing(belief, standing, since=belief.seen_since))


def _is_doubted(belief: Belief, terms: Terms) -> bool:
    """Whether some region sees it otherwise, and too few have seen it as we believe."""
    confirmed = sum(look.status == belief.seen for look in belief.looks)
    return confirmed < terms.needed and any(
        quorum.is_news(look.status, believed=belief.seen) for look in belief.looks
    )


def _standing(belief: Belief, standing: Standing, *, since: dt.datetime) -> Belief:
    return replace(belief, standing=standing, since=since)
