"""Saying "I am on it": by whoever is signed in, or by the link in the message that told of it.

A link's secret is random, kept hashed, and opens this one thing of this one incident for a while.
To look at it changes nothing: mail scanners and chats follow every link.
"""

import datetime as dt
import uuid
from typing import TYPE_CHECKING

from chalicelib.audit import service as audit
from chalicelib.identity.model import Actor, ClientScope
from chalicelib.kit.ids import digest, token
from chalicelib.monitoring.errors import IncidentLinkUnknown, IncidentNotFound, IncidentOver
from chalicelib.monitoring.incident import EventKind, Incident, IncidentState
from chalicelib.monitoring.incident_store import IncidentStore

if TYPE_CHECKING:
    from chalicelib.adapters.database import UnitOfWork

LINK_LIVES = dt.timedelta(days=3)
_LONGEST_TOKEN = 100
_EVERYTHING = ClientScope.everything()


def acknowledge(uow: "UnitOfWork", actor: Actor, incident_id: uuid.UUID) -> Incident:
    """Doing it again changes nothing. Raises IncidentNotFound, IncidentOver."""
    incident = _lock(uow, incident_id, actor.scope)
    return _acknowledge(uow, incident, by=actor.name, actor=actor)


def issue_link(uow: "UnitOfWork", incident_id: uuid.UUID, *, told: str) -> str:
    """The secret of a link for who is told of the incident; that one is who acknowledges by it."""
    store, now, secret = IncidentStore(uow.connection), uow.clock.now(), token()
    store.forget_links(now)
    store.add_link(digest(secret), incident_id, told=told, expires_at=now + LINK_LIVES)
    return secret


def look_at_link(uow: "UnitOfWork", secret: str) -> Incident:
    """What a link is for. Raises IncidentLinkUnknown."""
    return _lock(uow, _linked(uow, secret)[0], _EVERYTHING)


def acknowledge_by_link(uow: "UnitOfWork", secret: str) -> Incident:
    """Raises IncidentLinkUnknown, IncidentOver."""
    incident_id, told = _linked(uow, secret)
    return _acknowledge(uow, _lock(uow, incident_id, _EVERYTHING), by=told, actor=None)


def _acknowledge(
    uow: "UnitOfWork", incident: Incident, *, by: str, actor: Actor | None
) -> Incident:
    if incident.state is IncidentState.RESOLVED:
        raise IncidentOver
    store, now = IncidentStore(uow.connection), uow.clock.now()
    if not store.acknowledge(incident.id, by=by, at=now):
        return incident
    store.add_event(
        incident.id,
        EventKind.ACKNOWLEDGED,
        at=now,
        whose=(incident.client_id, incident.site_id),
        is_public=True,
        author=by,
    )
    audit.record(
        uow,
        actor,
        action="incident.acknowledge",
        object_kind="incident",
        object_id=incident.id,
        client_id=incident.client_id,
        before={"state": incident.state.value},
        after={"state": IncidentState.ACKNOWLEDGED.value, "by": by},
    )
    return _lock(uow, incident.id, _EVERYTHING)


def _linked(uow: "UnitOfWork", secret: str) -> tuple[uuid.UUID, str]:
    found = None
    if len(secret) <= _LONGEST_TOKEN:
        store = IncidentStore(uow.connection)
        found = store.find_link(digest(secret), now=uow.clock.now())
    if found is None:
        raise IncidentLinkUnknown
    return found


def _lock(uow: "UnitOfWork", incident_id: uuid.UUID, scope: ClientScope) -> Incident:
    found = IncidentStore(uow.connection).find(incident_id, scope, for_update=True)
    if found is None:
        raise IncidentNotFound
    return found
