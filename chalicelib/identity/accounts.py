"""One's own account: becoming a user by a link, and new passwords and addresses."""

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chalicelib.audit import service as audit
from chalicelib.events.identity import LinkRequested
from chalicelib.identity import links, mails, sessions
from chalicelib.identity.errors import LinkUnknown, SessionEnded, WrongPassword
from chalicelib.identity.invitation import Invitation
from chalicelib.identity.invitation_store import InvitationStore
from chalicelib.identity.links import LinkPurpose, OneTimeLink
from chalicelib.identity.mails import Notice
from chalicelib.identity.model import Actor, ClientScope, Role, User
from chalicelib.identity.password_rules import refuse_weak
from chalicelib.identity.passwords import PasswordHasher
from chalicelib.identity.repository import UserRepository
from chalicelib.kit.ids import digest, uuid7
from chalicelib.kit.text import clean_line

if TYPE_CHECKING:
    from chalicelib.adapters.database import UnitOfWork
    from chalicelib.identity.tries import Guard


@dataclass(frozen=True)
class Visitor:
    """Whoever sends a request without being signed in."""

    address: str
    request_id: str
    device: str = ""
    user_id: uuid.UUID | None = None
    email: str = "anonymous"

    def as_user(self, user: User) -> "Visitor":
        """The same visitor, who has shown a link that only this user can have."""
        return Visitor(self.address, self.request_id, self.device, user.id, user.email)


@dataclass(frozen=True)
class LinkShown:
    """What somebody who holds a link may know before they use it."""

    link: OneTimeLink
    name: str = ""
    role: Role | None = None
    client_name: str | None = None
    locale: str = "en"


def look_at_link(uow: "UnitOfWork", secret: str) -> LinkShown:
    """What a link is for; it is not used up. Raises LinkUnknown, LinkUsed, LinkExpired."""
    link = links.look_at(uow, secret)
    if link.purpose is LinkPurpose.INVITATION:
        invitation = _invitation_of(uow, link)
        return LinkShown(
            link,
            role=invitation.role,
            client_name=invitation.client_name,
            locale=invitation.locale,
        )
    user = _user_of(uow, link)
    return LinkShown(link, name=user.name, locale=user.locale)


def register(
    uow: "UnitOfWork",
    *,
    secret: str,
    name: str,
    password: str,
    locale: str | None,
    hasher: PasswordHasher,
    agency_name: str,
    visitor: Visitor,
) -> User:
    """Become a user by invitation, in the role and with the limits that it names.

    Raises LinkUnknown, LinkUsed, LinkExpired, WeakPassword, EmailTaken.
    """
    link = links.look_at(uow, secret, LinkPurpose.INVITATION)
    refuse_weak(password, email=link.email, agency_name=agency_name)
    # The slow part comes before any lock: nobody waits for it.
    password_hash = hasher.hash(password)
    invitation = _invitation_of(uow, link, for_update=True)
    links.use(uow, link)
    user = User(
        id=uuid7(),
        email=link.email,
        name=clean_line(name),
        role=invitation.role,
        client_id=invitation.client_id,
        locale=locale or invitation.locale,
        is_active=True,
        password_hash=password_hash,
        site_ids=invitation.site_ids,
    )
    _users(uow).add(user)
    _invitations(uow).mark_used(invitation.id, at=uow.clock.now())
    after = {"email": user.email, "name": user.name, "role": user.role.value}
    _note(uow, visitor.as_user(user), user, "user.register", after=after)
    return user


def forgot_password(uow: "UnitOfWork", *, email: str, visitor: Visitor) -> None:
    """Ask for a link to set a new password.

    Whether anybody has this address is found out later and elsewhere: here every address costs
    the same and leaves the same, an entry that does not repeat what was typed.
    """
    uow.publish(LinkRequested(purpose=LinkPurpose.PASSWORD_RESET, email=email))
    audit.record(
        uow,
        visitor,
        action="user.forgot_password",
        object_kind="address",
        object_id=digest(email.lower()),
    )


def reset_password(
    uow: "UnitOfWork",
    *,
    secret: str,
    password: str,
    hasher: PasswordHasher,
    agency_name: str,
    visitor: Visitor,
) -> None:
    """Set a new password by a mailed link. It signs nobody in, so no second factor is passed by.

    Raises LinkUnknown, LinkUsed, LinkExpired, WeakPassword.
    """
    link = links.look_at(uow, secret, LinkPurpose.PASSWORD_RESET)
    refuse_weak(password, email=link.email, agency_name=agency_name)
    password_hash = hasher.hash(password)
    user = _user_of(uow, link, for_update=True)
    links.use(uow, link)
    _users(uow).set_password_hash(user.id, old=user.password_hash, new=password_hash)
    links.revoke_all_of(uow, user.id)
    sessions.end_all(uow, user.id)
    known = visitor.as_user(user)
    _tell(uow, user, Notice.PASSWORD_CHANGED, known)
    _note(uow, known, user, "user.reset_password")


def change_password(
    uow: "UnitOfWork",
    actor: Actor,
    *,
    current: str,
    new: str,
    hasher: PasswordHasher,
    agency_name: str,
    guard: "Guard",
) -> None:
    """Change one's password; every other session ends. Raises WrongPassword, WeakPassword."""
    user = _users(uow).find(actor.user_id)
    if user is None:
        raise SessionEnded
    with guard(actor.email):
        if not hasher.verify(current, user.password_hash):
            pointer = {"pointer": "/body/current_password", "detail": WrongPassword.title}
            raise WrongPassword(errors=[pointer])
    refuse_weak(new, email=user.email, agency_name=agency_name, member="new_password")
    if not _users(uow).set_password_hash(user.id, old=user.password_hash, new=hasher.hash(new)):
        raise SessionEnded  # it was changed elsewhere at this very moment
    links.revoke_all_of(uow, user.id)
    sessions.end_all(uow, user.id, keep=actor.session_id)
    _tell(uow, user, Notice.PASSWORD_CHANGED, Visitor(actor.address, actor.request_id))
    _note(uow, actor, user, "user.change_password")


def request_email_change(uow: "UnitOfWork", actor: Actor, *, email: str) -> None:
    """Ask for a link at the new address; until it is used the old one stays.

    The answer is the same when somebody else has that address: only its mailbox learns of it.
    """
    uow.publish(LinkRequested(purpose=LinkPurpose.EMAIL_CHANGE, email=email, user_id=actor.user_id))
    audit.record(
        uow,
        actor,
        action="user.request_email_change",
        object_kind="user",
        object_id=actor.user_id,
        client_id=actor.client_id,
    )


def confirm_email(uow: "UnitOfWork", *, secret: str, visitor: Visitor) -> None:
    """Take the new address, and tell the old one.

    Raises LinkUnknown, LinkUsed, LinkExpired, EmailTaken.
    """
    link = links.look_at(uow, secret, LinkPurpose.EMAIL_CHANGE)
    user = _user_of(uow, link, for_update=True)
    links.use(uow, link)
    _users(uow).set_email(user.id, link.email)
    links.revoke_all_of(uow, user.id)
    known = visitor.as_user(user)
    _tell(uow, user, Notice.EMAIL_CHANGED, known)
    after = {"email": link.email}
    _note(uow, known, user, "user.change_email", before={"email": user.email}, after=after)


def _invitation_of(uow: "UnitOfWork", link: OneTimeLink, *, for_update: bool = False) -> Invitation:
    store, found = _invitations(uow), None
    if link.invitation_id is not None:
        found = store.find(link.invitation_id, for_update=for_update)
    if found is None or not found.is_open(uow.clock.now()):
        raise LinkUnknown
    return found


def _user_of(uow: "UnitOfWork", link: OneTimeLink, *, for_update: bool = False) -> User:
    """Whom a link concerns, if they may still come in and have the address it was made for.

    Locked before the link is claimed, as whoever makes a new link does: no two can wait for each
    other.
    """
    user = None
    if link.user_id is not None:
        user = _users(uow).find(link.user_id, for_update=for_update)
    if user is None or not user.is_active:
        raise LinkUnknown
    if link.purpose is LinkPurpose.PASSWORD_RESET and user.email != link.email:
        raise LinkUnknown
    return user


def _tell(uow: "UnitOfWork", user: User, kind: Notice, by: Visitor) -> None:
    mails.tell(
        uow,
        email=user.email,
        name=user.name,
        locale=user.locale,
        kind=kind,
        address=by.address,
        device=by.device,
    )


def _note(
    uow: "UnitOfWork",
    by: Visitor | Actor,
    user: User,
    action: str,
    *,
    before: dict[str, str] | None = None,
    after: dict[str, str] | None = None,
) -> None:
    audit.record(
        uow,
        by,
        action=action,
        object_kind="user",
        object_id=user.id,
        client_id=user.client_id,
        before=before,
        after=after,
    )


def _invitations(uow: "UnitOfWork") -> InvitationStore:
    return InvitationStore(uow.connection, ClientScope.everything())


def _users(uow: "UnitOfWork") -> UserRepository:
    # A link or a session says who it is; the scope of a role plays no part in one's own account.
    return UserRepository(uow.connection, ClientScope.everything())
