"""Who is signed in: a session in DynamoDB, carried outside by a signed token (JWT).

The token alone opens nothing. Each request looks the session up with a consistent read, so that
signing out ends it at once. pynamodb and jwt load on first use: the plugin's calls need neither.
"""

import datetime as dt
import re
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from chalicelib.identity.errors import SessionEnded, SessionsUnavailable
from chalicelib.identity.model import Role
from chalicelib.kit.clock import from_unix, unix
from chalicelib.kit.ids import digest, token
from chalicelib.kit.lazy import lazily

if TYPE_CHECKING:
    import jwt

    from chalicelib.identity.items import SessionItem
else:
    # An eighth of the API's cold start, and calls of the plugin never need it.
    jwt = lazily("jwt")

_ALGORITHM = "HS256"
_KEY_PERIOD = dt.timedelta(days=30)
_KEY_NAME = re.compile(r"jwt-\d{1,6}")
_LONGEST_DEVICE = 300
LIFETIME = {
    Role.ADMIN: dt.timedelta(hours=12),
    Role.SUPPORT: dt.timedelta(hours=12),
    Role.CLIENT: dt.timedelta(days=7),
}


@dataclass(frozen=True)
class Device:
    """From where somebody signs in."""

    address: str
    user_agent: str


@dataclass(frozen=True)
class Session:
    """`id` is the secret half that only the token carries."""

    id: str
    user_id: uuid.UUID
    expires_at: dt.datetime


def start(user_id: uuid.UUID, role: Role, device: Device, *, now: dt.datetime) -> Session:
    """A new session with a new id: nothing that was known before signing in opens it."""
    session = Session(id=token(32), user_id=user_id, expires_at=now + LIFETIME[role])
    from chalicelib.identity.items import SessionItem

    with _store():
        SessionItem(
            id=digest(session.id),
            user_id=str(user_id),
            created_at=unix(now),
            address=device.address,
            device=device.user_agent[:_LONGEST_DEVICE],
            expires_at=unix(session.expires_at),
        ).save(condition=SessionItem.id.does_not_exist())
    return session


def end(session_id: str) -> None:
    from chalicelib.identity.items import SessionItem

    with _store():
        SessionItem(id=digest(session_id)).delete()


def as_token(session: Session, *, issuer: str, now: dt.datetime) -> str:
    """The session as a token for outside; its key is made when the first of a period needs it."""
    name = f"jwt-{unix(now) // int(_KEY_PERIOD.total_seconds())}"
    claims = {
        "iss": issuer,
        "sub": str(session.user_id),
        "sid": session.id,
        "iat": unix(now),
        "exp": unix(session.expires_at),
    }
    return jwt.encode(claims, _key(name, now), algorithm=_ALGORITHM, headers={"kid": name})


def of_token(text: str, *, issuer: str, now: dt.datetime) -> Session:
    """The living session behind a token. Raises SessionEnded for anything else."""
    claims = _claims(text, issuer=issuer, now=now)
    item = _find(digest(claims["sid"]))
    if item is None or not item.is_alive(now) or item.user_id != claims["sub"]:
        raise SessionEnded
    return Session(
        id=claims["sid"],
        user_id=uuid.UUID(item.user_id),
        expires_at=from_unix(int(item.expires_at)),
    )


def _claims(text: str, *, issuer: str, now: dt.datetime) -> dict[str, Any]:
    try:
        name = jwt.get_unverified_header(text).get("kid")
        if not isinstance(name, str) or not _KEY_NAME.fullmatch(name):
            raise SessionEnded
        claims: dict[str, Any] = jwt.decode(
            text,
            _known_key(name),
            algorithms=[_ALGORITHM],
            issuer=issuer,
            # Time is judged below by our own clock, and again by the session itself.
            options={
                "require": ["exp", "iat", "sub", "sid", "iss"],
                "verify_exp": False,
                "verify_iat": False,
            },
        )
    except jwt.InvalidTokenError:
        raise SessionEnded from None
    if claims["exp"] <= unix(now) or not isinstance(claims["sid"], str):
        raise SessionEnded
    return claims


def _find(session_digest: str) -> "SessionItem | None":
    from chalicelib.identity.items import SessionItem

    with _store():
        try:
            found: SessionItem = SessionItem.get(session_digest, consistent_read=True)
        except SessionItem.DoesNotExist:
            return None
        return found


@cache
def _known_key(name: str) -> str:
    """The key of that name. Raises SessionEnded when there is none; that is not remembered."""
    from chalicelib.identity.items import SigningKeyItem

    with _store():
        try:
            return str(SigningKeyItem.get(name, consistent_read=True).secret)
        except SigningKeyItem.DoesNotExist:
            raise SessionEnded from None


def _key(name: str, now: dt.datetime) -> str:
    """The key of a period; of all who need it first, the one that writes it wins."""
    try:
        return _known_key(name)
    except SessionEnded:
        _make_key(name, now)
        return _known_key(name)


def _make_key(name: str, now: dt.datetime) -> None:
    from pynamodb.exceptions import PutError

    from chalicelib.identity.items import SigningKeyItem

    item = SigningKeyItem(
        id=name,
        secret=token(48),
        created_at=unix(now),
        # As long as the last token that it may have signed.
        expires_at=unix(now + 2 * _KEY_PERIOD + max(LIFETIME.values())),
    )
    with _store():
        try:
            item.save(condition=SigningKeyItem.id.does_not_exist())
        except PutError as error:
            if error.cause_response_code != "ConditionalCheckFailedException":
                raise


@contextmanager
def _store() -> Iterator[None]:
    from pynamodb.exceptions import PynamoDBException

    try:
        yield
    except PynamoDBException as error:
        raise SessionsUnavailable from error
