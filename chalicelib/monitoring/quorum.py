"""What two regions of three say of a site. Pure.

One region alone is believed in nothing: its network, its resolver and its address fail, too.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from chalicelib.sites.model import SiteStatus

OF_THREE = 2
"""So many regions must agree; where only one looks, it is believed alone after a second look."""

# What a visitor meets, from the best to the worst. What is missing here is no look at all.
_BADNESS = {
    SiteStatus.ONLINE: 0,
    SiteStatus.DEGRADED: 1,
    SiteStatus.MAINTENANCE: 2,
    SiteStatus.OFFLINE: 3,
}


@dataclass(frozen=True)
class Look:
    """What one region saw; the question came up when the first one looked, at `asked_at`."""

    region: str
    asked_at: dt.datetime
    at: dt.datetime
    status: SiteStatus
    reason: str = ""


@dataclass(frozen=True)
class Agreement:
    """What enough regions say, in the words of the first that said it, since the question."""

    status: SiteStatus
    reason: str
    since: dt.datetime


def agreement(looks: Sequence[Look], *, believed: str, needed: int) -> Agreement | None:
    """What to believe instead of `believed`; None while too few regions want to leave it.

    Regions that leave it in the same direction agree on the mildest of what they say: one that
    is refused by a firewall and one that meets a dead server both say "not well".
    """
    sighted = [look for look in looks if look.status in _BADNESS]
    if not sighted:
        # Nobody could see: that is all there is to know.
        is_news = bool(looks) and believed != SiteStatus.UNKNOWN
        return _agreed(looks, SiteStatus.UNKNOWN) if is_news else None
    was = _badness(believed)
    worse = [look for look in sighted if _badness(look.status) > was]
    if len(worse) >= needed:
        level = sorted((_badness(look.status) for look in worse), reverse=True)[needed - 1]
        return _agreed([look for look in worse if _badness(look.status) >= level], _at(level))
    better = [look for look in sighted if _badness(look.status) < was]
    if len(better) >= needed:
        level = sorted(_badness(look.status) for look in better)[needed - 1]
        return _agreed([look for look in better if _badness(look.status) <= level], _at(level))
    return _first_good_news(sighted, believed)


def is_news(status: str, *, believed: str) -> bool:
    """Whether one look differs from what is believed, so that others should be asked."""
    return status in _BADNESS and status != believed


def is_believed_alone(status: str, *, believed: str) -> bool:
    """Good news about a site of which nothing is known needs no second region."""
    return status == SiteStatus.ONLINE and believed not in _BADNESS


def _first_good_news(sighted: Sequence[Look], believed: str) -> Agreement | None:
    good = [look for look in sighted if is_believed_alone(look.status, believed=believed)]
    return _agreed(good, SiteStatus.ONLINE) if good else None


def _agreed(supporters: Sequence[Look], status: SiteStatus) -> Agreement:
    exact = [look for look in supporters if look.status == status] or list(supporters)
    return Agreement(
        status=status,
        reason=min(exact, key=lambda look: look.at).reason,
        since=min(look.asked_at for look in supporters),
    )


def _badness(status: str) -> int:
    """A site of which nothing is known is taken for well: bad news about it must be confirmed."""
    return _BADNESS.get(SiteStatus(status), 0)


def _at(level: int) -> SiteStatus:
    return next(status for status, badness in _BADNESS.items() if badness == level)
