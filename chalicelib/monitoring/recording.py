"""Believe what regions found, in the order in which they were asked, and judge what changed."""

import uuid
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import batched, groupby
from typing import Any

from chalicelib.adapters.database import UnitOfWork
from chalicelib.events.monitoring import CheckResult, ProbeTarget, Result
from chalicelib.monitoring import grouping, incidents, judgement, silence
from chalicelib.monitoring.belief_store import BeliefStore
from chalicelib.monitoring.grouping import Fallen
from chalicelib.monitoring.history_store import HistoryStore
from chalicelib.monitoring.incident import Outage, Sighting
from chalicelib.monitoring.judgement import Belief, Terms
from chalicelib.monitoring.judging import judge_unsettled
from chalicelib.monitoring.pace import LOOKS_BACK, pace
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
    outages: list[Outage] = []
    for site_id, looks in questions_of(results):
        if site_id not in watched:
            continue
        recorded = _record(uow, site_id, looks, results, terms_of[site_id])
        if recorded is not None:
            outages += judge_unsettled(uow, site_id, recorded)
    incidents.settle(uow, outages)


def judge_again(uow: UnitOfWork, site_ids: Iterable[uuid.UUID], *, terms: Terms) -> None:
    """A silence of these sites has begun or ended: believe and tell what follows from that alone.

    What was held back is told now, if it still holds; what came and went meanwhile is not.
    """
    watched = sorted(site.site_id for site in status.list_watched(uow, list(site_ids)))
    terms_of = silence.terms_of(uow, watched, terms)
    outages: list[Outage] = []
    for site_id in watched:
        sighting = _record(uow, site_id, [], [], terms_of[site_id])
        outages += judge_unsettled(uow, site_id, sighting or Sighting())
    incidents.settle(uow, outages)


def together(results: Sequence[CheckResult], *, at_once: int) -> Iterator[list[CheckResult]]:
    """What to record in one transaction each: few sites, so that few are locked for long.

    But sites that fell together stay together, however many: a notice about them is written with
    all their statuses or not at all, and a crash in between leaves no half of it behind.
    """
    by_site: dict[uuid.UUID, list[CheckResult]] = {}
    for result in results:
        by_site.setdefault(result.site_id, []).append(result)
    rest = set(by_site)
    for group in grouping.group(_fallen(by_site)):
        if group.shared:
            members = {fallen.site_id for fallen in group.fallen}
            rest -= members
            yield [result for site_id in members for result in by_site[site_id]]
    for some in batched(sorted(rest), at_once):
        yield [result for site_id in some for result in by_site[site_id]]


def _fallen(by_site: Mapping[uuid.UUID, Sequence[CheckResult]]) -> Iterator[Fallen]:
    for site_id, results in by_site.items():
        bad = [result for result in results if result.address]
        if bad:
            first = min(bad, key=lambda result: result.asked_at or result.checked_at)
            yield Fallen(site_id, first.asked_at or first.checked_at, first.address)


def gather[R: Result](results: Iterable[R], *, votes: Votes, needed: int) -> list[R]:
    """Of each question what all regions have answered so far; nothing while it decides nothing.

    So a doubt that no second region shares never wakes the database.
    """
    gathered: dict[tuple[tuple[uuid.UUID, object], str], R] = {}
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


def _question(result: Result) -> tuple[uuid.UUID, object]:
    return result.key, result.asked_at or result.checked_at


def _place(result: CheckResult) -> tuple[object, ...]:
    return (*_question(result), result.checked_at, result.region)


def places(uow: UnitOfWork, site_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, ProbeTarget | None]:
    """What the probe shards should hold for these sites; None for one that is not watched."""
    wanted = list(dict.fromkeys(site_ids))
    watched = status.list_watched(uow, wanted)
    seen = _seen_in_maintenance(uow, watched)
    usual = HistoryStore(uow.connection).list_usual(wanted, since=uow.clock.now() - LOOKS_BACK)
    found = {
        site.site_id: ProbeTarget(
            site_id=site.site_id,
            url=site.url,
            status=seen.get(site.site_id, site.status),
            interval_seconds=site.interval_seconds,
            pace=pace(usual.get(site.site_id)),
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
) -> Sighting | None:
    """What was seen, if the site's status changed; else None."""
    before = status.lock_status(uow, site_id)
    if before is None or before.status == SiteStatus.PAUSED:
        return None
    store = BeliefStore(uow.connection)
    was = _belief(store.find(site_id), before)
    now = uow.clock.now()
    belief = judgement.judge(was, looks, now, terms).belief
    if belief == was:
        return None
    store.keep(site_id, client_id=before.client_id, belief=belief, at=now)
    agreeing = _agreeing(belief, results, site_id)
    is_news = status.record_status(
        uow,
        before,
        status=judgement.status_of(belief),
        reason=judgement.reason_of(belief),
        checked_at=max((look.at for look in looks), default=None),
        since=belief.since,
        **_figures(agreeing),
    )
    return sighting_of(agreeing) if is_news else None


def _belief(stored: Belief | None, before: StatusBefore) -> Belief:
    """What is remembered, unless somebody else has changed the status meanwhile."""
    if stored is not None and judgement.status_of(stored) == before.status:
        return stored
    since = before.status_since
    fresh = judgement.from_status(before.status, reason=before.status_reason, since=since)
    return replace(fresh, asked_at=before.checked_at)


def _agreeing(
    belief: Belief, results: Sequence[CheckResult], site_id: uuid.UUID
) -> list[CheckResult]:
    """The results of those that saw it so, the first of them first."""
    agreeing = [
        result
        for result in results
        if result.site_id == site_id
        and result.status == belief.seen
        and look_of(result) in belief.looks
    ]
    return sorted(agreeing, key=lambda result: (result.checked_at, result.region))


def _figures(agreeing: Sequence[CheckResult]) -> dict[str, Any]:
    """What the first region saw that saw it so, and which regions did."""
    if not agreeing:
        return {}
    first = agreeing[0]
    detail = {
        "status_code": first.status_code,
        "detail": first.detail,
        "regions": _regions(agreeing),
    }
    return {
        "response_ms": first.response_ms,
        "detail": {name: value for name, value in detail.items() if value},
    }


def sighting_of(agreeing: Sequence[Result]) -> Sighting:
    """What regions that agree saw, with as much of the page as came along."""
    if not agreeing:
        return Sighting()
    first = next((result for result in agreeing if result.evidence), agreeing[0])
    seen = first.evidence.model_dump(mode="json") if first.evidence else {}
    return Sighting(
        address=first.address,
        evidence={
            **seen,
            "status_code": first.status_code,
            "detail": first.detail,
            "seen_at": first.checked_at.isoformat(),
            "seen_from": first.region,
            "regions": _regions(agreeing),
        },
    )


def _regions(results: Iterable[Result]) -> list[str]:
    return sorted({result.region for result in results if result.region})


def _ids(results: Iterable[CheckResult]) -> list[uuid.UUID]:
    return [result.site_id for result in results]
