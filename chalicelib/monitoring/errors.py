"""What can be wrong with what somebody asks of the watch."""

from collections.abc import Iterable

from chalicelib.kit.errors import Conflict, InvalidRequest, NotFound


class MonitorNotFound(NotFound):
    code = "monitor_not_found"
    title = "There is no such monitor"


class TryNotFound(NotFound):
    code = "try_not_found"
    title = "This try is not known, or too long ago"


class PingUnknown(NotFound):
    code = "ping_unknown"
    title = "No monitor listens at this address"


class MonitorsFull(Conflict):
    code = "monitors_full"
    title = "There are as many monitors as there can be: remove one first"


class NotAHeartbeat(Conflict):
    code = "not_a_heartbeat"
    title = "Only heartbeat monitors are pinged"


class MonitorInvalid(InvalidRequest):
    """Points at each member that is wrong; what a secret was is never repeated."""

    code = "invalid_monitor"
    title = "The monitor cannot be set up like this"

    def __init__(self, problems: Iterable[tuple[str, str]]) -> None:
        told = [(place, detail.removeprefix("Value error, ")) for place, detail in problems]
        super().__init__(
            told[0][1], errors=[{"pointer": f"/body/{place}", "detail": why} for place, why in told]
        )


class IncidentNotFound(NotFound):
    code = "incident_not_found"
    title = "There is no such incident"


class IncidentOver(Conflict):
    code = "incident_over"
    title = "This incident is over already"


class IncidentLinkUnknown(NotFound):
    code = "incident_link_unknown"
    title = "This link is not valid, or not valid any more"


class WindowNotFound(NotFound):
    code = "maintenance_window_not_found"
    title = "There is no such maintenance window"


class WindowNotOpen(Conflict):
    code = "maintenance_window_not_open"
    title = "This maintenance window is not open"


class WindowsFull(Conflict):
    code = "too_many_maintenance_windows"
    title = "There are too many maintenance windows; remove some first"


class NeverOpens(InvalidRequest):
    code = "never_opens"
    title = "With these times the window would never open"
