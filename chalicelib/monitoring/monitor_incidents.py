"""A monitor's critical problem is an incident of its site, from its first failed look to its first
clean one. A monitor that belongs to a client alone has none: its alerts tell all there is.
"""

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from chalicelib.identity.model import ClientScope
from chalicelib.monitoring.incident import EventKind, Incident, MonitorOutage
from chalicelib.monitoring.incident_store import IncidentStore
from chalicelib.monitoring.monitor import Monitor

if TYPE_CHECKING:
    from chalicelib.adapters.database import UnitOfWork


def begin(
    uow: "UnitOfWork",
    monitor: Monitor,
    *,
    title: str,
    alert_key: str,
    at: dt.datetime,
    cause: str,
    evidence: Mapping[str, Any],
) -> uuid.UUID | None:
    """Its id; None for a monitor without a site. Call it with the monitor locked."""
    if monitor.site_id is None:
        return None
    store = IncidentStore(uow.connection)
    store.take_turn()
    place = (monitor.site_id, monitor.id)
    known = store.list_open_hits([monitor.site_id]).get(place)
    if known is not None:
        return known
    outage = MonitorOutage(
        client_id=monitor.client_id,
        site_id=monitor.site_id,
        monitor_id=monitor.id,
        kind=f"monitor_{monitor.kind}",
        title=title,
        alert_key=alert_key,
        cause=cause,
        at=at,
        evidence=evidence,
    )
    incident_id = store.open_of_monitor(outage, at=uow.clock.now())
    _note(store, incident_id, EventKind.OPENED, monitor, at=at, cause=cause)
    return incident_id


def end(uow: "UnitOfWork", monitor: Monitor, *, at: dt.datetime) -> Incident | None:
    """The incident that is over with it, if this was the last that it hit."""
    if monitor.site_id is None:
        return None
    store = IncidentStore(uow.connection)
    store.take_turn()
    incident_id = store.list_open_hits([monitor.site_id]).get((monitor.site_id, monitor.id))
    if incident_id is None:
        return None
    store.is_back(incident_id, site_id=monitor.site_id, monitor_id=monitor.id, at=at)
    over_at = store.resolve_if_over(incident_id, at=uow.clock.now())
    if over_at is None:
        return None
    _note(store, incident_id, EventKind.RESOLVED, monitor, at=over_at)
    return store.find(incident_id, ClientScope.everything())


def _note(
    store: IncidentStore,
    incident_id: uuid.UUID,
    kind: EventKind,
    monitor: Monitor,
    *,
    at: dt.datetime,
    cause: str = "",
) -> None:
    store.add_event(
        incident_id,
        kind,
        at=at,
        whose=(monitor.client_id, monitor.site_id),
        is_public=True,
        detail={"cause": cause} if cause else {},
    )
