"""What can be wrong with what somebody asks of the watch."""

from chalicelib.kit.errors import Conflict, NotFound


class IncidentNotFound(NotFound):
    code = "incident_not_found"
    title = "There is no such incident"


class IncidentOver(Conflict):
    code = "incident_over"
    title = "This incident is over already"


class IncidentLinkUnknown(NotFound):
    code = "incident_link_unknown"
    title = "This link is not valid, or not valid any more"
