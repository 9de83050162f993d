"""The event door's kit: parse each message, handle it in a unit of work of its own, and report
exactly those that failed, so that a poison message costs only itself."""

import datetime as dt
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

from chalicelib import bootstrap
from chalicelib.adapters.observability import logger
from chalicelib.events.base import Message

if TYPE_CHECKING:
    from chalicelib.adapters.database import DatabaseRole, UnitOfWork

type Event = dict[str, Any]
type Answer = dict[str, list[dict[str, str]]]
type Handler[A] = Callable[[Event, object], A]

_BEAT_EVERY = dt.timedelta(minutes=1)


class TryAgain(Exception):
    """A message shall come again after so many seconds, and not as soon as its queue would."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"in {seconds} s")
        self.seconds = seconds


def consumes[M: Message](kind: type[M]) -> Callable[[Callable[[M], None]], Callable[..., Answer]]:
    """Make `handle(message)` an SQS batch handler with partial batch failures."""

    def decorate(handle: Callable[[M], None]) -> Callable[..., Answer]:
        @wraps(handle)
        def without_attempt(message: M, attempt: int) -> None:  # noqa: ARG001 - most need not know
            handle(message)

        return consumes_with_attempt(kind)(without_attempt)

    return decorate


def consumes_with_attempt[M: Message](
    kind: type[M],
) -> Callable[[Callable[[M, int], None]], Callable[..., Answer]]:
    """Like `consumes`, for `handle(message, attempt)`, which may raise TryAgain.

    The attempt is the queue's own count: it goes on where a worker has died.
    """

    def decorate(handle: Callable[[M, int], None]) -> Callable[..., Answer]:
        @wraps(handle)
        def handler(event: Event, context: object) -> Answer:  # noqa: ARG001 - Lambda calls it so
            failures = [
                {"itemIdentifier": record["messageId"]}
                for record in event["Records"]
                if not _handled(kind, handle, record)
            ]
            return {"batchItemFailures": failures}

        return handler

    return decorate


def consumes_with_database[M: Message](
    kind: type[M], *, role: "DatabaseRole | None" = None
) -> Callable[[Callable[["UnitOfWork", M], None]], Callable[..., Answer]]:
    """Like `consumes`, with a unit of work that commits when the handler returns.

    It is a worker's, unless the function has a role of its own in the database.
    """

    def decorate(handle: Callable[["UnitOfWork", M], None]) -> Callable[..., Answer]:
        from chalicelib.adapters.database import DatabaseRole

        @wraps(handle)
        def in_unit_of_work(message: M) -> None:
            with bootstrap.unit_of_work(role or DatabaseRole.WORKER) as uow:
                handle(uow, message)

        return consumes(kind)(in_unit_of_work)

    return decorate


def beats[A](part: str) -> Callable[[Handler[A]], Handler[A]]:
    """Leave a heartbeat after a run, so that a watcher outside misses a part that does not run.

    Best effort: what a run has done stays done without it. One a minute is enough of each.
    """
    last: dt.datetime | None = None

    def beat() -> None:
        nonlocal last
        now = bootstrap.clock().now()
        if last is None or abs(now - last) >= _BEAT_EVERY:
            bootstrap.heartbeats().beat(part)
            last = now

    def decorate(handle: Handler[A]) -> Handler[A]:
        @wraps(handle)
        def handler(event: Event, context: object) -> A:
            answer = handle(event, context)
            try:
                beat()
            except Exception:
                logger.exception("heartbeat_not_left", part=part)
            return answer

        return handler

    return decorate


def _handled[M: Message](kind: type[M], handle: Callable[[M, int], None], record: Event) -> bool:
    try:
        handle(kind.model_validate_json(record["body"]), _attempt(record))
    except TryAgain as later:
        bootstrap.queue().postpone(kind.queue, record["receiptHandle"], seconds=later.seconds)
        return False
    except Exception:  # the door: SQS tries the message again, and at last sets it aside
        logger.exception("message_failed", kind=kind.__name__, message_id=record["messageId"])
        return False
    return True


def _attempt(record: Event) -> int:
    return int(record.get("attributes", {}).get("ApproximateReceiveCount", 1))
