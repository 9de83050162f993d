"""What really happens to a fleet of sites in one week. Knows nothing of how it will be judged.

The parameters, and why they are realistic (per site-week unless said):

- Outages for everybody: 0.7, half of them refused or answered with an error at once, half without
  an answer; lasting lognormally around 12 minutes, from 20 seconds to two days. Cheap shared
  hosting promises 99.9 %, which is ten minutes a week.
- During an outage 3 % of the looks succeed all the same: one of several servers still works.
- Hiccups of 0.5 to 8 seconds for everybody: 2; one host in ten has 20. PHP, web server and cache
  are reloaded.
- Looks that fail for no reason of the site's: 0.3 % of all; for one host in ten 2 %. Packets and
  DNS answers get lost, a firewall refuses, a worker pool is full.
- Routes that one region cannot use, for five minutes to six hours: 0.3. Peering, an address on a
  blocklist, a country that is fenced off.
- Every region sees nothing at all once in three weeks, for 5 to 40 minutes.
- Slow pages, 16 to 25 seconds for everybody: 0.5, for 5 to 90 minutes. Slow is not offline.
- One site in fifty flaps: for one to four hours it is down and up for 30 seconds to 6 minutes.
- One site in five is worked on every night from 02:30 to 03:30 in Berlin, and half of the time
  fails meanwhile. The weeks lie at both changes of the clocks.
- Deliveries: 0.3 to 3 seconds; one in a hundred comes 30 to 120 seconds late, one in two hundred
  comes twice.
"""

import datetime as dt
import random
from bisect import bisect_right
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

WEEK = 7 * 24 * 3600
MINUTES = WEEK // 60
BERLIN = ZoneInfo("Europe/Berlin")
# Both changes of the clocks of 2026 lie in the middle of these weeks.
FIRST_DAYS = (dt.date(2026, 3, 26), dt.date(2026, 10, 22))
REGIONS = ("north", "east", "south")
WELL, SLOW, REFUSED, ERROR, SILENT = "well", "slow", "refused", "error", "silent"


@dataclass(frozen=True)
class Episode:
    """From when to when (in seconds of the week) a site is in this state."""

    start: float
    end: float
    state: str

    @property
    def seconds(self) -> float:
        return self.end - self.start


@dataclass
class SiteTruth:
    """One site's week."""

    outages: list[Episode] = field(default_factory=list)
    flaps: list[tuple[float, float]] = field(default_factory=list)
    """The episodes of flapping; the single outages in them are in `flapping_outages`."""
    flapping_outages: list[Episode] = field(default_factory=list)
    hiccups: list[Episode] = field(default_factory=list)
    slow: list[Episode] = field(default_factory=list)
    cuts: dict[str, list[Episode]] = field(default_factory=dict)
    maintenance: list[Episode] = field(default_factory=list)
    error_rate: float = 0.003
    unlucky_minutes: frozenset[int] = frozenset()

    def finish(self) -> "SiteTruth":
        """Order for the look-up; of overlapping episodes the worst comes first."""
        everywhere = [*self.outages, *self.flapping_outages, *self.hiccups, *self.slow]
        work = [one for one in self.maintenance if one.state != WELL]
        self._everywhere = _Timeline([*everywhere, *work])
        self._cuts = {region: _Timeline(cuts) for region, cuts in self.cuts.items()}
        self._windows = _Timeline(self.maintenance)
        return self

    def state(self, region: str, at: float) -> str:
        """What this region meets, apart from bad luck."""
        found = self._everywhere.at(at)
        cut = self._cuts[region].at(at) if region in self._cuts else None
        if found is None or found.state == SLOW:
            return cut.state if cut else (found.state if found else WELL)
        return found.state

    def is_in_window(self, at: float) -> bool:
        return self._windows.at(at) is not None

    def is_stutter(self, at: float) -> bool:
        found = self._everywhere.at(at)
        return found is not None and found.state != SLOW and found.seconds >= 60

    def restless_minutes(self) -> set[int]:
        """The minutes in which a look at it may be anything but well."""
        episodes = [*self._everywhere.episodes]
        for timeline in self._cuts.values():
            episodes += timeline.episodes
        restless = set(self.unlucky_minutes)
        for one in episodes:
            restless.update(range(max(0, int(one.start // 60) - 1), int(one.end // 60) + 2))
        return restless


class _Timeline:
    def __init__(self, episodes: list[Episode]) -> None:
        self.episodes = sorted(episodes, key=lambda one: one.start)
        self._starts = [one.start for one in self.episodes]
        self._longest = max((one.seconds for one in episodes), default=0.0)

    def at(self, moment: float) -> Episode | None:
        found = None
        place = bisect_right(self._starts, moment) - 1
        while place >= 0 and self._starts[place] >= moment - self._longest:
            one = self.episodes[place]
            if one.end > moment and (found is None or found.state == SLOW):
                found = one
            place -= 1
        return found


@dataclass
class FleetTruth:
    """Sites that are probed in one batch, and the regions that probe them."""

    monday: dt.datetime
    sites: list[SiteTruth]
    blind: dict[str, list[Episode]]

    def is_blind(self, region: str, at: float) -> bool:
        return any(one.start <= at < one.end for one in self.blind[region])

    def blind_minutes(self) -> set[int]:
        return {
            minute
            for episodes in self.blind.values()
            for one in episodes
            for minute in range(int(one.start // 60) - 1, int(one.end // 60) + 2)
        }


def a_fleet(seed: int, *, sites: int) -> FleetTruth:
    rng = random.Random(seed)
    day = FIRST_DAYS[seed % 2]
    monday = dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC)
    blind = {
        region: [
            _episode(rng, rng.uniform(5, 40) * 60, SILENT) for _ in range(_poisson(rng, 1 / 3))
        ]
        for region in REGIONS
    }
    return FleetTruth(monday, [_a_site(rng, monday) for _ in range(sites)], blind)


def _a_site(rng: random.Random, monday: dt.datetime) -> SiteTruth:
    is_shaky = rng.random() < 0.1
    site = SiteTruth(error_rate=0.02 if is_shaky else 0.003)
    for _ in range(_poisson(rng, 0.7)):
        seconds = min(max(rng.lognormvariate(6.58, 1.3), 20), 2 * 24 * 3600)
        site.outages.append(_episode(rng, seconds, rng.choice((REFUSED, ERROR, SILENT, SILENT))))
    site.outages = _apart(site.outages)
    for _ in range(_poisson(rng, 20 if is_shaky else 2)):
        site.hiccups.append(_episode(rng, rng.uniform(0.5, 8), rng.choice((REFUSED, ERROR))))
    for _ in range(_poisson(rng, 0.5)):
        site.slow.append(_episode(rng, rng.uniform(5, 90) * 60, SLOW))
    for _ in range(_poisson(rng, 0.3)):
        cut = _episode(rng, rng.uniform(5, 360) * 60, rng.choice((REFUSED, SILENT)))
        site.cuts.setdefault(rng.choice(REGIONS), []).append(cut)
    if rng.random() < 0.02:
        _let_flap(rng, site)
    if rng.random() < 0.2:
        site.maintenance = [_a_night(rng, monday, day) for day in range(7)]
    site.unlucky_minutes = frozenset(
        rng.sample(range(MINUTES), _poisson(rng, MINUTES * site.error_rate))
    )
    return site.finish()


def _let_flap(rng: random.Random, site: SiteTruth) -> None:
    whole = _episode(rng, rng.uniform(1, 4) * 3600, ERROR)
    site.outages = [o for o in site.outages if o.end < whole.start - 7200 or o.start > whole.end]
    site.flaps.append((whole.start, whole.end))
    at = whole.start
    while at < whole.end:
        end = min(at + rng.uniform(30, 360), whole.end)
        site.flapping_outages.append(Episode(at, end, ERROR))
        at = end + rng.uniform(30, 360)


def _a_night(rng: random.Random, monday: dt.datetime, day: int) -> Episode:
    """The same hour on the clock every night, whatever the clock does."""
    on = (monday + dt.timedelta(days=day)).date()
    begin = dt.datetime(on.year, on.month, on.day, 2, 30, tzinfo=BERLIN).astimezone(dt.UTC)
    end = dt.datetime(on.year, on.month, on.day, 3, 30, tzinfo=BERLIN).astimezone(dt.UTC)
    start = (begin - monday).total_seconds()
    lasts = max((end - begin).total_seconds(), 0)
    return Episode(start, start + lasts, ERROR if rng.random() < 0.5 else WELL)


def _episode(rng: random.Random, seconds: float, state: str) -> Episode:
    start = rng.uniform(3600, WEEK - 3600)
    return Episode(start, min(start + seconds, WEEK - 600.0), state)


def _apart(outages: list[Episode]) -> list[Episode]:
    """Two outages at once are one."""
    kept: list[Episode] = []
    for one in sorted(outages, key=lambda one: one.start):
        if not kept or one.start > kept[-1].end + 600:
            kept.append(one)
    return kept


def _poisson(rng: random.Random, mean: float) -> int:
    count, at = 0, rng.expovariate(1.0)
    while at < mean:
        count += 1
        at += rng.expovariate(1.0)
    return count
