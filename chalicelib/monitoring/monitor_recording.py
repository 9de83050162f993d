"""Believe what was found of monitors, by the same judgement as of sites, and tell what changed."""

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, Any

from chalicelib.events.monitoring import ChecksChanged, MonitorResult, MonitorTarget
from chalicelib.identity.model import ClientScope
from chalicelib.monitoring import (
    judgement,
    monitor_alerts,
    monitor_incidents,
    recording,
    silence,
)
from chalicelib.monitoring.judgement import Belief, Standing, Terms
from chalicelib.monitoring.monitor import Alarm, Monitor
from chalicelib.monitoring.monitor_alerts import MonitorProblem
from chalicelib.monitoring.monitor_store import JudgedMonitor, MonitorStore
from chalicelib.monitoring.probes import Reason
from chalicelib.monitoring.probing import look_of
from chalicelib.monitoring.votes import Votes

if TYPE_CHECKING:
    from chalicelib.adapters.database import UnitOfWork

# Reasons for being degraded that people must hear of while there is time to act.
_WARNED_OF = frozenset({Reason.CERTIFICATE_ENDS, Reason.DOMAIN_ENDS})


def gather(results: Sequence[MonitorResult], *, votes: Votes, needed: int) -> list[MonitorResult]:
    """Of each question what all regions have answered so far; nothing while it decides nothing."""
    alone = [result for result in results if result.counts_alone]
    shared = [result for result in results if not result.counts_alone]
    return [*alone, *recording.gather(shared, votes=votes, needed=needed)]


def record_monitors(uow: "UnitOfWork", results: Iterable[MonitorResult], *, terms: Terms) -> None:
    """Take over what enough regions agree on. Repeating it, in any order, tells nothing twice.

    `terms` are the usual ones; a monitor of a site in maintenance is judged by that site's.
    """
    ordered = sorted(results, key=_place)
    for _, of_question in groupby(ordered, key=_question):
        _record(uow, list(of_question), terms)


def judge_again(uow: "UnitOfWork", site_ids: Sequence[uuid.UUID], *, terms: Terms) -> None:
    """A silence of these sites has begun or ended: tell what follows for their monitors."""
    store = _store(uow)
    for monitor_id, _ in store.list_ids(site_ids=site_ids):
        before = store.lock(monitor_id)
        if before and before.belief and not before.monitor.is_paused:
            _believe(uow, before, before.belief, [], terms)


def places(
    uow: "UnitOfWork", message: ChecksChanged, touched: Iterable[MonitorResult]
) -> dict[uuid.UUID, MonitorTarget | None]:
    """What the probe shards should hold of the monitors that a message is about.

    A site that is looked up anew brings its monitors along: it may have been paused.
    """
    store = _store(uow)
    ids = [result.monitor_id for result in touched]
    ids += message.watch_monitors
    if message.watch:
        ids += [monitor_id for monitor_id, _ in store.list_ids(site_ids=message.watch)]
    wanted = list(dict.fromkeys(ids))
    if not wanted:
        return {}
    found = {target.monitor_id: target for target in store.list_watched(wanted)}
    return {monitor_id: found.get(monitor_id) for monitor_id in wanted}


def digests(places: Iterable[MonitorTarget | None]) -> list[str]:
    """The addresses at which these listen for pings."""
    return [target.ping_digest for target in places if target and target.ping_digest]


def _record(uow: "UnitOfWork", results: Sequence[MonitorResult], terms: Terms) -> None:
    store = _store(uow)
    before = store.lock(results[0].monitor_id)
    if before is None or before.monitor.is_paused:
        return
    if any(result.counts_alone for result in results):
        terms = replace(terms, needed=1)
    elif before.belief is None and _asked_at(results[0]) < before.monitor.status_since:
        return  # an answer to what the monitor asked before somebody changed it
    _believe(uow, before, before.belief or _unknown(before.monitor), results, terms)


def _believe(
    uow: "UnitOfWork",
    before: JudgedMonitor,
    was: Belief,
    results: Sequence[MonitorResult],
    terms: Terms,
) -> None:
    looks = [look_of(result) for result in results]
    terms = _terms_of(uow, before.monitor, terms)
    belief = judgement.judge(was, looks, uow.clock.now(), terms).belief
    if belief == was:
        return
    evidence = _evidence(belief, results)
    changes = _changes(before.monitor, belief, results, evidence)
    _store(uow).keep_belief(
        before.monitor.id, belief, {**changes, **_told(uow, before, belief, evidence)}
    )


def _terms_of(uow: "UnitOfWork", monitor: Monitor, usual: Terms) -> Terms:
    site_id = monitor.site_id
    return silence.terms_of(uow, [site_id], usual)[site_id] if site_id else usual


def _changes(
    monitor: Monitor,
    belief: Belief,
    results: Sequence[MonitorResult],
    evidence: MonitorResult | None,
) -> dict[str, Any]:
    status = judgement.status_of(belief)
    changes: dict[str, Any] = {
        "status": status,
        "status_reason": judgement.reason_of(belief),
    }
    if results:
        changes["checked_at"] = max(result.checked_at for result in results)
    if status != monitor.status:
        changes["status_since"] = belief.since
    if evidence:
        changes["status_detail"] = evidence.detail
    learned = [result.facts for result in results if result.facts]
    if learned:
        changes["facts"] = learned[-1]
    return changes


def _told(
    uow: "UnitOfWork", before: JudgedMonitor, belief: Belief, evidence: MonitorResult | None
) -> dict[str, Any]:
    """Tell what begins and what ends; the columns that remember it."""
    alarm = _alarm(belief, before.alarm)
    if alarm is before.alarm:
        return {}
    reason = judgement.reason_of(belief)
    detail = evidence.detail if evidence else ""
    if before.alarm is Alarm.WARNING and alarm is Alarm.CRITICAL and before.alarmed_at:
        # The same problem, worse: who hears of it anew hears of one end.
        worse = MonitorProblem(alarm, before.alarmed_at, reason, detail)
        _tell_problem(uow, before.monitor, worse, evidence)
        return {"alarm": alarm}
    if before.alarm and before.alarmed_at:
        over = MonitorProblem(before.alarm, before.alarmed_at, before.monitor.status_reason)
        incident = monitor_incidents.end(uow, before.monitor, at=belief.since)
        incident_id = incident.id if incident else None
        monitor_alerts.tell_all_clear(uow, before.monitor, over, incident_id=incident_id)
    if alarm is None:
        return {"alarm": None, "alarmed_at": None}
    _tell_problem(
        uow, before.monitor, MonitorProblem(alarm, belief.since, reason, detail), evidence
    )
    return {"alarm": alarm, "alarmed_at": belief.since}


def _tell_problem(
    uow: "UnitOfWork", monitor: Monitor, problem: MonitorProblem, seen: MonitorResult | None
) -> None:
    """What is critical is an incident; a warning is none."""
    incident_id = None
    if problem.alarm is Alarm.CRITICAL:
        incident_id = monitor_incidents.begin(
            uow,
            monitor,
            title=monitor_alerts.subject_of(monitor, problem),
            alert_key=monitor_alerts.key_of(monitor, problem),
            at=problem.began_at,
            cause=problem.reason,
            evidence=recording.sighting_of([seen] if seen else []).evidence,
        )
    monitor_alerts.tell_problem(uow, monitor, problem, incident_id=incident_id)


def _alarm(belief: Belief, before: Alarm | None) -> Alarm | None:
    if belief.is_alarmed:
        return Alarm.CRITICAL
    if belief.standing is Standing.DEGRADED and belief.reason in _WARNED_OF:
        return Alarm.WARNING
    # That we cannot see, or that there is a planned silence, mends nothing.
    is_seen_well = belief.standing in (Standing.UP, Standing.DEGRADED)
    return None if is_seen_well or before is not Alarm.WARNING else before


def _evidence(belief: Belief, results: Sequence[MonitorResult]) -> MonitorResult | None:
    """What the first region saw that saw it as it is believed."""
    agreeing = [
        result
        for result in results
        if result.status == belief.seen and look_of(result) in belief.looks
    ]
    return min(agreeing, key=lambda result: result.checked_at, default=None)


def _unknown(monitor: Monitor) -> Belief:
    return judgement.from_status(
        monitor.status, reason=monitor.status_reason, since=monitor.status_since
    )


def _question(result: MonitorResult) -> tuple[uuid.UUID, object]:
    return result.monitor_id, _asked_at(result)


def _asked_at(result: MonitorResult) -> dt.datetime:
    return result.asked_at or result.checked_at


def _place(result: MonitorResult) -> tuple[object, ...]:
    return (*_question(result), result.checked_at, result.region)


def _store(uow: "UnitOfWork") -> MonitorStore:
    return MonitorStore(uow.connection, ClientScope.everything())
