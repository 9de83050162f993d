"""Approvals of destructive commands."""

import uuid
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, Self

from pydantic import Field

from chalicelib.api.pagination import PageQuery
from chalicelib.api.schemas.base import In, Instant, Line, Out

if TYPE_CHECKING:
    from chalicelib.sites.approving import ShownApproval


class ApprovalState(StrEnum):
    WAITING = "waiting"
    APPROVED = "approved"
    REJECTED = "rejected"
    EXPIRED = "expired"


class ApprovalQuery(PageQuery):
    state: ApprovalState | None = None


class Approve(In):
    """What the browser's WebAuthn call returned, as JSON."""

    credential: dict[str, Any]


class Reject(In):
    reason: Line | None = None


class PersonOut(Out):
    id: uuid.UUID
    name: str


class VoteOut(Out):
    user_id: uuid.UUID
    name: str
    at: Instant


class ApprovalOptionsOut(Out):
    """For `navigator.credentials.get`: the challenge is made from the command itself."""

    options: dict[str, Any]


class ApprovalOut(Out):
    id: uuid.UUID
    command: str
    command_id: uuid.UUID
    site_id: uuid.UUID
    site_name: str
    requested_by: PersonOut | None
    requested_at: Instant
    expires_at: Instant
    state: ApprovalState
    approvals_needed: Annotated[int, Field(description="How many people must say yes")]
    approvals: list[VoteOut]
    decided_by: PersonOut | None
    decided_at: Instant | None
    reason: str | None
    can_approve: bool

    @classmethod
    def of(cls, shown: "ShownApproval") -> Self:
        approval = shown.approval
        return cls(
            id=approval.id,
            command=approval.command,
            command_id=approval.command_id,
            site_id=approval.site_id,
            site_name=approval.site_name,
            requested_by=_person(approval.requested_by, approval.requested_by_name),
            requested_at=approval.requested_at,
            expires_at=approval.expires_at,
            state=ApprovalState(approval.state),
            approvals_needed=approval.approvals_needed,
            approvals=[VoteOut.model_validate(vote) for vote in shown.votes],
            decided_by=_person(approval.decided_by, approval.decided_by_name),
            decided_at=approval.decided_at,
            reason=approval.reason,
            can_approve=shown.can_approve,
        )


def _person(user_id: uuid.UUID | None, name: str | None) -> PersonOut | None:
    return PersonOut(id=user_id, name=name) if user_id and name is not None else None
