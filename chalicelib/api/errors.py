"""What can be wrong with a request before any room hears of it."""

from chalicelib.kit.errors import BadRequest, Conflict, Forbidden, InvalidRequest, WingmanError


class MalformedJson(BadRequest):
    code = "malformed_json"
    title = "The body is not JSON"


class InvalidEncoding(BadRequest):
    code = "invalid_encoding"
    title = "The body is not UTF-8, or not the gzip it claims to be"


class TooDeep(BadRequest):
    code = "too_deep"
    title = "The body is nested too deeply"


class InvalidParameter(InvalidRequest):
    status = 400
    code = "invalid_parameter"
    title = "Some parameters are not known or not valid"


class InvalidBody(InvalidRequest):
    code = "invalid_body"
    title = "Some fields are not known or not valid"


class UnsupportedMediaType(WingmanError):
    status = 415
    code = "unsupported_media_type"
    title = "Send JSON, with the content type application/json"


class ForgedRequest(Forbidden):
    code = "forged_request"
    title = "The browser sent this from another place"


class Unavailable(WingmanError):
    """Something we stand on does not answer now; asking again soon is right."""

    status = 503
    code = "unavailable"
    title = "WP Wingman cannot answer just now"


class KeyReused(InvalidRequest):
    code = "idempotency_key_reused"
    title = "This Idempotency-Key came before with another request"


class KeyInUse(Conflict):
    code = "idempotency_key_in_use"
    title = "A request with this Idempotency-Key is still running"


class TooManyRequests(WingmanError):
    """The extra member `retry_after` says in how many seconds there is a place again."""

    status = 429
    code = "too_many_requests"
    title = "Too much at once: please try again later"


class HeadersTooLarge(WingmanError):
    status = 431
    code = "headers_too_large"
    title = "There are too many headers, or they are too long"


class QueryTooLong(WingmanError):
    status = 414
    code = "query_too_long"
    title = "The part of the address behind the question mark is too long"
