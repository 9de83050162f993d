"""Sites that come and go: told at most three times an hour, and never late that they are down.

Bad news always goes out. An end is told only while there is room left for the next bad news, and
for a site that flaps not before it has been calm for a while.
"""

import datetime as dt
from collections.abc import Sequence

WINDOW = dt.timedelta(hours=1)
MOST_NOTICES = 3
CALM = dt.timedelta(minutes=30)


def recent(told: Sequence[dt.datetime], *, now: dt.datetime) -> tuple[dt.datetime, ...]:
    """The notices that count towards this hour."""
    return tuple(at for at in told if now - at < WINDOW)


def may_tell_end(
    told: Sequence[dt.datetime], *, is_flapping: bool, since: dt.datetime, now: dt.datetime
) -> bool:
    """Whether the all-clear may go out: it must leave room for one more piece of bad news."""
    has_room = len(recent(told, now=now)) + 1 < MOST_NOTICES
    return has_room and (not is_flapping or is_calm(since, now=now))


def is_calm(since: dt.datetime, *, now: dt.datetime) -> bool:
    """Whether what is seen has stayed the same for long enough to be trusted again."""
    return now - since >= CALM
