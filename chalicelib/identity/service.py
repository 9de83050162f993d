"""Signing in and out, and who somebody is."""

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chalicelib.audit import service as audit
from chalicelib.identity import sessions
from chalicelib.identity.errors import AdminExists, SessionEnded, WrongCredentials
from chalicelib.identity.model import Actor, ClientScope, Role, User
from chalicelib.identity.passwords import PasswordHasher
from chalicelib.identity.repository import UserRepository
from chalicelib.identity.sessions import Device, Session
from chalicelib.kit.ids import token, uuid7
from chalicelib.kit.text import clean_line

if TYPE_CHECKING:
    from chalicelib.adapters.database import UnitOfWork


@dataclass(frozen=True)
class SignedIn:
    user: User
    session: Session
    access_token: str


def sign_in(
    uow: "UnitOfWork",
    *,
    email: str,
    password: str,
    device: Device,
    issuer: str,
    hasher: PasswordHasher,
    request_id: str = "",
) -> SignedIn:
    """Start a session. Raises WrongCredentials, for every reason in the same words and time."""
    users = _users(uow)
    user = users.find_by_email(email)
    fits = hasher.verify(password, user.password_hash if user else None)
    if user is None or not fits or not user.is_active:
        raise WrongCredentials
    if hasher.needs_rehash(user.password_hash):
        users.set_password_hash(user.id, old=user.password_hash, new=hasher.hash(password))
    now = uow.clock.now()
    users.note_login(user.id, at=now)
    session = sessions.start(user.id, user.role, device, now=now)
    actor = _acting(user, session, address=device.address, request_id=request_id)
    _note(uow, actor, "user.sign_in")
    return SignedIn(user, session, sessions.as_token(session, issuer=issuer, now=now))


def sign_out(uow: "UnitOfWork", actor: Actor) -> None:
    """End the present session, at once and everywhere."""
    sessions.end(actor.session_id)
    _note(uow, actor, "user.sign_out")


def authenticate(
    uow: "UnitOfWork", session: Session, *, address: str = "", request_id: str = ""
) -> Actor:
    """Who acts in this session; role and client are those of this moment, not of the sign-in."""
    user = _users(uow).find(session.user_id)
    if user is None or not user.is_active:
        raise SessionEnded
    return _acting(user, session, address=address, request_id=request_id)


def create_user(
    uow: "UnitOfWork",
    *,
    email: str,
    name: str,
    password: str,
    role: Role,
    hasher: PasswordHasher,
    client_id: uuid.UUID | None = None,
    locale: str = "en",
) -> User:
    """Add a person who can sign in at once. Raises EmailTaken, WeakPassword."""
    user = User(
        id=uuid7(),
        email=email.strip(),
        name=clean_line(name),
        role=role,
        client_id=client_id,
        locale=locale,
        is_active=True,
        password_hash=hasher.hash(password),
    )
    _users(uow).add(user)
    return user


def create_first_admin(
    uow: "UnitOfWork", *, email: str, name: str, hasher: PasswordHasher
) -> tuple[User, str]:
    """The one admin who needs no invitation, with a random password. Raises AdminExists."""
    if _users(uow).has_admin():
        raise AdminExists
    password = token(16)
    user = create_user(
        uow, email=email, name=name, password=password, role=Role.ADMIN, hasher=hasher
    )
    return user, password


def list_admin_emails(uow: "UnitOfWork") -> list[str]:
    """Where to tell the agency of what it must know."""
    return _users(uow).list_admin_emails()


def _acting(user: User, session: Session, *, address: str, request_id: str) -> Actor:
    return Actor(
        user_id=user.id,
        email=user.email,
        name=user.name,
        role=user.role,
        client_id=user.client_id,
        site_ids=user.site_ids,
        session_id=session.id,
        locale=user.locale,
        address=address,
        request_id=request_id,
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
