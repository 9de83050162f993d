"""The one base of every error that a person or a program outside should understand."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar


class WingmanError(Exception):
    """Says what is wrong in `detail`, for programs in `code`, and as HTTP in `status`.

    `extra` are further members of the problem document (RFC 9457), such as `server_time`.
    """

    status: ClassVar[int] = 500
    code: ClassVar[str] = "internal_error"
    title: ClassVar[str] = "Something went wrong on our side"

    def __init__(self, detail: str = "", **extra: Any) -> None:
        super().__init__(detail or self.title)
        self.detail = detail or self.title
        self.extra: Mapping[str, Any] = extra


class NotFound(WingmanError):
    status = 404
    code = "not_found"
    title = "There is nothing here"


class Conflict(WingmanError):
    status = 409
    code = "conflict"
    title = "This conflicts with the present state"


class Gone(WingmanError):
    status = 410
    code = "gone"
    title = "This was here, and is no more"


class Forbidden(WingmanError):
    status = 403
    code = "forbidden"
    title = "You may not do this"


class Unauthenticated(WingmanError):
    status = 401
    code = "unauthenticated"
    title = "Please sign in"


class BadRequest(WingmanError):
    status = 400
    code = "bad_request"
    title = "The request cannot be read"


class InvalidRequest(WingmanError):
    """A readable request with values that cannot be accepted; `errors` points at each."""

    status = 422
    code = "invalid_request"
    title = "Some values are not valid"

    def __init__(self, detail: str = "", errors: Sequence[Mapping[str, str]] = ()) -> None:
        super().__init__(detail, **({"errors": list(errors)} if errors else {}))


class TooLarge(WingmanError):
    status = 413
    code = "body_too_large"
    title = "The body is too large"
