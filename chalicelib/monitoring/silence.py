"""Which sites are in maintenance now, and who must hear when that changes.

Whoever judges a site asks here in the same transaction, so a window holds to the second. Sites
that nobody would judge at its edges are named to the recorder: at once when somebody opens or ends
a window, and by the sweep of every five minutes when its time has come.
"""

import datetime as dt
import math
import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import batched
from typing import TYPE_CHECKING

from chalicelib.events.monitoring import ChecksChanged
from chalicelib.identity.model import ClientScope
from chalicelib.kit.ids import uuid7
from chalicelib.monitoring.judgement import Terms
from chalicelib.monitoring.window_store import WindowStore
from chalicelib.monitoring.windows import Schedule, Scope, Window
from chalicelib.sites import status

if TYPE_CHECKING:
    from chalicelib.adapters.database import UnitOfWork
    from chalicelib.identity.model import Actor

_MINUTE = dt.timedelta(minutes=1)
# A sweep that failed all day still finds when a window ended.
_REMEMBERED = dt.timedelta(days=2)
_KEPT = dt.timedelta(days=762)  # as long as history, which shows them as maintenance
_PER_MESSAGE = 100


@dataclass(frozen=True)
class Silence:
    """The maintenance that a site is in."""

    window_id: uuid.UUID
    name: str
    since: dt.datetime
    until: dt.datetime


def terms_of(
    uow: "UnitOfWork", site_ids: Collection[uuid.UUID], usual: Terms
) -> dict[uuid.UUID, Terms]:
    """How each of these sites is judged at this moment."""
    now = uow.clock.now()
    touching = WindowStore(uow.connection).list_touching(site_ids, over_after=now - _REMEMBERED)
    return {site_id: _terms(touching.get(site_id, ()), usual, now) for site_id in site_ids}


def is_silent(uow: "UnitOfWork", site_id: uuid.UUID) -> bool:
    return find_silence(uow, site_id) is not None


def find_silence(
    uow: "UnitOfWork", site_id: uuid.UUID, *, only_announced: bool = False
) -> Silence | None:
    """The maintenance that the site is in now; of several the one that lasts longest."""
    now = uow.clock.now()
    touching = WindowStore(uow.connection).list_touching([site_id], over_after=now)
    found = [
        Silence(window.id, window.name, open_now.opens_at, open_now.closes_at)
        for window in touching.get(site_id, ())
        if (window.is_announced or not only_announced) and (open_now := window.open_at(now))
    ]
    return max(found, key=lambda one: one.until, default=None)


def silence(
    uow: "UnitOfWork",
    scope: Scope,
    *,
    until: dt.datetime,
    why: str,
    by: "Actor | None" = None,
    is_down_expected: bool = False,
    is_announced: bool = False,
) -> Window:
    """Tell nobody of these sites from now on; it ends by itself, at a whole minute.

    Without a person (`by`) it is our own work on them that must not wake anybody.
    """
    now = uow.clock.now()
    schedule = Schedule(
        starts_at=now.astimezone(dt.UTC).replace(tzinfo=None),
        time_zone="UTC",
        duration=math.ceil((until - now) / _MINUTE) * _MINUTE,
    )
    window = Window(
        id=uuid7(),
        name=why,
        schedule=schedule,
        scope=scope,
        created_at=now,
        effective_from=now,
        is_down_expected=is_down_expected,
        is_automatic=by is None,
        is_announced=is_announced,
        created_by=by.name if by else "",
        was_open=True,
    )
    WindowStore(uow.connection).add(window, created_by=by.user_id if by else None)
    judge_anew(uow, [window.id])
    return window


def judge_anew(uow: "UnitOfWork", window_ids: Sequence[uuid.UUID]) -> None:
    """Have every site judged that these windows cover."""
    of_windows = WindowStore(uow.connection).list_sites(window_ids, ClientScope.everything())
    judge_sites_anew(uow, {site_id for found in of_windows.values() for site_id in found})


def judge_sites_anew(uow: "UnitOfWork", site_ids: Collection[uuid.UUID]) -> None:
    for some in batched(sorted(site_ids), _PER_MESSAGE):
        uow.publish(ChecksChanged(batch_id="silence", judge=list(some)))


def turn(uow: "UnitOfWork") -> int:
    """Have the sites judged of all windows that have opened or closed since the last sweep.

    Returns how many did. What is missed once is found by the next: a window remembers as what its
    sites were judged last.
    """
    store, now = WindowStore(uow.connection), uow.clock.now()
    turned = []
    for window in store.list_to_turn():
        if window.has_turned(now):
            store.note_turned(window.id, is_open=window.open_at(now) is not None, at=now)
            turned.append(window.id)
    judge_anew(uow, turned)
    store.forget(over_before=now - _KEPT)
    return len(turned)


def end_pauses(uow: "UnitOfWork") -> int:
    """Watch the sites again whose pause was to last until now."""
    resumed = status.resume_due(uow)
    if resumed:
        uow.publish(ChecksChanged(batch_id="pause", watch=resumed))
    return len(resumed)


def _terms(windows: Sequence[Window], usual: Terms, now: dt.datetime) -> Terms:
    opened = [(window, open_now) for window in windows if (open_now := window.open_at(now))]
    if not opened:
        ends = [window.last_end(since=now - _REMEMBERED, until=now) for window in windows]
        # Of a window that is gone nothing is left: its end is when somebody removed it, now.
        return replace(usual, turned_at=max((end for end in ends if end), default=now))
    return replace(
        usual,
        is_maintenance=True,
        is_down_expected=any(window.is_down_expected for window, _ in opened),
        turned_at=min(open_now.opens_at for _, open_now in opened),
    )
