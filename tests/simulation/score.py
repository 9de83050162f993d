"""How well notices fit the truth: the same measure for every way of judging."""

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from chalicelib.monitoring.judgement import Notice
from tests.simulation.truth import Episode, FleetTruth, SiteTruth
from tests.simulation.world import Told

SHORTEST_OUTAGE = 120.0
# A notice is right when the site really failed for everybody, for longer than a hiccup, in the
# minutes before it: that is how long looks, answers and late deliveries take.
LOOK_BACK = 240.0
HOUR = 3600.0


@dataclass
class Score:
    """Sums over all fleets."""

    site_weeks: int = 0
    problems: int = 0
    right: int = 0
    outages: int = 0
    found: int = 0
    in_maintenance: int = 0
    delays: list[float] = field(default_factory=list)
    recoveries: list[float] = field(default_factory=list)
    start_errors: list[float] = field(default_factory=list)
    flapping_hours: list[int] = field(default_factory=list)
    early_ends: int = 0
    """All-clears while the outage went on."""

    @property
    def precision(self) -> float:
        return self.right / self.problems if self.problems else 1.0

    @property
    def recall(self) -> float:
        return self.found / self.outages if self.outages else 1.0

    @property
    def delay_p95(self) -> float:
        return percentile(self.delays, 95)

    @property
    def most_in_a_flapping_hour(self) -> int:
        return max(self.flapping_hours, default=0)

    def add(self, fleet: FleetTruth, told: Sequence[Told]) -> None:
        by_site: dict[int, list[Told]] = {}
        for one in told:
            by_site.setdefault(one.site, []).append(one)
        for number, site in enumerate(fleet.sites):
            self._add_site(site, by_site.get(number, []))

    def _add_site(self, site: SiteTruth, told: list[Told]) -> None:
        self.site_weeks += 1
        real = sorted([*site.outages, *site.flapping_outages], key=lambda one: one.start)
        worked_on = [one for one in site.maintenance if one.state != "well"]
        for one in told:
            self.in_maintenance += site.is_in_window(one.at)
            if one.notice is Notice.PROBLEM:
                self.problems += 1
                self.right += any(_explains(outage, one) for outage in (*real, *worked_on))
            else:
                self.early_ends += any(o.start < one.at - 60 and one.at < o.end for o in real)
        for outage in site.outages:
            self._add_outage(site, outage, told)
        for start, end in site.flaps:
            self.flapping_hours += _hours(told, start, end)

    def _add_outage(self, site: SiteTruth, outage: Episode, told: list[Told]) -> None:
        start = _after_windows(site, outage.start)
        if outage.end - start < SHORTEST_OUTAGE or _is_shared(site, outage):
            return
        self.outages += 1
        known = [one for one in told if one.at <= start]
        if known and known[-1].notice is Notice.PROBLEM:
            self.found += 1  # it was down already, for all that people had been told
            return
        first = next(
            (o for o in told if start < o.at <= outage.end + 60 and o.notice is Notice.PROBLEM),
            None,
        )
        if first is None:
            return
        self.found += 1
        self.delays.append(first.at - start)
        if start == outage.start:
            self.start_errors.append(abs(first.since - outage.start))
        end = next((o for o in told if o.at > outage.end and o.notice is Notice.ALL_CLEAR), None)
        if end is not None:
            self.recoveries.append(end.at - outage.end)


def percentile(values: Sequence[float], percent: int) -> float:
    if len(values) < 2:
        return values[0] if values else 0.0
    return statistics.quantiles(values, n=100)[percent - 1]


def table(scores: Iterable[tuple[str, Score]]) -> str:
    head = (
        f"{'':26}{'precision':>10}{'recall':>8}{'delay p50':>11}{'p95':>7}"
        f"{'flapping hour: mean':>21}{'most':>6}{'in maint.':>11}{'early end':>11}{'end p95':>9}"
    )
    lines = [head]
    for name, s in scores:
        hours = s.flapping_hours or [0]
        lines.append(
            f"{name:26}{s.precision:>10.4f}{s.recall:>8.4f}{percentile(s.delays, 50):>10.0f}s"
            f"{s.delay_p95:>6.0f}s{statistics.mean(hours):>21.1f}{s.most_in_a_flapping_hour:>6}"
            f"{s.in_maintenance:>11}{s.early_ends:>11}{percentile(s.recoveries, 95):>8.0f}s"
        )
    return "\n".join(lines)


def _explains(outage: Episode, notice: Told) -> bool:
    return outage.start <= notice.at and outage.end >= notice.at - LOOK_BACK


def _is_shared(site: SiteTruth, outage: Episode) -> bool:
    return any(start < outage.end and outage.start < end for start, end in site.flaps)


def _after_windows(site: SiteTruth, start: float) -> float:
    for window in sorted(site.maintenance, key=lambda one: one.start):
        if window.start <= start < window.end:
            start = window.end
    return start


def _hours(told: Sequence[Told], start: float, end: float) -> list[int]:
    """The most notices within any sixty minutes that begin in each hour of the flapping."""
    times = [one.at for one in told if start <= one.at <= end + HOUR]
    busiest: list[int] = []
    at = start
    while at < end:
        begins = [t for t in times if at <= t < at + HOUR]
        busiest.append(max((sum(b <= t < b + HOUR for t in times) for b in begins), default=0))
        at += HOUR
    return busiest
