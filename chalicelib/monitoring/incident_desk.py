"""Incidents as people see them and what they add: notes, and what was learnt afterwards.

A client sees the incidents of their own sites, of one that is larger only their part, and of what
staff wrote what is marked public. By whom it was written, what a probe saw and on which server the
sites lie stays inside.
"""

import datetime as dt
import uuid
from dataclasses import replace
from typing import TYPE_CHECKING

from chalicelib.audit import service as audit
from chalicelib.identity.model import Actor, Role
from chalicelib.kit.pagination import Page, as_id, as_instant, decode_cursor, encode_cursor
from chalicelib.monitoring.errors import IncidentNotFound
from chalicelib.monitoring.incident import (
    AffectedSite,
    EventKind,
    Incident,
    IncidentDetail,
    IncidentEvent,
    IncidentFilter,
    SiteChange,
)
from chalicelib.monitoring.incident_store import IncidentStore
from chalicelib.sites.changes import list_changes

if TYPE_CHECKING:
    from chalicelib.adapters.database import UnitOfWork

LOOKED_BACK = dt.timedelta(hours=24)
# When a whole provider is down it was none of the sites' own changes.
_MOST_SITES_COMPARED = 5
_TITLE_FOR_CLIENTS = "Several sites are offline"


def list_incidents(
    uow: "UnitOfWork", actor: Actor, wanted: IncidentFilter, *, limit: int, cursor: str | None
) -> Page[Incident]:
    """The newest first."""
    before = None
    if cursor:
        at, last_id = decode_cursor(cursor, str, str)
        before = (as_instant(at), as_id(last_id))
    found = IncidentStore(uow.connection).list_before(
        actor.scope, wanted, before=before, limit=limit + 1
    )
    shown = found[:limit]
    more = len(found) > limit
    following = encode_cursor(shown[-1].started_at.isoformat(), str(shown[-1].id)) if more else None
    return Page([_for(actor, incident) for incident in shown], following)


def get_incident(uow: "UnitOfWork", actor: Actor, incident_id: uuid.UUID) -> IncidentDetail:
    """Raises IncidentNotFound."""
    store = IncidentStore(uow.connection)
    incident = store.find(incident_id, actor.scope)
    if incident is None:
        raise IncidentNotFound
    sites = store.list_sites(incident.id, actor.scope, with_evidence=not _is_client(actor))
    timeline = store.list_events(incident.id, actor.scope, only_public=_is_client(actor))
    return IncidentDetail(
        incident=_for(actor, incident),
        sites=sites,
        timeline=[_event_for(actor, event) for event in timeline],
        changes=_changes_before(uow, sites),
    )


def add_note(
    uow: "UnitOfWork", actor: Actor, incident_id: uuid.UUID, *, text: str, is_public: bool
) -> IncidentEvent:
    """Raises IncidentNotFound."""
    return _write(uow, actor, incident_id, EventKind.NOTE, text=text, is_public=is_public)


def write_post_mortem(
    uow: "UnitOfWork", actor: Actor, incident_id: uuid.UUID, *, text: str, is_public: bool
) -> IncidentEvent:
    """What happened, why, and what is done about it; it takes the place of an earlier one.

    Raises IncidentNotFound.
    """
    return _write(uow, actor, incident_id, EventKind.POST_MORTEM, text=text, is_public=is_public)


_ACTIONS = {
    EventKind.NOTE: "incident.update",
    EventKind.POST_MORTEM: "incident.write_post_mortem",
}


def _write(
    uow: "UnitOfWork",
    actor: Actor,
    incident_id: uuid.UUID,
    kind: EventKind,
    *,
    text: str,
    is_public: bool,
) -> IncidentEvent:
    store, now = IncidentStore(uow.connection), uow.clock.now()
    incident = store.find(incident_id, actor.scope, for_update=True)
    if incident is None:
        raise IncidentNotFound
    event_id = store.add_event(
        incident.id,
        kind,
        at=now,
        whose=(incident.client_id, incident.site_id),
        author=actor.name,
        text=text,
        is_public=is_public,
    )
    audit.record(
        uow,
        actor,
        action=_ACTIONS[kind],
        object_kind="incident",
        object_id=incident.id,
        client_id=incident.client_id,
        after={"text": text, "is_public": is_public},
    )
    return IncidentEvent(
        id=event_id,
        kind=kind,
        at=now,
        author=actor.name,
        text=text,
        site_id=incident.site_id,
        site_name=incident.site_name,
        is_public=is_public,
        detail={},
    )


def _changes_before(uow: "UnitOfWork", sites: list[AffectedSite]) -> list[SiteChange]:
    """What changed on the sites in the day before they went down, the nearest first."""
    if len(sites) > _MOST_SITES_COMPARED:
        return []
    found = [
        SiteChange(site.site_id, site.site_name, change)
        for site in sites
        for change in list_changes(
            uow, site.site_id, since=site.started_at - LOOKED_BACK, until=site.started_at
        )
    ]
    return sorted(found, key=lambda one: one.change.seen_at, reverse=True)


def _for(actor: Actor, incident: Incident) -> Incident:
    if not _is_client(actor):
        return incident
    # The title of a larger one names the server.
    title = _TITLE_FOR_CLIENTS if incident.shared else incident.title
    return replace(incident, acknowledged_by="", shared="", title=title)


def _event_for(actor: Actor, event: IncidentEvent) -> IncidentEvent:
    return replace(event, author="") if _is_client(actor) else event


def _is_client(actor: Actor) -> bool:
    return actor.role is Role.CLIENT
