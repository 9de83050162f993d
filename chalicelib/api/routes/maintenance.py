"""Maintenance windows: when nobody is to hear of a site."""

import datetime as dt
import uuid
from typing import TYPE_CHECKING

from chalice.app import Blueprint

from chalicelib.api.endpoint import Answer, endpoint
from chalicelib.api.pagination import PageOut
from chalicelib.api.schemas.maintenance import (
    MaintenanceStart,
    MaintenanceWindowCreate,
    MaintenanceWindowOut,
    MaintenanceWindowQuery,
    MaintenanceWindowUpdate,
    OccurrenceOut,
    PlannedMaintenanceOut,
    PlannedMaintenanceQuery,
    PreviewOut,
    ScheduleIn,
    ScheduleOut,
    ScopeIn,
    ScopeOut,
)
from chalicelib.identity.model import Actor, Permission
from chalicelib.kit.lazy import lazily
from chalicelib.kit.pagination import Page
from chalicelib.monitoring import windows
from chalicelib.monitoring.windows import Occurrence, Recurrence, Schedule, Scope

if TYPE_CHECKING:
    from chalicelib.adapters.database import UnitOfWork
    from chalicelib.monitoring import announcements, maintenance
    from chalicelib.monitoring.announcements import Announcement
    from chalicelib.monitoring.maintenance import SeenWindow
else:
    announcements = lazily("chalicelib.monitoring.announcements")
    maintenance = lazily("chalicelib.monitoring.maintenance")

blueprint = Blueprint(__name__)

_SHOWN_AHEAD = 5
_MINUTE = dt.timedelta(minutes=1)


@endpoint(
    blueprint,
    "GET",
    "/api/v1/maintenance-windows",
    requires=Permission.READ_SITES,
    query=MaintenanceWindowQuery,
    answers=PageOut[MaintenanceWindowOut],
    summary="List maintenance windows, newest first; clients see those announced that touch theirs",
)
def list_maintenance_windows(
    uow: "UnitOfWork", actor: Actor, query: MaintenanceWindowQuery
) -> Page[MaintenanceWindowOut]:
    page = maintenance.list_windows(
        uow, actor, state=query.state, limit=query.limit, cursor=query.cursor
    )
    return Page([_shown(one) for one in page.items], page.next_cursor)


@endpoint(
    blueprint,
    "POST",
    "/api/v1/maintenance-windows",
    requires=Permission.MANAGE_SITES,
    body=MaintenanceWindowCreate,
    answers=MaintenanceWindowOut,
    status=201,
    is_idempotent=True,
    audits="maintenance_window.add",
    summary="Plan a maintenance window, once or again and again",
)
def add_maintenance_window(
    uow: "UnitOfWork", actor: Actor, form: MaintenanceWindowCreate
) -> Answer:
    return _made(
        maintenance.add_window(
            uow,
            actor,
            name=form.name,
            schedule=_schedule(form.schedule),
            scope=_scope(form.scope),
            is_down_expected=form.is_down_expected,
            is_announced=form.is_announced,
        )
    )


@endpoint(
    blueprint,
    "POST",
    "/api/v1/maintenance-windows/start",
    requires=Permission.MANAGE_SITES,
    body=MaintenanceStart,
    answers=MaintenanceWindowOut,
    status=201,
    is_idempotent=True,
    audits="maintenance_window.start",
    summary="Start maintenance now; it ends by itself",
)
def start_maintenance(uow: "UnitOfWork", actor: Actor, form: MaintenanceStart) -> Answer:
    return _made(
        maintenance.start_now(
            uow,
            actor,
            name=form.name,
            scope=_scope(form.scope),
            duration=form.duration_minutes * _MINUTE,
            is_down_expected=form.is_down_expected,
            is_announced=form.is_announced,
        )
    )


@endpoint(
    blueprint,
    "POST",
    "/api/v1/maintenance-windows/preview",
    requires=Permission.MANAGE_SITES,
    body=ScheduleIn,
    answers=PreviewOut,
    summary="When a window with these times would be open next; nothing is kept",
)
def preview_maintenance(uow: "UnitOfWork", actor: Actor, form: ScheduleIn) -> PreviewOut:  # noqa: ARG001
    schedule = _schedule(form)
    ahead = windows.preview(schedule, since=uow.clock.now(), count=_SHOWN_AHEAD)
    return PreviewOut(data=[_occurrence(one, schedule) for one in ahead])


@endpoint(
    blueprint,
    "GET",
    "/api/v1/maintenance-windows/{window_id}",
    requires=Permission.READ_SITES,
    answers=MaintenanceWindowOut,
    summary="Show a maintenance window",
)
def get_maintenance_window(
    uow: "UnitOfWork", actor: Actor, window_id: uuid.UUID
) -> MaintenanceWindowOut:
    return _shown(maintenance.get_window(uow, actor, window_id))


@endpoint(
    blueprint,
    "PATCH",
    "/api/v1/maintenance-windows/{window_id}",
    requires=Permission.MANAGE_SITES,
    body=MaintenanceWindowUpdate,
    answers=MaintenanceWindowOut,
    audits="maintenance_window.update",
    summary="Change a maintenance window; where it no longer covers now it ends at once",
)
def change_maintenance_window(
    uow: "UnitOfWork", actor: Actor, window_id: uuid.UUID, form: MaintenanceWindowUpdate
) -> MaintenanceWindowOut:
    changes = form.sent()
    if form.schedule is not None:
        changes["schedule"] = _schedule(form.schedule)
    if form.scope is not None:
        changes["scope"] = _scope(form.scope)
    return _shown(maintenance.change_window(uow, actor, window_id, changes))


@endpoint(
    blueprint,
    "DELETE",
    "/api/v1/maintenance-windows/{window_id}",
    requires=Permission.MANAGE_SITES,
    status=204,
    audits="maintenance_window.delete",
    summary="Remove a maintenance window; one that is open ends by that",
)
def remove_maintenance_window(uow: "UnitOfWork", actor: Actor, window_id: uuid.UUID) -> None:
    maintenance.remove_window(uow, actor, window_id)


@endpoint(
    blueprint,
    "POST",
    "/api/v1/maintenance-windows/{window_id}/end",
    requires=Permission.MANAGE_SITES,
    answers=MaintenanceWindowOut,
    audits="maintenance_window.end",
    summary="End the maintenance that is open now; a series goes on",
)
def end_maintenance_window(
    uow: "UnitOfWork", actor: Actor, window_id: uuid.UUID
) -> MaintenanceWindowOut:
    return _shown(maintenance.end_window(uow, actor, window_id))


@endpoint(
    blueprint,
    "GET",
    "/api/v1/planned-maintenance",
    requires=Permission.READ_SITES,
    query=PlannedMaintenanceQuery,
    answers=PageOut[PlannedMaintenanceOut],
    summary="What is announced: maintenance that is open or begins within 30 days, soonest first",
)
def list_planned_maintenance(
    uow: "UnitOfWork", actor: Actor, query: PlannedMaintenanceQuery
) -> "Page[Announcement]":
    return announcements.list_ahead(
        uow, actor, site_id=query.site_id, limit=query.limit, cursor=query.cursor
    )


def _schedule(form: ScheduleIn) -> Schedule:
    """Without what its recurrence does not use."""
    uses_weekdays = form.recurrence in (Recurrence.WEEKLY, Recurrence.MONTHLY_BY_WEEKDAY)
    repeats = form.recurrence is not Recurrence.ONCE
    by_day = form.recurrence is Recurrence.MONTHLY_BY_DAY
    by_weekday = form.recurrence is Recurrence.MONTHLY_BY_WEEKDAY
    return Schedule(
        starts_at=dt.datetime.fromisoformat(form.starts_at),
        time_zone=form.time_zone,
        duration=form.duration_minutes * _MINUTE,
        recurrence=form.recurrence,
        weekdays=frozenset(form.weekdays) if uses_weekdays else frozenset(),
        month_day=form.month_day if by_day else None,
        month_week=form.month_week if by_weekday else None,
        until=form.until if repeats else None,
    )


def _scope(form: ScopeIn) -> Scope:
    return Scope(
        covers_all=form.covers_all,
        client_ids=tuple(sorted(set(form.client_ids))),
        site_ids=tuple(sorted(set(form.site_ids))),
        # As sites keep theirs.
        tags=tuple(sorted({tag.lower() for tag in form.tags})),
    )


def _made(seen: "SeenWindow") -> Answer:
    return Answer(_shown(seen), headers={"Location": f"/api/v1/maintenance-windows/{seen.id}"})


def _shown(seen: "SeenWindow") -> MaintenanceWindowOut:
    window = seen.window
    schedule = window.schedule
    return MaintenanceWindowOut(
        id=window.id,
        name=window.name,
        state=seen.state,
        schedule=ScheduleOut(
            starts_at=schedule.starts_at,
            time_zone=schedule.time_zone,
            duration_minutes=schedule.duration // _MINUTE,
            recurrence=schedule.recurrence,
            weekdays=sorted(schedule.weekdays),
            month_day=schedule.month_day,
            month_week=schedule.month_week,
            until=schedule.until,
        ),
        scope=ScopeOut.model_validate(window.scope) if seen.tells_scope else None,
        is_down_expected=window.is_down_expected,
        is_automatic=window.is_automatic,
        is_announced=window.is_announced,
        occurrence=_occurrence(seen.occurrence, schedule) if seen.occurrence else None,
        sites_count=seen.sites_count,
        created_at=window.created_at,
        created_by=window.created_by if seen.tells_scope else "",
    )


def _occurrence(occurrence: Occurrence, schedule: Schedule) -> OccurrenceOut:
    return OccurrenceOut(
        opens_at=occurrence.opens_at,
        closes_at=occurrence.closes_at,
        clock=windows.clock_of(occurrence, schedule),
    )
