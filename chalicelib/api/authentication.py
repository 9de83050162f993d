"""Credentials of a request → the Actor behind them."""

import itertools

from chalicelib import bootstrap
from chalicelib.adapters import settings
from chalicelib.adapters.database import DatabaseRole
from chalicelib.adapters.settings import Settings
from chalicelib.api.errors import ForgedRequest
from chalicelib.api.incoming import Incoming
from chalicelib.identity import service as identity
from chalicelib.identity import sessions, step_up
from chalicelib.identity.errors import NotSignedIn
from chalicelib.identity.model import TOKEN_PREFIX, Actor

_READS = frozenset({"GET", "HEAD"})
_LOOPBACK = ("127.0.0.1", "localhost")


def actor_of(incoming: Incoming) -> Actor:
    """Who sent this, by bearer token or by cookie. Raises NotSignedIn, SessionEnded."""
    current = settings.load()
    bearer = _bearer(incoming)
    if bearer is not None and bearer.startswith(TOKEN_PREFIX):
        return _owner_of(bearer, incoming)
    token = bearer or incoming.cookie(cookie_name())
    if not token:
        raise NotSignedIn
    if bearer is None and incoming.method not in _READS:
        _refuse_other_origins(incoming)
        _require_own_header(incoming)
    session = sessions.of_token(token, issuer=current.base_url, now=bootstrap.clock().now())
    with bootstrap.unit_of_work(DatabaseRole.STAFF) as uow:
        return identity.authenticate(
            uow, session, address=incoming.address, request_id=incoming.request_id
        )


def step_up_methods(actor: Actor) -> list[str]:
    """With what this person can confirm that it is them."""
    with bootstrap.unit_of_work(DatabaseRole.STAFF) as uow:
        return [method.value for method in step_up.methods(uow, actor)]


def refuse_forgery(incoming: Incoming) -> None:
    """Refuse what a browser sends for another site's page, unless its origin is on the list.

    For calls where nobody is signed in yet. Raises ForgedRequest.
    """
    if incoming.header("origin") not in settings.load().cors_origins:
        _refuse_other_origins(incoming)


def _refuse_other_origins(incoming: Incoming) -> None:
    """With a cookie only our own pages may ask: not even a listed origin acts in its name."""
    origin = incoming.header("origin")
    if origin is not None and not _is_ours(origin, settings.load()):
        raise ForgedRequest
    if incoming.header("sec-fetch-site") not in {None, "same-origin"}:
        raise ForgedRequest


def cookie_name() -> str:
    return "__Host-wingman"


def set_cookie(token: str, *, max_age_seconds: int) -> str:
    """A `__Host-` cookie: ours alone, never over plain text, never readable by a script."""
    return (
        f"{cookie_name()}={token}; Max-Age={max_age_seconds}; Path=/; Secure; HttpOnly;"
        " SameSite=Lax"
    )


def clear_cookie() -> str:
    return set_cookie("", max_age_seconds=0)


def _owner_of(personal_token: str, incoming: Incoming) -> Actor:
    with bootstrap.unit_of_work(DatabaseRole.STAFF) as uow:
        return identity.authenticate_token(
            uow, personal_token, address=incoming.address, request_id=incoming.request_id
        )


def _require_own_header(incoming: Incoming) -> None:
    """A form on another site cannot set a header, and a script there may not."""
    if incoming.header("x-wingman-request") != "1":
        raise ForgedRequest("Send the header X-Wingman-Request: 1 with every change.")


def _bearer(incoming: Incoming) -> str | None:
    scheme, _, token = (incoming.header("authorization") or "").partition(" ")
    return token.strip() or None if scheme.lower() == "bearer" else None


def _is_ours(origin: str, current: Settings) -> bool:
    ours = {current.base_url}
    if current.is_local:
        # A developer reaches the same local stack by either of its names.
        for one, other in itertools.permutations(_LOOPBACK):
            ours.add(current.base_url.replace(f"//{one}:", f"//{other}:"))
    return origin in ours
