"""What enough regions say while the database cannot be told: kept aside for those who must know.

Status pages speak the truth without the database. What stands here counts only for as long as the
next look of the home region would take: who is still out is reported anew every minute.
"""

import datetime as dt
import json
import uuid
from collections.abc import Mapping, Sequence
from typing import Protocol

from chalicelib.events.monitoring import ProbeTarget
from chalicelib.monitoring import quorum
from chalicelib.monitoring.quorum import Look
from chalicelib.sites.model import SiteStatus

# From one look to the end of the next: it may come that late, and take that long.
_SLACK = dt.timedelta(seconds=20)


class Unrecorded(Protocol):
    """Where it is kept."""

    def note(self, looks: Mapping[uuid.UUID, Sequence[Look]]) -> None:
        """Keep the answers to the newest question about each site, in place of older ones."""
        ...

    def list_all(self) -> dict[uuid.UUID, list[Look]]:
        """Whatever stands there, however old."""
        ...


def encode(looks: Sequence[Look]) -> str:
    return json.dumps(
        [
            [look.region, look.status, look.asked_at.isoformat(), look.at.isoformat()]
            for look in looks
        ]
    )


def decode(text: str) -> list[Look]:
    return [
        Look(
            region=region,
            asked_at=dt.datetime.fromisoformat(asked_at),
            at=dt.datetime.fromisoformat(at),
            status=SiteStatus(status),
        )
        for region, status, asked_at, at in json.loads(text)
    ]


def lasts(interval_seconds: int) -> dt.timedelta:
    """How long after its question an answer is still news."""
    return dt.timedelta(seconds=interval_seconds) + _SLACK


def status_now(
    target: ProbeTarget, looks: Sequence[Look], *, now: dt.datetime, needed: int
) -> SiteStatus:
    """What the database last said of a site, unless enough regions say otherwise just now."""
    believed = SiteStatus(target.status)
    fresh = [look for look in looks if now - look.asked_at < lasts(target.interval_seconds)]
    agreed = quorum.agreement(fresh, believed=believed, needed=needed)
    return agreed.status if agreed else believed
