"""Approvals: say yes to a destructive command with a passkey, or no."""

import uuid
from typing import TYPE_CHECKING

from chalice.app import Blueprint

from chalicelib import bootstrap
from chalicelib.api.endpoint import endpoint
from chalicelib.api.pagination import PageOut
from chalicelib.api.schemas.approvals import (
    ApprovalOptionsOut,
    ApprovalOut,
    ApprovalQuery,
    Approve,
    Reject,
)
from chalicelib.identity.model import Actor, Permission
from chalicelib.kit.lazy import lazily
from chalicelib.kit.pagination import Page

if TYPE_CHECKING:
    from chalicelib.adapters.database import UnitOfWork
    from chalicelib.identity import approvers
    from chalicelib.sites import approving
else:
    approvers = lazily("chalicelib.identity.approvers")
    approving = lazily("chalicelib.sites.approving")

blueprint = Blueprint(__name__)


@endpoint(
    blueprint,
    "GET",
    "/api/v1/approvals",
    requires=Permission.APPROVE_COMMANDS,
    query=ApprovalQuery,
    answers=PageOut[ApprovalOut],
    summary="Destructive commands that wait for people, or once did, newest first",
)
def list_approvals(uow: "UnitOfWork", actor: Actor, query: ApprovalQuery) -> Page[ApprovalOut]:
    page = approving.list_approvals(
        uow, actor, state=query.state, limit=query.limit, cursor=query.cursor
    )
    return Page([ApprovalOut.of(shown) for shown in page.items], page.next_cursor)


@endpoint(
    blueprint,
    "GET",
    "/api/v1/approvals/{approval_id}",
    requires=Permission.APPROVE_COMMANDS,
    answers=ApprovalOut,
    summary="Show an approval",
)
def get_approval(uow: "UnitOfWork", actor: Actor, approval_id: uuid.UUID) -> ApprovalOut:
    return ApprovalOut.of(approving.get_approval(uow, actor, approval_id))


@endpoint(
    blueprint,
    "POST",
    "/api/v1/approvals/{approval_id}/approve/options",
    requires=Permission.APPROVE_COMMANDS,
    answers=ApprovalOptionsOut,
    step_up=True,
    summary="What a passkey has to sign to say yes to this command",
)
def prepare_approval(uow: "UnitOfWork", actor: Actor, approval_id: uuid.UUID) -> ApprovalOptionsOut:
    terms = bootstrap.approval_terms()
    challenge, passkeys = approving.prepare(uow, actor, approval_id, terms=terms)
    options = approvers.request_options(challenge, passkeys, rp_id=terms.rp_id)
    return ApprovalOptionsOut(options=options)


@endpoint(
    blueprint,
    "POST",
    "/api/v1/approvals/{approval_id}/approve",
    requires=Permission.APPROVE_COMMANDS,
    body=Approve,
    answers=ApprovalOut,
    step_up=True,
    audits="approval.approve",
    summary="Say yes, with a passkey; the last yes that is needed sends the command on its way",
)
def approve(uow: "UnitOfWork", actor: Actor, approval_id: uuid.UUID, form: Approve) -> ApprovalOut:
    shown = approving.approve(
        uow,
        actor,
        approval_id,
        assertion=form.credential,
        credential_id=approvers.credential_id_of(form.credential),
        terms=bootstrap.approval_terms(),
    )
    return ApprovalOut.of(shown)


@endpoint(
    blueprint,
    "POST",
    "/api/v1/approvals/{approval_id}/reject",
    requires=Permission.APPROVE_COMMANDS,
    body=Reject,
    answers=ApprovalOut,
    audits="approval.reject",
    summary="Say no; one is enough",
)
def reject(uow: "UnitOfWork", actor: Actor, approval_id: uuid.UUID, form: Reject) -> ApprovalOut:
    return ApprovalOut.of(approving.reject(uow, actor, approval_id, reason=form.reason))
