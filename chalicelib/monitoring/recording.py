"""Believe what regions found, in the order in which they were asked, and judge what changed."""

import uuid
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from chalicelib.adapters.database import UnitOfWork
from chalicelib.events.monitoring import CheckResult, ProbeTarget
from chalicelib.monitoring import judgement, silence
from chalicelib.monitoring.belief_store import BeliefStore
from chalicelib.monitoring.judgement import Belief, Terms
from chalicelib.monitoring.judging import judge_site
from chalicelib.monitoring.probing import look_of
from chalicelib.monitoring.quorum import Look
from chalicelib.monitoring.votes import Votes
from chalicelib.sites import status
from chalicelib.sites.model import SiteStatus
from chalicelib.sites.status import StatusBefore, WatchedSite

# Good news may be about a site of which nothing is known, and that a region is blind is no vote.
_NEED_NO_SECOND = frozenset({SiteStatus.ONLINE, SiteStatus.UNKNOWN})


def record_checks(uow: UnitOfWork, results: Sequence[CheckResult], *, terms: Terms) -> None:
    """Take over what enough regions agree on, unless a later question has been answered already.

    Repeating it, or doing it in another order, ends in the same state and tells nothing twice.
    `terms` are the usual ones; a site in maintenance is judged by its own.
    """
    watched = {site.site_id for site in status.list_watched(uow, _ids(results))}
    terms_of = silence.terms_of(uow, watched, terms)
    for site_id, looks in questions_of(results):
        if site_id in watched and _record(uow, site_id, looks, results, terms_of[site_id]):
            judge_site(uow, site_id)


def judge_again(uow: UnitOfWork, site_ids: Iterable[uuid.UUID], *, terms: Terms) -> None:
    """A silence of these sites has begun or ended: believe and tell what follows from that alone.

    What was held back is told now, if it still holds; what came and went meanwhile is not.
    """
    watched = sorted(site.site_id for site in status.list_watched(uow, list(site_ids)))
    terms_of = silence.terms_of(uow, watched, terms)
    for site_id in watched:
        _record(uow, site_id, [], [], terms_of[site_id])
        judge_site(uow, site_id)


def gather(results: Iterable[CheckResult], *, votes: Votes, needed: int) -> list[CheckResult]:
    """Of each question what all regions have answered so far; nothing while it decides nothing.

    So a doubt that no second region shares never wakes the database.
    """
    gathered = {}
    for result in results:
        for answer in votes.add(result) if needed > 1 else [result]:
            gathered[_question(answer), answer.region] = answer
    voters = Counter(question for question, _ in gathered)
    return [
        answer
        for (question, _), answer in gathered.items()
        if voters[question] >= needed or answer.status in _NEED_NO_SECOND
    ]


def questions_of(results: Iterable[CheckResult]) -> list[tuple[uuid.UUID, list[Look]]]:
    """The looks of each site and question, the oldest question first.

    Always in the same order: two recorders with the same sites wait, they do not deadlock.
    """
    ordered = sorted(results, key=_place)
    return [
        (site_id, [look_of(result) for result in of_question])
        for (site_id, _), of_question in groupby(ordered, key=_question)
    ]


def _question(result: CheckResult) -> tuple[uuid.UUID, object]:
    return result.site_id, result.asked_at or result.checked_at


def _place(result: CheckResult) -> tuple[object, ...]:
    return (*_question(result), result.checked_at, result.region)


def places(uow: UnitOfWork, site_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, ProbeTarget | None]:
    """What the probe shards should hold for these sites; None for one that is not watched."""
    wanted = list(dict.fromkeys(site_ids))
    watched = status.list_watched(uow, wanted)
    seen = _seen_in_maintenance(uow, watched)
    found = {
        site.site_id: ProbeTarget(
            site_id=site.site_id,
            url=site.url,
            status=seen.get(site.site_id, site.status),
            interval_seconds=site.interval_seconds,
        )
        for site in watched
    }
    return {site_id: found.get(site_id) for site_id in wanted}


def _seen_in_maintenance(
    uow: UnitOfWork, watched: Iterable[WatchedSite]
) -> dict[uuid.UUID, SiteStatus]:
    """What probes see of sites that we say are in maintenance.

    Only what differs from that is news: a site that is down all the while must not be doubted, and
    recorded, every minute.
    """
    in_maintenance = [site.site_id for site in watched if site.status == SiteStatus.MAINTENANCE]
    return BeliefStore(uow.connection).list_seen(in_maintenance) if in_maintenance else {}


def _record(
    uow: UnitOfWork,
    site_id: uuid.UUID,
    looks: Sequence[Look],
    results: Sequence[CheckResult],
    terms: Terms,
) -> bool:
    """Whether the site's status changed."""
    before = status.lock_status(uow, site_id)
    if before is None or before.status == SiteStatus.PAUSED:
        return False
    store = BeliefStore(uow.connection)
    was = _belief(store.find(site_id), before)
    now = uow.clock.now()
    belief = judgement.judge(was, looks, now, terms).belief
    if belief == was:
        return False
    store.keep(site_id, client_id=before.client_id, belief=belief, at=now)
    return status.record_status(
        uow,
        before,
        status=judgement.status_of(belief),
        reason=judgement.reason_of(belief),
        checked_at=max((look.at for look in looks), default=None),
        since=belief.since,
        **_evidence(belief, results, site_id),
    )


def _belief(stored: Belief | None, before: StatusBefore) -> Belief:
    """What is remembered, unless somebody else has changed the status meanwhile."""
    if stored is not None and judgement.status_of(stored) == before.status:
        return stored
    since = before.status_since
    fresh = judgement.from_status(before.status, reason=before.status_reason, since=since)
    return replace(fresh, asked_at=before.checked_at)


def _evidence(belief: Belief, results: Sequence[CheckResult], site_id: uuid.UUID) -> dict[str, Any]:
    """What the first region saw that saw it so, and which regions did."""
    agreeing = [
        result
        for result in results
        if result.site_id == site_id
        and result.status == belief.seen
        and look_of(result) in belief.looks
    ]
    if not agreeing:
        return {}
    first = min(agreeing, key=lambda result: result.checked_at)
    detail = {
        "status_code": first.status_code,
        "detail": first.detail,
        "regions": sorted({result.region for result in agreeing if result.region}),
    }
    return {
        "response_ms": first.response_ms,
        "detail": {name: value for name, value in detail.items() if value},
    }


def _ids(results: Iterable[CheckResult]) -> list[uuid.UUID]:
    return [result.site_id for result in results]
