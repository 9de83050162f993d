"""Signing in and out, and who I am."""

from typing import TYPE_CHECKING

from chalice.app import Blueprint

from chalicelib.adapters import settings
from chalicelib.api import authentication, throttling
from chalicelib.api.endpoint import Answer, RateClass, endpoint
from chalicelib.api.incoming import Incoming
from chalicelib.api.schemas.auth import Login, LoginOut, UserOut
from chalicelib.identity import service as identity
from chalicelib.identity.model import Actor, Permission
from chalicelib.identity.passwords import BcryptHasher
from chalicelib.identity.sessions import Device

if TYPE_CHECKING:
    from chalicelib.adapters.database import UnitOfWork

blueprint = Blueprint(__name__)
hasher = BcryptHasher()


@endpoint(
    blueprint,
    "POST",
    "/api/v1/auth/login",
    requires=Permission.PUBLIC,
    body=Login,
    answers=LoginOut,
    rate=RateClass.LOGIN,
    summary="Sign in with e-mail and password",
)
def login(uow: "UnitOfWork", incoming: Incoming, form: Login) -> Answer:
    with throttling.guarding(incoming, "password", form.email):
        signed_in = identity.sign_in(
            uow,
            email=form.email,
            password=form.password.get_secret_value(),
            device=Device(incoming.address, incoming.header("user-agent") or ""),
            issuer=settings.load().base_url,
            hasher=hasher,
            request_id=incoming.request_id,
        )
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
        headers={"Set-Cookie": [cookie, *throttling.remember_device(incoming, form.email)]},
    )


@endpoint(
    blueprint,
    "POST",
    "/api/v1/auth/logout",
    requires=Permission.SIGNED_IN,
    status=204,
    summary="Sign out: the session ends at once",
)
def logout(uow: "UnitOfWork", actor: Actor) -> Answer:
    identity.sign_out(uow, actor)
    return Answer(None, headers={"Set-Cookie": authentication.clear_cookie()})


@endpoint(
    blueprint,
    "GET",
    "/api/v1/auth/me",
    requires=Permission.SIGNED_IN,
    answers=UserOut,
    summary="Who is signed in",
)
def me(_: "UnitOfWork", actor: Actor) -> UserOut:
    return UserOut(
        id=actor.user_id,
        email=actor.email,
        name=actor.name,
        role=actor.role,
        client_id=actor.client_id,
        locale=actor.locale,
    )
