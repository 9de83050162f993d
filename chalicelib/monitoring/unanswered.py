"""Incidents that nobody has said to be on, and what was done to find somebody."""

import uuid
from typing import TYPE_CHECKING

from chalicelib.identity.model import ClientScope
from chalicelib.monitoring.incident import EventKind, IncidentState
from chalicelib.monitoring.incident_store import IncidentStore

if TYPE_CHECKING:
    from chalicelib.adapters.database import UnitOfWork

_EVERYTHING = ClientScope.everything()


def lock(uow: "UnitOfWork", incident_id: uuid.UUID) -> bool:
    """Whether it is open and not acknowledged; if so it stays that way till we commit."""
    found = IncidentStore(uow.connection).find(incident_id, _EVERYTHING, for_update=True)
    return found is not None and found.state is IncidentState.OPEN


def note_escalation(uow: "UnitOfWork", incident_id: uuid.UUID, *, to: str) -> None:
    """`to` is a channel's name; empty for the admins' e-mail."""
    _note(uow, incident_id, EventKind.ESCALATED, to)


def note_reminder(uow: "UnitOfWork", incident_id: uuid.UUID, *, to: str) -> None:
    _note(uow, incident_id, EventKind.REMINDED, to)


def _note(uow: "UnitOfWork", incident_id: uuid.UUID, kind: EventKind, to: str) -> None:
    """For staff alone: a client sees no channels."""
    store = IncidentStore(uow.connection)
    incident = store.find(incident_id, _EVERYTHING)
    if incident is not None:
        store.add_event(
            incident.id,
            kind,
            at=uow.clock.now(),
            whose=(incident.client_id, incident.site_id),
            is_public=False,
            text=to,
        )
