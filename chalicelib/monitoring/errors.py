"""What can go wrong with maintenance windows."""

from chalicelib.kit.errors import Conflict, InvalidRequest, NotFound


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
