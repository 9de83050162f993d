"""Which sites are watched. Doors call this; the probe shards follow through the queue.

Monitors have their own use cases (monitors.py); the daily look takes both.
"""

import datetime as dt
import uuid
from collections.abc import Sequence
from itertools import batched

from chalicelib.adapters.database import UnitOfWork
from chalicelib.events.monitoring import ChecksChanged, ProbesDue, ProbeTarget
from chalicelib.identity.model import ClientScope
from chalicelib.monitoring import judging
from chalicelib.monitoring.monitor_store import MonitorStore
from chalicelib.monitoring.shards import SHARD_COUNT, shard_number
from chalicelib.sites import canary_site, status

_SWEEP_HOUR = 3
_AT_ONCE = 500
_SWEEP_WINDOW = dt.timedelta(minutes=5)


def watch_sites(uow: UnitOfWork, site_ids: Sequence[uuid.UUID]) -> None:
    """Call after anything that changes whether, where or how often these sites are probed.

    The recorder looks each of them up when it gets the message, so the order does not matter.
    """
    for some in batched(site_ids, _AT_ONCE):
        uow.publish(ChecksChanged(batch_id="watch", watch=list(some)))


def probe_now(uow: UnitOfWork, site_id: uuid.UUID) -> None:
    """Fetch a site's home page at once, as the next minute would: someone is waiting to see it."""
    for site in status.list_watched(uow, [site_id]):
        target = ProbeTarget(site_id=site.site_id, url=site.url, status=site.status)
        uow.publish(ProbesDue(batch_id="now", due_at=uow.clock.now(), targets=[target]))


def close_conditions(uow: UnitOfWork, site_id: uuid.UUID) -> None:
    """End what is wrong with a site that is paused or disconnected; nobody is told."""
    judging.close_quietly(uow, site_id)


def keep_canary(uow: UnitOfWork, url: str) -> None:
    """The site that falls on purpose; see monitoring/canary.py."""
    if canary_site.keep(uow, url):
        watch_sites(uow, [canary_site.SITE_ID])


def is_sweep_due(at: dt.datetime) -> bool:
    """Whether a run every five minutes is the one of the day that looks every site up anew."""
    return at.hour == _SWEEP_HOUR and dt.timedelta(minutes=at.minute) < _SWEEP_WINDOW


def watch_all(uow: UnitOfWork) -> None:
    """Fill the probe shards anew: they are a copy, and a lost one must not go unnoticed."""
    by_shard: dict[int, list[uuid.UUID]] = {number: [] for number in range(SHARD_COUNT)}
    for site in status.list_watched(uow):
        by_shard[shard_number(site.site_id)].append(site.site_id)
    for site_ids in by_shard.values():
        watch_sites(uow, site_ids)
    # Those of sites come with them; the others have nobody to come with.
    watched = MonitorStore(uow.connection, ClientScope.everything()).list_watched()
    for some in batched((target.monitor_id for target in watched), _AT_ONCE):
        uow.publish(ChecksChanged(batch_id="watch", watch_monitors=list(some)))
