"""Inviting people."""

import uuid
from collections.abc import Sequence
from typing import TYPE_CHECKING

from chalice.app import Blueprint

from chalicelib.api.endpoint import Answer, endpoint
from chalicelib.api.pagination import PageOut
from chalicelib.api.schemas.users import InvitationCreate, InvitationOut, InvitationQuery
from chalicelib.clients import service as clients
from chalicelib.identity.invitation import Invitation
from chalicelib.identity.model import Actor, Permission
from chalicelib.kit.lazy import lazily
from chalicelib.kit.pagination import Page

if TYPE_CHECKING:
    from chalicelib.adapters.database import UnitOfWork
    from chalicelib.identity import invitations
else:
    invitations = lazily("chalicelib.identity.invitations")

blueprint = Blueprint(__name__)


@endpoint(
    blueprint,
    "GET",
    "/api/v1/invitations",
    requires=Permission.READ_USERS,
    query=InvitationQuery,
    answers=PageOut[InvitationOut],
    summary="List invitations, newest first",
)
def list_invitations(
    uow: "UnitOfWork", actor: Actor, query: InvitationQuery
) -> Page[InvitationOut]:
    page = invitations.list_invitations(
        uow, actor, state=query.state, limit=query.limit, cursor=query.cursor
    )
    return Page(_shown(uow, page.items), page.next_cursor)


@endpoint(
    blueprint,
    "POST",
    "/api/v1/invitations",
    requires=Permission.MANAGE_USERS,
    body=InvitationCreate,
    answers=InvitationOut,
    status=201,
    is_idempotent=True,
    step_up=True,
    audits="invitation.add",
    summary="Invite somebody by e-mail; the link works once, for 72 hours",
)
def add_invitation(uow: "UnitOfWork", actor: Actor, form: InvitationCreate) -> Answer:
    if form.client_id is not None:
        clients.get_client(uow, actor, form.client_id)
    invitation = invitations.invite(
        uow,
        actor,
        email=form.email,
        role=form.role,
        client_id=form.client_id,
        site_ids=form.site_ids,
        locale=form.locale or actor.locale,
    )
    return Answer(_shown(uow, [invitation])[0])


@endpoint(
    blueprint,
    "DELETE",
    "/api/v1/invitations/{invitation_id}",
    requires=Permission.MANAGE_USERS,
    status=204,
    audits="invitation.revoke",
    summary="Withdraw an invitation; its link is dead at once",
)
def revoke_invitation(uow: "UnitOfWork", actor: Actor, invitation_id: uuid.UUID) -> None:
    invitations.revoke(uow, actor, invitation_id)


@endpoint(
    blueprint,
    "POST",
    "/api/v1/invitations/{invitation_id}/resend",
    requires=Permission.MANAGE_USERS,
    status=202,
    audits="invitation.resend",
    summary="Send a new link; the old one is dead",
)
def resend_invitation(uow: "UnitOfWork", actor: Actor, invitation_id: uuid.UUID) -> None:
    invitations.resend(uow, actor, invitation_id)


def _shown(uow: "UnitOfWork", found: Sequence[Invitation]) -> list[InvitationOut]:
    """With the state that each has at this moment."""
    now = uow.clock.now()
    return [
        InvitationOut(
            id=one.id,
            email=one.email,
            role=one.role,
            client_id=one.client_id,
            client_name=one.client_name,
            site_ids=None if one.site_ids is None else sorted(one.site_ids),
            invited_by=one.invited_by,
            created_at=one.created_at,
            expires_at=one.expires_at,
            state=one.state(now),
        )
        for one in found
    ]
