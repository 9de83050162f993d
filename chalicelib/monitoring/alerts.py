"""Raise an alert for a problem and one for its end; who hears of them is another room's matter."""

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from chalicelib.adapters.database import UnitOfWork
from chalicelib.events.monitoring import AlertedSite, AlertRaised
from chalicelib.monitoring.incident import Incident
from chalicelib.monitoring.model import ConditionKind, OpenCondition
from chalicelib.sites.model import Severity
from chalicelib.sites.status import JudgedSite

PROBLEM = "problem"
ALL_CLEAR = "all_clear"
SITES_OFFLINE = "sites_offline"
_LESSER = "lesser_problem"

# One sentence each, as a phone shows it: what happened, and to which site.
_PROBLEM_SUBJECTS = {
    ConditionKind.SITE_OFFLINE: "{site} is offline",
    ConditionKind.MAINTENANCE_LASTS: "{site} still shows a maintenance page",
    ConditionKind.CONNECTION_MOVED: "{site} has moved to another address",
    ConditionKind.DISK_LOW: "{site} is running out of disk space",
    ConditionKind.FATAL_ERRORS: "{site} keeps crashing",
    ConditionKind.HEARTBEAT_OVERDUE: "{site} has stopped reporting",
    ConditionKind.CRON_DEAD: "{site} no longer runs its scheduled tasks",
    ConditionKind.SITE_HEALTH_CRITICAL: "{site} reports critical Site Health issues",
    ConditionKind.PHP_OUTDATED: "{site} runs an outdated PHP",
    ConditionKind.CORE_OUTDATED: "{site} runs an outdated WordPress",
    ConditionKind.UPDATES_WAITING: "{site} has updates waiting",
    ConditionKind.SLOWER_THAN_USUAL: "{site} is slower than usual",
}
_ALL_CLEAR_SUBJECTS = {
    ConditionKind.SITE_OFFLINE: "{site} is online again",
    ConditionKind.MAINTENANCE_LASTS: "{site} shows no maintenance page any more",
    ConditionKind.CONNECTION_MOVED: "{site} is connected again",
    ConditionKind.DISK_LOW: "{site} has enough disk space again",
    ConditionKind.FATAL_ERRORS: "{site} has stopped crashing",
    ConditionKind.HEARTBEAT_OVERDUE: "{site} reports again",
    ConditionKind.CRON_DEAD: "{site} runs its scheduled tasks again",
    ConditionKind.SITE_HEALTH_CRITICAL: "{site} has no critical Site Health issue any more",
    ConditionKind.PHP_OUTDATED: "{site} runs a supported PHP again",
    ConditionKind.CORE_OUTDATED: "{site} runs a current WordPress again",
    ConditionKind.UPDATES_WAITING: "{site} is up to date",
    ConditionKind.SLOWER_THAN_USUAL: "{site} is as fast as usual again",
}


def subject_of(kind: ConditionKind, site_name: str) -> str:
    """What has happened, in one sentence."""
    return _PROBLEM_SUBJECTS[kind].format(site=site_name)


def tell_problem(
    uow: UnitOfWork,
    site: JudgedSite,
    condition: OpenCondition,
    *,
    incident_id: uuid.UUID | None = None,
) -> None:
    """A problem has come up, or an open one has become critical."""
    name = _problem(condition.severity)
    uow.publish(
        AlertRaised(
            occurred_at=uow.clock.now(),
            client_id=site.client_id,
            site_id=site.site_id,
            incident_id=incident_id,
            subject_key=_key(condition, name),
            ended_by=_key(condition, ALL_CLEAR),
            template=PROBLEM,
            severity=condition.severity,
            subject=subject_of(condition.kind, site.site_name),
            context=_context(site, condition, incident_id, closed_at=None),
        )
    )


def tell_all_clear(
    uow: UnitOfWork,
    site: JudgedSite,
    condition: OpenCondition,
    *,
    incident_id: uuid.UUID | None = None,
    closed_at: dt.datetime | None = None,
) -> None:
    """For those who were told of the problem, and nobody else."""
    now = uow.clock.now()
    uow.publish(
        AlertRaised(
            occurred_at=now,
            client_id=site.client_id,
            site_id=site.site_id,
            incident_id=incident_id,
            subject_key=_key(condition, ALL_CLEAR),
            ends=[_key(condition, name) for name in (PROBLEM, _LESSER)],
            template=ALL_CLEAR,
            severity=condition.severity,
            subject=_ALL_CLEAR_SUBJECTS[condition.kind].format(site=site.site_name),
            context=_context(site, condition, incident_id, closed_at=closed_at or now),
        )
    )


def tell_shared_problem(uow: UnitOfWork, incident: Incident, sites: Sequence[AlertedSite]) -> None:
    """Several sites fell together. Told again for sites that join: who was told hears no more."""
    uow.publish(
        AlertRaised(
            occurred_at=uow.clock.now(),
            client_id=sites[0].client_id,
            site_id=None,
            incident_id=incident.id,
            sites=list(sites),
            subject_key=_shared_key(incident, PROBLEM),
            ended_by=_shared_key(incident, ALL_CLEAR),
            template=PROBLEM,
            severity=incident.severity,
            subject=incident.title,
            context=_shared_context(incident, closed_at=None),
        )
    )


def tell_shared_all_clear(
    uow: UnitOfWork,
    incident: Incident,
    sites: Sequence[AlertedSite],
    *,
    told_as: Iterable[str],
    closed_at: dt.datetime,
) -> None:
    """The last of them is back. Some may have been told one by one, before others followed."""
    names = list(told_as)
    uow.publish(
        AlertRaised(
            occurred_at=uow.clock.now(),
            client_id=sites[0].client_id,
            site_id=None,
            incident_id=incident.id,
            sites=list(sites),
            subject_key=_shared_key(incident, ALL_CLEAR),
            ends=[_shared_key(incident, PROBLEM), *(f"{name}:{PROBLEM}" for name in names)],
            also=[f"{name}:{ALL_CLEAR}" for name in names],
            template=ALL_CLEAR,
            severity=incident.severity,
            subject=incident.title,
            context=_shared_context(incident, closed_at=closed_at),
        )
    )


def _context(
    site: JudgedSite,
    condition: OpenCondition,
    incident_id: uuid.UUID | None,
    *,
    closed_at: dt.datetime | None,
) -> dict[str, Any]:
    return {
        "site_id": str(site.site_id),
        "site_name": site.site_name,
        "site_url": site.url,
        "client_name": site.client_name,
        "kind": condition.kind,
        "severity": condition.severity,
        "opened_at": condition.opened_at.isoformat(),
        "closed_at": closed_at.isoformat() if closed_at else None,
        "detail": dict(condition.detail),
        "incident_id": str(incident_id) if incident_id else None,
    }


def _shared_context(incident: Incident, *, closed_at: dt.datetime | None) -> dict[str, Any]:
    return {
        "kind": SITES_OFFLINE,
        "severity": incident.severity,
        "opened_at": incident.started_at.isoformat(),
        "closed_at": closed_at.isoformat() if closed_at else None,
        "detail": {"shared": incident.shared},
        "incident_id": str(incident.id),
    }


def _problem(severity: Severity) -> str:
    """Critical is told anew, even to who heard of the same problem when it was none yet."""
    return PROBLEM if severity is Severity.CRITICAL else _LESSER


def _key(condition: OpenCondition, name: str) -> str:
    return f"condition:{condition.id}:{name}"


def _shared_key(incident: Incident, name: str) -> str:
    return f"incident:{incident.id}:{name}"
