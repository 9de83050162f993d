"""Judge a site: compare what is wrong now with what was wrong before, and tell the difference once.

The row of the site's state is locked meanwhile, so two messages about one site are judged one
after the other, and the second finds nothing left to tell.
"""

import datetime as dt
import uuid
from collections.abc import Callable, Mapping

from chalicelib.adapters.database import UnitOfWork
from chalicelib.monitoring import alerts, evaluation, incidents, silence
from chalicelib.monitoring.condition_store import ConditionStore
from chalicelib.monitoring.incident import Outage, Sighting
from chalicelib.monitoring.model import (
    Condition,
    ConditionKind,
    OpenCondition,
    SiteFacts,
    SlowDown,
    Vitals,
)
from chalicelib.sites import status
from chalicelib.sites.model import Connection, ProblemCounts, Severity, SiteStatus
from chalicelib.sites.status import JudgedSite

type Conditions = Mapping[ConditionKind, OpenCondition]
type SlowDownOf = Callable[[Conditions], SlowDown | None]

# What visitors notice: each is an incident.
_OUTAGES = frozenset({ConditionKind.SITE_OFFLINE, ConditionKind.MAINTENANCE_LASTS})
# Into these a site came at the moment of its present status; else it is just not watched.
_SEEN = frozenset(
    {SiteStatus.ONLINE, SiteStatus.DEGRADED, SiteStatus.MAINTENANCE, SiteStatus.OFFLINE}
)


def judge_site(uow: UnitOfWork, site_id: uuid.UUID) -> None:
    """Bring a site's conditions up to date. Doing it again changes and tells nothing.

    A site that has yet to prove its address is judged when it has: till then all stays as it was.
    """
    incidents.settle(uow, judge_unsettled(uow, site_id))


def judge_unsettled(
    uow: UnitOfWork, site_id: uuid.UUID, sighting: Sighting | None = None
) -> list[Outage]:
    """The same, but for outages: the caller settles them with those of other sites, at last.

    `sighting` is what was seen, if it is the site's address that somebody looked at.
    """
    return _judge(uow, site_id, _slow_down_as_before, sighting or Sighting())


def judge_speed(uow: UnitOfWork, site_id: uuid.UUID, slow_down: SlowDown | None) -> None:
    """The same, with news of how fast the site answers: slower than usual, or (None) as usual."""
    incidents.settle(uow, _judge(uow, site_id, lambda _: slow_down, Sighting()))


def _judge(
    uow: UnitOfWork, site_id: uuid.UUID, slow_down_of: SlowDownOf, sighting: Sighting
) -> list[Outage]:
    site = status.lock_for_judgement(uow, site_id)
    if site is None or site.connection == Connection.WAITING_PROOF:
        return []
    # In maintenance all stays as it was, and is judged when that has ended.
    if silence.is_silent(uow, site_id):
        return []
    return _bring_up_to_date(uow, site, slow_down_of, sighting)


def _bring_up_to_date(
    uow: UnitOfWork, site: JudgedSite, slow_down_of: SlowDownOf, sighting: Sighting
) -> list[Outage]:
    store, site_id = ConditionStore(uow.connection), site.site_id
    before = {condition.kind: condition for condition in store.list_open(site_id)}
    verdicts = evaluation.judge(
        _facts(site, slow_down_of(before)),
        was={kind: condition.severity for kind, condition in before.items()},
        now=uow.clock.now(),
    )
    began, ended = [], []
    for kind, verdict in verdicts.items():
        if kind in before:
            _change(uow, store, site, before[kind], verdict)
            continue
        opened = _open(uow, store, site, verdict)
        if kind in _OUTAGES:
            began.append(Outage(site, opened, at=site.status_since, sighting=sighting))
        else:
            alerts.tell_problem(uow, site, opened)
    for kind, condition in before.items():
        if kind in verdicts:
            continue
        _end(uow, store, site, condition)
        if kind in _OUTAGES:
            ended.append(Outage(site, condition, at=_back_at(uow, site), is_over=True))
        else:
            alerts.tell_all_clear(uow, site, condition)
    status.mark_judged(uow, site_id, seq=site.snapshot_seq, problems=_count(verdicts))
    # One outage may follow the other at once: a site is down by one at a time.
    return [*ended, *began]


def _back_at(uow: UnitOfWork, site: JudgedSite) -> dt.datetime:
    return site.status_since if site.status in _SEEN else uow.clock.now()


def close_quietly(uow: UnitOfWork, site_id: uuid.UUID) -> None:
    """End every condition of a site that is not watched any more; nobody is told."""
    site = status.lock_for_judgement(uow, site_id)
    if site is None:
        return
    store, now = ConditionStore(uow.connection), uow.clock.now()
    outages = []
    for condition in store.list_open(site_id):
        _end(uow, store, site, condition)
        if condition.kind in _OUTAGES:
            outages.append(Outage(site, condition, at=now, is_over=True, is_quiet=True))
    status.mark_judged(uow, site_id, seq=site.snapshot_seq, problems=ProblemCounts())
    incidents.settle(uow, outages)


def _open(
    uow: UnitOfWork, store: ConditionStore, site: JudgedSite, verdict: Condition
) -> OpenCondition:
    now = uow.clock.now()
    condition_id = store.open(
        site_id=site.site_id, client_id=site.client_id, condition=verdict, at=now
    )
    opened = OpenCondition(
        id=condition_id,
        kind=verdict.kind,
        severity=verdict.severity,
        opened_at=now,
        detail=verdict.detail,
    )
    _tell_timeline(uow, site, opened, "condition_opened")
    return opened


def _change(
    uow: UnitOfWork,
    store: ConditionStore,
    site: JudgedSite,
    before: OpenCondition,
    verdict: Condition,
) -> None:
    if (before.severity, before.detail) == (verdict.severity, verdict.detail):
        return
    store.change(before.id, to=verdict)
    if verdict.severity is Severity.CRITICAL and before.severity is not Severity.CRITICAL:
        worse = OpenCondition(
            id=before.id,
            kind=before.kind,
            severity=verdict.severity,
            opened_at=before.opened_at,
            detail=verdict.detail,
        )
        _tell_timeline(uow, site, worse, "condition_opened")
        alerts.tell_problem(uow, site, worse)


def _end(
    uow: UnitOfWork, store: ConditionStore, site: JudgedSite, condition: OpenCondition
) -> None:
    store.close(condition.id, at=uow.clock.now())
    _tell_timeline(uow, site, condition, "condition_closed")


def _tell_timeline(uow: UnitOfWork, site: JudgedSite, condition: OpenCondition, event: str) -> None:
    status.add_event(
        uow,
        site_id=site.site_id,
        client_id=site.client_id,
        kind=event,
        severity=condition.severity if event == "condition_opened" else Severity.INFO,
        detail={
            "kind": condition.kind,
            "severity": condition.severity,
            "condition_id": str(condition.id),
            **condition.detail,
        },
    )


def _count(verdicts: Mapping[ConditionKind, Condition]) -> ProblemCounts:
    severities = [verdict.severity for verdict in verdicts.values()]
    return ProblemCounts(
        critical=severities.count(Severity.CRITICAL), warning=severities.count(Severity.WARNING)
    )


def _slow_down_as_before(before: Conditions) -> SlowDown | None:
    """Only the hourly look at response times begins or ends one: till then it stays as it is."""
    known = before.get(ConditionKind.SLOWER_THAN_USUAL)
    return SlowDown.from_detail(known.detail) if known else None


def _facts(site: JudgedSite, slow_down: SlowDown | None) -> SiteFacts:
    return SiteFacts(
        status=SiteStatus.PAUSED if site.is_paused else SiteStatus(site.status),
        status_reason=site.status_reason,
        status_since=site.status_since,
        connection=Connection(site.connection),
        heartbeat_due_at=site.heartbeat_due_at,
        last_seen_at=site.last_seen_at,
        wordpress_version=site.wordpress_version,
        wordpress_update=site.core_update,
        php_version=site.php_version,
        updates=site.updates,
        vitals=Vitals.from_document(site.vitals or {}),
        health_critical=site.site_health_critical,
        health_issues=tuple(site.site_health_issues),
        slow_down=slow_down,
    )
