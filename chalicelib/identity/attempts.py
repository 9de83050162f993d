"""Failed attempts on an account: ten are free, then each makes the next wait longer.

The account is throttled, never locked: its owner, on a device that was signed in before, is not
held up by what others try. Nobody learns here whether an account exists.
"""

import datetime as dt
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from chalicelib.identity.errors import SessionsUnavailable
from chalicelib.kit.clock import unix
from chalicelib.kit.gcra import Limit
from chalicelib.kit.ids import digest, token

if TYPE_CHECKING:
    from pynamodb.expressions.condition import Condition
    from pynamodb.expressions.update import Action

    from chalicelib.adapters.rate_limiter import RateLimiter
    from chalicelib.identity.items import FailuresItem

_FREE_FAILURES = 10
_PASSWORD = "password"  # noqa: S105 - a name, no secret
_WINDOW = dt.timedelta(minutes=15)
_OF_PASSWORDS = Limit(_FREE_FAILURES, _WINDOW, burst=_FREE_FAILURES)
# A code has six digits, and three of a million are right at any time.
_OF_FACTORS = Limit(5, _WINDOW, burst=5)
_SHORTEST_WAIT = dt.timedelta(seconds=30)
_LONGEST_WAIT = dt.timedelta(hours=1)
_FORGOTTEN_AFTER = dt.timedelta(hours=24)
DEVICE_IS_KNOWN_FOR = dt.timedelta(days=180)
_MOST_REMEMBERED = 10_000
_blocked: OrderedDict[str, int] = OrderedDict()


@dataclass(frozen=True)
class Attempt:
    """A try at a secret. `wait_seconds` above 0 means: not now."""

    bucket: str = field(repr=False)
    is_of_known_device: bool
    wait_seconds: int = 0


def wait_after(failures: int) -> dt.timedelta:
    """How long the next attempt has to wait, after so many failures in a row."""
    if failures < _FREE_FAILURES:
        return dt.timedelta()
    doublings = min(failures - _FREE_FAILURES, 20)
    return min(_SHORTEST_WAIT * (1 << doublings), _LONGEST_WAIT)


def begin(
    secret: str, account: str, *, device: str, limiter: "RateLimiter", now: dt.datetime
) -> Attempt:
    """Take a place for one attempt, before anything is checked. Raises LimiterDown."""
    is_known = bool(device) and _is_known(device, account, now)
    # A device that was let in once has a bucket of its own: even a stolen one cannot guess on.
    owner = f"device {digest(device)}" if is_known else f"account {_plain(account)}"
    bucket = f"{secret} {owner}"
    limit = _OF_PASSWORDS if secret == _PASSWORD else _OF_FACTORS
    wait = _blocked_for(bucket, now) or _place(bucket, limiter, limit)
    return Attempt(bucket, is_known, wait)


def failed(attempt: Attempt, *, now: dt.datetime) -> None:
    """One more failure in a row. Concurrent ones all count, and the longest wait holds."""
    from chalicelib.identity.items import FailuresItem

    item = FailuresItem(digest(attempt.bucket))
    with _store():
        wait = wait_after(_count(item, now))
        if wait:
            until = unix(now + wait)
            _if_still(
                item,
                FailuresItem.blocked_until.set(until),
                FailuresItem.blocked_until.does_not_exist() | (FailuresItem.blocked_until < until),
            )


def succeeded(attempt: Attempt, *, limiter: "RateLimiter") -> None:
    """The secret was right: the failures before it are forgotten."""
    from chalicelib.identity.items import FailuresItem

    with _store():
        FailuresItem(digest(attempt.bucket)).delete()
    limiter.forget(attempt.bucket)


def remember_device(account: str, device: str, *, now: dt.datetime) -> str | None:
    """A token by which this device is known for the account, or None when it is known already."""
    if device and _is_known(device, account, now):
        return None
    from chalicelib.identity.items import DeviceItem

    made = token(32)
    with _store():
        DeviceItem(
            id=_device_id(made),
            account=digest(_plain(account)),
            expires_at=unix(now + DEVICE_IS_KNOWN_FOR),
        ).save()
    return made


def _place(bucket: str, limiter: "RateLimiter", limit: Limit) -> int:
    """0 when there is a place, else the seconds until one comes free."""
    return limiter.spend(bucket, limit).retry_after_seconds


def _blocked_for(bucket: str, now: dt.datetime) -> int:
    """The seconds until the next attempt. While one is blocked nothing can shorten its wait, so
    that what this container knows it need not ask again: a flood of guesses ends right here.
    """
    key = digest(bucket)
    until = _blocked.get(key, 0)
    if until <= unix(now):
        until = _blocked[key] = _asked_until(key)
        while len(_blocked) > _MOST_REMEMBERED:
            _blocked.popitem(last=False)
    return max(0, until - unix(now))


def _asked_until(key: str) -> int:
    from chalicelib.identity.items import FailuresItem

    with _store():
        try:
            found = FailuresItem.get(key, consistent_read=True)
        except FailuresItem.DoesNotExist:
            return 0
    return int(found.blocked_until or 0)


def _count(item: "FailuresItem", now: dt.datetime) -> int:
    """The number of failures in a row, this one included; a day without any starts anew."""
    from pynamodb.exceptions import UpdateError

    from chalicelib.identity.items import FailuresItem

    forgotten_at = FailuresItem.expires_at.set(unix(now + _FORGOTTEN_AFTER))
    is_recent = FailuresItem.id.does_not_exist() | (FailuresItem.expires_at > unix(now))
    try:
        item.update([FailuresItem.failures.add(1), forgotten_at], condition=is_recent)
    except UpdateError as error:
        if error.cause_response_code != "ConditionalCheckFailedException":
            raise
        item.update([FailuresItem.failures.set(1), forgotten_at])
    return int(item.failures)


def _if_still(item: "FailuresItem", action: "Action", condition: "Condition") -> None:
    from pynamodb.exceptions import UpdateError

    try:
        item.update([action], condition=condition)
    except UpdateError as error:
        if error.cause_response_code != "ConditionalCheckFailedException":
            raise


def _is_known(device: str, account: str, now: dt.datetime) -> bool:
    from chalicelib.identity.items import DeviceItem

    with _store():
        try:
            found = DeviceItem.get(_device_id(device))
        except DeviceItem.DoesNotExist:
            return False
    return found.is_alive(now) and bool(found.account == digest(_plain(account)))


@contextmanager
def _store() -> Iterator[None]:
    from pynamodb.exceptions import PynamoDBException

    try:
        yield
    except PynamoDBException as error:
        raise SessionsUnavailable from error


def _device_id(device: str) -> str:
    return digest(f"device {device}")


def _plain(account: str) -> str:
    return account.strip().casefold()
