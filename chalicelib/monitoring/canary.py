"""The canary: a site of our own that goes down on purpose, and whose alert must arrive. Pure.

It is watched, judged and told like any other; only that its letter goes to SES's mailbox simulator
and that no person's role in the database sees its rows.
"""

import datetime as dt

PATH = "/api/v1/canary"
# SES takes it, counts it against no reputation, and nobody reads it.
ADDRESS = "success@simulator.amazonses.com"

# A little more than an hour: else the rule that tells at most three notices an hour would hold
# its all-clear back.
EVERY = dt.timedelta(minutes=65)
DOWN_FOR = dt.timedelta(minutes=4)
MUST_ARRIVE_WITHIN = dt.timedelta(minutes=3)
_PROBLEM = "problem"  # as monitoring/alerts.py names it; a test compares the two
_EPOCH = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


def last_fall(now: dt.datetime) -> dt.datetime:
    """When it last began to be down, or begins right now."""
    return now - (now - _EPOCH) % EVERY


def is_down(now: dt.datetime) -> bool:
    return now - last_fall(now) < DOWN_FOR


def url(base_url: str) -> str:
    return base_url + PATH


def last_expected_alert(now: dt.datetime) -> dt.datetime:
    """The last fall whose alert must have arrived by now."""
    fall = last_fall(now)
    return fall if now - fall >= MUST_ARRIVE_WITHIN else fall - EVERY


def is_alert(recipient: str, template: str) -> bool:
    """Whether this letter is the one for which the canary falls."""
    return (recipient, template) == (ADDRESS, _PROBLEM)
