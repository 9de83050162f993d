"""How a page looks at this moment: its document, with what is believed of the sites. Pure."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from chalicelib.monitoring.uptime import Times
from chalicelib.sites.model import SiteStatus
from chalicelib.status_pages import model
from chalicelib.status_pages.document import (
    ComponentPart,
    MaintenancePart,
    PageDocument,
    PostPart,
    SpanPart,
)
from chalicelib.status_pages.model import ComponentState, PostState

type _Planned = tuple[MaintenancePart, SpanPart]

_DAY = dt.timedelta(days=1)
_PAST_SHOWN = dt.timedelta(days=30)
_AHEAD_SHOWN = dt.timedelta(days=7)
# While a site is in maintenance its failures are no news.
_EXPECTED = frozenset({SiteStatus.OFFLINE, SiteStatus.DEGRADED})
# Whoever writes so knows what no probe sees: that orders fail, while the page answers.
_FAILING = frozenset({PostState.INVESTIGATING, PostState.IDENTIFIED})
_NO_OUTAGE = frozenset(
    {ComponentState.OPERATIONAL, ComponentState.UNKNOWN, ComponentState.MAINTENANCE}
)


@dataclass(frozen=True)
class DayOutlook:
    day: dt.date
    uptime: float | None
    """None: nobody watched."""
    down_minutes: int


@dataclass(frozen=True)
class ComponentOutlook:
    id: uuid.UUID
    name: str
    state: ComponentState
    uptime: float | None
    days: tuple[DayOutlook, ...]


@dataclass(frozen=True)
class Thread:
    """An incident or a maintenance with all that was said of it, the newest first."""

    title: str
    posts: tuple[PostPart, ...]

    @property
    def state(self) -> PostState:
        return self.posts[0].state

    @property
    def components(self) -> list[str]:
        return self.posts[0].components

    @property
    def starts_at(self) -> dt.datetime | None:
        return self.posts[-1].starts_at

    @property
    def ends_at(self) -> dt.datetime | None:
        return self.posts[-1].ends_at


@dataclass(frozen=True)
class Maintenance:
    """Planned work out of maintenance windows that are open at the same time."""

    id: str
    components: tuple[str, ...]
    starts_at: dt.datetime
    ends_at: dt.datetime
    shown_since: dt.datetime


@dataclass(frozen=True)
class Outlook:
    overall: ComponentState
    components: tuple[ComponentOutlook, ...]
    current: tuple[Thread, ...]
    planned: tuple[Thread, ...]
    past: tuple[Thread, ...]
    announcements: tuple[Thread, ...]
    maintenance_now: tuple[Maintenance, ...]
    maintenance_ahead: tuple[Maintenance, ...]


def look_at(
    document: PageDocument, statuses: Mapping[uuid.UUID, str], *, now: dt.datetime
) -> Outlook:
    """`statuses` holds the sites that are watched; others say nothing."""
    threads = _threads(document.posts)
    busy = _under_maintenance(threads, now)
    planned = [(part, span) for part in document.maintenance for span in part.times]
    is_open = [one for one in planned if one[1].starts_at <= now < one[1].ends_at]
    is_ahead = [one for one in planned if now < one[1].starts_at <= now + _AHEAD_SHOWN]
    statuses = _in_maintenance(statuses, is_open)
    failing = [thread for thread in threads if thread.state in _FAILING]
    impaired = frozenset(one for thread in failing for one in thread.posts[0].component_ids)
    components = tuple(
        _component(part, document, statuses, busy, impaired, now) for part in document.components
    )
    by_kind = [(thread, _kind(thread, now)) for thread in threads]
    return Outlook(
        overall=_overall(components, is_failing=bool(failing)),
        components=components,
        current=tuple(thread for thread, kind in by_kind if kind == "current"),
        planned=tuple(thread for thread, kind in by_kind if kind == "planned"),
        past=tuple(thread for thread, kind in by_kind if kind == "past"),
        announcements=tuple(thread for thread, kind in by_kind if kind == "announcement"),
        maintenance_now=_maintenance(is_open, document),
        maintenance_ahead=_maintenance(is_ahead, document),
    )


def _overall(components: Sequence[ComponentOutlook], *, is_failing: bool) -> ComponentState:
    seen = model.overall([component.state for component in components])
    return ComponentState.DEGRADED if is_failing and seen in _NO_OUTAGE else seen


def _in_maintenance(
    statuses: Mapping[uuid.UUID, str], is_open: Sequence[_Planned]
) -> dict[uuid.UUID, str]:
    """As the database judges, which may be down itself: a shard knows of no window."""
    silent = {site_id for part, _ in is_open for site_id in part.site_ids}
    return {
        site_id: SiteStatus.MAINTENANCE if site_id in silent and status in _EXPECTED else status
        for site_id, status in statuses.items()
    }


def _maintenance(planned: Sequence[_Planned], document: PageDocument) -> tuple[Maintenance, ...]:
    """What happens at the same time is one to the reader, however many windows it takes."""
    by_times: dict[tuple[dt.datetime, dt.datetime], list[MaintenancePart]] = {}
    for part, span in planned:
        by_times.setdefault((span.starts_at, span.ends_at), []).append(part)
    return tuple(
        Maintenance(
            id=f"{together[0].window_id}/{starts_at.isoformat()}",
            components=_touched(together, document),
            starts_at=starts_at,
            ends_at=ends_at,
            shown_since=max(together[0].announced_at, starts_at - _AHEAD_SHOWN),
        )
        for (starts_at, ends_at), together in sorted(by_times.items(), key=lambda one: one[0])
    )


def _touched(parts: Sequence[MaintenancePart], document: PageDocument) -> tuple[str, ...]:
    site_ids = {site_id for part in parts for site_id in part.site_ids}
    return tuple(one.name for one in document.components if site_ids.intersection(one.site_ids))


def _component(
    part: ComponentPart,
    document: PageDocument,
    statuses: Mapping[uuid.UUID, str],
    busy: frozenset[uuid.UUID],
    impaired: frozenset[uuid.UUID],
    now: dt.datetime,
) -> ComponentOutlook:
    watched = [statuses[site_id] for site_id in part.site_ids if site_id in statuses]
    state = model.state_of(watched, shows_degraded=document.shows_degraded)
    if part.id in impaired and state is ComponentState.OPERATIONAL:
        state = ComponentState.DEGRADED
    if part.id in busy:
        state = ComponentState.MAINTENANCE
    total = Times(
        up_ms=sum(day.up_ms for day in part.days), down_ms=sum(day.down_ms for day in part.days)
    )
    return ComponentOutlook(part.id, part.name, state, total.uptime, _days(part, now))


def _days(part: ComponentPart, now: dt.datetime) -> tuple[DayOutlook, ...]:
    """The last days up to today, also those of which nothing is known (yet)."""
    known = {day.day: day for day in part.days}
    today = now.date()
    shown = []
    for back in range(model.DAYS_SHOWN - 1, -1, -1):
        day = today - back * _DAY
        times = (
            Times(up_ms=known[day].up_ms, down_ms=known[day].down_ms) if day in known else Times()
        )
        down_minutes = -(-times.down_ms // 60_000)
        shown.append(DayOutlook(day, times.uptime, down_minutes))
    return tuple(shown)


def _threads(posts: Sequence[PostPart]) -> list[Thread]:
    by_thread: dict[uuid.UUID, list[PostPart]] = {}
    for post in sorted(posts, key=lambda post: (post.at, post.id), reverse=True):
        by_thread.setdefault(post.thread_id, []).append(post)
    return [Thread(of_thread[-1].title, tuple(of_thread)) for of_thread in by_thread.values()]


def _kind(thread: Thread, now: dt.datetime) -> str:
    """Where on the page it stands; empty for what is too old to be shown."""
    last = thread.posts[0]
    if thread.starts_at is not None and last.state is not PostState.RESOLVED:
        if thread.starts_at > now:
            return "planned"
        if _lasts(thread, now):
            return "current"
    elif model.is_incident(last.state) and last.state is not PostState.RESOLVED:
        return "current"
    if now - (thread.ends_at or last.at) > _PAST_SHOWN:
        return ""
    return "announcement" if last.state is PostState.ANNOUNCEMENT else "past"


def _lasts(thread: Thread, now: dt.datetime) -> bool:
    return thread.starts_at is not None and thread.starts_at <= now < (thread.ends_at or now)


def _under_maintenance(threads: Sequence[Thread], now: dt.datetime) -> frozenset[uuid.UUID]:
    return frozenset(
        component_id
        for thread in threads
        if thread.state is not PostState.RESOLVED and _lasts(thread, now)
        for component_id in thread.posts[-1].component_ids
    )
