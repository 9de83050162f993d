"""How long a site was up, by the changes of its status as recorded. Pure.

A status holds from the probe that showed it to the probe that showed another, to the millisecond.
The share of probes would not do: with one probe a minute, an outage of 59 seconds may be one failed
probe, or none, or two.

    up           online and degraded: visitors get the page
    down         offline
    maintenance  neither: it was announced, and leaves the sum
    unknown      neither: we did not know, and say so
    (nothing)    pending and paused: nobody watched

Uptime is up / (up + down); there is none where both are zero.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from chalicelib.sites.model import SiteStatus

_MILLISECOND = dt.timedelta(milliseconds=1)
_COUNTS_AS = {
    SiteStatus.ONLINE: "up_ms",
    SiteStatus.DEGRADED: "up_ms",
    SiteStatus.OFFLINE: "down_ms",
    SiteStatus.MAINTENANCE: "maintenance_ms",
    SiteStatus.UNKNOWN: "unknown_ms",
}


@dataclass(frozen=True)
class StatusChange:
    at: dt.datetime
    status: SiteStatus


@dataclass(frozen=True)
class Times:
    """How long a site was in each state."""

    up_ms: int = 0
    down_ms: int = 0
    unknown_ms: int = 0
    maintenance_ms: int = 0

    @property
    def uptime(self) -> float | None:
        """In per cent, to three decimals; None when it was never known to be up or down."""
        known = self.up_ms + self.down_ms
        return rounded_share(self.up_ms, known) if known else None

    @property
    def watched_ms(self) -> int:
        return self.up_ms + self.down_ms + self.unknown_ms + self.maintenance_ms


def rounded_share(part: int, whole: int) -> float:
    """Per cent to three decimals, rounded down: 100 means that nothing was missing."""
    return (part * 100_000 // whole) / 1000


def times(changes: Iterable[StatusChange], *, since: dt.datetime, until: dt.datetime) -> Times:
    """From the changes in order of time; the last one before `since` says how it began."""
    spent = dict.fromkeys(("up_ms", "down_ms", "unknown_ms", "maintenance_ms"), 0)
    status, moment = SiteStatus.PENDING, since
    for change in [*changes, StatusChange(until, SiteStatus.PENDING)]:
        end = min(max(change.at, since), until)
        if name := _COUNTS_AS.get(status):
            spent[name] += (end - since) // _MILLISECOND - (moment - since) // _MILLISECOND
        status, moment = change.status, end
    return Times(**spent)
