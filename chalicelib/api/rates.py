"""How much of what anybody may ask for, by class of route. Pure."""

import datetime as dt
from enum import StrEnum

from chalicelib.kit.gcra import Limit, Verdict


class RateClass(StrEnum):
    """How dear a call is, or how tempting to guess at; each class has its own limit."""

    READ = "read"
    WRITE = "write"
    LOGIN = "login"  # passwords and second factors
    LINK = "link"  # asking for mails, and trying the links in them
    EXPENSIVE = "expensive"
    PLUGIN = "plugin"


_MINUTE = dt.timedelta(minutes=1)
_HOUR = dt.timedelta(hours=1)

# Per person, token or, where nobody is signed in, address. A page of the apps asks for up to ten
# things at once; an office shares one address.
LIMITS: dict[RateClass, Limit] = {
    RateClass.READ: Limit(1200, _MINUTE, burst=400),
    RateClass.WRITE: Limit(240, _MINUTE, burst=120),
    RateClass.LOGIN: Limit(50, _HOUR, burst=50),
    RateClass.LINK: Limit(60, _HOUR, burst=30),
    RateClass.EXPENSIVE: Limit(30, _MINUTE, burst=20),
    # Per site key. A site calls a few times an hour, and a few times a minute while it works.
    RateClass.PLUGIN: Limit(300, _MINUTE, burst=300),
}
# All the sites of one web server share its address.
PLUGIN_ADDRESS = Limit(6000, _MINUTE, burst=6000)

# When DynamoDB does not answer, these are refused: they are what the limits are there for. The
# others go on, because a limiter must not be the outage that it should prevent.
CLOSED_WHEN_DOWN = frozenset({RateClass.LOGIN, RateClass.LINK, RateClass.EXPENSIVE})


def headers(rate_class: RateClass, limit: Limit, verdict: Verdict) -> dict[str, str]:
    """What the caller may know of the limit (draft-ietf-httpapi-ratelimit-headers)."""
    window = int(limit.per.total_seconds())
    return {
        "RateLimit-Policy": f'"{rate_class}";q={limit.count};w={window}',
        "RateLimit": f'"{rate_class}";r={verdict.left};t={verdict.seconds_to_full}',
    }
