"""Who asks how often: each request pays into a bucket before anything is done for it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from ipaddress import ip_address, ip_network
from typing import TYPE_CHECKING

from chalicelib import bootstrap
from chalicelib.adapters.observability import logger
from chalicelib.adapters.rate_limiter import LimiterDown, LocalBuckets
from chalicelib.api import rates
from chalicelib.api.errors import TooManyRequests
from chalicelib.api.incoming import Incoming
from chalicelib.api.rates import RateClass
from chalicelib.identity.model import Actor
from chalicelib.kit.errors import Unauthenticated
from chalicelib.kit.gcra import Limit, Verdict
from chalicelib.kit.ids import digest
from chalicelib.kit.lazy import lazily

if TYPE_CHECKING:
    from chalicelib.identity import attempts
else:
    # Only who signs in needs it.
    attempts = lazily("chalicelib.identity.attempts")

_IPV6_SITE_BITS = 64  # one household or one server has at least so many addresses
_DEVICE_COOKIE = "__Host-wingman-device"


class Toll:
    """What one request has paid, and may be given back."""

    def __init__(self, rate_class: RateClass) -> None:
        self.headers: Mapping[str, str] = {}
        self._rate_class = rate_class
        self._bucket = ""

    def pay(self, caller: Actor | Incoming) -> None:
        """Raises TooManyRequests, and LimiterDown where nothing may pass unchecked."""
        if self._rate_class is RateClass.PLUGIN and isinstance(caller, Incoming):
            self._pay_as_plugin(caller)
        else:
            self._spend(f"{self._rate_class} {_payer(caller)}", rates.LIMITS[self._rate_class])

    def give_back(self) -> None:
        """A sign-in that succeeds was no guess."""
        if self._rate_class is not RateClass.LOGIN or not self._bucket:
            return
        try:
            bootstrap.rate_limiter().give_back(self._bucket, rates.LIMITS[self._rate_class])
        except LimiterDown:
            logger.warning("toll_not_given_back")

    def _spend(self, bucket: str, limit: Limit) -> None:
        try:
            verdict = bootstrap.rate_limiter().spend(bucket, limit)
        except LimiterDown:
            if self._rate_class in rates.CLOSED_WHEN_DOWN:
                raise
            logger.warning("rate_limiter_down", rate_class=self._rate_class)
            return
        self._bucket = bucket
        self._judge(limit, verdict)

    def _pay_as_plugin(self, incoming: Incoming) -> None:
        """Counted in this container alone, so that an honest site waits for nothing.

        Only a key that has used up half of its burst right here costs a question to DynamoDB.
        """
        limit = rates.LIMITS[RateClass.PLUGIN]
        key = digest(incoming.header("authorization") or "")
        verdict = _local().spend(key, limit)
        self._judge(limit, verdict)
        by_address = _local().spend(address_group(incoming.address), rates.PLUGIN_ADDRESS)
        self._judge(rates.PLUGIN_ADDRESS, by_address)
        self._judge(limit, verdict)
        if verdict.left < limit.burst // 2:
            self._spend(f"{self._rate_class} {key}", limit)

    def _judge(self, limit: Limit, verdict: Verdict) -> None:
        self.headers = rates.headers(self._rate_class, limit, verdict)
        if not verdict.is_allowed:
            raise TooManyRequests(retry_after=verdict.retry_after_seconds)


@contextmanager
def guarding(incoming: Incoming | None, secret: str, account: str) -> Iterator[None]:
    """Around whatever checks a secret of an account: too many failures in a row make it wait.

    `secret` says which one ("password", "second_factor", "step_up"), `account` is the e-mail
    address of its owner, known or not. The request may show a device that the account knows; None
    where a session already says who it is. Leaving with an Unauthenticated error counts as a
    failure, leaving well clears the count. Raises TooManyRequests before anything is checked, and
    503 when DynamoDB is down.
    """
    attempt = attempts.begin(
        secret,
        account,
        device=_device(incoming) if incoming else "",
        limiter=bootstrap.rate_limiter(),
        now=bootstrap.clock().now(),
    )
    if attempt.wait_seconds:
        raise TooManyRequests(retry_after=attempt.wait_seconds)
    try:
        yield
    except Unauthenticated:
        attempts.failed(attempt, now=bootstrap.clock().now())
        raise
    attempts.succeeded(attempt, limiter=bootstrap.rate_limiter())


def remember_device(incoming: Incoming, email: str) -> list[str]:
    """The cookie that lets this device in even while others are guessing, if it needs one.

    Call it after a complete sign-in; the answer goes into Set-Cookie beside the session's.
    """
    token = attempts.remember_device(email, _device(incoming), now=bootstrap.clock().now())
    if token is None:
        return []
    seconds = int(attempts.DEVICE_IS_KNOWN_FOR.total_seconds())
    return [f"{_DEVICE_COOKIE}={token}; Max-Age={seconds}; Path=/; Secure; HttpOnly; SameSite=Lax"]


def address_group(address: str) -> str:
    """The address, or for IPv6 the network that one customer has to itself."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if parsed.version == 4:  # noqa: PLR2004
        return address
    return str(ip_network((int(parsed), _IPV6_SITE_BITS), strict=False))


def _payer(caller: Actor | Incoming) -> str:
    if isinstance(caller, Incoming):
        return f"address {address_group(caller.address)}"
    if caller.token_id is not None:
        return f"token {caller.token_id}"
    return f"user {caller.user_id}"


def _device(incoming: Incoming) -> str:
    return incoming.cookie(_DEVICE_COOKIE) or ""


@cache
def _local() -> LocalBuckets:
    return LocalBuckets(bootstrap.clock())
