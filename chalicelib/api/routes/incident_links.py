"""Acknowledging from the message that told of an incident: its link leads to a page with one
button. Looking changes nothing, because mail scanners and chats look at every link."""

from typing import TYPE_CHECKING

from chalice.app import Blueprint

from chalicelib.api.endpoint import RateClass, endpoint
from chalicelib.api.incoming import Incoming
from chalicelib.api.schemas.incidents import IncidentLinkIn, LinkedIncidentOut
from chalicelib.identity.model import Permission
from chalicelib.kit.lazy import lazily

if TYPE_CHECKING:
    from chalicelib.adapters.database import UnitOfWork
    from chalicelib.monitoring import acknowledging
    from chalicelib.monitoring.incident import Incident
else:
    acknowledging = lazily("chalicelib.monitoring.acknowledging")

blueprint = Blueprint(__name__)


@endpoint(
    blueprint,
    "POST",
    "/api/v1/incident-links/check",
    requires=Permission.PUBLIC,
    rate=RateClass.LINK,
    body=IncidentLinkIn,
    answers=LinkedIncidentOut,
    summary="What the link of an alert is for; looking changes nothing",
)
def check_incident_link(uow: "UnitOfWork", _: Incoming, form: IncidentLinkIn) -> "Incident":
    return acknowledging.look_at_link(uow, form.token.get_secret_value())


@endpoint(
    blueprint,
    "POST",
    "/api/v1/incident-links/acknowledge",
    requires=Permission.PUBLIC,
    rate=RateClass.LINK,
    body=IncidentLinkIn,
    answers=LinkedIncidentOut,
    audits="incident.acknowledge",
    summary="Acknowledge an incident by the link of an alert, in the name of who was told by it",
)
def acknowledge_by_link(uow: "UnitOfWork", _: Incoming, form: IncidentLinkIn) -> "Incident":
    return acknowledging.acknowledge_by_link(uow, form.token.get_secret_value())
