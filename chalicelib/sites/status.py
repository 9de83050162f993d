"""What the site is believed to be: read and changed by those who judge it. In plain psycopg, for
the functions that run every minute."""

import datetime as dt
import uuid
from collections.abc import Collection
from typing import Any

from chalicelib.adapters.database import UnitOfWork
from chalicelib.audit import service as audit
from chalicelib.identity.model import ClientScope
from chalicelib.sites.model import ProblemCounts, Severity, SiteStatus, TimelineEntry
from chalicelib.sites.status_store import (
    CurrentInventory,
    JudgedSite,
    StatusBefore,
    StatusStore,
    WatchedSite,
)

__all__ = [
    "CurrentInventory",
    "JudgedSite",
    "StatusBefore",
    "WatchedSite",
    "add_event",
    "count_by_status",
    "find_current_inventory",
    "list_heartbeats_overdue",
    "list_recent_events",
    "list_watched",
    "lock_for_judgement",
    "lock_status",
    "mark_judged",
    "record_status",
    "resume_due",
    "sum_updates_waiting",
]

_SEVERITY_OF_STATUS = {
    SiteStatus.OFFLINE: Severity.CRITICAL,
    SiteStatus.DEGRADED: Severity.WARNING,
    SiteStatus.UNKNOWN: Severity.WARNING,
}


def lock_for_judgement(uow: UnitOfWork, site_id: uuid.UUID) -> JudgedSite | None:
    """Everything a judgement needs of a site; others who judge it wait until we commit."""
    return StatusStore(uow.connection).lock_for_judgement(site_id)


def find_current_inventory(uow: UnitOfWork, site_id: uuid.UUID) -> CurrentInventory | None:
    """What the site's newest snapshot says is installed; its state is locked meanwhile."""
    return StatusStore(uow.connection).find_current_inventory(site_id)


def mark_judged(uow: UnitOfWork, site_id: uuid.UUID, *, seq: int, problems: ProblemCounts) -> None:
    """Note up to which snapshot the site is judged, and how many problems are open."""
    StatusStore(uow.connection).mark_judged(site_id, seq, problems)


def lock_status(uow: UnitOfWork, site_id: uuid.UUID) -> StatusBefore | None:
    """What is believed of a site; others who would change it wait until we commit."""
    return StatusStore(uow.connection).lock_status(site_id)


def record_status(
    uow: UnitOfWork,
    before: StatusBefore,
    *,
    status: SiteStatus,
    reason: str,
    checked_at: dt.datetime | None,
    since: dt.datetime,
    response_ms: int | None = None,
    detail: dict[str, Any] | None = None,
) -> bool:
    """Believe `status` of the site that is locked as `before`; `checked_at` is None when nobody
    has looked anew.

    Returns whether the status or its reason changed; a new status is told by the timeline.
    """
    store = StatusStore(uow.connection)
    changed = before.status != status
    store.keep_status(
        before.site_id,
        status=status,
        reason=reason,
        checked_at=checked_at,
        response_ms=response_ms,
        since=since if changed else None,
    )
    if changed:
        store.add_event(
            site_id=before.site_id,
            client_id=before.client_id,
            at=uow.clock.now(),
            kind="status_changed",
            severity=_SEVERITY_OF_STATUS.get(status, Severity.INFO),
            actor="",
            detail={"from": before.status, "to": status, "reason": reason, **(detail or {})},
        )
    return changed or before.status_reason != reason


def add_event(
    uow: UnitOfWork,
    *,
    site_id: uuid.UUID,
    client_id: uuid.UUID,
    kind: str,
    severity: str = Severity.INFO,
    detail: dict[str, Any] | None = None,
    actor: str = "",
) -> None:
    """Tell something in the site's timeline."""
    StatusStore(uow.connection).add_event(
        site_id=site_id,
        client_id=client_id,
        at=uow.clock.now(),
        kind=kind,
        severity=severity,
        actor=actor,
        detail=detail or {},
    )


def list_watched(
    uow: UnitOfWork, site_ids: Collection[uuid.UUID] | None = None
) -> list[WatchedSite]:
    """The sites to be probed (of those named, or all): connected, and not paused."""
    return StatusStore(uow.connection).list_watched(site_ids)


def list_heartbeats_overdue(uow: UnitOfWork) -> list[uuid.UUID]:
    """Connected sites that should have reported by now."""
    return StatusStore(uow.connection).list_heartbeats_overdue(uow.clock.now())


def list_with_status(uow: UnitOfWork, status: str, *, until: dt.datetime) -> list[uuid.UUID]:
    """Watched sites that have had this status at least since then."""
    return StatusStore(uow.connection).list_with_status(status, until=until)


def resume_due(uow: UnitOfWork) -> list[uuid.UUID]:
    """End the pauses that were to last until now; of these sites nothing is believed yet."""
    resumed = StatusStore(uow.connection).resume_due(uow.clock.now())
    for site_id, client_id in resumed:
        audit.record(
            uow,
            None,
            action="site.resume",
            object_kind="site",
            object_id=site_id,
            client_id=client_id,
            before={"is_paused": True},
            after={"is_paused": False},
        )
    return [site_id for site_id, _ in resumed]


def count_by_status(uow: UnitOfWork, scope: ClientScope) -> dict[str, int]:
    return StatusStore(uow.connection).count_by_status(scope)


def sum_updates_waiting(uow: UnitOfWork, scope: ClientScope) -> int:
    return StatusStore(uow.connection).sum_updates_waiting(scope)


def list_recent_events(uow: UnitOfWork, scope: ClientScope, *, limit: int) -> list[TimelineEntry]:
    """The newest timeline entries of all visible sites."""
    return StatusStore(uow.connection).list_recent_events(scope, limit)
