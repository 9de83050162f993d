"""Keeps the months of history in order, and forgets what has served its time."""

import datetime as dt
from typing import Any

from chalicelib import bootstrap
from chalicelib.adapters.database import DatabaseRole
from chalicelib.adapters.observability import logger
from chalicelib.adapters.outbox_store import OutboxStore
from chalicelib.monitoring import folding
from chalicelib.notifications import channels
from chalicelib.sites import retention

_OUTBOX_KEPT = dt.timedelta(days=7)


def handler(event: dict[str, Any], context: object) -> dict[str, int]:  # noqa: ARG001
    with bootstrap.unit_of_work(DatabaseRole.WORKER) as uow:
        done = retention.maintain_history(uow) | folding.maintain_uptime(uow)
        done["deliveries"] = channels.forget_old_deliveries(uow)
        done["outbox"] = OutboxStore(uow.connection).purge(uow.clock.now() - _OUTBOX_KEPT)
    logger.info("history_maintained", extra=done)
    return done
