"""What the sites of the soak do, by their number and the minute: known truth, the same in each run.

Most answer as shared hosting does, some are slow, a few have been dead for long, and at given
minutes some fall for two minutes. Every fall is of other sites, so that none of them flaps.
"""

import math
from dataclasses import dataclass
from random import Random

FALLS_EVERY = 10
FIRST_FALL = 2
LASTS_MINUTES = 2
FALLING_SITES = 8
_DEAD_OF_A_THOUSAND = 2
_SLOW_OF_A_THOUSAND = 5
_MEDIAN_SECONDS, _SPREAD, _LONGEST = 0.25, 0.6, 3.0


@dataclass(frozen=True)
class Behaviour:
    status: int
    """0: it takes the request and never answers."""
    seconds: float


def behaviour(number: int, minute: int) -> Behaviour:
    """What a site does with a request in this minute of the soak."""
    if is_dead(number):
        return Behaviour(0, 60.0)
    if is_down(number, minute):
        return Behaviour(500, 0.1)
    chance = Random(f"{number}/{minute}")
    if is_slow(number):
        return Behaviour(200, chance.uniform(2.0, 6.0))
    taken = math.exp(chance.gauss(math.log(_MEDIAN_SECONDS), _SPREAD))
    return Behaviour(200, min(taken, _LONGEST))


def is_slow(number: int) -> bool:
    first = _DEAD_OF_A_THOUSAND
    return number % 1000 in range(first, first + _SLOW_OF_A_THOUSAND)


def is_dead(number: int) -> bool:
    return number % 1000 < _DEAD_OF_A_THOUSAND


def is_down(number: int, minute: int) -> bool:
    fall, since = divmod(minute - FIRST_FALL, FALLS_EVERY)
    return fall >= 0 and since < LASTS_MINUTES and number in falling(fall)


def falling(fall: int) -> range:
    """The sites of one fall: healthy ones, and other ones than in any fall before."""
    first = 100 + fall * FALLING_SITES
    return range(first, first + FALLING_SITES)
