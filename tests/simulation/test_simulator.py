"""Our judgement against weeks whose truth is known, beside two simple ways of judging."""

import pytest

from tests.simulation import score
from tests.simulation.score import Score
from tests.simulation.simple_rules import one_place
from tests.simulation.truth import a_fleet
from tests.simulation.world import World

OURS, ONE, THREE, TWO_GOOD = (
    "two of three regions",
    "one failure",
    "three in a row",
    "one failure, two successes",
)


def simulate(fleets: int, *, sites: int) -> dict[str, Score]:
    scores = {name: Score() for name in (OURS, ONE, THREE, TWO_GOOD)}
    for seed in range(fleets):
        fleet = a_fleet(seed, sites=sites)
        world = World(fleet, seed=seed)
        world.run()
        scores[OURS].add(fleet, world.told)
        scores[ONE].add(fleet, one_place(fleet, failures=1, seed=seed))
        scores[THREE].add(fleet, one_place(fleet, failures=3, seed=seed))
        scores[TWO_GOOD].add(fleet, one_place(fleet, failures=1, successes=2, seed=seed))
    return scores


def report(scores: dict[str, Score]) -> None:
    ours = scores[OURS]
    print(f"\n{ours.site_weeks} site-weeks, {ours.outages} outages of two minutes and more")
    print(score.table(scores.items()))
    print(f"the start of an outage is off by {score.percentile(ours.start_errors, 95):.0f} s (p95)")


def test_a_few_weeks_are_judged_nearly_without_fault() -> None:
    scores = simulate(3, sites=20)
    report(scores)

    ours = scores[OURS]
    assert ours.recall >= 0.97
    assert ours.precision >= 0.97
    assert score.percentile(ours.delays, 50) <= 120  # too few outages for a p95
    assert ours.most_in_a_flapping_hour <= 3
    assert ours.in_maintenance == 0
    assert scores[ONE].precision < 0.5


@pytest.mark.slow
def test_two_thousand_weeks_keep_the_promise() -> None:
    scores = simulate(84, sites=24)
    report(scores)

    ours = scores[OURS]
    assert ours.site_weeks >= 2000
    assert ours.precision >= 0.99
    assert ours.recall >= 0.99
    assert ours.delay_p95 <= 120
    assert ours.most_in_a_flapping_hour <= 3
    assert ours.in_maintenance == 0
    assert scores[ONE].precision < 0.5
    assert scores[ONE].most_in_a_flapping_hour > 3
