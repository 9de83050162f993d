"""What all ways of signing in share at the door: whence somebody comes, and what they get."""

from contextlib import nullcontext
from typing import TYPE_CHECKING

from chalicelib.adapters import settings
from chalicelib.api import authentication
from chalicelib.api.endpoint import Answer
from chalicelib.api.incoming import Incoming
from chalicelib.api.schemas.auth import LoginOut, UserOut
from chalicelib.identity.passkeys import RelyingParty, relying_party
from chalicelib.identity.sessions import Device
from chalicelib.identity.sign_in import SignedIn, Visit

if TYPE_CHECKING:
    from chalicelib.adapters.database import UnitOfWork
    from chalicelib.identity.tries import Guard


def visit_of(incoming: Incoming) -> Visit:
    """The circumstances that a new session keeps."""
    return Visit(
        device=Device(incoming.address, incoming.header("user-agent") or ""),
        issuer=settings.load().base_url,
        request_id=incoming.request_id,
    )


def party() -> RelyingParty:
    """Who we are to a passkey."""
    return relying_party(settings.load().base_url)


def guard(_: str) -> "Guard":
    """How often somebody may try a second factor, from one address and altogether."""
    return lambda _: nullcontext()


def answer_of(uow: "UnitOfWork", signed_in: SignedIn) -> Answer:
    """The token for programs, and the same as a cookie that no script can read."""
    expires_at = signed_in.session.expires_at
    cookie = authentication.set_cookie(
        signed_in.access_token,
        max_age_seconds=int((expires_at - uow.clock.now()).total_seconds()),
    )
    return Answer(
        LoginOut(
            access_token=signed_in.access_token,
            expires_at=expires_at,
            user=UserOut.model_validate(signed_in.user),
        ),
        headers={"Set-Cookie": cookie},
    )
