"""What most monitors do: one place looks, and believes after one or after three failures."""

import random

from chalicelib.monitoring.judgement import Notice
from tests.simulation import truth
from tests.simulation.truth import MINUTES, REGIONS, FleetTruth, SiteTruth
from tests.simulation.world import Told

HOME = REGIONS[0]


def one_place(fleet: FleetTruth, *, failures: int, successes: int = 1, seed: int) -> list[Told]:
    """Down after so many failures in a row, up after so many successes; silent in maintenance."""
    rng = random.Random(seed)
    told: list[Told] = []
    for number, site in enumerate(fleet.sites):
        told += _watch(fleet, site, number, failures, successes, rng)
    return told


def _watch(
    fleet: FleetTruth,
    site: SiteTruth,
    number: int,
    failures: int,
    successes: int,
    rng: random.Random,
) -> list[Told]:
    told: list[Told] = []
    is_down, bad, good, since = False, 0, 0, 0.0
    restless = site.restless_minutes() | fleet.blind_minutes()
    for minute in range(MINUTES):
        if minute not in restless and not is_down and bad == 0:
            continue
        at = minute * 60 + 2.0
        failed, seconds = _look(fleet, site, minute, at, rng)
        bad, good = (bad + 1, 0) if failed else (0, good + 1)
        since = at if bad == 1 else since
        if site.is_in_window(at):
            continue
        if not is_down and bad >= failures:
            is_down = True
            told.append(Told(number, Notice.PROBLEM, at + seconds + 1, since))
        elif is_down and good >= successes:
            is_down = False
            told.append(Told(number, Notice.ALL_CLEAR, at + seconds + 1, at))
    return told


def _look(
    fleet: FleetTruth, site: SiteTruth, minute: int, at: float, rng: random.Random
) -> tuple[bool, float]:
    if fleet.is_blind(HOME, at):
        return True, 15.0
    state = site.state(HOME, at)
    if state == truth.WELL:
        return minute in site.unlucky_minutes, 0.4
    if site.is_stutter(at) and rng.random() < 0.03:
        return False, 0.4
    return True, 15.0 if state in (truth.SILENT, truth.SLOW) else 0.3
