"""Second factors: what somebody has, setting one up, checking a code, taking one away."""

import datetime as dt
import uuid
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from chalicelib.audit import service as audit
from chalicelib.identity import mails, recovery_codes, sessions, totp
from chalicelib.identity.errors import (
    NoSecondFactor,
    SecondFactorNeeded,
    TotpNotFound,
    TotpNotStarted,
    UserNotFound,
    WrongCode,
)
from chalicelib.identity.factor_store import Passkey, PasskeyStore, RecoveryCodeStore, TotpStore
from chalicelib.identity.mails import Notice
from chalicelib.identity.model import Actor, ClientScope, User
from chalicelib.identity.repository import UserRepository

if TYPE_CHECKING:
    from chalicelib.adapters.database import UnitOfWork
    from chalicelib.adapters.sealer import Sealer
    from chalicelib.identity.tries import Guard

_PURPOSE = "totp"
# So long the page with the QR code may stay open.
_PENDING_LIVES = dt.timedelta(minutes=15)


_NOTICES = {
    "factor.add_totp": Notice.FACTOR_ADDED,
    "factor.add_passkey": Notice.FACTOR_ADDED,
    "factor.remove_totp": Notice.FACTOR_REMOVED,
    "factor.remove_passkey": Notice.FACTOR_REMOVED,
    "factor.renew_recovery_codes": Notice.RECOVERY_CODES_RENEWED,
    "factor.use_recovery_code": Notice.RECOVERY_CODE_USED,
}


class Method(StrEnum):
    """With what somebody can prove that it is them."""

    TOTP = "totp"
    RECOVERY_CODE = "recovery_code"
    PASSKEY = "passkey"
    PASSWORD = "password"  # noqa: S105 - a name, no secret


@dataclass(frozen=True)
class Overview:
    """What a person has, as they see it themselves."""

    totp_confirmed_at: dt.datetime | None
    recovery_codes_left: int
    passkeys: list[Passkey]
    required: bool

    @property
    def has_any(self) -> bool:
        return self.totp_confirmed_at is not None or bool(self.passkeys)


@dataclass(frozen=True)
class NewTotp:
    """What an authenticator app needs to know; shown once."""

    secret: str
    otpauth_uri: str
    qr_svg: str


def overview(uow: "UnitOfWork", user_id: uuid.UUID) -> Overview:
    user = _user(uow, user_id)
    found = TotpStore(uow.connection, user_id).find()
    return Overview(
        totp_confirmed_at=found.confirmed_at if found else None,
        recovery_codes_left=RecoveryCodeStore(uow.connection, user_id).count(),
        passkeys=PasskeyStore(uow.connection, user_id).list_all(),
        required=user.needs_second_factor,
    )


def has_any(uow: "UnitOfWork", user_id: uuid.UUID) -> bool:
    return _user(uow, user_id).has_second_factor


def methods(uow: "UnitOfWork", user_id: uuid.UUID) -> list[Method]:
    """How this person can prove themselves beyond the password; none without a factor."""
    has = overview(uow, user_id)
    if not has.has_any:
        return []
    found = {
        Method.TOTP: has.totp_confirmed_at is not None,
        Method.RECOVERY_CODE: has.recovery_codes_left > 0,
        Method.PASSKEY: bool(has.passkeys),
    }
    return [method for method, is_there in found.items() if is_there]


def start_totp(uow: "UnitOfWork", actor: Actor, *, sealer: "Sealer", issuer: str) -> NewTotp:
    """A new secret, to be confirmed with a code of it; until then the one before stays good."""
    secret = totp.new_secret()
    sealed = sealer.seal(secret.encode(), purpose=_PURPOSE, owner=str(actor.user_id))
    TotpStore(uow.connection, actor.user_id).put_pending(sealed, at=uow.clock.now())
    note(uow, actor, "factor.start_totp")
    uri = totp.uri(secret, email=actor.email, issuer=issuer)
    return NewTotp(secret, uri, totp.qr_svg(uri))


def confirm_totp(
    uow: "UnitOfWork", actor: Actor, code: str, *, sealer: "Sealer", guard: "Guard"
) -> list[str]:
    """Take the new secret into use; the recovery codes. Raises WrongCode, TotpNotStarted."""
    store = TotpStore(uow.connection, actor.user_id)
    found, now = store.find(), uow.clock.now()
    if found is None or found.pending is None or found.pending_at is None:
        raise TotpNotStarted
    if now - found.pending_at > _PENDING_LIVES:
        raise TotpNotStarted
    with guard(actor.email):
        secret = sealer.open(found.pending, purpose=_PURPOSE, owner=str(actor.user_id)).decode()
        step = totp.matching_step(secret, code, now)
        if step is None or not store.confirm(found.pending, step=step, at=now):
            raise WrongCode
    note(uow, actor, "factor.add_totp")
    return _new_recovery_codes(uow, actor.user_id)


def remove_totp(uow: "UnitOfWork", actor: Actor) -> None:
    """Take the authenticator app away. Raises TotpNotFound, SecondFactorNeeded."""
    if not TotpStore(uow.connection, actor.user_id).remove():
        raise TotpNotFound
    note(uow, actor, "factor.remove_totp")
    after_removal(uow, actor)


def renew_recovery_codes(uow: "UnitOfWork", actor: Actor) -> list[str]:
    """Ten new ones; the old ones are dead. Raises NoSecondFactor."""
    if not has_any(uow, actor.user_id):
        raise NoSecondFactor
    note(uow, actor, "factor.renew_recovery_codes")
    return _new_recovery_codes(uow, actor.user_id)


def first_recovery_codes(uow: "UnitOfWork", user_id: uuid.UUID) -> list[str] | None:
    """Recovery codes for who has just got a first factor; None for who has some already."""
    if RecoveryCodeStore(uow.connection, user_id).count():
        return None
    return _new_recovery_codes(uow, user_id)


def after_removal(uow: "UnitOfWork", actor: Actor) -> None:
    """Without any factor recovery codes open nothing. Raises SecondFactorNeeded."""
    user = _user(uow, actor.user_id)
    if user.must_enrol:
        raise SecondFactorNeeded
    if not user.has_second_factor:
        RecoveryCodeStore(uow.connection, actor.user_id).remove()


def reset(uow: "UnitOfWork", user_id: uuid.UUID) -> None:
    """Take all factors away, for who lost them all; every session ends, for who found them."""
    TotpStore(uow.connection, user_id).remove()
    PasskeyStore(uow.connection, user_id).remove_all()
    RecoveryCodeStore(uow.connection, user_id).remove()
    sessions.end_all(uow, user_id)


def reset_by_operator(uow: "UnitOfWork", *, email: str) -> None:
    """As `reset`, from a terminal of who runs the platform. Raises UserNotFound."""
    user = UserRepository(uow.connection, ClientScope.everything()).find_by_email(email)
    if user is None:
        raise UserNotFound
    reset(uow, user.id)
    audit.record(
        uow,
        None,
        action="user.reset_two_factor",
        object_kind="user",
        object_id=user.id,
        client_id=user.client_id,
    )


def check_code(
    uow: "UnitOfWork", person: User | Actor, code: str, *, sealer: "Sealer", guard: "Guard"
) -> Method:
    """Spend a code of the app, or a recovery code. Raises WrongCode."""
    user_id = person.id if isinstance(person, User) else person.user_id
    with guard(person.email):
        if _is_of_app(code):
            _use_totp(uow, user_id, "".join(code.split()), sealer)
            return Method.TOTP
        used = recovery_codes.stored(code, user_id)
        if not RecoveryCodeStore(uow.connection, user_id).use(used):
            raise WrongCode
        return Method.RECOVERY_CODE


def note(uow: "UnitOfWork", actor: Actor, action: str, *, detail: str = "") -> None:
    """Leave the trace of a change to somebody's own way in, and tell them where it matters.

    Whoever stole a session can do much; to do it unseen is another thing.
    """
    if action in _NOTICES:
        mails.tell(
            uow,
            email=actor.email,
            name=actor.name,
            locale=actor.locale,
            kind=_NOTICES[action],
            address=actor.address,
            detail=detail,
        )
    audit.record(
        uow,
        actor,
        action=action,
        object_kind="user",
        object_id=actor.user_id,
        client_id=actor.client_id,
    )


def _is_of_app(code: str) -> bool:
    digits = "".join(code.split())
    return digits.isascii() and digits.isdigit()


def _use_totp(uow: "UnitOfWork", user_id: uuid.UUID, code: str, sealer: "Sealer") -> None:
    store = TotpStore(uow.connection, user_id)
    found = store.find()
    if found is None or found.sealed is None:
        raise WrongCode
    secret = sealer.open(found.sealed, purpose=_PURPOSE, owner=str(user_id)).decode()
    step = totp.matching_step(secret, code, uow.clock.now())
    # One statement decides: whoever comes second with the same code finds its step used.
    if step is None or not store.use_step(step):
        raise WrongCode


def _new_recovery_codes(uow: "UnitOfWork", user_id: uuid.UUID) -> list[str]:
    codes = recovery_codes.new_codes()
    stored = [recovery_codes.stored(code, user_id) for code in codes]
    RecoveryCodeStore(uow.connection, user_id).replace(stored, at=uow.clock.now())
    return codes


def _user(uow: "UnitOfWork", user_id: uuid.UUID) -> User:
    user = UserRepository(uow.connection, ClientScope.everything()).find(user_id)
    if user is None:
        raise NoSecondFactor
    return user
