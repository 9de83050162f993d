"""What can go wrong when telling people."""

from chalicelib.kit.errors import WingmanError


class DeliveryInProgress(WingmanError):
    """Another worker is sending this very notification; look again when its time is over."""

    status = 409
    code = "delivery_in_progress"
    title = "This notification is being sent right now"


class UnknownChannel(WingmanError):
    code = "unknown_channel"
    title = "There is no such way to tell people"
