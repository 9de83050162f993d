"""Maintenance that was announced: what clients and readers of status pages may plan by."""

import datetime as dt
import heapq
import uuid
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import dropwhile, islice, takewhile
from typing import TYPE_CHECKING

from chalicelib.kit.pagination import Page, as_id, as_instant, decode_cursor, encode_cursor
from chalicelib.monitoring.window_store import AnnouncedWindow, WindowStore

if TYPE_CHECKING:
    from chalicelib.adapters.database import UnitOfWork
    from chalicelib.identity.model import Actor, ClientScope


_AHEAD = dt.timedelta(days=30)
_MOST_NAMED = 100

# The soonest first, and no two of them at one place.
type Place = tuple[dt.datetime, uuid.UUID]


@dataclass(frozen=True)
class AnnouncedSite:
    id: uuid.UUID
    name: str


@dataclass(frozen=True)
class Announcement:
    """A window once: when it is open, and for which of the sites that were asked about."""

    window_id: uuid.UUID
    name: str
    opens_at: dt.datetime
    closes_at: dt.datetime
    announced_at: dt.datetime
    sites: tuple[AnnouncedSite, ...]
    sites_count: int


def list_ahead(
    uow: "UnitOfWork", actor: "Actor", *, site_id: uuid.UUID | None, limit: int, cursor: str | None
) -> Page[Announcement]:
    """What somebody may plan by: of all sites that they may see, or of one."""
    after = None
    if cursor:
        at, last_id = decode_cursor(cursor, str, str)
        after = (as_instant(at), as_id(last_id))
    found = list_announced(
        uow,
        actor.scope,
        until=uow.clock.now() + _AHEAD,
        most=limit + 1,
        most_sites=_MOST_NAMED,
        site_ids=[site_id] if site_id else None,
        after=after,
    )
    shown, more = found[:limit], len(found) > limit
    last = shown[-1] if more else None
    return Page(
        shown, encode_cursor(last.opens_at.isoformat(), str(last.window_id)) if last else None
    )


def list_announced(
    uow: "UnitOfWork",
    scope: "ClientScope",
    *,
    until: dt.datetime,
    most: int,
    most_sites: int,
    site_ids: Collection[uuid.UUID] | None = None,
    after: Place | None = None,
) -> list[Announcement]:
    """What is open now or opens before `until`, the soonest first: of these sites, or of all that
    may be seen. At most `most_sites` of them are named each time."""
    now = uow.clock.now()
    found = WindowStore(uow.connection).list_announced(
        scope, over_after=now, most_sites=most_sites, site_ids=site_ids
    )
    # A series may have no end: they are taken one by one, as far as they are wanted.
    ahead = heapq.merge(*(_ahead(one, now, until) for one in found), key=_place)
    rest = ahead if after is None else dropwhile(lambda one: _place(one) <= after, ahead)
    return list(islice(rest, most))


def _ahead(found: AnnouncedWindow, now: dt.datetime, until: dt.datetime) -> Iterator[Announcement]:
    window = found.window
    coming = window.occurrences(since=now)
    for occurrence in takewhile(lambda one: one.opens_at < until, coming):
        yield Announcement(
            window_id=window.id,
            name=window.name,
            opens_at=occurrence.opens_at,
            closes_at=occurrence.closes_at,
            announced_at=window.effective_from,
            sites=tuple(AnnouncedSite(*site) for site in found.sites),
            sites_count=found.sites_count,
        )


def _place(one: Announcement) -> Place:
    return one.opens_at, one.window_id
