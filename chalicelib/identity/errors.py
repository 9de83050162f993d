"""What can be wrong with people and their ways in."""

from chalicelib.kit.errors import (
    Conflict,
    Forbidden,
    Gone,
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


class WrongPassword(InvalidRequest):
    """The present password, asked for once more; the session goes on."""

    code = "wrong_password"
    title = "The present password is wrong"


class LastAdmin(Conflict):
    code = "last_admin"
    title = "This is the last admin: somebody must be able to let others in"


class RoleNeedsClient(InvalidRequest):
    code = "role_needs_client"
    title = "Exactly the users of a client belong to one"


class SitesNotOfClient(InvalidRequest):
    code = "sites_not_of_client"
    title = "A user can be limited only to sites of their own client"


class InvitationNotFound(NotFound):
    code = "invitation_not_found"
    title = "There is no such invitation"


class InvitationClosed(Conflict):
    code = "invitation_closed"
    title = "This invitation was used or withdrawn"


class LinkUnknown(NotFound):
    code = "link_unknown"
    title = "This link is not one of ours, or was not copied completely"


class LinkUsed(Gone):
    code = "link_used"
    title = "This link was used before: each opens once"


class LinkExpired(Gone):
    code = "link_expired"
    title = "This link is too old"


class SessionsUnavailable(WingmanError):
    """Closed when the session store does not answer: nobody gets in unchecked."""

    status = 503
    code = "unavailable"
    title = "Signing in is not possible just now"


class SessionNotFound(NotFound):
    code = "session_not_found"
    title = "There is no such session"


class WrongCode(Unauthenticated):
    """One answer for every wrong, old, used or unknown code."""

    code = "wrong_code"
    title = "The code is wrong, or was used before"


class TwoFactorExpired(Unauthenticated):
    code = "two_factor_expired"
    title = "This sign-in took too long, or was finished already: please start again"


class PasskeyRefused(Unauthenticated):
    """One answer for every passkey that opens nothing, whatever the reason."""

    code = "passkey_refused"
    title = "This passkey was not accepted"


class PasskeyNotFound(NotFound):
    code = "passkey_not_found"
    title = "There is no such passkey"


class PasskeyKnown(Conflict):
    code = "passkey_known"
    title = "This passkey has been added before"


class TooManyPasskeys(Conflict):
    code = "too_many_passkeys"
    title = "You have as many passkeys as one person may have: remove one first"


class TotpNotStarted(Conflict):
    code = "totp_not_started"
    title = "There is nothing to confirm: start setting up the authenticator app again"


class TotpNotFound(NotFound):
    code = "totp_not_found"
    title = "There is no authenticator app"


class SecondFactorNeeded(Conflict):
    code = "second_factor_needed"
    title = "Your role needs a second factor: add another one before you remove this one"


class NoSecondFactor(Conflict):
    code = "no_second_factor"
    title = "Recovery codes stand in for a second factor: set one up first"


class FactorDemanded(Forbidden):
    """A password alone is not enough from someone who has a second factor."""

    code = "factor_demanded"
    title = "Please confirm with your second factor"


class TokenNotFound(NotFound):
    code = "token_not_found"
    title = "There is no such token"


class TooManyTokens(Conflict):
    code = "too_many_tokens"
    title = "You have as many tokens as one person may have: revoke one first"


class ScopeNotYours(InvalidRequest):
    code = "scope_not_yours"
    title = "A token cannot do more than its owner"
