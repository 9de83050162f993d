"""Looking after maintenance windows: plan, change, start, end and see them."""

import datetime as dt
import uuid
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from chalicelib.audit import service as audit
from chalicelib.clients import service as clients
from chalicelib.events.status_pages import StatusPagesChanged
from chalicelib.identity.model import Actor, ClientScope
from chalicelib.kit.ids import uuid7
from chalicelib.kit.pagination import Page, newest_first
from chalicelib.monitoring import silence, windows
from chalicelib.monitoring.errors import NeverOpens, WindowNotFound, WindowNotOpen, WindowsFull
from chalicelib.monitoring.window_store import WindowStore
from chalicelib.monitoring.windows import Occurrence, Schedule, Scope, Window, WindowState
from chalicelib.sites.errors import SiteNotFound

if TYPE_CHECKING:
    from chalicelib.adapters.database import UnitOfWork

_MOST_WINDOWS = 500
_LOOKS_BACK = dt.timedelta(days=62)


@dataclass(frozen=True)
class SeenWindow:
    """A window as somebody may see it, at this moment."""

    window: Window
    state: WindowState
    # The one that is open, else the next, else the last.
    occurrence: Occurrence | None
    sites_count: int
    # Whose sites those are is the agency's matter.
    tells_scope: bool

    @property
    def id(self) -> uuid.UUID:
        return self.window.id


def list_windows(
    uow: "UnitOfWork",
    actor: Actor,
    *,
    state: WindowState | None,
    limit: int,
    cursor: str | None,
) -> Page[SeenWindow]:
    """Newest first; clients see those announced that touch a site of theirs."""
    now = uow.clock.now()
    found = [
        window
        for window in WindowStore(uow.connection).list_visible(actor.scope)
        if state is None or window.state_at(now) is state
    ]
    page = newest_first(found, limit=limit, cursor=cursor)
    return Page(_seen(uow, actor, page.items), page.next_cursor)


def get_window(uow: "UnitOfWork", actor: Actor, window_id: uuid.UUID) -> SeenWindow:
    """Raises WindowNotFound, also for one that the actor may not see."""
    for window in WindowStore(uow.connection).list_visible(actor.scope):
        if window.id == window_id:
            return _seen(uow, actor, [window])[0]
    raise WindowNotFound


def add_window(
    uow: "UnitOfWork",
    actor: Actor,
    *,
    name: str,
    schedule: Schedule,
    scope: Scope,
    is_down_expected: bool,
    is_announced: bool = True,
) -> SeenWindow:
    """Raises NeverOpens, WindowsFull, ClientNotFound, SiteNotFound."""
    _refuse_more(uow)
    _refuse_unknown(uow, actor, scope)
    now = uow.clock.now()
    window = Window(
        id=uuid7(),
        name=name,
        schedule=schedule,
        scope=scope,
        created_at=now,
        effective_from=now,
        is_down_expected=is_down_expected,
        is_announced=is_announced,
        created_by=actor.name,
    )
    if window.state_at(now) is WindowState.PAST:
        raise NeverOpens
    window = replace(window, was_open=window.open_at(now) is not None)
    WindowStore(uow.connection).add(window, created_by=actor.user_id)
    if window.was_open:
        silence.judge_anew(uow, [window.id])
    _announce(uow, window)
    _note(uow, actor, "maintenance_window.add", window.id, after=_facts(window))
    return _seen(uow, actor, [window])[0]


def start_now(
    uow: "UnitOfWork",
    actor: Actor,
    *,
    name: str,
    scope: Scope,
    duration: dt.timedelta,
    is_down_expected: bool,
    is_announced: bool = True,
) -> SeenWindow:
    """Maintenance from this moment on. Raises WindowsFull, ClientNotFound, SiteNotFound."""
    _refuse_more(uow)
    _refuse_unknown(uow, actor, scope)
    window = silence.silence(
        uow,
        scope,
        until=uow.clock.now() + duration,
        why=name,
        by=actor,
        is_down_expected=is_down_expected,
        is_announced=is_announced,
    )
    _announce(uow, window)
    _note(uow, actor, "maintenance_window.start", window.id, after=_facts(window))
    return _seen(uow, actor, [window])[0]


def change_window(
    uow: "UnitOfWork", actor: Actor, window_id: uuid.UUID, changes: dict[str, Any]
) -> SeenWindow:
    """Change what is given of name, schedule, scope, is_down_expected and is_announced.

    One that is open and is moved away from now, or from a site, ends there at once.
    Raises WindowNotFound, NeverOpens, ClientNotFound, SiteNotFound.
    """
    before = _lock(uow, window_id)
    now = uow.clock.now()
    after = replace(before, **changes)
    if (after.schedule, after.scope) != (before.schedule, before.scope):
        _refuse_unknown(uow, actor, after.scope)
        after = replace(after, effective_from=now)
        if not windows.happens(after.schedule):
            raise NeverOpens
    after = replace(after, was_open=after.open_at(now) is not None, judged_at=now)
    touched = _sites_of(uow, window_id)
    WindowStore(uow.connection).change(after)
    touched |= _sites_of(uow, window_id)
    if before.was_open or after.was_open:
        silence.judge_sites_anew(uow, touched)
    _announce(uow, before, after)
    _note(
        uow,
        actor,
        "maintenance_window.update",
        window_id,
        before=_facts(before),
        after=_facts(after),
    )
    return _seen(uow, actor, [after])[0]


def end_window(uow: "UnitOfWork", actor: Actor, window_id: uuid.UUID) -> SeenWindow:
    """End what is open now; a series goes on. Raises WindowNotFound, WindowNotOpen."""
    before = _lock(uow, window_id)
    now = uow.clock.now()
    if before.open_at(now) is None:
        raise WindowNotOpen
    after = replace(before, ended_at=now, was_open=False, judged_at=now)
    WindowStore(uow.connection).change(after)
    silence.judge_anew(uow, [window_id])
    _announce(uow, before)
    _note(uow, actor, "maintenance_window.end", window_id, after={"ended_at": now.isoformat()})
    return _seen(uow, actor, [after])[0]


def remove_window(uow: "UnitOfWork", actor: Actor, window_id: uuid.UUID) -> None:
    """One that is open ends by that. Raises WindowNotFound."""
    window = _lock(uow, window_id)
    if window.was_open or window.open_at(uow.clock.now()):
        silence.judge_anew(uow, [window_id])
    WindowStore(uow.connection).remove(window_id)
    _announce(uow, window)
    _note(uow, actor, "maintenance_window.delete", window_id, before=_facts(window))


def _announce(uow: "UnitOfWork", *touched: Window) -> None:
    """Pages that show it are to be described anew: a reader must not plan by what has moved."""
    if any(window.is_announced for window in touched):
        uow.publish(StatusPagesChanged())


def _lock(uow: "UnitOfWork", window_id: uuid.UUID) -> Window:
    window = WindowStore(uow.connection).find(window_id, for_update=True)
    if window is None:
        raise WindowNotFound
    return window


def _refuse_more(uow: "UnitOfWork") -> None:
    if WindowStore(uow.connection).count_ahead(uow.clock.now()) >= _MOST_WINDOWS:
        raise WindowsFull


def _refuse_unknown(uow: "UnitOfWork", actor: Actor, scope: Scope) -> None:
    for client_id in scope.client_ids:
        clients.get_client(uow, actor, client_id)
    known = WindowStore(uow.connection).list_known_sites(scope.site_ids)
    if unknown := set(scope.site_ids) - known:
        raise SiteNotFound(f"There is no site {min(unknown)}.")


def _sites_of(uow: "UnitOfWork", window_id: uuid.UUID) -> set[uuid.UUID]:
    found = WindowStore(uow.connection).list_sites([window_id], ClientScope.everything())
    return set(found.get(window_id, ()))


def _seen(uow: "UnitOfWork", actor: Actor, found: Sequence[Window]) -> list[SeenWindow]:
    now = uow.clock.now()
    ids = [window.id for window in found]
    counts = WindowStore(uow.connection).count_sites(ids, actor.scope)
    return [
        SeenWindow(
            window,
            window.state_at(now),
            _present(window, now),
            sites_count=counts.get(window.id, 0),
            tells_scope=actor.client_id is None,
        )
        for window in found
    ]


def _present(window: Window, now: dt.datetime) -> Occurrence | None:
    ahead = next(window.occurrences(since=now), None)
    if ahead is not None:
        return ahead
    over = windows.over_at(window.schedule) or now
    since = min(over, window.ended_at or over) - _LOOKS_BACK
    return next(iter(deque(window.occurrences(since=since), maxlen=1)), None)


def _facts(window: Window) -> dict[str, Any]:
    schedule, scope = window.schedule, window.scope
    return {
        "name": window.name,
        "starts_at": schedule.starts_at.isoformat(),
        "time_zone": schedule.time_zone,
        "minutes": schedule.duration // dt.timedelta(minutes=1),
        "recurrence": schedule.recurrence,
        "weekdays": sorted(schedule.weekdays),
        "month_day": schedule.month_day,
        "month_week": schedule.month_week,
        "until": schedule.until.isoformat() if schedule.until else None,
        "covers_all": scope.covers_all,
        "client_ids": [str(one) for one in scope.client_ids],
        "site_ids": [str(one) for one in scope.site_ids],
        "tags": list(scope.tags),
        "is_down_expected": window.is_down_expected,
        "is_announced": window.is_announced,
    }


def _note(
    uow: "UnitOfWork",
    actor: Actor,
    action: str,
    window_id: uuid.UUID,
    *,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    audit.record(
        uow,
        actor,
        action=action,
        object_kind="maintenance_window",
        object_id=window_id,
        before=before,
        after=after,
    )
