"""Sends what the outbox holds, then marks it as sent.

In this order a crash between the two sends a message twice, and consumers take it once; the other
way round it would be lost. Runs on a nudge after each commit, and every five minutes for the
nudges that never came.
"""

from itertools import groupby
from typing import Any

from chalicelib import bootstrap
from chalicelib.adapters.database import DatabaseRole
from chalicelib.adapters.observability import logger
from chalicelib.adapters.outbox_store import OutboxStore, WaitingMessage
from chalicelib.adapters.queue import Queue
from chalicelib.consumer import beats

_AT_ONCE = 100


@beats("relay_outbox")
def handler(event: dict[str, Any], context: object) -> dict[str, int]:  # noqa: ARG001
    sent = 0
    while batch := relay_batch(bootstrap.queue()):
        sent += batch
    if sent:
        logger.info("outbox_relayed", messages=sent)
    return {"sent": sent}


def relay_batch(queue: Queue) -> int:
    """Relay up to a hundred messages; returns how many. Raises when a queue refuses."""
    with bootstrap.database().unit_of_work(DatabaseRole.WORKER) as uow:
        outbox = OutboxStore(uow.connection)
        waiting = outbox.claim(_AT_ONCE, now=uow.clock.now())
        if not waiting:
            return 0
        for name, messages in groupby(sorted(waiting, key=_queue), key=_queue):
            queue.send_all(name, [message.body for message in messages])
        outbox.mark_sent(waiting, uow.clock.now())
        uow.commit()
    return len(waiting)


def _queue(message: WaitingMessage) -> str:
    return message.queue
