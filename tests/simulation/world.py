"""The world in which the real probing and the real rules run: time, pages, queues, regions."""

import datetime as dt
import heapq
import itertools
import random
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from chalicelib.adapters.http_fetcher import (
    Fetch,
    Fetched,
    FetchFailed,
    FetchFailure,
    FetchResult,
    Phases,
)
from chalicelib.events.monitoring import CheckResult, ProbesDue, ProbeTarget
from chalicelib.monitoring import judgement, probing
from chalicelib.monitoring.judgement import Belief, Notice, Terms
from chalicelib.monitoring.recording import questions_of
from chalicelib.monitoring.regions import Regions
from chalicelib.sites.model import SiteStatus
from tests.simulation import truth
from tests.simulation.truth import MINUTES, REGIONS, FleetTruth

HOME = REGIONS[0]
PAGE = b"<!doctype html><html><body><p>Welcome.</p></body></html>"
NORMAL_SECONDS = 0.4
NEIGHBOURS = 6


@dataclass(frozen=True)
class Told:
    """One notice."""

    site: int
    notice: Notice
    at: float
    since: float


class World:
    """One fleet's week under our rules."""

    def __init__(self, fleet: FleetTruth, *, seed: int) -> None:
        self.fleet = fleet
        self.rng = random.Random(seed)
        self.told: list[Told] = []
        self.questions = 0
        self.news = 0
        self._restless_minutes = [site.restless_minutes() for site in fleet.sites]
        self._blind_minutes = fleet.blind_minutes()
        self._now = 0.0
        self._later: list[tuple[float, int, Callable[[], None]]] = []
        self._order = itertools.count()
        self._ids = [uuid.UUID(int=n) for n in range(len(fleet.sites))]
        self._targets: dict[tuple[int, SiteStatus], ProbeTarget] = {}
        self._beliefs = [
            judgement.from_status(SiteStatus.ONLINE, reason="", since=self.instant(0))
            for _ in fleet.sites
        ]

    def run(self) -> None:
        for minute in range(MINUTES):
            self._deliver_until(minute * 60)
            targets = self._restless(minute)
            # In any other minute every look agrees with what is believed: nothing happens.
            if targets:
                self._tick(minute, targets)
        self._deliver_until(truth.WEEK + 600)

    def _restless(self, minute: int) -> list[int]:
        """Who may be seen otherwise than believed, and a few neighbours who stand for the rest."""
        if minute in self._blind_minutes:
            return list(range(len(self._beliefs)))
        restless = {
            n
            for n, belief in enumerate(self._beliefs)
            if minute in self._restless_minutes[n] or self._shown(belief) is not SiteStatus.ONLINE
        }
        if not restless:
            return []
        neighbours = [n for n in range(len(self._beliefs)) if n not in restless][:NEIGHBOURS]
        return [*restless, *neighbours]

    def instant(self, at: float) -> dt.datetime:
        return self.fleet.monday + dt.timedelta(seconds=at)

    def now(self) -> dt.datetime:
        return self.instant(self._now)

    def _shown(self, belief: Belief) -> SiteStatus:
        return judgement.status_of(belief)

    def _tick(self, minute: int, sites: list[int]) -> None:
        targets = [self._target(n, self._shown(self._beliefs[n])) for n in sites]
        due = ProbesDue.model_construct(
            batch_id="b",
            due_at=self.instant(minute * 60),
            targets=targets,
            doubted_at=None,
            controls=[],
            blind=[],
        )
        self._send(lambda: self._probe(HOME, due, minute), extra=self.rng.uniform(0.5, 3))

    def _target(self, number: int, status: SiteStatus) -> ProbeTarget:
        if (number, status) not in self._targets:
            self._targets[number, status] = ProbeTarget(
                site_id=self._ids[number], url=f"https://{number}.example/", status=status
            )
        return self._targets[number, status]

    def _probe(self, region: str, due: ProbesDue, minute: int | None = None) -> None:
        if self.now() - due.due_at > probing.STALE_AFTER:
            return
        worker = _Worker(self, region, minute)
        findings = probing.probe(
            due,
            regions=Regions(own=region, every=REGIONS),
            fetcher=worker,
            clock=worker,
            sleep=worker.sleep,
        )
        self.questions += len(findings.questions)
        for question in findings.questions:
            self._send(
                lambda question=question: self._probe(question.region, question.message),
                extra=worker.at - self._now,
            )
        if findings.news:
            self.news += 1
            self._send(lambda: self._record(findings.news), extra=worker.at - self._now)

    def _record(self, news: Sequence[CheckResult]) -> None:
        # One look of one region at a time: the rules themselves gather the answers.
        for site_id, looks in questions_of(news):
            site = site_id.int
            terms = Terms(is_maintenance=self.fleet.sites[site].is_in_window(self._now))
            judged = judgement.judge(self._beliefs[site], looks, self.now(), terms)
            self._beliefs[site] = judged.belief
            if judged.notice:
                since = (judged.belief.since - self.fleet.monday).total_seconds()
                self.told.append(Told(site, judged.notice, self._now, since))

    def _send(self, deliver: Callable[[], None], *, extra: float) -> None:
        delay = self.rng.uniform(0.3, 3)
        if self.rng.random() < 0.01:
            delay = self.rng.uniform(30, 120)
        times = 2 if self.rng.random() < 0.005 else 1
        for _ in range(times):
            at = self._now + extra + delay
            heapq.heappush(self._later, (at, next(self._order), deliver))
            delay += self.rng.uniform(1, 60)

    def _deliver_until(self, end: float) -> None:
        while self._later and self._later[0][0] <= end:
            self._now, _, deliver = heapq.heappop(self._later)
            deliver()
        self._now = end


class _Worker:
    """One invocation of the edge function: its clock, its pause, its way to the internet."""

    def __init__(self, world: World, region: str, minute: int | None) -> None:
        self._world = world
        self._region = region
        self._minute = minute
        self.at = world._now

    def now(self) -> dt.datetime:
        return self._world.instant(self.at)

    def sleep(self, seconds: float) -> None:
        self.at += seconds

    def fetch(self, request: Fetch) -> FetchResult:
        return self.fetch_all([request], budget_seconds=request.deadline_seconds)[0]

    def fetch_all(self, requests: Sequence[Fetch], *, budget_seconds: float) -> list[FetchResult]:
        answers = [self._fetch(request) for request in requests]
        # In a large batch, somebody always keeps us waiting.
        longest = max((seconds for _, seconds in answers), default=0.0)
        if self._minute is not None and self._world.rng.random() < 0.5:
            longest = max(longest, requests[0].deadline_seconds if requests else 0.0)
        self.at += min(longest, budget_seconds)
        return [result for result, _ in answers]

    def _fetch(self, request: Fetch) -> tuple[FetchResult, float]:
        number = int(request.url.removeprefix("https://").split(".", 1)[0])
        return _answer(request, self._meets(number), number)

    def _meets(self, number: int) -> str:
        fleet, rng = self._world.fleet, self._world.rng
        site = fleet.sites[number]
        if fleet.is_blind(self._region, self.at):
            return truth.SILENT
        state = site.state(self._region, self.at)
        if state == truth.WELL:
            is_unlucky = (
                self._minute in site.unlucky_minutes
                if self._minute is not None
                else rng.random() < site.error_rate
            )
            return rng.choice((truth.REFUSED, truth.ERROR, truth.SILENT)) if is_unlucky else state
        if site.is_stutter(self.at) and rng.random() < 0.03:
            return truth.WELL
        return state


# Where the time went decides nothing here.
_PHASES = Phases(0, 0, 0, 0, 0)


def _answer(request: Fetch, state: str, number: int) -> tuple[FetchResult, float]:
    address = f"203.0.{number % 7}.{number % 200}"
    if state == truth.SILENT or (state == truth.SLOW and request.deadline_seconds < 20):
        seconds = request.deadline_seconds
        failed = FetchFailed(request.url, FetchFailure.TIMED_OUT, "", int(seconds * 1000), address)
        return failed, seconds
    if state == truth.REFUSED:
        return FetchFailed(request.url, FetchFailure.CONNECTION_FAILED, "", 90, address), 0.1
    seconds = 20.0 if state == truth.SLOW else NORMAL_SECONDS
    code, body = (500, b"oops") if state == truth.ERROR else (200, PAGE)
    page = Fetched(
        url=request.url,
        status_code=code,
        headers={},
        body=body,
        truncated=False,
        elapsed_ms=int(seconds * 1000),
        address=address,
        phases=_PHASES,
        certificate=None,
    )
    return page, seconds
