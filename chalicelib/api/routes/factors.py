"""One's own second factors: the authenticator app and the recovery codes."""

from typing import TYPE_CHECKING

from chalice.app import Blueprint

from chalicelib import bootstrap
from chalicelib.adapters import settings
from chalicelib.api.endpoint import RateClass, endpoint
from chalicelib.api.schemas.factors import (
    FactorsOut,
    PasskeyOut,
    RecoveryCodesOut,
    RecoveryCodesState,
    TotpConfirm,
    TotpOut,
    TotpState,
)
from chalicelib.identity.model import Actor, Permission
from chalicelib.kit.lazy import lazily

if TYPE_CHECKING:
    from chalicelib.adapters.database import UnitOfWork
    from chalicelib.api import signing_in
    from chalicelib.identity import factors
    from chalicelib.identity.factors import NewTotp
else:
    signing_in = lazily("chalicelib.api.signing_in")
    factors = lazily("chalicelib.identity.factors")

blueprint = Blueprint(__name__)


@endpoint(
    blueprint,
    "GET",
    "/api/v1/auth/factors",
    requires=Permission.SELF_SECURE,
    answers=FactorsOut,
    summary="What second factors I have",
)
def get_factors(uow: "UnitOfWork", actor: Actor) -> FactorsOut:
    has = factors.overview(uow, actor.user_id)
    confirmed_at = has.totp_confirmed_at
    return FactorsOut(
        totp=TotpState(enabled=confirmed_at is not None, confirmed_at=confirmed_at),
        recovery_codes=RecoveryCodesState(left=has.recovery_codes_left),
        passkeys=[PasskeyOut.model_validate(passkey) for passkey in has.passkeys],
        required=has.required,
    )


@endpoint(
    blueprint,
    "POST",
    "/api/v1/auth/totp",
    requires=Permission.SELF_SECURE,
    step_up=True,
    audits="factor.start_totp",
    answers=TotpOut,
    summary="Start setting up an authenticator app; what came before stays good until confirmed",
)
def start_totp(uow: "UnitOfWork", actor: Actor) -> "NewTotp":
    return factors.start_totp(
        uow, actor, sealer=bootstrap.sealer(), issuer=settings.load().agency_name
    )


@endpoint(
    blueprint,
    "POST",
    "/api/v1/auth/totp/confirm",
    requires=Permission.SELF_SECURE,
    rate=RateClass.LOGIN,
    audits="factor.add_totp",
    body=TotpConfirm,
    answers=RecoveryCodesOut,
    summary="Confirm the authenticator app with a code of it; answers the recovery codes, once",
)
def confirm_totp(uow: "UnitOfWork", actor: Actor, form: TotpConfirm) -> RecoveryCodesOut:
    codes = factors.confirm_totp(
        uow,
        actor,
        form.code,
        sealer=bootstrap.sealer(),
        guard=signing_in.own_guard(),
    )
    return RecoveryCodesOut(recovery_codes=codes)


@endpoint(
    blueprint,
    "DELETE",
    "/api/v1/auth/totp",
    requires=Permission.SELF_SECURE,
    step_up=True,
    audits="factor.remove_totp",
    status=204,
    summary="Take the authenticator app away",
)
def remove_totp(uow: "UnitOfWork", actor: Actor) -> None:
    factors.remove_totp(uow, actor)


@endpoint(
    blueprint,
    "POST",
    "/api/v1/auth/recovery-codes",
    requires=Permission.SELF_SECURE,
    step_up=True,
    audits="factor.renew_recovery_codes",
    answers=RecoveryCodesOut,
    summary="Ten new recovery codes; the old ones are dead",
)
def renew_recovery_codes(uow: "UnitOfWork", actor: Actor) -> RecoveryCodesOut:
    return RecoveryCodesOut(recovery_codes=factors.renew_recovery_codes(uow, actor))
