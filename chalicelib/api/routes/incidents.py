"""Incidents: what was down, from when to when, why, and who looks after it."""

import uuid
from typing import TYPE_CHECKING

from chalice.app import Blueprint

from chalicelib.api.endpoint import Answer, endpoint
from chalicelib.api.pagination import PageOut
from chalicelib.api.schemas.incidents import (
    IncidentDetailOut,
    IncidentEventOut,
    IncidentOut,
    IncidentQuery,
    NoteIn,
    OutageOut,
    OutageQuery,
    WantedState,
)
from chalicelib.identity.model import Actor, Permission
from chalicelib.kit.lazy import lazily
from chalicelib.kit.pagination import Page
from chalicelib.monitoring.incident import IncidentFilter, IncidentState

if TYPE_CHECKING:
    from chalicelib.adapters.database import UnitOfWork
    from chalicelib.monitoring import acknowledging, outages
    from chalicelib.monitoring import incident_desk as desk
    from chalicelib.monitoring.incident import IncidentEvent
else:
    acknowledging = lazily("chalicelib.monitoring.acknowledging")
    desk = lazily("chalicelib.monitoring.incident_desk")
    outages = lazily("chalicelib.monitoring.outages")

blueprint = Blueprint(__name__)


@endpoint(
    blueprint,
    "GET",
    "/api/v1/incidents",
    requires=Permission.READ_SITES,
    query=IncidentQuery,
    answers=PageOut[IncidentOut],
    summary="List incidents, newest first",
)
def list_incidents(uow: "UnitOfWork", actor: Actor, query: IncidentQuery) -> Page[IncidentOut]:
    is_active = query.state is WantedState.ACTIVE
    wanted = IncidentFilter(
        state=IncidentState(query.state) if query.state and not is_active else None,
        is_over=False if is_active else None,
        site_id=query.site_id,
        client_id=query.client_id,
        since=query.since,
    )
    page = desk.list_incidents(uow, actor, wanted, limit=query.limit, cursor=query.cursor)
    return Page([IncidentOut.of(incident) for incident in page.items], page.next_cursor)


@endpoint(
    blueprint,
    "GET",
    "/api/v1/incidents/{incident_id}",
    requires=Permission.READ_SITES,
    answers=IncidentDetailOut,
    summary="Show an incident: its timeline, its evidence, its sites and what changed before",
)
def get_incident(uow: "UnitOfWork", actor: Actor, incident_id: uuid.UUID) -> IncidentDetailOut:
    return IncidentDetailOut.of_detail(desk.get_incident(uow, actor, incident_id))


@endpoint(
    blueprint,
    "POST",
    "/api/v1/incidents/{incident_id}/acknowledge",
    requires=Permission.MANAGE_INCIDENTS,
    answers=IncidentOut,
    audits="incident.acknowledge",
    summary="Say that somebody is looking after it; doing it again changes nothing",
)
def acknowledge_incident(uow: "UnitOfWork", actor: Actor, incident_id: uuid.UUID) -> IncidentOut:
    return IncidentOut.of(acknowledging.acknowledge(uow, actor, incident_id))


@endpoint(
    blueprint,
    "POST",
    "/api/v1/incidents/{incident_id}/updates",
    requires=Permission.MANAGE_INCIDENTS,
    body=NoteIn,
    answers=IncidentEventOut,
    status=201,
    is_idempotent=True,
    audits="incident.update",
    summary="Add a note to the timeline, for staff alone or for the clients as well",
)
def add_incident_update(
    uow: "UnitOfWork", actor: Actor, incident_id: uuid.UUID, form: NoteIn
) -> Answer:
    note = desk.add_note(uow, actor, incident_id, text=form.text, is_public=form.is_public)
    return Answer(note, headers={"Location": f"/api/v1/incidents/{incident_id}"})


@endpoint(
    blueprint,
    "PUT",
    "/api/v1/incidents/{incident_id}/post-mortem",
    requires=Permission.MANAGE_INCIDENTS,
    body=NoteIn,
    answers=IncidentEventOut,
    audits="incident.write_post_mortem",
    summary="Write down what happened, why, and what is done about it",
)
def write_post_mortem(
    uow: "UnitOfWork", actor: Actor, incident_id: uuid.UUID, form: NoteIn
) -> "IncidentEvent":
    return desk.write_post_mortem(uow, actor, incident_id, text=form.text, is_public=form.is_public)


@endpoint(
    blueprint,
    "GET",
    "/api/v1/outages",
    requires=Permission.READ_SITES,
    query=OutageQuery,
    answers=PageOut[OutageOut],
    summary="List outages in the words for the owners of sites, newest first",
)
def list_outages(uow: "UnitOfWork", actor: Actor, query: OutageQuery) -> Page[OutageOut]:
    page = outages.list_outages(
        uow,
        actor,
        site_id=query.site_id,
        since=query.since,
        limit=query.limit,
        cursor=query.cursor,
    )
    return Page([OutageOut.of(one) for one in page.items], page.next_cursor)
