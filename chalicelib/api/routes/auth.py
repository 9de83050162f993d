"""Signing in and out, by password, second factor and passkey; and who I am."""

from typing import TYPE_CHECKING

from chalice.app import Blueprint

from chalicelib import bootstrap
from chalicelib.adapters import settings
from chalicelib.api import throttling
from chalicelib.api.endpoint import Answer, RateClass, endpoint
from chalicelib.api.incoming import Incoming
from chalicelib.api.schemas.auth import (
    Login,
    LoginOut,
    PasskeyLogin,
    PasskeyOptionsOut,
    ProfileUpdate,
    TwoFactorCode,
    TwoFactorOut,
    TwoFactorPasskey,
    TwoFactorStart,
    UserOut,
)
from chalicelib.identity.challenges import Kind
from chalicelib.identity.model import Actor, Permission, User
from chalicelib.identity.passwords import BcryptHasher
from chalicelib.kit.lazy import lazily

if TYPE_CHECKING:
    from chalicelib.adapters.database import UnitOfWork
    from chalicelib.api import authentication, signing_in
    from chalicelib.identity import passkeys, sign_in
    from chalicelib.identity import service as identity
else:
    authentication = lazily("chalicelib.api.authentication")
    signing_in = lazily("chalicelib.api.signing_in")
    passkeys = lazily("chalicelib.identity.passkeys")
    identity = lazily("chalicelib.identity.service")
    sign_in = lazily("chalicelib.identity.sign_in")

blueprint = Blueprint(__name__)
hasher = BcryptHasher()


@endpoint(
    blueprint,
    "POST",
    "/api/v1/auth/login",
    requires=Permission.PUBLIC,
    rate=RateClass.LOGIN,
    audits="user.sign_in",
    body=Login,
    answers=LoginOut,
    also_answers={202: TwoFactorOut},
    summary="Sign in with e-mail and password",
)
def login(uow: "UnitOfWork", incoming: Incoming, form: Login) -> Answer:
    with throttling.guarding(incoming, "password", form.email):
        step = sign_in.with_password(
            uow,
            email=form.email,
            password=form.password.get_secret_value(),
            visit=signing_in.visit_of(incoming),
            hasher=hasher,
        )
    if isinstance(step, sign_in.SecondStep):
        return Answer(step, status=202)
    return signing_in.answer_of(uow, step, incoming)


@endpoint(
    blueprint,
    "POST",
    "/api/v1/auth/two-factor",
    requires=Permission.PUBLIC,
    rate=RateClass.LOGIN,
    audits="user.sign_in",
    body=TwoFactorCode,
    answers=LoginOut,
    summary="Finish signing in with a code of the app, or a recovery code",
)
def finish_with_code(uow: "UnitOfWork", incoming: Incoming, form: TwoFactorCode) -> Answer:
    signed_in = sign_in.with_code(
        uow,
        two_factor_token=form.two_factor_token,
        code=form.code,
        visit=signing_in.visit_of(incoming),
        sealer=bootstrap.sealer(),
        guard=signing_in.guard(incoming),
    )
    return signing_in.answer_of(uow, signed_in, incoming)


@endpoint(
    blueprint,
    "POST",
    "/api/v1/auth/two-factor/passkey-options",
    requires=Permission.PUBLIC,
    rate=RateClass.LOGIN,
    body=TwoFactorStart,
    answers=PasskeyOptionsOut,
    summary="What a browser needs to finish signing in with a passkey",
)
def two_factor_passkey_options(
    uow: "UnitOfWork", _: Incoming, form: TwoFactorStart
) -> PasskeyOptionsOut:
    options = sign_in.second_passkey_options(
        uow, two_factor_token=form.two_factor_token, party=signing_in.party()
    )
    return PasskeyOptionsOut(options=dict(options))


@endpoint(
    blueprint,
    "POST",
    "/api/v1/auth/two-factor/passkey",
    requires=Permission.PUBLIC,
    rate=RateClass.LOGIN,
    audits="user.sign_in",
    body=TwoFactorPasskey,
    answers=LoginOut,
    summary="Finish signing in with a passkey",
)
def finish_with_passkey(uow: "UnitOfWork", incoming: Incoming, form: TwoFactorPasskey) -> Answer:
    signed_in = sign_in.with_second_passkey(
        uow,
        two_factor_token=form.two_factor_token,
        credential=form.credential.as_json(),
        visit=signing_in.visit_of(incoming),
        party=signing_in.party(),
    )
    return signing_in.answer_of(uow, signed_in, incoming)


@endpoint(
    blueprint,
    "POST",
    "/api/v1/auth/passkey-options",
    requires=Permission.PUBLIC,
    rate=RateClass.LOGIN,
    answers=PasskeyOptionsOut,
    summary="What a browser needs to sign in with a passkey alone",
)
def passkey_login_options(uow: "UnitOfWork", _: Incoming) -> PasskeyOptionsOut:
    options = passkeys.options(uow, Kind.PASSKEY_SIGN_IN, signing_in.party())
    return PasskeyOptionsOut(options=dict(options))


@endpoint(
    blueprint,
    "POST",
    "/api/v1/auth/passkey-login",
    requires=Permission.PUBLIC,
    rate=RateClass.LOGIN,
    audits="user.sign_in",
    body=PasskeyLogin,
    answers=LoginOut,
    summary="Sign in with a passkey alone",
)
def passkey_login(uow: "UnitOfWork", incoming: Incoming, form: PasskeyLogin) -> Answer:
    signed_in = sign_in.with_passkey(
        uow,
        credential=form.credential.as_json(),
        visit=signing_in.visit_of(incoming),
        party=signing_in.party(),
    )
    return signing_in.answer_of(uow, signed_in, incoming)


@endpoint(
    blueprint,
    "POST",
    "/api/v1/auth/refresh",
    requires=Permission.SELF_SECURE,
    audits="session.refresh",
    answers=LoginOut,
    summary="The same session under a new token; the one before is dead at once",
)
def refresh(uow: "UnitOfWork", actor: Actor) -> Answer:
    signed_in = sign_in.refreshed(uow, actor, issuer=settings.load().base_url)
    return signing_in.answer_of(uow, signed_in)


@endpoint(
    blueprint,
    "POST",
    "/api/v1/auth/logout",
    requires=Permission.SIGNED_IN,
    audits="user.sign_out",
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
def me(uow: "UnitOfWork", actor: Actor) -> User:
    return identity.get_user(uow, actor)


@endpoint(
    blueprint,
    "PATCH",
    "/api/v1/auth/me",
    requires=Permission.SELF,
    audits="user.change_profile",
    body=ProfileUpdate,
    answers=UserOut,
    summary="Change one's own name or language",
)
def change_me(uow: "UnitOfWork", actor: Actor, form: ProfileUpdate) -> User:
    return identity.change_profile(uow, actor, **form.sent())
