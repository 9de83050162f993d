"""Idempotency-Key on POST: the same request again gets the first one's answer for a day."""

import datetime as dt
import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from chalicelib.adapters.observability import logger
from chalicelib.api.errors import InvalidParameter, KeyInUse, KeyReused, Unavailable
from chalicelib.api.incoming import Incoming
from chalicelib.identity.model import Actor
from chalicelib.kit.clock import Clock, unix
from chalicelib.kit.ids import digest

if TYPE_CHECKING:
    from chalicelib.api.kept_answers import AnswerItem

_KEPT = dt.timedelta(hours=24)
# Longer than any request may run: after it, a request that died can be tried again.
_RUNNING = dt.timedelta(seconds=60)
_KEY = re.compile(r"[\x21-\x7e]{1,255}")


class Attempt:
    """One try of a request: what an earlier one answered, or the place to keep this answer."""

    def __init__(self, item: "AnswerItem | None", earlier: tuple[int, str] | None = None) -> None:
        self.item = item
        self.earlier = earlier
        self.answer: tuple[int, str] | None = None

    def keep(self, status: int, body: str) -> None:
        self.answer = (status, body)


@contextmanager
def once(actor: Actor, incoming: Incoming, clock: Clock) -> Iterator[Attempt]:
    """Run the block once per key; a failed try is forgotten, so that it may be repeated.

    Raises KeyReused when the key came with another request, KeyInUse while the first one runs.
    """
    key = incoming.header("idempotency-key")
    if key is None:
        yield Attempt(None)
        return
    if not _KEY.fullmatch(key):
        raise InvalidParameter("An Idempotency-Key has 1 to 255 visible ASCII characters.")
    attempt = _begin(actor, incoming, key, clock)
    try:
        yield attempt
    except BaseException:
        _forget(attempt)
        raise
    _finish(attempt, clock)


def _begin(actor: Actor, incoming: Incoming, key: str, clock: Clock) -> Attempt:
    from pynamodb.exceptions import PutError, PynamoDBException

    from chalicelib.api.kept_answers import AnswerItem

    now = unix(clock.now())
    item = AnswerItem(
        id=digest(f"{actor.user_id} {incoming.method} {incoming.path} {key}"),
        request_digest=hashlib.sha256(incoming.body).hexdigest(),
        expires_at=now + int(_RUNNING.total_seconds()),
    )
    try:
        item.save(condition=AnswerItem.id.does_not_exist() | (AnswerItem.expires_at <= now))
    except PutError as error:
        if error.cause_response_code != "ConditionalCheckFailedException":
            raise Unavailable from error
        return _earlier(item)
    except PynamoDBException as error:
        raise Unavailable from error
    return Attempt(item)


def _earlier(item: "AnswerItem") -> Attempt:
    from chalicelib.api.kept_answers import AnswerItem

    try:
        known = AnswerItem.get(item.id, consistent_read=True)
    except AnswerItem.DoesNotExist:  # the first one failed this very moment
        raise KeyInUse from None
    if known.request_digest != item.request_digest:
        raise KeyReused
    if known.status is None:
        raise KeyInUse
    return Attempt(None, earlier=(int(known.status), known.body or ""))


def _finish(attempt: Attempt, clock: Clock) -> None:
    if attempt.item is None or attempt.answer is None:
        return
    attempt.item.status, attempt.item.body = attempt.answer
    attempt.item.expires_at = unix(clock.now() + _KEPT)
    with _best_effort():
        attempt.item.save()


def _forget(attempt: Attempt) -> None:
    if attempt.item is not None:
        with _best_effort():
            attempt.item.delete()


@contextmanager
def _best_effort() -> Iterator[None]:
    """The work is already done or undone: its answer must go out even if it cannot be kept."""
    from pynamodb.exceptions import PynamoDBException

    try:
        yield
    except PynamoDBException:
        logger.exception("answer_not_kept")
