"""What can be wrong with a site, its pairing, its messages and its commands."""

from chalicelib.kit.errors import (
    BadRequest,
    Conflict,
    Forbidden,
    InvalidRequest,
    NotFound,
    Unauthenticated,
    WingmanError,
)


class SiteNotFound(NotFound):
    code = "site_not_found"
    title = "There is no such site"


class SiteUrlTaken(Conflict):
    code = "site_url_taken"
    title = "This client already has a site with that URL"


class SiteNotConnected(Conflict):
    code = "site_not_connected"
    title = "The site is not connected: pair its plugin first"


class SitePaused(Conflict):
    code = "site_paused"
    title = "The site is paused: resume it first"


class InvalidSiteUrl(InvalidRequest):
    code = "invalid_site_url"
    title = "The URL must be a public http or https address without user name or query"


class PairingCodeUnknown(NotFound):
    code = "pairing_code_unknown"
    title = "This code is not one of ours: copy it again from the dashboard"


class PairingCodeGone(WingmanError):
    status = 410


class PairingCodeExpired(PairingCodeGone):
    code = "pairing_code_expired"
    title = "This code has expired: make a new one in the dashboard"


class PairingCodeUsed(PairingCodeGone):
    code = "pairing_code_used"
    title = "This code was already used: make a new one in the dashboard"


class SiteUrlMismatch(Conflict):
    code = "site_url_mismatch"
    title = "The code belongs to a site with another URL"


class SiteKeyMissing(Unauthenticated):
    code = "site_key_missing"
    title = "The request carries no site key"


class SiteKeyUnknown(Unauthenticated):
    code = "site_key_unknown"
    title = "The site key is not known"


class SiteKeyRevoked(Unauthenticated):
    code = "site_key_revoked"
    title = "The site key was revoked: pair the site again"


class SignatureInvalid(Unauthenticated):
    code = "signature_invalid"
    title = "The signature does not fit this site and these bytes"


class WrongSite(Unauthenticated):
    code = "wrong_site"
    title = "The message names another site than its key"


class WrongAudience(Unauthenticated):
    code = "wrong_audience"
    title = "The message is meant for another platform"


class ClockSkew(Unauthenticated):
    code = "clock_skew"
    title = "The message is too old or from the future: set the site's clock"


class DuplicateMessage(Conflict):
    code = "duplicate"
    title = "This message was already received"


class SequenceTooOld(Conflict):
    code = "sequence_too_old"
    title = "Far newer messages of this site were already received"


class MalformedMessage(BadRequest):
    code = "malformed_json"
    title = "The body is not JSON"


class CommandNotFound(NotFound):
    code = "command_not_found"
    title = "There is no such command for this site"


class CommandFinished(Conflict):
    code = "duplicate"
    title = "This command has already ended"


class CommandUnknown(InvalidRequest):
    code = "command_unknown"
    title = "There is no such command"


class SiteKeyNotFound(NotFound):
    code = "site_key_not_found"
    title = "There is no such key of this site"


class KeyListInvalid(InvalidRequest):
    code = "key_list_invalid"
    title = "This is no list of keys that our root key has signed"


class KeyListOutdated(Conflict):
    code = "key_list_outdated"
    title = "There is a list with this version or a newer one"


class RootKeyMissing(Conflict):
    code = "root_key_missing"
    title = "This deployment has no root key yet"


class KeyListMissing(NotFound):
    code = "key_list_missing"
    title = "No list of keys has been published yet"


class ApprovalNotFound(NotFound):
    code = "approval_not_found"
    title = "There is no such approval"


class ApprovalClosed(Conflict):
    code = "approval_closed"
    title = "This was already approved, rejected, or has expired"


class OwnRequest(Forbidden):
    code = "own_request"
    title = "You have approved this already: a second person must approve it too"


class PasskeyNeeded(Conflict):
    code = "passkey_needed"
    title = "Only a passkey can approve this: add one in your profile"


class PasskeyTooNew(Conflict):
    code = "passkey_too_new"
    title = "Your passkey is too new to approve anything"


class ProofInvalid(InvalidRequest):
    code = "proof_invalid"
    title = "The passkey's answer does not fit this command"


class CeilingReached(Conflict):
    code = "ceiling_reached"
    title = "No more destructive commands for now: the ceiling per hour is reached"


class SiteNotWaiting(Conflict):
    code = "site_not_waiting"
    title = "The site is not waiting to prove its address"


class NoSigningKey(WingmanError):
    code = "no_signing_key"
    title = "None of our command keys is on the list that the root key has signed"
