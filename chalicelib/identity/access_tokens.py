"""A session as it travels: a signed token (JWT) that carries the session's secret id.

One algorithm, fixed here. The token alone opens nothing: the session it names is looked up.
jwt loads on first use: it is an eighth of the API's cold start, and the plugin never needs it.
"""

import datetime as dt
from typing import TYPE_CHECKING, Any, NamedTuple

from chalicelib.identity import signing_keys
from chalicelib.identity.errors import SessionEnded
from chalicelib.kit.clock import unix
from chalicelib.kit.lazy import lazily

if TYPE_CHECKING:
    import jwt
else:
    jwt = lazily("jwt")

_ALGORITHM = "HS256"
_REQUIRED = ["exp", "iat", "sub", "sid", "iss"]


class Claims(NamedTuple):
    """What a good token says."""

    session_id: str
    user_id: str


def encode(claims: Claims, *, issuer: str, now: dt.datetime, expires_at: dt.datetime) -> str:
    key = signing_keys.current(now)
    said = {
        "iss": issuer,
        "sub": claims.user_id,
        "sid": claims.session_id,
        "iat": unix(now),
        "exp": unix(expires_at),
    }
    return jwt.encode(said, key.secret, algorithm=_ALGORITHM, headers={"kid": key.name})


def decode(text: str, *, issuer: str, now: dt.datetime) -> Claims:
    """What a token of ours says. Raises SessionEnded for anything else."""
    try:
        key = signing_keys.known(jwt.get_unverified_header(text).get("kid"))
        said: dict[str, Any] = jwt.decode(
            text,
            key.secret,
            algorithms=[_ALGORITHM],
            issuer=issuer,
            # Time is judged below by our own clock, and again by the session itself.
            options={"require": _REQUIRED, "verify_exp": False, "verify_iat": False},
        )
    except jwt.InvalidTokenError:
        raise SessionEnded from None
    if not isinstance(said["exp"], int) or said["exp"] <= unix(now):
        raise SessionEnded
    if not isinstance(said["sid"], str) or not isinstance(said["sub"], str):
        raise SessionEnded
    return Claims(session_id=said["sid"], user_id=said["sub"])
