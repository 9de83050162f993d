"""Who gets the one-time link that was asked for, decided where no door's answer depends on it."""

from typing import TYPE_CHECKING

from chalicelib.adapters.sealer import Sealer
from chalicelib.audit import service as audit
from chalicelib.events.identity import LinkRequested
from chalicelib.identity import links, mails
from chalicelib.identity.invitation_store import InvitationStore
from chalicelib.identity.links import LIFETIMES, LinkPurpose
from chalicelib.identity.mails import Notice
from chalicelib.identity.model import ClientScope, User
from chalicelib.identity.repository import UserRepository

if TYPE_CHECKING:
    from chalicelib.adapters.database import UnitOfWork


def issue_link(uow: "UnitOfWork", message: LinkRequested, *, sealer: Sealer) -> bool:
    """Make and mail the link that was asked for; whether there was anybody to mail it to.

    A message that comes twice makes one link and one letter.
    """
    match LinkPurpose(message.purpose):
        case LinkPurpose.INVITATION:
            return _invite(uow, message, sealer)
        case LinkPurpose.PASSWORD_RESET:
            return _reset_password(uow, message, sealer)
        case LinkPurpose.EMAIL_CHANGE:
            return _change_email(uow, message, sealer)


def _invite(uow: "UnitOfWork", message: LinkRequested, sealer: Sealer) -> bool:
    if message.invitation_id is None:
        return False
    found = InvitationStore(uow.connection, ClientScope.everything()).find(
        message.invitation_id, for_update=True
    )
    if found is None or not found.is_open(uow.clock.now()):
        return False
    secret = links.issue(
        uow,
        LinkPurpose.INVITATION,
        link_id=message.message_id,
        email=found.email,
        expires_at=found.expires_at,
        invitation_id=found.id,
    )
    if secret is None:
        return False
    mails.send_link(
        uow,
        sealer,
        template=LinkPurpose.INVITATION,
        email=found.email,
        locale=found.locale,
        role=found.role,
        secret=secret,
        expires_at=found.expires_at,
        invited_by=found.invited_by or "",
        client_name=found.client_name or "",
        role_name=found.role,
    )
    return True


def _reset_password(uow: "UnitOfWork", message: LinkRequested, sealer: Sealer) -> bool:
    user = _users(uow).find_by_email(message.email, for_update=True)
    if user is None or not user.is_active:
        return False
    # To the address that is stored, not to the one that was typed: two that look or compare alike
    # may lead to different mailboxes.
    return _mail_link(uow, message, sealer, user, LinkPurpose.PASSWORD_RESET, email=user.email)


def _change_email(uow: "UnitOfWork", message: LinkRequested, sealer: Sealer) -> bool:
    if message.user_id is None:
        return False
    user = _users(uow).find(message.user_id, for_update=True)
    if user is None or not user.is_active:
        return False
    holder = _users(uow).find_by_email(message.email)
    if holder is not None and holder.id != user.id:
        # Only who reads that mailbox learns that there is an account.
        mails.tell(
            uow,
            email=holder.email,
            name=holder.name,
            locale=holder.locale,
            kind=Notice.ADDRESS_IN_USE,
        )
        return False
    return _mail_link(uow, message, sealer, user, LinkPurpose.EMAIL_CHANGE, email=message.email)


def _mail_link(
    uow: "UnitOfWork",
    message: LinkRequested,
    sealer: Sealer,
    user: User,
    purpose: LinkPurpose,
    *,
    email: str,
) -> bool:
    expires_at = uow.clock.now() + LIFETIMES[purpose]
    secret = links.issue(
        uow,
        purpose,
        link_id=message.message_id,
        email=email,
        expires_at=expires_at,
        user_id=user.id,
    )
    if secret is None:
        return False
    mails.send_link(
        uow,
        sealer,
        template=purpose,
        email=email,
        locale=user.locale,
        role=user.role,
        secret=secret,
        expires_at=expires_at,
        name=user.name,
    )
    audit.record(
        uow,
        None,
        action=f"user.mail_{purpose}_link",
        object_kind="user",
        object_id=user.id,
        client_id=user.client_id,
    )
    return True


def _users(uow: "UnitOfWork") -> UserRepository:
    return UserRepository(uow.connection, ClientScope.everything())
