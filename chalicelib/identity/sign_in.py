"""Signing in: by password, with a second factor where somebody has one, or by passkey alone."""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chalicelib.audit import service as audit
from chalicelib.identity import challenges, factors, passkeys, sessions
from chalicelib.identity.challenges import Challenge, Kind
from chalicelib.identity.errors import PasskeyRefused, TwoFactorExpired, WrongCredentials
from chalicelib.identity.factors import Method
from chalicelib.identity.model import Actor, ClientScope, User
from chalicelib.identity.passkeys import Json, RelyingParty
from chalicelib.identity.passwords import PasswordHasher
from chalicelib.identity.repository import UserRepository
from chalicelib.identity.sessions import Device, Session, SessionKind
from chalicelib.kit.ids import digest

if TYPE_CHECKING:
    from chalicelib.adapters.database import UnitOfWork
    from chalicelib.adapters.sealer import Sealer
    from chalicelib.identity.tries import Guard


@dataclass(frozen=True)
class Visit:
    """From where somebody comes, and for which deployment the token shall be good."""

    device: Device
    issuer: str
    request_id: str = ""


@dataclass(frozen=True)
class SignedIn:
    user: User
    session: Session
    access_token: str


@dataclass(frozen=True)
class SecondStep:
    """The password was right; now one of these, before this time."""

    two_factor_token: str
    expires_at: dt.datetime
    methods: list[Method]


def with_password(
    uow: "UnitOfWork", *, email: str, password: str, visit: Visit, hasher: PasswordHasher
) -> SignedIn | SecondStep:
    """The first step. Raises WrongCredentials, for every reason in the same words and time."""
    users = _users(uow)
    user = users.find_by_email(email)
    fits = hasher.verify(password, user.password_hash if user else None)
    if user is None or not fits or not user.is_active:
        raise WrongCredentials
    if hasher.needs_rehash(user.password_hash):
        users.set_password_hash(user.id, old=user.password_hash, new=hasher.hash(password))
    if user.has_second_factor:
        return _second_step(uow, user)
    return opened(uow, user.id, visit, kind=SessionKind.PASSWORD)


def with_code(
    uow: "UnitOfWork",
    *,
    two_factor_token: str,
    code: str,
    visit: Visit,
    sealer: "Sealer",
    guard: "Guard",
) -> SignedIn:
    """The second step by a code of the app, or a recovery code.

    Raises TwoFactorExpired, WrongCode. After a wrong code the token stays good for another try.
    """
    started = _started(uow, two_factor_token)
    method = factors.check_code(uow, started, code, sealer=sealer, guard=guard)
    _finish(uow, two_factor_token, started)
    signed_in = opened(uow, started.id, visit, kind=SessionKind.TWO_FACTOR)
    if method is Method.RECOVERY_CODE:
        factors.note(uow, _actor(signed_in, visit), "factor.use_recovery_code")
    return signed_in


def second_passkey_options(
    uow: "UnitOfWork", *, two_factor_token: str, party: RelyingParty
) -> Json:
    """Raises TwoFactorExpired."""
    started = _started(uow, two_factor_token)
    return passkeys.options(
        uow,
        Kind.PASSKEY_SECOND_FACTOR,
        party,
        user_id=started.id,
        bound_to=digest(two_factor_token),
    )


def with_second_passkey(
    uow: "UnitOfWork",
    *,
    two_factor_token: str,
    credential: Json,
    visit: Visit,
    party: RelyingParty,
) -> SignedIn:
    """The second step by passkey. Raises TwoFactorExpired, PasskeyRefused."""
    started = _started(uow, two_factor_token)
    passkeys.check(
        uow,
        Kind.PASSKEY_SECOND_FACTOR,
        credential,
        party,
        user_id=started.id,
        bound_to=digest(two_factor_token),
    )
    _finish(uow, two_factor_token, started)
    return opened(uow, started.id, visit, kind=SessionKind.TWO_FACTOR)


def with_passkey(
    uow: "UnitOfWork", *, credential: Json, visit: Visit, party: RelyingParty
) -> SignedIn:
    """By passkey alone, which is two factors in one: the device, and what unlocks it."""
    passkey = passkeys.check(uow, Kind.PASSKEY_SIGN_IN, credential, party)
    user = _users(uow).find(passkey.user_id)
    if user is None or not user.is_active:
        raise PasskeyRefused
    return opened(uow, user.id, visit, kind=SessionKind.PASSKEY)


def opened(uow: "UnitOfWork", user_id: uuid.UUID, visit: Visit, *, kind: SessionKind) -> SignedIn:
    """A session for somebody who has proved all that was asked. Raises WrongCredentials."""
    user, now = _users(uow).find(user_id), uow.clock.now()
    if user is None or not user.is_active:
        raise WrongCredentials
    _users(uow).note_login(user.id, at=now)
    session = sessions.start(
        user.id, user.role, visit.device, epoch=user.session_epoch, now=now, kind=kind
    )
    signed_in = SignedIn(user, session, sessions.as_token(session, issuer=visit.issuer, now=now))
    _note(uow, _actor(signed_in, visit), "user.sign_in")
    return signed_in


def refreshed(
    uow: "UnitOfWork", actor: Actor, *, issuer: str, stepped_up: bool = False
) -> SignedIn:
    """The same session under a new token; the one before is dead. Raises SessionEnded."""
    user, now = _users(uow).find(actor.user_id), uow.clock.now()
    if user is None:
        raise WrongCredentials
    _note(uow, actor, "session.step_up" if stepped_up else "session.refresh")
    # Last of all: from here on the old token is dead, so nothing may go wrong any more.
    session = sessions.rotate(actor.session_id, now=now, stepped_up=stepped_up)
    return SignedIn(user, session, sessions.as_token(session, issuer=issuer, now=now))


def _second_step(uow: "UnitOfWork", user: User) -> SecondStep:
    now = uow.clock.now()
    # Bound to the epoch: when the password changes meanwhile, this sign-in is over as well.
    shown = challenges.issue(
        Kind.SECOND_FACTOR, now=now, user_id=user.id, bound_to=user.session_epoch
    )
    return SecondStep(shown, now + challenges.LIVES, factors.methods(uow, user.id))


def _started(uow: "UnitOfWork", two_factor_token: str) -> User:
    """Who has proved the password. Raises TwoFactorExpired."""
    found = challenges.find(Kind.SECOND_FACTOR, two_factor_token, now=uow.clock.now())
    user = _users(uow).find(found.user_id) if found and found.user_id else None
    if user is None or not user.is_active:
        raise TwoFactorExpired
    if found != Challenge(user.id, user.session_epoch):
        raise TwoFactorExpired
    return user


def _finish(uow: "UnitOfWork", two_factor_token: str, user: User) -> None:
    """Of many who finish the same sign-in, one does; the others' codes are rolled back."""
    if not challenges.spend(
        Kind.SECOND_FACTOR,
        two_factor_token,
        now=uow.clock.now(),
        user_id=user.id,
        bound_to=user.session_epoch,
    ):
        raise TwoFactorExpired


def _actor(signed_in: SignedIn, visit: Visit) -> Actor:
    user = signed_in.user
    return Actor(
        user_id=user.id,
        email=user.email,
        name=user.name,
        role=user.role,
        client_id=user.client_id,
        session_id=signed_in.session.secret_id,
        site_ids=user.site_ids,
        locale=user.locale,
        address=visit.device.address,
        request_id=visit.request_id,
    )


def _note(uow: "UnitOfWork", actor: Actor, action: str) -> None:
    audit.record(
        uow,
        actor,
        action=action,
        object_kind="user",
        object_id=actor.user_id,
        client_id=actor.client_id,
    )


def _users(uow: "UnitOfWork") -> UserRepository:
    # Signing in comes before there is a scope; who somebody is decides it.
    return UserRepository(uow.connection, ClientScope.everything())
