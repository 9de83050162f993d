"""From the database to the documents by which pages are published without it."""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from chalicelib.identity.model import ClientScope
from chalicelib.monitoring import analytics, announcements
from chalicelib.monitoring.announcements import Announcement
from chalicelib.monitoring.uptime import Times
from chalicelib.status_pages.document import (
    ComponentPart,
    DayFigures,
    MaintenancePart,
    PageDocument,
    PostPart,
    SpanPart,
)
from chalicelib.status_pages.model import (
    DAYS_SHOWN,
    MOST_COMPONENTS,
    MOST_SITES_OF_A_COMPONENT,
    Component,
    Post,
    StatusPage,
)
from chalicelib.status_pages.page_objects import PageObjects
from chalicelib.status_pages.page_store import PageStore

if TYPE_CHECKING:
    from chalicelib.adapters.database import UnitOfWork

_POSTS_SHOWN = 100
# A week is shown; a page that the database leaves alone still knows the next one.
_AHEAD = dt.timedelta(days=14)
_MOST_AHEAD = 100

_GONE = {"is_gone": True, "components": [], "posts": [], "maintenance": []}

type Days = Mapping[uuid.UUID, Mapping[dt.date, Times]]


def describe(uow: "UnitOfWork", objects: PageObjects, *, home: str, agency_name: str) -> int:
    """Write every published page's document, and say of others that they are gone."""
    store = PageStore(uow.connection, ClientScope.everything())
    # Two that write at once would leave the older truth of the two.
    store.wait_for_turn()
    pages = store.list_published()
    for page in pages:
        posts = store.list_posts(page.id, before=None, limit=_POSTS_SHOWN)
        objects.keep_document(document_of(uow, page, posts, home=home, agency_name=agency_name))
    _take_down(objects, {page.slug for page in pages})
    store.mark_described([page.id for page in pages], uow.clock.now())
    return len(pages)


def document_of(
    uow: "UnitOfWork", page: StatusPage, posts: Sequence[Post], *, home: str, agency_name: str
) -> PageDocument:
    now = uow.clock.now()
    names = {component.id: component.name for component in page.components}
    days = _days(uow, page.components, now)
    return PageDocument(
        slug=page.slug,
        title=page.title,
        language=page.language,
        accent=page.accent,
        logo=page.logo,
        home=home,
        agency_name=agency_name,
        shows_degraded=page.shows_degraded,
        tells_changes=page.tells_changes,
        components=[_component(component, days) for component in page.components],
        posts=[_post(post, names) for post in posts],
        maintenance=_maintenance(uow, page.components, now),
        described_at=now,
    )


def _take_down(objects: PageObjects, living: set[str]) -> None:
    """What was public stays reachable, and says that it is no more: nobody trusts an old page."""
    for document in list(objects.list_documents(unreadable=[])):
        if document.slug not in living and not document.is_gone:
            gone = document.model_copy(update=_GONE)
            objects.keep_document(gone)


def _days(uow: "UnitOfWork", components: Iterable[Component], now: dt.datetime) -> Days:
    site_ids = _site_ids(components)
    since = now.date() - dt.timedelta(days=DAYS_SHOWN - 1)
    return analytics.list_daily_times(uow, site_ids, since=since)


def _maintenance(
    uow: "UnitOfWork", components: Iterable[Component], now: dt.datetime
) -> list[MaintenancePart]:
    ahead = announcements.list_announced(
        uow,
        ClientScope.everything(),
        until=now + _AHEAD,
        most=_MOST_AHEAD,
        most_sites=MOST_COMPONENTS * MOST_SITES_OF_A_COMPONENT,
        site_ids=_site_ids(components),
    )
    by_window: dict[uuid.UUID, list[Announcement]] = {}
    for one in ahead:
        by_window.setdefault(one.window_id, []).append(one)
    return [
        MaintenancePart(
            window_id=window_id,
            site_ids=sorted(site.id for site in times[0].sites),
            announced_at=times[0].announced_at,
            times=[SpanPart(starts_at=one.opens_at, ends_at=one.closes_at) for one in times],
        )
        for window_id, times in by_window.items()
    ]


def _site_ids(components: Iterable[Component]) -> set[uuid.UUID]:
    return {site_id for component in components for site_id in component.site_ids}


def _component(component: Component, days: Days) -> ComponentPart:
    sums: dict[dt.date, tuple[int, int]] = {}
    for site_id in component.site_ids:
        for day, times in days.get(site_id, {}).items():
            up_ms, down_ms = sums.get(day, (0, 0))
            sums[day] = up_ms + times.up_ms, down_ms + times.down_ms
    return ComponentPart(
        id=component.id,
        name=component.name,
        site_ids=list(component.site_ids),
        days=[
            DayFigures(day=day, up_ms=up_ms, down_ms=down_ms)
            for day, (up_ms, down_ms) in sorted(sums.items())
        ],
    )


def _post(post: Post, names: Mapping[uuid.UUID, str]) -> PostPart:
    return PostPart(
        id=post.id,
        thread_id=post.thread_id,
        state=post.state,
        title=post.title,
        text=post.text,
        components=[names[one] for one in post.component_ids if one in names],
        component_ids=[one for one in post.component_ids if one in names],
        at=post.at,
        starts_at=post.starts_at,
        ends_at=post.ends_at,
    )
