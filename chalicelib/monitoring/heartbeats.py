"""Sites that time has changed, and the daily look at who is watched at all."""

import datetime as dt
import uuid

from chalicelib.adapters.database import UnitOfWork
from chalicelib.monitoring import evaluation, watching
from chalicelib.monitoring.condition_store import ConditionStore
from chalicelib.monitoring.model import ConditionKind
from chalicelib.sites import status
from chalicelib.sites.model import Severity, SiteStatus


def check_heartbeats(uow: UnitOfWork) -> list[uuid.UUID]:
    """The sites to judge because time has passed; once a day, all watched sites are named anew."""
    now = uow.clock.now()
    if watching.is_sweep_due(now):
        watching.watch_all(uow)
    known = ConditionStore(uow.connection).list_sites_with_open(ConditionKind.HEARTBEAT_OVERDUE)
    silent = [site_id for site_id in status.list_heartbeats_overdue(uow) if site_id not in known]
    return [*silent, *_in_maintenance(uow, now)]


def _in_maintenance(uow: UnitOfWork, now: dt.datetime) -> list[uuid.UUID]:
    """Those that may have become a problem, or a critical one, since the last look."""
    open_ones = ConditionStore(uow.connection).list_severities(ConditionKind.MAINTENANCE_LASTS)
    long = status.list_with_status(
        uow, SiteStatus.MAINTENANCE, until=now - evaluation.MAINTENANCE_LASTS
    )
    return [site_id for site_id in long if open_ones.get(site_id) is not Severity.CRITICAL]
