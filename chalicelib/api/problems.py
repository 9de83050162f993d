"""Errors as RFC 9457 problem documents; nothing from inside the house leaks into them."""

import itertools
import json
import re
from typing import Any

import psycopg

from chalicelib.api.errors import Unavailable
from chalicelib.kit.errors import Unauthenticated, WingmanError

CONTENT_TYPE = "application/problem+json"
_RETRY_AFTER_SECONDS = "5"
_PLAIN_NAME = re.compile(r"[a-z][a-z_]{0,39}|[0-9]{1,6}")


def as_known(error: Exception) -> WingmanError | None:
    """The error that a caller should hear of, or None when this one is our own fault."""
    if isinstance(error, WingmanError):
        return error
    # SQLAlchemy wraps the driver's errors and keeps them in `orig`.
    cause = getattr(error, "orig", None) or error
    if isinstance(cause, psycopg.OperationalError):
        return Unavailable("The database does not answer just now. Please try again.")
    return None


def is_bad_data(error: Exception) -> bool:
    """Whether the database refused a value itself: out of range, or no text."""
    return isinstance(getattr(error, "orig", None) or error, psycopg.DataError)


def document(error: WingmanError, *, path: str, request_id: str) -> str:
    problem: dict[str, Any] = {
        "type": f"/api/v1/docs#problem-{error.code}",
        "title": error.title,
        "status": error.status,
        "detail": error.detail,
        "instance": path,
        "code": error.code,
        "request_id": request_id,
    }
    return json.dumps({**problem, **error.extra}, ensure_ascii=False)


def pointer(place: str, *location: int | str) -> str:
    """A JSON pointer (RFC 6901) into the query or the body, as far as its steps are plain names.

    What nobody knows as a name may be a secret in the wrong place: the pointer ends before it.
    """
    known = itertools.takewhile(lambda step: _PLAIN_NAME.fullmatch(str(step)), location)
    return "/".join(("", place, *map(str, known)))


def headers(error: WingmanError) -> dict[str, str]:
    """What belongs to a problem of this kind beside its document."""
    extra = {"Content-Type": CONTENT_TYPE}
    if error.status in {429, 503}:
        extra["Retry-After"] = str(error.extra.get("retry_after", _RETRY_AFTER_SECONDS))
    if isinstance(error, Unauthenticated):
        extra["WWW-Authenticate"] = "Bearer"
    return extra
