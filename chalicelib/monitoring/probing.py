"""One batch of probes: fetch every home page, look twice at bad news, tell only what is new."""

import datetime as dt
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from chalicelib.adapters.http_fetcher import Fetch, FetchResult, HttpFetcher
from chalicelib.events.monitoring import CheckResult, ProbeTarget
from chalicelib.kit.clock import Clock
from chalicelib.monitoring import probes
from chalicelib.monitoring.measurements import Measurement
from chalicelib.monitoring.probes import Verdict
from chalicelib.sites.model import SiteStatus

SECOND_LOOK_AFTER_SECONDS = 5.0
# A batch older than this has been overtaken by the next ones.
STALE_AFTER = dt.timedelta(minutes=3)
# Together with the pause these must fit into the function's 60 seconds.
_FIRST_BUDGET_SECONDS = 20.0
_SECOND_BUDGET_SECONDS = 31.0
_PAGE_BYTES = 256 * 1024


@dataclass(frozen=True)
class _Look:
    """What a fetch said, and when: a batch may take most of a minute, order needs the moment."""

    verdict: Verdict | None
    at: dt.datetime


def probe(
    targets: Sequence[ProbeTarget],
    *,
    fetcher: HttpFetcher,
    clock: Clock,
    keep: Callable[[Iterable[Measurement]], object] = lambda _: None,
    sleep: Callable[[float], None] = time.sleep,
) -> list[CheckResult]:
    """What changed since the status that each target was sent with; `keep` gets all there is."""
    results = _fetch(targets, fetcher, probes.FIRST_TRY_SECONDS, _FIRST_BUDGET_SECONDS)
    looks = _judge(targets, results, at=clock.now())
    doubtful = [
        target
        for target in targets
        if probes.needs_second_look(looks[target.site_id].verdict, target.status)
    ]
    if doubtful:
        sleep(SECOND_LOOK_AFTER_SECONDS)
        again = _fetch(doubtful, fetcher, probes.SECOND_TRY_SECONDS, _SECOND_BUDGET_SECONDS)
        looks.update(_second_opinions(looks, _judge(doubtful, again, at=clock.now())))
    keep(_measurement(site_id, look.verdict) for site_id, look in looks.items())
    return [
        _check_result(target, look.verdict, look.at)
        for target in targets
        if (look := looks[target.site_id]).verdict and look.verdict.status != target.status
    ]


def _fetch(
    targets: Sequence[ProbeTarget], fetcher: HttpFetcher, deadline: float, budget: float
) -> dict[UUID, FetchResult]:
    requests = [
        Fetch(target.url, deadline_seconds=deadline, max_body_bytes=_PAGE_BYTES)
        for target in targets
    ]
    results = fetcher.fetch_all(requests, budget_seconds=budget)
    return {target.site_id: result for target, result in zip(targets, results, strict=True)}


def _judge(
    targets: Sequence[ProbeTarget], results: Mapping[UUID, FetchResult], *, at: dt.datetime
) -> dict[UUID, _Look]:
    believed_up = [
        results[target.site_id] for target in targets if target.status != SiteStatus.OFFLINE
    ]
    judge = probes.blinded if probes.are_we_blind(believed_up) else probes.judge_fetch
    return {site_id: _Look(judge(result), at) for site_id, result in results.items()}


def _second_opinions(
    first: Mapping[UUID, _Look], second: Mapping[UUID, _Look]
) -> dict[UUID, _Look]:
    return {
        site_id: _Look(probes.second_opinion(before, look.verdict), look.at)
        for site_id, look in second.items()
        if (before := first[site_id].verdict)
    }


def _measurement(site_id: UUID, verdict: Verdict | None) -> Measurement:
    if verdict is None:
        return Measurement(site_id, None)
    return Measurement(site_id, verdict.status, verdict.status_code, verdict.response_ms)


def _check_result(target: ProbeTarget, verdict: Verdict, at: dt.datetime) -> CheckResult:
    return CheckResult(
        site_id=target.site_id,
        checked_at=at,
        status=verdict.status,
        reason=verdict.reason,
        status_code=verdict.status_code,
        response_ms=verdict.response_ms,
        detail=verdict.detail,
    )
