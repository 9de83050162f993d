"""Inviting people: the only way to become a user, but for the first admin."""

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import TYPE_CHECKING

from chalicelib.audit import service as audit
from chalicelib.events.identity import LinkRequested
from chalicelib.identity import links
from chalicelib.identity.errors import (
    EmailTaken,
    InvitationClosed,
    InvitationNotFound,
    RoleNeedsClient,
)
from chalicelib.identity.invitation import Invitation, InvitationState
from chalicelib.identity.invitation_store import InvitationStore
from chalicelib.identity.limits import refuse_foreign_sites
from chalicelib.identity.links import LIFETIMES, LinkPurpose
from chalicelib.identity.model import Actor, ClientScope, Role
from chalicelib.identity.repository import UserRepository
from chalicelib.kit.ids import uuid7
from chalicelib.kit.pagination import Page, as_id, as_instant, decode_cursor, encode_cursor

if TYPE_CHECKING:
    from chalicelib.adapters.database import UnitOfWork


def invite(
    uow: "UnitOfWork",
    actor: Actor,
    *,
    email: str,
    role: Role,
    client_id: uuid.UUID | None,
    site_ids: frozenset[uuid.UUID] | None,
    locale: str,
) -> Invitation:
    """Invite somebody by e-mail; an earlier invitation of the same address is withdrawn.

    The caller has checked that the client is visible. Raises EmailTaken, RoleNeedsClient,
    SitesNotOfClient.
    """
    refuse_unfit(role, client_id)
    users = UserRepository(uow.connection, ClientScope.everything())
    refuse_foreign_sites(users, client_id, site_ids)
    store, now = _store(uow, actor), uow.clock.now()
    store.lock_address(email)
    if users.find_by_email(email) is not None:
        raise EmailTaken
    for earlier in store.list_open_of(email):
        _withdraw(uow, actor, earlier)
    invitation = Invitation(
        id=uuid7(),
        email=email,
        role=role,
        client_id=client_id,
        client_name=None,
        site_ids=site_ids,
        locale=locale,
        invited_by=None,
        created_at=now,
        expires_at=now + LIFETIMES[LinkPurpose.INVITATION],
    )
    store.add(invitation, invited_by=actor.user_id)
    _ask_for_link(uow, invitation)
    _note(uow, actor, invitation, "invitation.add", after=_facts(invitation))
    return _get(store, invitation.id)


def list_invitations(
    uow: "UnitOfWork",
    actor: Actor,
    *,
    state: InvitationState | None,
    limit: int,
    cursor: str | None,
) -> Page[Invitation]:
    """The newest first."""
    found = _store(uow, actor).list_before(
        state=state, before=_position(cursor), now=uow.clock.now(), limit=limit + 1
    )
    return _page(found, limit)


def resend(uow: "UnitOfWork", actor: Actor, invitation_id: uuid.UUID) -> None:
    """Mail a new link, good for another 72 hours; the old one is dead.

    Raises InvitationNotFound, InvitationClosed.
    """
    store = _store(uow, actor)
    invitation = _lock_unclosed(store, invitation_id)
    expires_at = uow.clock.now() + LIFETIMES[LinkPurpose.INVITATION]
    store.renew(invitation.id, expires_at=expires_at)
    _ask_for_link(uow, invitation)
    _note(uow, actor, invitation, "invitation.resend", after={"expires_at": expires_at.isoformat()})


def revoke(uow: "UnitOfWork", actor: Actor, invitation_id: uuid.UUID) -> None:
    """Withdraw an invitation; its link is dead at once. Raises InvitationNotFound,
    InvitationClosed."""
    _withdraw(uow, actor, _lock_unclosed(_store(uow, actor), invitation_id))


def revoke_staff_invitations_by(uow: "UnitOfWork", actor: Actor, user_id: uuid.UUID) -> None:
    """Withdraw what somebody who may no longer invite has left open: no way back in."""
    for invitation in _store(uow, actor).list_open_to_staff_by(user_id):
        _withdraw(uow, actor, invitation)


def refuse_unfit(role: Role, client_id: uuid.UUID | None) -> None:
    """Raises RoleNeedsClient unless exactly a client's user belongs to a client."""
    if (role is Role.CLIENT) != (client_id is not None):
        detail = "Name the client." if role is Role.CLIENT else "Staff belong to no client."
        raise RoleNeedsClient(errors=[{"pointer": "/body/client_id", "detail": detail}])


def _withdraw(uow: "UnitOfWork", actor: Actor, invitation: Invitation) -> None:
    _store(uow, actor).revoke(invitation.id, at=uow.clock.now())
    links.revoke_of_invitation(uow, invitation.id)
    _note(uow, actor, invitation, "invitation.revoke", before=_facts(invitation))


def _ask_for_link(uow: "UnitOfWork", invitation: Invitation) -> None:
    uow.publish(
        LinkRequested(
            purpose=LinkPurpose.INVITATION, email=invitation.email, invitation_id=invitation.id
        )
    )


def _lock_unclosed(store: InvitationStore, invitation_id: uuid.UUID) -> Invitation:
    found = store.find(invitation_id, for_update=True)
    if found is None:
        raise InvitationNotFound
    if found.is_closed:
        raise InvitationClosed
    return found


def _get(store: InvitationStore, invitation_id: uuid.UUID) -> Invitation:
    found = store.find(invitation_id)
    if found is None:
        raise InvitationNotFound
    return found


def _facts(invitation: Invitation) -> dict[str, object]:
    sites = invitation.site_ids
    return {
        "email": invitation.email,
        "role": invitation.role.value,
        "site_ids": None if sites is None else sorted(map(str, sites)),
    }


def _note(
    uow: "UnitOfWork",
    actor: Actor,
    invitation: Invitation,
    action: str,
    *,
    before: dict[str, object] | None = None,
    after: dict[str, object] | None = None,
) -> None:
    audit.record(
        uow,
        actor,
        action=action,
        object_kind="invitation",
        object_id=invitation.id,
        client_id=invitation.client_id,
        before=before,
        after=after,
    )


def _page(found: Sequence[Invitation], limit: int) -> Page[Invitation]:
    shown = found[:limit]
    if len(found) <= limit:
        return Page(shown, None)
    return Page(shown, encode_cursor(shown[-1].created_at.isoformat(), str(shown[-1].id)))


def _position(cursor: str | None) -> tuple[dt.datetime, uuid.UUID] | None:
    if cursor is None:
        return None
    at, invitation_id = decode_cursor(cursor, str, str)
    return as_instant(at), as_id(invitation_id)


def _store(uow: "UnitOfWork", actor: Actor) -> InvitationStore:
    return InvitationStore(uow.connection, actor.scope)
