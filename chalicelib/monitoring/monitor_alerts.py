"""Raise an alert for a monitor's problem and one for its end: the one place where they are told."""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chalicelib.events.monitoring import AlertRaised
from chalicelib.kit.clock import unix
from chalicelib.monitoring.alerts import ALL_CLEAR, PROBLEM
from chalicelib.monitoring.monitor import Alarm, Monitor, MonitorKind

if TYPE_CHECKING:
    from chalicelib.adapters.database import UnitOfWork

_LESSER = "lesser_problem"
# One sentence each, as a phone shows it.
_PROBLEM_SUBJECTS = {
    MonitorKind.HTTP: "{name} is failing",
    MonitorKind.TCP: "{name} takes no connections",
    MonitorKind.DNS: "{name}: the DNS has changed",
    MonitorKind.DOMAIN: "{name}: the domain runs out",
    MonitorKind.HEARTBEAT: "{name} has not reported as it should",
}
_WARNING_SUBJECTS = {
    MonitorKind.HTTP: "{name}: the certificate runs out soon",
    MonitorKind.DOMAIN: "{name}: the domain runs out soon",
}
_ALL_CLEAR_SUBJECTS = {
    MonitorKind.HTTP: "{name} is well again",
    MonitorKind.TCP: "{name} takes connections again",
    MonitorKind.DNS: "{name}: the DNS is as it should be again",
    MonitorKind.DOMAIN: "{name}: the domain is renewed",
    MonitorKind.HEARTBEAT: "{name} reports again",
}


@dataclass(frozen=True)
class MonitorProblem:
    """What is wrong with a monitor, since when; the beginning names it."""

    alarm: Alarm
    began_at: dt.datetime
    reason: str
    detail: str = ""


def tell_problem(
    uow: "UnitOfWork",
    monitor: Monitor,
    problem: MonitorProblem,
    *,
    incident_id: uuid.UUID | None = None,
) -> None:
    """A problem has come up, or an open one has become critical."""
    is_warning = problem.alarm is Alarm.WARNING
    uow.publish(
        AlertRaised(
            occurred_at=uow.clock.now(),
            client_id=monitor.client_id,
            site_id=monitor.site_id,
            incident_id=incident_id,
            # Critical is told anew, even to who heard of the same problem when it was none yet.
            subject_key=_key(monitor, problem, _LESSER if is_warning else PROBLEM),
            ended_by=_key(monitor, problem, ALL_CLEAR),
            template=PROBLEM,
            severity=problem.alarm,
            subject=subject_of(monitor, problem),
            context=_context(monitor, problem, incident_id, closed_at=None),
        )
    )


def subject_of(monitor: Monitor, problem: MonitorProblem) -> str:
    """What has happened, in one sentence."""
    is_warning = problem.alarm is Alarm.WARNING
    subjects = {**_PROBLEM_SUBJECTS, **(_WARNING_SUBJECTS if is_warning else {})}
    return _subject(subjects[monitor.kind], monitor)


def key_of(monitor: Monitor, problem: MonitorProblem) -> str:
    """By which name its critical alert is known."""
    return _key(monitor, problem, PROBLEM)


def tell_all_clear(
    uow: "UnitOfWork",
    monitor: Monitor,
    problem: MonitorProblem,
    *,
    incident_id: uuid.UUID | None = None,
) -> None:
    """For those who were told of the problem, and nobody else."""
    now = uow.clock.now()
    uow.publish(
        AlertRaised(
            occurred_at=now,
            client_id=monitor.client_id,
            site_id=monitor.site_id,
            incident_id=incident_id,
            subject_key=_key(monitor, problem, ALL_CLEAR),
            ends=[_key(monitor, problem, name) for name in (PROBLEM, _LESSER)],
            template=ALL_CLEAR,
            severity=problem.alarm,
            subject=_subject(_ALL_CLEAR_SUBJECTS[monitor.kind], monitor),
            context=_context(monitor, problem, incident_id, closed_at=now),
        )
    )


def _subject(words: str, monitor: Monitor) -> str:
    name = f"{monitor.site_name}: {monitor.name}" if monitor.site_name else monitor.name
    return words.replace("{name}", name)


def _context(
    monitor: Monitor,
    problem: MonitorProblem,
    incident_id: uuid.UUID | None,
    *,
    closed_at: dt.datetime | None,
) -> dict[str, object]:
    port = f":{monitor.port}" if monitor.port else ""
    return {
        "monitor_id": str(monitor.id),
        **({"incident_id": str(incident_id)} if incident_id else {}),
        "site_id": str(monitor.site_id) if monitor.site_id else None,
        "site_name": monitor.site_name or monitor.name,
        "site_url": f"{monitor.address}{port}",
        "client_name": monitor.client_name,
        "kind": f"monitor_{monitor.kind}",
        "severity": problem.alarm,
        "opened_at": problem.began_at.isoformat(),
        "closed_at": closed_at.isoformat() if closed_at else None,
        "detail": {
            "monitor": monitor.name,
            "reason": problem.reason,
            "seen": problem.detail,
        },
    }


def _key(monitor: Monitor, problem: MonitorProblem, name: str) -> str:
    return f"monitor:{monitor.id}:{unix(problem.began_at)}:{name}"
