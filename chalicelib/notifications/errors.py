"""What can go wrong when telling people."""

from chalicelib.kit.errors import Conflict, InvalidRequest, NotFound, WingmanError


class DeliveryInProgress(WingmanError):
    """Another worker is sending this very notification; look again when its time is over."""

    status = 409
    code = "delivery_in_progress"
    title = "This notification is being sent right now"


class UnknownChannel(WingmanError):
    code = "unknown_channel"
    title = "There is no such way to tell people"


class ProblemNotYetTold(WingmanError):
    """An all-clear has overtaken its problem on the way; it waits for it."""

    status = 409
    code = "problem_not_yet_told"
    title = "The problem that this ends has not been told yet"


class ChannelNotFound(NotFound):
    code = "channel_not_found"
    title = "There is no such channel"


class ChannelsFull(Conflict):
    code = "channels_full"
    title = "There are as many channels as there can be: remove one first"


class NotASigningChannel(Conflict):
    code = "not_a_signing_channel"
    title = "Only webhooks are signed"


class TargetInvalid(InvalidRequest):
    """Says what is wrong with it, and never what it was: it may be a secret."""

    code = "invalid_target"
    title = "This is no target for such a channel"

    def __init__(self, detail: str) -> None:
        super().__init__(detail, errors=[{"pointer": "/body/target", "detail": detail}])
