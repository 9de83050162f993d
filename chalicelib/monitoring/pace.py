"""How long a site usually lets us wait, in coarse classes: slow ones wait together. Pure.

What counts is what 19 of 20 answers did not exceed, in the middle one of a day's hours: a slow
minute or a slow night changes nothing.
"""

import datetime as dt
from bisect import bisect_right

LOOKS_BACK = dt.timedelta(hours=24)
QUICK = 0
_SLOWER_FROM_MS = (1_000, 2_000, 4_000)
# May take all the time there is.
OFFLINE = len(_SLOWER_FROM_MS) + 1


def pace(usual_ms: int | None) -> int:
    """0 for the quick and for those of which nothing is known yet; the higher, the slower."""
    return bisect_right(_SLOWER_FROM_MS, usual_ms or 0)
