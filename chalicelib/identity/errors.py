"""What can be wrong with people and their ways in."""

from chalicelib.kit.errors import (
    Conflict,
    Forbidden,
    InvalidRequest,
    NotFound,
    Unauthenticated,
    WingmanError,
)


class WrongCredentials(Unauthenticated):
    """One answer for an unknown address, a wrong password and a deactivated user."""

    code = "wrong_credentials"
    title = "E-mail or password is wrong"


class NotSignedIn(Unauthenticated):
    code = "not_signed_in"
    title = "Please sign in"


class SessionEnded(Unauthenticated):
    code = "session_ended"
    title = "Your session has ended: please sign in again"


class StepUpRequired(Forbidden):
    code = "step_up_required"
    title = "Please confirm that it is you"


class EnrolmentRequired(Forbidden):
    code = "two_factor_enrolment_required"
    title = "Your role needs a second factor: please set one up first"


class UserNotFound(NotFound):
    code = "user_not_found"
    title = "There is no such user"


class EmailTaken(Conflict):
    code = "email_taken"
    title = "There is already a user with this e-mail address"


class AdminExists(Conflict):
    code = "admin_exists"
    title = "There is already an admin: ask them for an invitation"


class WeakPassword(InvalidRequest):
    code = "weak_password"
    title = "A password needs at least 12 characters and at most 72 bytes"


class SessionsUnavailable(WingmanError):
    """Closed when the session store does not answer: nobody gets in unchecked."""

    status = 503
    code = "unavailable"
    title = "Signing in is not possible just now"
