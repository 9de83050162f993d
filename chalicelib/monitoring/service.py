"""The monitoring room's face: what is wrong where."""

import uuid

from chalicelib.adapters.database import UnitOfWork
from chalicelib.identity.model import Actor
from chalicelib.monitoring.condition_store import ConditionStore
from chalicelib.monitoring.heartbeats import check_heartbeats
from chalicelib.monitoring.judging import judge_site
from chalicelib.monitoring.model import AttentionItem, OpenCondition, Overview
from chalicelib.monitoring.silence import find_silence
from chalicelib.sites import status
from chalicelib.sites.model import Severity

__all__ = [
    "check_heartbeats",
    "count_open_conditions",
    "find_silence",
    "get_overview",
    "judge_site",
    "list_conditions",
]

_ATTENTION = 50
_RECENT = 20
# Updates are a list of their own on the Home screen; here is only what needs somebody.
_NEEDS_SOMEBODY = (Severity.CRITICAL, Severity.WARNING)
_WORST_FIRST = {Severity.CRITICAL: 0, Severity.WARNING: 1, Severity.INFO: 2}


def get_overview(uow: UnitOfWork, actor: Actor) -> Overview:
    """The Home screen: it reads one row per site and the open conditions, never history."""
    store = ConditionStore(uow.connection)
    numbers = store.count_numbers(actor.scope)
    return Overview(
        sites_by_status={of_status.status: of_status.sites for of_status in numbers},
        updates_waiting=sum(of_status.updates_waiting for of_status in numbers),
        attention=_attention(store, actor),
        attention_total=sum(of_status.problems for of_status in numbers),
        recent=status.list_recent_events(uow, actor.scope, limit=_RECENT),
    )


def list_conditions(uow: UnitOfWork, site_id: uuid.UUID) -> list[OpenCondition]:
    """What is wrong with one site, worst first. The caller has checked that it may be seen."""
    conditions = ConditionStore(uow.connection).list_open(site_id)
    return sorted(conditions, key=lambda condition: _WORST_FIRST[condition.severity])


def count_open_conditions(uow: UnitOfWork, actor: Actor) -> dict[tuple[str, str], int]:
    """How much is wrong, by kind and severity."""
    return ConditionStore(uow.connection).count_open(actor.scope)


def _attention(store: ConditionStore, actor: Actor) -> list[AttentionItem]:
    found: list[AttentionItem] = []
    for severity in _NEEDS_SOMEBODY:
        if len(found) < _ATTENTION:
            found += store.list_attention(actor.scope, severity, limit=_ATTENTION - len(found))
    return found
