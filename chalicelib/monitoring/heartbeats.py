"""Sites that have fallen silent, and the daily look at who is watched at all."""

import uuid

from chalicelib.adapters.database import UnitOfWork
from chalicelib.monitoring import watching
from chalicelib.monitoring.condition_store import ConditionStore
from chalicelib.monitoring.model import ConditionKind
from chalicelib.sites import status


def check_heartbeats(uow: UnitOfWork) -> list[uuid.UUID]:
    """The sites to judge because they fell silent; once a day, all watched sites are named anew."""
    if watching.is_sweep_due(uow.clock.now()):
        watching.watch_all(uow)
    known = ConditionStore(uow.connection).list_sites_with_open(ConditionKind.HEARTBEAT_OVERDUE)
    return [site_id for site_id in status.list_heartbeats_overdue(uow) if site_id not in known]
