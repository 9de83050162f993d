"""Approvals: people who say yes to a destructive command with their passkeys.

A yes is an assertion of a passkey over a challenge that is made from the command itself: which one,
on which site, with which arguments, until when. It fits nothing else, and the signer checks it once
more by itself, because whatever the API says an intruder there can say as well.
"""

import datetime as dt
import hashlib
import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from chalicelib.adapters.database import UnitOfWork
from chalicelib.audit import service as audit
from chalicelib.events.sites import CommandRequested
from chalicelib.identity import approvers
from chalicelib.identity.approvers import ApprovalRules, ApproverPasskey
from chalicelib.identity.model import Actor, Permission
from chalicelib.jobs import service as jobs
from chalicelib.jobs.model import JobState
from chalicelib.kit.clock import unix
from chalicelib.kit.ids import uuid7
from chalicelib.kit.pagination import Page, as_id, as_instant, decode_cursor, encode_cursor
from chalicelib.sites import policy
from chalicelib.sites.approval_store import Approval, ApprovalStore, Vote
from chalicelib.sites.command_store import CommandStore
from chalicelib.sites.errors import (
    ApprovalClosed,
    ApprovalNotFound,
    CeilingReached,
    OwnRequest,
    PasskeyNeeded,
    PasskeyTooNew,
    ProofInvalid,
)

_WAITING, _APPROVED, _REJECTED = "waiting", "approved", "rejected"


@dataclass(frozen=True)
class Terms:
    """To whom a passkey must speak (WebAuthn), and how long a new one has to wait."""

    rp_id: str
    origins: list[str]
    new_passkey_waits: dt.timedelta


@dataclass(frozen=True)
class ShownApproval:
    approval: Approval
    votes: Sequence[Vote]
    can_approve: bool


def ask_for_approval(
    uow: UnitOfWork,
    *,
    command_id: uuid.UUID,
    site_id: uuid.UUID,
    client_id: uuid.UUID,
    requested_by: uuid.UUID,
) -> uuid.UUID:
    """Let a command wait for its approvals; returns the approval's id."""
    needed = 2 if approvers.read_rules(uow).two_person_approval else 1
    now = uow.clock.now()
    approval_id = uuid7()
    expires_at = now + policy.APPROVAL_LIFETIME[needed]
    ApprovalStore(uow.connection).add(
        approval_id=approval_id,
        client_id=client_id,
        site_id=site_id,
        command_id=command_id,
        requested_by=requested_by,
        requested_at=now,
        expires_at=expires_at,
        approvals_needed=needed,
    )
    CommandStore(uow.connection).await_approval(command_id, expires_at=expires_at)
    return approval_id


def list_approvals(
    uow: UnitOfWork, actor: Actor, *, state: str | None, limit: int, cursor: str | None
) -> Page[ShownApproval]:
    """The newest first."""
    store = ApprovalStore(uow.connection)
    position = None
    if cursor is not None:
        at, approval_id = decode_cursor(cursor, str, str)
        position = (as_instant(at), as_id(approval_id))
    found = store.list_before(state=state, before=position, limit=limit + 1)
    shown = found[:limit]
    votes = store.list_votes([approval.id for approval in shown])
    page = [_shown(uow, actor, approval, votes) for approval in shown]
    if len(found) <= limit:
        return Page(page, None)
    return Page(page, encode_cursor(shown[-1].requested_at.isoformat(), str(shown[-1].id)))


def get_approval(uow: UnitOfWork, actor: Actor, approval_id: uuid.UUID) -> ShownApproval:
    """Raises ApprovalNotFound."""
    store = ApprovalStore(uow.connection)
    approval = store.find(approval_id)
    if approval is None:
        raise ApprovalNotFound
    return _shown(uow, actor, approval, store.list_votes([approval.id]))


def prepare(
    uow: UnitOfWork, actor: Actor, approval_id: uuid.UUID, *, terms: Terms
) -> tuple[bytes, list[bytes]]:
    """The challenge for the actor's passkeys, and which of them may answer it.

    Raises ApprovalNotFound, ApprovalClosed, OwnRequest, PasskeyNeeded, PasskeyTooNew.
    """
    approval = _open(uow, approval_id)
    _refuse_second_yes(ApprovalStore(uow.connection).list_votes([approval.id]), actor)
    usable = _usable_passkeys(uow, actor, terms)
    return challenge_of(approval), [passkey.credential_id for passkey in usable]


def approve(
    uow: UnitOfWork,
    actor: Actor,
    approval_id: uuid.UUID,
    *,
    assertion: dict[str, Any],
    credential_id: bytes,
    terms: Terms,
) -> ShownApproval:
    """Say yes. With the last yes that is needed the command goes to the signer.

    Raises as `prepare`, and ProofInvalid or CeilingReached.
    """
    approval = _open(uow, approval_id, lock=True)
    store = ApprovalStore(uow.connection)
    _refuse_second_yes(store.list_votes([approval.id]), actor)
    passkey = next(
        (p for p in _usable_passkeys(uow, actor, terms) if p.credential_id == credential_id), None
    )
    if passkey is None or not proves(assertion, approval, passkey, terms):
        raise ProofInvalid
    rules = approvers.read_rules(uow)
    _refuse_above_ceiling(uow, store, rules.destructive_commands_per_hour)
    now = uow.clock.now()
    if not store.add_vote(
        approval, user_id=actor.user_id, credential_id=credential_id, assertion=assertion, at=now
    ):
        raise OwnRequest
    votes = store.list_votes([approval.id])
    _audit(uow, actor, approval, "approval.approve", after={"approvals": len(votes)})
    if len(votes) >= needed(approval, rules):
        store.decide(approval.id, _APPROVED, by=actor.user_id, at=now)
        CommandStore(uow.connection).start_lifetime(
            approval.command_id, expires_at=now + policy.COMMAND_LIFETIME
        )
        uow.publish(CommandRequested(command_id=approval.command_id, site_id=approval.site_id))
    return get_approval(uow, actor, approval_id)


def reject(
    uow: UnitOfWork, actor: Actor, approval_id: uuid.UUID, *, reason: str | None
) -> ShownApproval:
    """Say no: one is enough. Raises ApprovalNotFound, ApprovalClosed."""
    approval = _open(uow, approval_id, lock=True)
    now = uow.clock.now()
    ApprovalStore(uow.connection).decide(
        approval.id, _REJECTED, by=actor.user_id, at=now, reason=reason
    )
    error = {"code": "approval_rejected", "message": reason or "Somebody said no."}
    CommandStore(uow.connection).refuse(approval.command_id, error=error, now=now)
    if approval.job_id is not None:
        jobs.finish(uow, approval.job_id, JobState.CANCELLED, error=error)
    _audit(uow, actor, approval, "approval.reject", after={"reason": reason})
    return get_approval(uow, actor, approval_id)


def challenge_of(approval: Approval) -> bytes:
    """What a passkey signs: everything that makes this command this command."""
    arguments = json.dumps(approval.arguments, sort_keys=True).encode()
    told = {
        "act": "approve",
        "arguments_sha256": hashlib.sha256(arguments).hexdigest(),
        "command": approval.command,
        "command_id": str(approval.command_id),
        "expires_at": unix(approval.expires_at),
        "home_url": approval.home_url,
        "site_id": str(approval.site_id),
    }
    text = json.dumps(told, sort_keys=True, separators=(",", ":")).encode()
    return hashlib.sha256(b"wp-wingman approval v1\n" + text).digest()


def proves(
    assertion: dict[str, Any], approval: Approval, passkey: ApproverPasskey, terms: Terms
) -> bool:
    """Whether the passkey said yes to exactly this command."""
    return approvers.verify_assertion(
        assertion,
        challenge=challenge_of(approval),
        public_key=passkey.public_key,
        rp_id=terms.rp_id,
        origins=terms.origins,
    )


def expire_approvals(uow: UnitOfWork) -> int:
    return ApprovalStore(uow.connection).expire(uow.clock.now())


def needed(approval: Approval, rules: ApprovalRules) -> int:
    """How many people: switching the second one on counts for what is waiting already."""
    return 2 if rules.two_person_approval else approval.approvals_needed


def _open(uow: UnitOfWork, approval_id: uuid.UUID, *, lock: bool = False) -> Approval:
    approval = ApprovalStore(uow.connection).find(approval_id, lock=lock)
    if approval is None:
        raise ApprovalNotFound
    if approval.state != _WAITING or approval.expires_at <= uow.clock.now():
        raise ApprovalClosed
    return approval


def _refuse_second_yes(votes: Sequence[Vote], actor: Actor) -> None:
    if any(vote.user_id == actor.user_id for vote in votes):
        raise OwnRequest


def _usable_passkeys(uow: UnitOfWork, actor: Actor, terms: Terms) -> list[ApproverPasskey]:
    passkeys = approvers.list_passkeys(uow, actor.user_id)
    if not passkeys:
        raise PasskeyNeeded
    now = uow.clock.now()
    waits = terms.new_passkey_waits
    if not waits:
        return passkeys
    usable = [passkey for passkey in passkeys if passkey.may_approve(waits, now)]
    if not usable:
        good_from = min(passkey.good_from(waits, now) for passkey in passkeys)
        raise PasskeyTooNew(good_from=good_from.isoformat())
    return usable


def _refuse_above_ceiling(uow: UnitOfWork, store: ApprovalStore, per_hour: int) -> None:
    """Say so now rather than let the signer refuse it; what counts is the signer's own count."""
    now = uow.clock.now()
    in_window = store.count_destructive(now - policy.CEILING_WINDOW)
    in_a_day = store.count_destructive(now - policy.ABSOLUTE_WINDOW)
    if in_window >= per_hour or in_a_day >= policy.ABSOLUTE_CEILING:
        raise CeilingReached


def _shown(
    uow: UnitOfWork, actor: Actor, approval: Approval, votes: Sequence[Vote]
) -> ShownApproval:
    own = [vote for vote in votes if vote.approval_id == approval.id]
    is_over = approval.state == _WAITING and approval.expires_at <= uow.clock.now()
    shown = replace(approval, state="expired") if is_over else approval
    said_yes = any(vote.user_id == actor.user_id for vote in own)
    may = actor.may(Permission.APPROVE_COMMANDS)
    return ShownApproval(shown, own, shown.state == _WAITING and may and not said_yes)


def _audit(
    uow: UnitOfWork, actor: Actor, approval: Approval, action: str, *, after: dict[str, Any]
) -> None:
    told = {"command": approval.command, "command_id": str(approval.command_id), **after}
    audit.record(
        uow,
        actor,
        action=action,
        object_kind="approval",
        object_id=approval.id,
        client_id=approval.client_id,
        after=told,
    )
