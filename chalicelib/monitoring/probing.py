"""One batch of probes: fetch every home page, doubt bad news, tell only what is new.

A region that looks alone looks twice. One of several puts the question to a jury of three at once,
itself among them; each of them looks like one that is alone, and tells the core what it sees.
"""

import datetime as dt
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import batched
from urllib.parse import urlsplit
from uuid import UUID

from chalicelib.adapters.http_fetcher import Fetch, FetchResult, HttpFetcher
from chalicelib.events.monitoring import CheckResult, ProbesDue, ProbeTarget
from chalicelib.kit.clock import Clock
from chalicelib.monitoring import probes, quorum
from chalicelib.monitoring.measurements import Measurement
from chalicelib.monitoring.probes import Verdict
from chalicelib.monitoring.quorum import Look
from chalicelib.monitoring.regions import Regions
from chalicelib.monitoring.shards import LARGEST_BATCH
from chalicelib.sites.model import SiteStatus

type _Try = tuple[float, float]

SECOND_LOOK_AFTER_SECONDS = 5.0
# A batch older than this has been overtaken by the next ones.
STALE_AFTER = dt.timedelta(minutes=3)
# How long a look may take, and all of a batch. Together with the pause these must fit into the
# function's 60 seconds.
_FIRST_TRY = (probes.FIRST_TRY_SECONDS, 20.0)
_SECOND_TRY = (probes.SECOND_TRY_SECONDS, 31.0)
# Who is asked looks at few, at what somebody waits to hear: an outage is to be told in two minutes.
_JURY_TRIES = ((8.0, 10.0), (25.0, 26.0))
_PAGE_BYTES = 256 * 1024
_CONTROLS, _ENOUGH_CONTROLS = 5, 3
_CONTROL_TRY = (5.0, 6.0)


@dataclass(frozen=True)
class Question:
    """What another region is to look at."""

    region: str
    message: ProbesDue


@dataclass(frozen=True)
class Findings:
    """What came of a batch: news for the core, questions for other regions, figures to keep."""

    news: list[CheckResult] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    measured: list[Measurement] = field(default_factory=list)
    is_blind: bool = False


@dataclass(frozen=True)
class _Look:
    """What a fetch said, and when: a batch may take most of a minute, order needs the moment."""

    verdict: Verdict | None
    at: dt.datetime


def probe(
    due: ProbesDue,
    *,
    regions: Regions,
    fetcher: HttpFetcher,
    clock: Clock,
    sleep: Callable[[float], None] = time.sleep,
) -> Findings:
    """What changed since the status that each target was sent with, or who else should look."""
    if due.doubted_at:
        return _answer(due, regions=regions, fetcher=fetcher, clock=clock, sleep=sleep)
    if regions.is_alone:
        return _look_twice(
            due,
            tries=(_FIRST_TRY, _SECOND_TRY),
            region=regions.own,
            fetcher=fetcher,
            clock=clock,
            sleep=sleep,
        )
    return _look_and_ask(due, regions=regions, fetcher=fetcher, clock=clock)


def _look_twice(
    due: ProbesDue,
    *,
    tries: tuple[_Try, _Try],
    region: str,
    fetcher: HttpFetcher,
    clock: Clock,
    sleep: Callable[[float], None],
) -> Findings:
    targets = due.targets
    results = _fetch(targets, fetcher, tries[0])
    is_blind = _are_we_blind(due, targets, results, fetcher)
    first = _judge(results, at=clock.now(), is_blind=is_blind)
    looks = dict(first)
    doubtful = [
        target
        for target in targets
        if probes.needs_second_look(first[target.site_id].verdict, target.status)
    ]
    if doubtful:
        sleep(SECOND_LOOK_AFTER_SECONDS)
        again = _fetch(doubtful, fetcher, tries[1])
        blind_again = _are_we_blind(due, doubtful, again, fetcher)
        is_blind = is_blind or blind_again
        second = _judge(again, at=clock.now(), is_blind=blind_again)
        looks.update(_second_opinions(first, second))
    began = {site_id: look.at for site_id, look in first.items()}
    return Findings(
        news=list(_news(targets, looks, began, region=region)),
        measured=_measured(targets, looks),
        is_blind=is_blind,
    )


def _look_and_ask(
    due: ProbesDue, *, regions: Regions, fetcher: HttpFetcher, clock: Clock
) -> Findings:
    results = _fetch(due.targets, fetcher, _FIRST_TRY)
    is_blind = _are_we_blind(due, due.targets, results, fetcher)
    if is_blind:
        due = due.model_copy(update={"blind": [*due.blind, regions.own]})
    jury = regions.jury(blind=due.blind)
    unseen = _unseen(due.targets, results) if is_blind and jury else []
    seen = [target for target in due.targets if target not in unseen]
    looks = _judge(results, at=clock.now(), is_blind=is_blind)
    due = due.model_copy(update={"controls": _controls(seen, looks, known=due.controls)})
    began = {site_id: look.at for site_id, look in looks.items()}
    news = list(_news(seen, looks, began, region=regions.own))
    doubts = _doubts(news, seen)
    return Findings(
        news=[one for one in news if one not in doubts],
        questions=[
            *_hand_over(due, unseen, jury),
            *_questions(due, doubts, jury),
        ],
        measured=_measured(seen, looks),
        is_blind=is_blind,
    )


def _unseen(
    targets: Sequence[ProbeTarget], results: Mapping[UUID, FetchResult]
) -> list[ProbeTarget]:
    return [target for target in targets if probes.could_be_us(results[target.site_id])]


def _doubts(news: Sequence[CheckResult], targets: Sequence[ProbeTarget]) -> list[CheckResult]:
    known = {target.site_id: target.status for target in targets}
    return [
        one
        for one in news
        if quorum.is_news(one.status, believed=known[one.site_id])
        and not quorum.is_believed_alone(one.status, believed=known[one.site_id])
    ]


def _hand_over(
    due: ProbesDue, unseen: Sequence[ProbeTarget], jury: Sequence[str]
) -> list[Question]:
    """A region that sees nothing leaves the batch to the next one, which asks the others."""
    if not unseen:
        return []
    return [Question(jury[0], due.model_copy(update={"targets": list(unseen)}))]


def _questions(
    due: ProbesDue, doubts: Sequence[CheckResult], jury: Sequence[str]
) -> list[Question]:
    targets = {target.site_id: target for target in due.targets}
    return [
        Question(
            region,
            due.model_copy(
                update={
                    "targets": [targets[doubt.site_id] for doubt in some],
                    "doubted_at": some[0].checked_at,
                }
            ),
        )
        for some in batched(doubts, LARGEST_BATCH)
        for region in jury
    ]


def _controls(
    targets: Iterable[ProbeTarget], looks: Mapping[UUID, _Look], *, known: Sequence[str]
) -> list[str]:
    """Sites on different hosts that this region has just seen well, or the one before it."""
    by_host: dict[str, str] = {}
    for target in targets:
        verdict = looks[target.site_id].verdict
        if verdict and verdict.status is SiteStatus.ONLINE:
            by_host.setdefault(urlsplit(target.url).netloc, target.url)
            if len(by_host) == _CONTROLS:
                break
    return list(dict.fromkeys([*by_host.values(), *known]))[:_CONTROLS]


def _answer(
    due: ProbesDue,
    *,
    regions: Regions,
    fetcher: HttpFetcher,
    clock: Clock,
    sleep: Callable[[float], None],
) -> Findings:
    """Look as one that is alone, and say what differs from what is believed.

    Who sees a site as it is believed keeps silent: then there is nothing to decide. Nor is kept
    what was measured: the minute's figures are the asker's.
    """
    findings = _look_twice(
        due, tries=_JURY_TRIES, region=regions.own, fetcher=fetcher, clock=clock, sleep=sleep
    )
    if findings.is_blind:
        return Findings(is_blind=True)
    return Findings(
        news=[
            one.model_copy(update={"asked_at": due.doubted_at})
            for one in findings.news
            if one.status != SiteStatus.UNKNOWN  # who may not look there has not seen it
        ]
    )


def look_of(result: CheckResult) -> Look:
    """A result as the quorum counts it."""
    return Look(
        region=result.region,
        asked_at=result.asked_at or result.checked_at,
        at=result.checked_at,
        status=SiteStatus(result.status),
        reason=result.reason,
    )


def _fetch(
    targets: Sequence[ProbeTarget], fetcher: HttpFetcher, one_try: _Try
) -> dict[UUID, FetchResult]:
    results = _fetch_all([target.url for target in targets], fetcher, one_try)
    return {target.site_id: result for target, result in zip(targets, results, strict=True)}


def _fetch_all(addresses: Sequence[str], fetcher: HttpFetcher, one_try: _Try) -> list[FetchResult]:
    deadline, budget = one_try
    requests = [
        Fetch(address, deadline_seconds=deadline, max_body_bytes=_PAGE_BYTES)
        for address in addresses
    ]
    return fetcher.fetch_all(requests, budget_seconds=budget)


def _are_we_blind(
    due: ProbesDue,
    targets: Sequence[ProbeTarget],
    results: Mapping[UUID, FetchResult],
    fetcher: HttpFetcher,
) -> bool:
    """By what another region has just seen well, if we know enough of that; else by how many fail.

    Sites that another region doubts say nothing about us: all of them may really be offline.
    """
    if len(due.controls) < _ENOUGH_CONTROLS:
        believed_up = [results[t.site_id] for t in targets if t.status != SiteStatus.OFFLINE]
        return probes.are_we_blind(believed_up)
    if not any(probes.could_be_us(result) for result in results.values()):
        return False
    return probes.is_witness_blind(_fetch_all(due.controls, fetcher, _CONTROL_TRY))


def _judge(
    results: Mapping[UUID, FetchResult], *, at: dt.datetime, is_blind: bool
) -> dict[UUID, _Look]:
    judge = probes.blinded if is_blind else probes.judge_fetch
    return {site_id: _Look(judge(result, at=at), at) for site_id, result in results.items()}


def _second_opinions(
    first: Mapping[UUID, _Look], second: Mapping[UUID, _Look]
) -> dict[UUID, _Look]:
    return {
        site_id: _Look(probes.second_opinion(before, look.verdict), look.at)
        for site_id, look in second.items()
        if (before := first[site_id].verdict)
    }


def _measured(targets: Iterable[ProbeTarget], looks: Mapping[UUID, _Look]) -> list[Measurement]:
    return [_measurement(target.site_id, looks[target.site_id].verdict) for target in targets]


def _measurement(site_id: UUID, verdict: Verdict | None) -> Measurement:
    if verdict is None:
        return Measurement(site_id, None)
    return Measurement(site_id, verdict.status, verdict.status_code, verdict.response_ms)


def _news(
    targets: Iterable[ProbeTarget],
    looks: Mapping[UUID, _Look],
    began: Mapping[UUID, dt.datetime],
    *,
    region: str,
) -> Iterator[CheckResult]:
    for target in targets:
        look = looks[target.site_id]
        verdict = look.verdict
        if verdict and verdict.status != target.status:
            yield CheckResult(
                site_id=target.site_id,
                checked_at=look.at,
                status=verdict.status,
                reason=verdict.reason,
                status_code=verdict.status_code,
                response_ms=verdict.response_ms,
                detail=verdict.detail,
                region=region,
                asked_at=began[target.site_id],
                address=verdict.address,
                evidence=verdict.evidence,
            )
