"""One batch of probes: look at every site and monitor, doubt bad news, tell only what is new.

A region that looks alone looks twice. One of several puts the question to a jury of three at once,
itself among them; each of them looks like one that is alone, and tells the core what it sees.
"""

import datetime as dt
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import batched
from urllib.parse import urlsplit
from uuid import UUID

from chalicelib.adapters.http_fetcher import (
    Fetch,
    Fetched,
    FetchFailed,
    FetchResult,
    HttpFetcher,
)
from chalicelib.events.monitoring import (
    CheckResult,
    MonitorResult,
    MonitorTarget,
    ProbesDue,
    ProbeTarget,
    Result,
    Target,
)
from chalicelib.kit.clock import Clock
from chalicelib.monitoring import monitor_looks, monitor_rules, probes, quorum
from chalicelib.monitoring.measurements import Measurement
from chalicelib.monitoring.monitor import COUNTS_ALONE
from chalicelib.monitoring.monitor_looks import Instruments, OtherLooks
from chalicelib.monitoring.monitor_rules import Finding, Outcome
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

    results: list[Result] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    measured: list[Measurement] = field(default_factory=list)
    is_blind: bool = False

    @property
    def news(self) -> list[CheckResult]:
        """Of sites."""
        return [one for one in self.results if isinstance(one, CheckResult)]

    @property
    def monitor_news(self) -> list[MonitorResult]:
        return [one for one in self.results if isinstance(one, MonitorResult)]


@dataclass(frozen=True)
class _Look:
    """What a look said, and when: a batch may take most of a minute, order needs the moment."""

    finding: Finding
    at: dt.datetime

    @property
    def verdict(self) -> Verdict | None:
        return self.finding.verdict


@dataclass(frozen=True)
class _Eyes:
    """What one invocation looks with."""

    fetcher: HttpFetcher
    instruments: Instruments | None


def probe(
    due: ProbesDue,
    *,
    regions: Regions,
    fetcher: HttpFetcher,
    clock: Clock,
    sleep: Callable[[float], None] = time.sleep,
    instruments: Instruments | None = None,
) -> Findings:
    """What changed since the status that each target was sent with, or who else should look.

    Without instruments only sites are looked at.
    """
    eyes = _Eyes(fetcher, instruments)
    if due.doubted_at:
        return _answer(due, regions=regions, eyes=eyes, clock=clock, sleep=sleep)
    if regions.is_alone:
        return _look_twice(
            due,
            tries=(_FIRST_TRY, _SECOND_TRY),
            region=regions.own,
            eyes=eyes,
            clock=clock,
            sleep=sleep,
        )
    return _look_and_ask(due, regions=regions, eyes=eyes, clock=clock)


def _look_twice(
    due: ProbesDue,
    *,
    tries: tuple[_Try, _Try],
    region: str,
    eyes: _Eyes,
    clock: Clock,
    sleep: Callable[[float], None],
) -> Findings:
    targets = due.everything
    outcomes = _look_at(targets, eyes, tries[0])
    is_blind = _are_we_blind(due, targets, outcomes, eyes.fetcher)
    first = _judge(targets, outcomes, at=clock.now(), is_blind=is_blind)
    looks = dict(first)
    doubtful = [
        target
        for target in targets
        if not _counts_alone(target)
        and probes.needs_second_look(first[target.key].verdict, target.status)
    ]
    if doubtful:
        sleep(SECOND_LOOK_AFTER_SECONDS)
        again = _look_at(doubtful, eyes, tries[1])
        blind_again = _are_we_blind(due, doubtful, again, eyes.fetcher)
        is_blind = is_blind or blind_again
        second = _judge(doubtful, again, at=clock.now(), is_blind=blind_again)
        looks.update(_second_opinions(first, second))
    began = {key: look.at for key, look in first.items()}
    return Findings(
        results=list(_news(targets, looks, began, region=region)),
        measured=_measured(targets, looks),
        is_blind=is_blind,
    )


def _look_and_ask(due: ProbesDue, *, regions: Regions, eyes: _Eyes, clock: Clock) -> Findings:
    targets = due.everything
    outcomes = _look_at(targets, eyes, _FIRST_TRY)
    is_blind = _are_we_blind(due, targets, outcomes, eyes.fetcher)
    if is_blind:
        due = due.model_copy(update={"blind": [*due.blind, regions.own]})
    jury = regions.jury(blind=due.blind)
    unseen = _unseen(targets, outcomes) if is_blind and jury else []
    seen = [target for target in targets if target not in unseen]
    looks = _judge(targets, outcomes, at=clock.now(), is_blind=is_blind)
    due = due.model_copy(update={"controls": _controls(seen, looks, known=due.controls)})
    began = {key: look.at for key, look in looks.items()}
    news = list(_news(seen, looks, began, region=regions.own))
    doubts = _doubts(news, seen)
    return Findings(
        results=[one for one in news if one not in doubts],
        questions=[
            *_hand_over(due, unseen, jury),
            *_questions(due, doubts, jury),
        ],
        measured=_measured(seen, looks),
        is_blind=is_blind,
    )


def _unseen(targets: Sequence[Target], outcomes: Mapping[UUID, Outcome]) -> list[Target]:
    return [target for target in targets if probes.could_be_us(outcomes[target.key])]


def _doubts(news: Sequence[Result], targets: Sequence[Target]) -> list[Result]:
    known = {target.key: target for target in targets}
    return [
        one
        for one in news
        if not _counts_alone(known[one.key])
        and quorum.is_news(one.status, believed=known[one.key].status)
        and not quorum.is_believed_alone(one.status, believed=known[one.key].status)
    ]


def _counts_alone(target: Target) -> bool:
    return isinstance(target, MonitorTarget) and target.kind in COUNTS_ALONE


def _hand_over(due: ProbesDue, unseen: Sequence[Target], jury: Sequence[str]) -> list[Question]:
    """A region that sees nothing leaves the batch to the next one, which asks the others."""
    if not unseen:
        return []
    return [Question(jury[0], due.model_copy(update=_parted(unseen)))]


def _questions(due: ProbesDue, doubts: Sequence[Result], jury: Sequence[str]) -> list[Question]:
    targets = {target.key: target for target in due.everything}
    return [
        Question(
            region,
            due.model_copy(
                update={
                    **_parted([targets[doubt.key] for doubt in some]),
                    "doubted_at": some[0].checked_at,
                }
            ),
        )
        for some in batched(doubts, LARGEST_BATCH)
        for region in jury
    ]


def _parted(targets: Sequence[Target]) -> dict[str, list[Target]]:
    return {
        "targets": [target for target in targets if isinstance(target, ProbeTarget)],
        "monitors": [target for target in targets if isinstance(target, MonitorTarget)],
    }


def _controls(
    targets: Iterable[Target], looks: Mapping[UUID, _Look], *, known: Sequence[str]
) -> list[str]:
    """Sites on different hosts that this region has just seen well, or the one before it."""
    by_host: dict[str, str] = {}
    for target in targets:
        verdict = looks[target.key].verdict
        if isinstance(target, ProbeTarget) and verdict and verdict.status is SiteStatus.ONLINE:
            by_host.setdefault(urlsplit(target.url).netloc, target.url)
            if len(by_host) == _CONTROLS:
                break
    return list(dict.fromkeys([*by_host.values(), *known]))[:_CONTROLS]


def _answer(
    due: ProbesDue,
    *,
    regions: Regions,
    eyes: _Eyes,
    clock: Clock,
    sleep: Callable[[float], None],
) -> Findings:
    """Look as one that is alone, and say what differs from what is believed.

    Who sees a site as it is believed keeps silent: then there is nothing to decide. Nor is kept
    what was measured: the minute's figures are the asker's.
    """
    findings = _look_twice(
        due, tries=_JURY_TRIES, region=regions.own, eyes=eyes, clock=clock, sleep=sleep
    )
    if findings.is_blind:
        return Findings(is_blind=True)
    return Findings(
        results=[
            one.model_copy(update={"asked_at": due.doubted_at})
            for one in findings.results
            if one.status != SiteStatus.UNKNOWN  # who may not look there has not seen it
        ]
    )


def look_once(
    target: Target, *, fetcher: HttpFetcher, instruments: Instruments, one_try: _Try
) -> Outcome:
    """What one look brings, as it is; `one_try` is its deadline and the budget for all of it."""
    return _look_at([target], _Eyes(fetcher, instruments), one_try)[target.key]


def look_of(result: Result) -> Look:
    """A result as the quorum counts it."""
    return Look(
        region=result.region,
        asked_at=result.asked_at or result.checked_at,
        at=result.checked_at,
        status=SiteStatus(result.status),
        reason=result.reason,
    )


def _look_at(targets: Sequence[Target], eyes: _Eyes, one_try: _Try) -> dict[UUID, Outcome]:
    """One look at each. All pages are fetched at once; ports, records and domains meanwhile."""
    deadline, budget = one_try
    asked: dict[UUID, Fetch | Outcome] = {}
    others: list[MonitorTarget] = []
    for target in targets:
        if isinstance(target, ProbeTarget):
            asked[target.key] = Fetch(
                target.url, deadline_seconds=deadline, max_body_bytes=_PAGE_BYTES
            )
        elif monitor_looks.is_page(target):
            asked[target.key] = monitor_looks.request(
                target, _needed(eyes), deadline_seconds=deadline
            )
        else:
            others.append(target)
    beside = _beside(others, eyes, one_try) if others else None
    requests = {key: one for key, one in asked.items() if isinstance(one, Fetch)}
    pages = eyes.fetcher.fetch_all(list(requests.values()), budget_seconds=budget)
    outcomes = {key: one for key, one in asked.items() if not isinstance(one, Fetch)}
    outcomes.update(zip(requests, pages, strict=True))
    if beside:
        outcomes.update(beside.outcomes())
    return outcomes


def _beside(targets: Sequence[MonitorTarget], eyes: _Eyes, one_try: _Try) -> OtherLooks:
    deadline, budget = one_try
    return OtherLooks(
        targets,
        fetcher=eyes.fetcher,
        instruments=_needed(eyes),
        deadline_seconds=deadline,
        budget_seconds=budget,
    )


def _needed(eyes: _Eyes) -> Instruments:
    if eyes.instruments is None:
        raise ValueError("monitors cannot be looked at without instruments")
    return eyes.instruments


def _fetch_all(addresses: Sequence[str], fetcher: HttpFetcher, one_try: _Try) -> list[FetchResult]:
    deadline, budget = one_try
    requests = [
        Fetch(address, deadline_seconds=deadline, max_body_bytes=_PAGE_BYTES)
        for address in addresses
    ]
    return fetcher.fetch_all(requests, budget_seconds=budget)


def _are_we_blind(
    due: ProbesDue,
    targets: Sequence[Target],
    outcomes: Mapping[UUID, Outcome],
    fetcher: HttpFetcher,
) -> bool:
    """By what another region has just seen well, if we know enough of that; else by how many fail.

    Sites that another region doubts say nothing about us: all of them may really be offline.
    """
    if len(due.controls) < _ENOUGH_CONTROLS:
        believed_up = [outcomes[t.key] for t in targets if t.status != SiteStatus.OFFLINE]
        return probes.are_we_blind(believed_up)
    if not any(probes.could_be_us(outcome) for outcome in outcomes.values()):
        return False
    return probes.is_witness_blind(_fetch_all(due.controls, fetcher, _CONTROL_TRY))


def _judge(
    targets: Iterable[Target],
    outcomes: Mapping[UUID, Outcome],
    *,
    at: dt.datetime,
    is_blind: bool,
) -> dict[UUID, _Look]:
    looks = {}
    for target in targets:
        outcome = outcomes[target.key]
        if is_blind and probes.could_be_us(outcome):
            looks[target.key] = _Look(Finding(probes.BLIND), at)
        else:
            looks[target.key] = _Look(_judge_one(target, outcome, at), at)
    return looks


def _judge_one(target: Target, outcome: Outcome, at: dt.datetime) -> Finding:
    if isinstance(target, MonitorTarget):
        return monitor_rules.judge(target, outcome, at=at)
    if isinstance(outcome, Fetched | FetchFailed):
        return Finding(probes.judge_fetch(outcome, at=at))
    raise TypeError("a site is looked at by fetching its page")


def _second_opinions(
    first: Mapping[UUID, _Look], second: Mapping[UUID, _Look]
) -> dict[UUID, _Look]:
    return {
        key: _Look(
            replace(look.finding, verdict=probes.second_opinion(before, look.verdict)), look.at
        )
        for key, look in second.items()
        if (before := first[key].verdict)
    }


def _measured(targets: Iterable[Target], looks: Mapping[UUID, _Look]) -> list[Measurement]:
    """Of sites: history has no place for monitors."""
    return [
        _measurement(target.site_id, looks[target.key].verdict)
        for target in targets
        if isinstance(target, ProbeTarget)
    ]


def _measurement(site_id: UUID, verdict: Verdict | None) -> Measurement:
    if verdict is None:
        return Measurement(site_id, None)
    return Measurement(site_id, verdict.status, verdict.status_code, verdict.response_ms)


def _news(
    targets: Iterable[Target],
    looks: Mapping[UUID, _Look],
    began: Mapping[UUID, dt.datetime],
    *,
    region: str,
) -> Iterator[Result]:
    for target in targets:
        look = looks[target.key]
        verdict = look.verdict
        if verdict is None:
            continue
        told = {
            "checked_at": look.at,
            "status": verdict.status,
            "reason": verdict.reason,
            "status_code": verdict.status_code,
            "response_ms": verdict.response_ms,
            "detail": verdict.detail,
            "region": region,
            "asked_at": began[target.key],
            "address": verdict.address,
            "evidence": verdict.evidence,
        }
        is_news = verdict.status != target.status
        if isinstance(target, ProbeTarget):
            if is_news:
                yield CheckResult(site_id=target.site_id, **told)
        elif is_news or _has_learned(target, look.finding):
            yield MonitorResult(
                monitor_id=target.monitor_id,
                facts=dict(look.finding.facts),
                counts_alone=_counts_alone(target),
                **told,
            )


def _has_learned(target: MonitorTarget, finding: Finding) -> bool:
    """Whether there is more to compare with next time, though all is as it was."""
    return bool(finding.facts) and dict(finding.facts) != target.facts
