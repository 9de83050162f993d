"""Confirming that it is still you, for five minutes."""

from typing import TYPE_CHECKING

from chalice.app import Blueprint

from chalicelib import bootstrap
from chalicelib.adapters import settings
from chalicelib.api.endpoint import Answer, RateClass, endpoint
from chalicelib.api.schemas.auth import (
    LoginOut,
    PasskeyLogin,
    PasskeyOptionsOut,
    StepUp,
    StepUpOut,
)
from chalicelib.identity.model import Actor, Permission
from chalicelib.identity.passwords import BcryptHasher
from chalicelib.kit.lazy import lazily

if TYPE_CHECKING:
    from chalicelib.adapters.database import UnitOfWork
    from chalicelib.api import signing_in
    from chalicelib.identity import step_up
    from chalicelib.identity.sign_in import SignedIn
else:
    signing_in = lazily("chalicelib.api.signing_in")
    step_up = lazily("chalicelib.identity.step_up")

blueprint = Blueprint(__name__)
hasher = BcryptHasher()


@endpoint(
    blueprint,
    "GET",
    "/api/v1/auth/step-up",
    requires=Permission.SELF_SECURE,
    answers=StepUpOut,
    summary="With what one can confirm, and until when one has",
)
def get_step_up(uow: "UnitOfWork", actor: Actor) -> "step_up.StepUp":
    return step_up.status(uow, actor)


@endpoint(
    blueprint,
    "POST",
    "/api/v1/auth/step-up",
    requires=Permission.SELF_SECURE,
    rate=RateClass.LOGIN,
    audits="session.step_up",
    body=StepUp,
    answers=LoginOut,
    summary="Confirm with a code, or with the password of who has no second factor",
)
def confirm(uow: "UnitOfWork", actor: Actor, form: StepUp) -> Answer:
    return signing_in.answer_of(uow, _confirmed(uow, actor, form))


@endpoint(
    blueprint,
    "POST",
    "/api/v1/auth/step-up/passkey-options",
    requires=Permission.SELF_SECURE,
    answers=PasskeyOptionsOut,
    summary="What a browser needs to confirm with a passkey",
)
def step_up_passkey_options(uow: "UnitOfWork", actor: Actor) -> PasskeyOptionsOut:
    options = step_up.passkey_options(uow, actor, signing_in.party())
    return PasskeyOptionsOut(options=dict(options))


@endpoint(
    blueprint,
    "POST",
    "/api/v1/auth/step-up/passkey",
    requires=Permission.SELF_SECURE,
    rate=RateClass.LOGIN,
    audits="session.step_up",
    body=PasskeyLogin,
    answers=LoginOut,
    summary="Confirm with a passkey",
)
def confirm_with_passkey(uow: "UnitOfWork", actor: Actor, form: PasskeyLogin) -> Answer:
    signed_in = step_up.with_passkey(
        uow,
        actor,
        form.credential.as_json(),
        issuer=settings.load().base_url,
        party=signing_in.party(),
    )
    return signing_in.answer_of(uow, signed_in)


def _confirmed(uow: "UnitOfWork", actor: Actor, form: StepUp) -> "SignedIn":
    issuer, guard = settings.load().base_url, signing_in.own_guard()
    if form.password is not None:
        password = form.password.get_secret_value()
        return step_up.with_password(
            uow, actor, password, issuer=issuer, hasher=hasher, guard=guard
        )
    code = form.code or ""
    return step_up.with_code(
        uow, actor, code, issuer=issuer, sealer=bootstrap.sealer(), guard=guard
    )
