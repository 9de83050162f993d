"""What becomes of a delivery, and when it is tried again. Pure."""

import datetime as dt
import math
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from enum import StrEnum

# As often as a queue hands a message out before it sets it aside; a test holds the two alike.
MAX_ATTEMPTS = 5
_FIRST_WAIT_SECONDS = 15
_FACTOR = 4
# Whoever asks us to wait longer gets no alert any more, but somebody's e-mail does.
_LONGEST_WAIT_SECONDS = 60 * 60
_LONGEST_REASON = 200

_GONE = frozenset({401, 403, 404, 410})
_TRY_AGAIN = frozenset({408, 425, 429})
_SERVER_ERROR = 500


class Outcome(StrEnum):
    WAITING = "waiting"  # not tried yet
    DELIVERED = "delivered"
    RETRYING = "retrying"
    FAILED = "failed"  # given up; the channel stays
    REFUSED = "refused"  # for good: the channel is switched off
    WITHDRAWN = "withdrawn"  # over before the quiet hours were


@dataclass(frozen=True)
class Tried:
    """What came of one attempt."""

    outcome: Outcome
    receipt: str = ""
    reason: str = ""
    wait_seconds: int | None = None  # what the provider asked for


@dataclass(frozen=True)
class Delivery:
    """As people see it."""

    id: uuid.UUID
    channel_id: uuid.UUID
    site_id: uuid.UUID | None
    subject: str
    is_test: bool
    outcome: Outcome
    attempts: int
    receipt: str
    reason: str
    requested_at: dt.datetime
    held_until: dt.datetime | None
    tried_at: dt.datetime | None


def delivered(receipt: str) -> Tried:
    return Tried(Outcome.DELIVERED, receipt=receipt[:_LONGEST_REASON])


def try_again(reason: str, *, wait_seconds: int | None = None) -> Tried:
    return Tried(Outcome.RETRYING, reason=reason[:_LONGEST_REASON], wait_seconds=wait_seconds)


def refused(reason: str) -> Tried:
    return Tried(Outcome.REFUSED, reason=reason[:_LONGEST_REASON])


def failed(reason: str) -> Tried:
    return Tried(Outcome.FAILED, reason=reason[:_LONGEST_REASON])


def judge_answer(
    status_code: int, headers: Mapping[str, str], *, receipt: str, now: dt.datetime
) -> Tried:
    """What the answer to a webhook means for its delivery and for its channel."""
    reason = f"HTTP {status_code}"
    if 200 <= status_code < 300:  # noqa: PLR2004
        return delivered(receipt or reason)
    if status_code in _GONE:
        return refused(reason)
    if status_code in _TRY_AGAIN or status_code >= _SERVER_ERROR:
        wait = retry_after(headers.get("retry-after", ""), now=now)
        return try_again(reason, wait_seconds=wait)
    return failed(reason)


def retry_after(text: str, *, now: dt.datetime) -> int | None:
    """Seconds, as a number (Discord writes fractions) or as a date (RFC 9110, 10.2.3)."""
    text = text.strip()
    try:
        return max(0, math.ceil(float(text)))
    except (ValueError, OverflowError):
        pass
    try:
        at = parsedate_to_datetime(text)
    except ValueError:
        return None
    aware = at if at.tzinfo else at.replace(tzinfo=dt.UTC)
    return max(0, round((aware - now).total_seconds()))


def settled(tried: Tried, *, attempt: int) -> Tried:
    """`tried`, given up when it was the last attempt or the wait would be too long."""
    if tried.outcome is not Outcome.RETRYING:
        return tried
    if attempt >= MAX_ATTEMPTS or (tried.wait_seconds or 0) > _LONGEST_WAIT_SECONDS:
        return failed(tried.reason)
    return tried


def wait_before(attempt: int, *, asked: int | None) -> int:
    """How long to wait after that attempt: 15 s, 1 min, 4 min, 16 min, or what was asked for."""
    backoff = _FIRST_WAIT_SECONDS * int(_FACTOR ** (attempt - 1))
    return min(max(backoff, asked or 0), _LONGEST_WAIT_SECONDS)
