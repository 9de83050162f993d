"""Raise an alert for a problem and one for its end; who hears of them is another room's matter."""

from chalicelib.adapters.database import UnitOfWork
from chalicelib.events.monitoring import AlertRaised
from chalicelib.monitoring.model import ConditionKind, OpenCondition
from chalicelib.sites.model import Severity
from chalicelib.sites.status import JudgedSite

PROBLEM = "problem"
ALL_CLEAR = "all_clear"
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


def tell_problem(uow: UnitOfWork, site: JudgedSite, condition: OpenCondition) -> None:
    """A problem has come up, or an open one has become critical."""
    _raise(uow, site, condition, PROBLEM)


def tell_all_clear(uow: UnitOfWork, site: JudgedSite, condition: OpenCondition) -> None:
    """For those who were told of the problem, and nobody else."""
    _raise(uow, site, condition, ALL_CLEAR)


def _raise(uow: UnitOfWork, site: JudgedSite, condition: OpenCondition, template: str) -> None:
    now = uow.clock.now()
    is_over = template == ALL_CLEAR
    subjects = _ALL_CLEAR_SUBJECTS if is_over else _PROBLEM_SUBJECTS
    uow.publish(
        AlertRaised(
            occurred_at=now,
            client_id=site.client_id,
            site_id=site.site_id,
            subject_key=_key(condition, ALL_CLEAR if is_over else _problem(condition.severity)),
            ends=[_key(condition, name) for name in (PROBLEM, _LESSER)] if is_over else [],
            ended_by="" if is_over else _key(condition, ALL_CLEAR),
            template=template,
            severity=condition.severity,
            subject=subjects[condition.kind].format(site=site.site_name),
            context={
                "site_id": str(site.site_id),
                "site_name": site.site_name,
                "site_url": site.url,
                "client_name": site.client_name,
                "kind": condition.kind,
                "severity": condition.severity,
                "opened_at": condition.opened_at.isoformat(),
                "closed_at": now.isoformat() if is_over else None,
                "detail": dict(condition.detail),
            },
        )
    )


def _problem(severity: Severity) -> str:
    """Critical is told anew, even to who heard of the same problem when it was none yet."""
    return PROBLEM if severity is Severity.CRITICAL else _LESSER


def _key(condition: OpenCondition, name: str) -> str:
    return f"condition:{condition.id}:{name}"
