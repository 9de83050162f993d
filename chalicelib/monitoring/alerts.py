"""Tell people of a critical change: one e-mail for the problem, one for its end, never two."""

import datetime as dt
import uuid
from collections.abc import Sequence

from chalicelib.adapters.database import UnitOfWork
from chalicelib.events.notifications import NotificationRequested
from chalicelib.identity import service as identity
from chalicelib.monitoring.condition_store import ConditionStore
from chalicelib.monitoring.model import ConditionKind, OpenCondition
from chalicelib.sites.status import JudgedSite

PROBLEM = "problem"
ALL_CLEAR = "all_clear"

# One sentence each, as a phone shows it: what happened, and to which site.
_PROBLEM_SUBJECTS = {
    ConditionKind.SITE_OFFLINE: "{site} is offline",
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


def tell_problem(
    uow: UnitOfWork, store: ConditionStore, site: JudgedSite, condition: OpenCondition
) -> None:
    """Tell every admin of the agency."""
    _tell(uow, store, site, condition, PROBLEM, identity.list_admin_emails(uow))


def tell_all_clear(
    uow: UnitOfWork, store: ConditionStore, site: JudgedSite, condition: OpenCondition
) -> None:
    """Tell those who were told of the problem, and nobody else."""
    told = store.list_told(_subject_key(condition, PROBLEM))
    _tell(uow, store, site, condition, ALL_CLEAR, told)


def _tell(
    uow: UnitOfWork,
    store: ConditionStore,
    site: JudgedSite,
    condition: OpenCondition,
    template: str,
    recipients: Sequence[str],
) -> None:
    now = uow.clock.now()
    for recipient in recipients:
        notification_id = store.keep_notification(
            client_id=site.client_id,
            site_id=site.site_id,
            subject_key=_subject_key(condition, template),
            recipient=recipient,
            template=template,
            at=now,
        )
        if notification_id is not None:
            uow.publish(_message(notification_id, recipient, template, site, condition, now))


def _message(
    notification_id: uuid.UUID,
    recipient: str,
    template: str,
    site: JudgedSite,
    condition: OpenCondition,
    now: dt.datetime,
) -> NotificationRequested:
    subjects = _PROBLEM_SUBJECTS if template == PROBLEM else _ALL_CLEAR_SUBJECTS
    return NotificationRequested(
        notification_id=notification_id,
        recipient=recipient,
        template=template,
        subject=subjects[condition.kind].format(site=site.site_name),
        context={
            "site_id": str(site.site_id),
            "site_name": site.site_name,
            "site_url": site.url,
            "client_name": site.client_name,
            "kind": condition.kind,
            "severity": condition.severity,
            "opened_at": condition.opened_at.isoformat(),
            "closed_at": now.isoformat() if template == ALL_CLEAR else None,
            "detail": dict(condition.detail),
        },
    )


def _subject_key(condition: OpenCondition, template: str) -> str:
    return f"condition:{condition.id}:{template}"
