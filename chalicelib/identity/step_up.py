"""Confirming that it is still you, before something that destroys or changes keys."""

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chalicelib.identity import factors, passkeys, sign_in
from chalicelib.identity.challenges import Kind
from chalicelib.identity.errors import FactorDemanded, WrongCredentials
from chalicelib.identity.factors import Method
from chalicelib.identity.model import STEP_UP_LASTS, Actor, ClientScope
from chalicelib.identity.passkeys import Json, RelyingParty
from chalicelib.identity.passwords import PasswordHasher
from chalicelib.identity.repository import UserRepository
from chalicelib.identity.sign_in import SignedIn
from chalicelib.kit.ids import digest

if TYPE_CHECKING:
    from chalicelib.adapters.database import UnitOfWork
    from chalicelib.adapters.sealer import Sealer
    from chalicelib.identity.tries import Guard


@dataclass(frozen=True)
class StepUp:
    """How somebody can confirm, and until when they have."""

    methods: list[Method]
    stepped_up_until: dt.datetime | None


def status(uow: "UnitOfWork", actor: Actor) -> StepUp:
    until = None
    if actor.stepped_up_at is not None and actor.has_stepped_up(uow.clock.now()):
        until = actor.stepped_up_at + STEP_UP_LASTS
    return StepUp(methods(uow, actor), until)


def methods(uow: "UnitOfWork", actor: Actor) -> list[Method]:
    """The second factors; the password only of who has none. A program cannot confirm."""
    if actor.token_id is not None:
        return []
    return factors.methods(uow, actor.user_id) or [Method.PASSWORD]


def with_code(
    uow: "UnitOfWork", actor: Actor, code: str, *, issuer: str, sealer: "Sealer", guard: "Guard"
) -> SignedIn:
    """Raises WrongCode."""
    if factors.check_code(uow, actor, code, sealer=sealer, guard=guard) is (Method.RECOVERY_CODE):
        factors.note(uow, actor, "factor.use_recovery_code")
    return sign_in.refreshed(uow, actor, issuer=issuer, stepped_up=True)


def with_password(
    uow: "UnitOfWork",
    actor: Actor,
    password: str,
    *,
    issuer: str,
    hasher: PasswordHasher,
    guard: "Guard",
) -> SignedIn:
    """Raises FactorDemanded of who has a second factor, WrongCredentials."""
    user = UserRepository(uow.connection, ClientScope.everything()).find(actor.user_id)
    if user is None:
        raise WrongCredentials
    if user.has_second_factor:
        raise FactorDemanded
    with guard(actor.email):
        if not hasher.verify(password, user.password_hash):
            raise WrongCredentials("The password is wrong")
    return sign_in.refreshed(uow, actor, issuer=issuer, stepped_up=True)


def passkey_options(uow: "UnitOfWork", actor: Actor, party: RelyingParty) -> Json:
    return passkeys.options(
        uow,
        Kind.PASSKEY_STEP_UP,
        party,
        user_id=actor.user_id,
        bound_to=digest(actor.session_id),
    )


def with_passkey(
    uow: "UnitOfWork", actor: Actor, credential: Json, *, issuer: str, party: RelyingParty
) -> SignedIn:
    """Raises PasskeyRefused."""
    passkeys.check(
        uow,
        Kind.PASSKEY_STEP_UP,
        credential,
        party,
        user_id=actor.user_id,
        bound_to=digest(actor.session_id),
    )
    return sign_in.refreshed(uow, actor, issuer=issuer, stepped_up=True)
