"""What all ways of signing in share at the door: whence somebody comes, and what they get."""

from typing import TYPE_CHECKING

from chalicelib.adapters import settings
from chalicelib.api import authentication, throttling
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


def guard(incoming: Incoming) -> "Guard":
    """How often the second factor of an account may be tried by who has given the password."""
    return lambda email: throttling.guarding(incoming, "second_factor", email)


def own_guard() -> "Guard":
    """How often somebody who is signed in may try. A count of its own: whoever knows the password
    and guesses at the second factor outside does not hold up the owner inside.
    """
    return lambda email: throttling.guarding(None, "step_up", email)


def answer_of(uow: "UnitOfWork", signed_in: SignedIn, incoming: Incoming | None = None) -> Answer:
    """The token for programs, and the same as a cookie that no script can read.

    With the request that signed somebody in, its device is remembered as known to them.
    """
    user, expires_at = signed_in.user, signed_in.session.expires_at
    cookies = [
        authentication.set_cookie(
            signed_in.access_token,
            max_age_seconds=int((expires_at - uow.clock.now()).total_seconds()),
        )
    ]
    if incoming is not None:
        cookies += throttling.remember_device(incoming, user.email)
    return Answer(
        LoginOut(
            access_token=signed_in.access_token,
            expires_at=expires_at,
            user=UserOut.model_validate(user),
        ),
        headers={"Set-Cookie": cookies},
    )
