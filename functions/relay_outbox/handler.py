"""Sends what the outbox holds, then marks it as sent.

In this order a crash between the two sends a message twice, and consumers take it once; the other
way round it would be lost. Runs on a nudge after each commit, and every five minutes for the
nudges that never came. Then it also asks what waits for a time before its next run, and sends
itself a nudge for each: an escalation is as punctual as that, and nobody polls the database.
"""

import datetime as dt
import math
from itertools import groupby
from typing import Any

from chalicelib import bootstrap
from chalicelib.adapters.database import DatabaseRole
from chalicelib.adapters.observability import logger
from chalicelib.adapters.outbox_store import OutboxStore, WaitingMessage
from chalicelib.adapters.queue import Queue
from chalicelib.consumer import beats
from chalicelib.events.outbox import OutboxFilled

_AT_ONCE = 100
# From one sweep to the next, and a minute in which that one may be late.
_AHEAD = dt.timedelta(minutes=6)


@beats("relay_outbox")
def handler(event: dict[str, Any], context: object) -> dict[str, int]:  # noqa: ARG001
    sent = 0
    while batch := relay_batch(bootstrap.queue()):
        sent += batch
    if sent:
        logger.info("outbox_relayed", messages=sent)
    if "Records" not in event:
        _nudge_at_their_time(bootstrap.queue())
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


def _nudge_at_their_time(queue: Queue) -> None:
    with bootstrap.database().unit_of_work(DatabaseRole.WORKER) as uow:
        now = uow.clock.now()
        due = OutboxStore(uow.connection).list_due(after=now, until=now + _AHEAD)
    for at in due:
        # A second more, so that it is late enough by every clock.
        delay = math.ceil((at - now).total_seconds()) + 1
        queue.send(OutboxFilled.queue, OutboxFilled().model_dump_json(), delay_seconds=delay)


def _queue(message: WaitingMessage) -> str:
    return message.queue
