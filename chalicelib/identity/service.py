"""Who somebody is, signing out, and the first people. Signing in is a file of its own."""

import uuid
from dataclasses import replace
from typing import TYPE_CHECKING

from chalicelib.audit import service as audit
from chalicelib.identity import personal_tokens, sessions
from chalicelib.identity.errors import AdminExists, SessionEnded
from chalicelib.identity.model import Actor, ClientScope, Role, User
from chalicelib.identity.passwords import PasswordHasher
from chalicelib.identity.repository import UserRepository
from chalicelib.identity.sessions import ListedSession, Session
from chalicelib.kit.ids import token, uuid7
from chalicelib.kit.pagination import Page, newest_first
from chalicelib.kit.text import clean_line

if TYPE_CHECKING:
    from chalicelib.adapters.database import UnitOfWork


def sign_out(uow: "UnitOfWork", actor: Actor) -> None:
    """End the present session, at once and everywhere."""
    sessions.end(actor.session_id)
    _note(uow, actor, "user.sign_out")


def authenticate(
    uow: "UnitOfWork", session: Session, *, address: str = "", request_id: str = ""
) -> Actor:
    """Who acts in this session; role and client are those of this moment, not of the sign-in."""
    user, now = _users(uow).find(session.user_id), uow.clock.now()
    if user is None or not user.is_active or user.session_epoch not in session.epochs:
        raise SessionEnded
    if session.is_over(user.role, now):
        raise SessionEnded
    sessions.note_seen(session, address=address, now=now)
    return replace(
        _acting(user, address=address, request_id=request_id),
        session_id=session.secret_id,
        stepped_up_at=session.stepped_up_at,
    )


def authenticate_token(
    uow: "UnitOfWork", text: str, *, address: str = "", request_id: str = ""
) -> Actor:
    """Who acts by this personal token: its owner as they are now, limited to its scopes."""
    token = personal_tokens.of_text(uow, text)
    user = _users(uow).find(token.user_id)
    if user is None or not user.is_active:
        raise SessionEnded
    return replace(
        _acting(user, address=address, request_id=request_id),
        token_id=token.id,
        token_scopes=token.scopes,
    )


def list_sessions(
    uow: "UnitOfWork", actor: Actor, *, limit: int, cursor: str | None
) -> Page[ListedSession]:
    """Where the acting person is signed in, newest first."""
    living = sessions.list_of(
        actor.user_id,
        actor.role,
        epoch=get_user(uow, actor).session_epoch,
        current=actor.session_id,
        now=uow.clock.now(),
    )
    return newest_first(living, limit=limit, cursor=cursor)


def end_session(uow: "UnitOfWork", actor: Actor, session_id: uuid.UUID) -> None:
    """End one of one's own sessions. Raises SessionNotFound."""
    sessions.end_one(actor.user_id, session_id)
    _note(uow, actor, "session.end")


def end_all_sessions(uow: "UnitOfWork", actor: Actor, *, keep_current: bool) -> None:
    """Sign out everywhere, or everywhere else."""
    _note(uow, actor, "session.end_all")
    sessions.end_all(uow, actor.user_id, keep=actor.session_id if keep_current else None)


def get_user(uow: "UnitOfWork", actor: Actor) -> User:
    """The acting person, as stored. Raises SessionEnded when they are gone by now."""
    user = _users(uow).find(actor.user_id)
    if user is None:
        raise SessionEnded
    return user


def change_profile(
    uow: "UnitOfWork", actor: Actor, *, name: str | None = None, locale: str | None = None
) -> User:
    """Change what is not None of one's own profile."""
    before = get_user(uow, actor)
    _users(uow).change(actor.user_id, name=name, locale=locale)
    after = get_user(uow, actor)
    audit.record(
        uow,
        actor,
        action="user.change_profile",
        object_kind="user",
        object_id=actor.user_id,
        client_id=actor.client_id,
        before={"name": before.name, "locale": before.locale},
        after={"name": after.name, "locale": after.locale},
    )
    return after


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


def _acting(user: User, *, address: str, request_id: str) -> Actor:
    return Actor(
        user_id=user.id,
        email=user.email,
        name=user.name,
        role=user.role,
        client_id=user.client_id,
        site_ids=user.site_ids,
        session_id="",
        locale=user.locale,
        address=address,
        request_id=request_id,
        must_enrol=user.must_enrol,
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
