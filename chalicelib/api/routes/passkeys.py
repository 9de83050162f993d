"""One's own passkeys."""

import uuid
from typing import TYPE_CHECKING

from chalice.app import Blueprint

from chalicelib.adapters import settings
from chalicelib.api.endpoint import endpoint
from chalicelib.api.schemas.auth import PasskeyOptionsOut
from chalicelib.api.schemas.factors import (
    PasskeyCreate,
    PasskeyCreatedOut,
    PasskeyOut,
    PasskeyUpdate,
)
from chalicelib.identity.model import Actor, Permission
from chalicelib.kit.lazy import lazily

if TYPE_CHECKING:
    from chalicelib.adapters.database import UnitOfWork
    from chalicelib.api import signing_in
    from chalicelib.identity import passkeys
    from chalicelib.identity.factor_store import Passkey
else:
    signing_in = lazily("chalicelib.api.signing_in")
    passkeys = lazily("chalicelib.identity.passkeys")

blueprint = Blueprint(__name__)


@endpoint(
    blueprint,
    "POST",
    "/api/v1/auth/passkeys/options",
    requires=Permission.SELF_SECURE,
    step_up=True,
    answers=PasskeyOptionsOut,
    summary="What a browser needs to make a passkey",
)
def passkey_options(uow: "UnitOfWork", actor: Actor) -> PasskeyOptionsOut:
    name = settings.load().agency_name
    options = passkeys.options_for_new(uow, actor, signing_in.party(), name=name)
    return PasskeyOptionsOut(options=dict(options))


@endpoint(
    blueprint,
    "POST",
    "/api/v1/auth/passkeys",
    requires=Permission.SELF_SECURE,
    audits="factor.add_passkey",
    body=PasskeyCreate,
    answers=PasskeyCreatedOut,
    status=201,
    summary="Add the passkey that the browser made; with the first factor come recovery codes",
)
def add_passkey(uow: "UnitOfWork", actor: Actor, form: PasskeyCreate) -> PasskeyCreatedOut:
    added = passkeys.add(
        uow,
        actor,
        name=form.name,
        credential=form.credential.as_json(),
        party=signing_in.party(),
    )
    shown = PasskeyOut.model_validate(added.passkey).model_dump()
    return PasskeyCreatedOut(**shown, recovery_codes=added.recovery_codes)


@endpoint(
    blueprint,
    "PATCH",
    "/api/v1/auth/passkeys/{passkey_id}",
    requires=Permission.SELF_SECURE,
    audits="factor.rename_passkey",
    body=PasskeyUpdate,
    answers=PasskeyOut,
    summary="Give a passkey another name",
)
def rename_passkey(
    uow: "UnitOfWork", actor: Actor, passkey_id: uuid.UUID, form: PasskeyUpdate
) -> "Passkey":
    return passkeys.rename(uow, actor, passkey_id, form.name)


@endpoint(
    blueprint,
    "DELETE",
    "/api/v1/auth/passkeys/{passkey_id}",
    requires=Permission.SELF_SECURE,
    step_up=True,
    audits="factor.remove_passkey",
    status=204,
    summary="Take a passkey away",
)
def remove_passkey(uow: "UnitOfWork", actor: Actor, passkey_id: uuid.UUID) -> None:
    passkeys.remove(uow, actor, passkey_id)
