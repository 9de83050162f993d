"""The signer's own judgement: what it re-reads, demands and counts before it signs anything.

It believes nobody. The message that calls it names a command; everything else comes from the
database, and what matters most from the books that only the signer's role may write.
"""

import base64
import datetime as dt
import hashlib
import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from chalicelib.adapters import signer as signing_keys
from chalicelib.adapters.database import UnitOfWork
from chalicelib.adapters.signer import Signer
from chalicelib.audit import service as audit
from chalicelib.events.sites import WakeRequested
from chalicelib.identity import approvers
from chalicelib.identity.mails import Notice
from chalicelib.identity.model import Permission
from chalicelib.kit import envelope
from chalicelib.kit.clock import unix
from chalicelib.kit.ids import token
from chalicelib.sites import approving, platform_keys, policy
from chalicelib.sites.approval_store import Approval, ApprovalStore
from chalicelib.sites.approving import Terms
from chalicelib.sites.command_store import Command, CommandStore
from chalicelib.sites.model import Connection

_NONCE_BYTES = 16


class Refused(Exception):
    """The signer will not sign this, now or later."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


@dataclass(frozen=True)
class Authority:
    """What the signer knows from its own environment, where the API cannot write."""

    signers: Sequence[Signer]
    root_public_key: bytes | None
    terms: Terms


def sign_command(uow: UnitOfWork, command_id: uuid.UUID, *, authority: Authority) -> None:
    """Sign a requested command and wake its site, or refuse it. Repeating it changes nothing."""
    store = CommandStore(uow.connection)
    command = store.lock(command_id)
    now = uow.clock.now()
    if command is None or command.status != "requested" or command.expires_at <= now:
        return
    if command.home_url is None:
        return
    _tell_of_new_passkeys(uow)
    try:
        approval = _judge(uow, command, authority)
        signer = platform_keys.choose_signer(
            uow, authority.signers, root_public_key=authority.root_public_key
        )
        _count(uow, command, approval)
    except Refused as refusal:
        _refuse(uow, store, command, refusal)
        return
    except _StillWaiting:
        return
    store.keep_envelope(command_id, _seal(command, approval, signer, now))
    _note(uow, command, "command.sign", {"approval": str(approval.ticket) if approval else None})
    uow.publish(WakeRequested(site_id=command.site_id, url=command.home_url, token=_nonce()))


def note_new_passkeys(uow: UnitOfWork) -> int:
    """Write new passkeys into the signer's book, and tell the admins. Returns how many people's."""
    return _tell_of_new_passkeys(uow)


class _StillWaiting(Exception):
    """Not everybody who must has said yes: the command stays as it is."""


@dataclass(frozen=True)
class _Approved:
    """What goes into the signed payload: who said yes, and when the last of them did."""

    ticket: uuid.UUID
    people: list[dict[str, str]]
    at: dt.datetime

    def statement(self) -> dict[str, Any]:
        return {"by": self.people, "at": unix(self.at), "ticket": str(self.ticket)}


def _judge(uow: UnitOfWork, command: Command, authority: Authority) -> _Approved | None:
    rule = policy.COMMANDS.get(command.name)
    if rule is None:
        raise Refused("command_unknown", "There is no such command.")
    if command.client_id != command.site_client_id:
        raise Refused("wrong_client", "The site belongs to another client than the command.")
    if command.connection != Connection.CONNECTED or command.paused_at is not None:
        raise Refused("site_not_connected", "The site is not connected, or it is paused.")
    _judge_arguments(command, authority)
    _judge_requester(uow, command, rule)
    return _judge_approval(uow, command, authority.terms) if rule.is_destructive else None


def _judge_arguments(command: Command, authority: Authority) -> None:
    """No command takes arguments, but the one that brings a site our root key: ours, no other."""
    if command.name != "pin_root":
        if command.arguments:
            raise Refused("arguments_unknown", "This command takes no arguments.")
        return
    root = authority.root_public_key
    if root is None or command.arguments != platform_keys.root_arguments(root):
        raise Refused("root_key_wrong", "This is not the root key of this deployment.")


def _judge_requester(uow: UnitOfWork, command: Command, rule: policy.CommandPolicy) -> None:
    if command.requested_by is None:
        if not rule.is_routine:
            raise Refused("requester_missing", "Nobody asked for this.")
        return
    standing = approvers.find_standing(uow, command.requested_by)
    if standing is None or rule.needs is None or not standing.may(rule.needs):
        raise Refused("requester_not_allowed", "Whoever asked for this may not, or not any more.")


def _judge_approval(uow: UnitOfWork, command: Command, terms: Terms) -> _Approved:
    store = ApprovalStore(uow.connection)
    approval = store.find_of_command(command.id)
    if approval is None:
        raise Refused("approval_missing", "Nobody has approved this.")
    if approval.state == "waiting":
        raise _StillWaiting
    now = uow.clock.now()
    is_late = approval.expires_at + policy.COMMAND_LIFETIME <= now
    if approval.state != "approved" or is_late:
        raise Refused("approval_missing", "This was not approved in time.")
    signed_at = store.first_signed_at(command.id)
    if signed_at is not None and signed_at + policy.COMMAND_LIFETIME <= now:
        raise Refused("approval_spent", "This approval was used before.")
    people = _people_who_said_yes(uow, approval, terms)
    if len(people) < approving.needed(approval, approvers.read_rules(uow)):
        raise Refused("approval_unproven", "The approvals do not stand up to proof.")
    return _Approved(approval.id, people, approval.decided_at or now)


def _people_who_said_yes(uow: UnitOfWork, approval: Approval, terms: Terms) -> list[dict[str, str]]:
    """Those whose passkeys the signer has known for long enough, and who may approve today."""
    now = uow.clock.now()
    said_yes = []
    for vote in ApprovalStore(uow.connection).list_votes([approval.id]):
        standing = approvers.find_standing(uow, vote.user_id)
        if standing is None or not standing.may(Permission.APPROVE_COMMANDS):
            continue
        is_proven = any(
            passkey.credential_id == vote.credential_id
            and passkey.may_approve(terms.new_passkey_waits, now)
            and approving.proves(vote.assertion, approval, passkey, terms)
            for passkey in approvers.list_passkeys(uow, vote.user_id)
        )
        if is_proven:
            said_yes.append({"id": str(vote.user_id), "name": standing.name})
    return said_yes


def _count(uow: UnitOfWork, command: Command, approval: _Approved | None) -> None:
    """Enter the command into the book; a destructive one only below the ceilings."""
    store = ApprovalStore(uow.connection)
    now = uow.clock.now()
    if approval is not None and store.first_signed_at(command.id) is None:
        store.lock_the_book()
        per_hour = approvers.read_rules(uow).destructive_commands_per_hour
        if store.count_destructive(now - policy.CEILING_WINDOW) >= per_hour:
            raise Refused("ceiling_reached", "The ceiling per hour is reached.")
        if store.count_destructive(now - policy.ABSOLUTE_WINDOW) >= policy.ABSOLUTE_CEILING:
            raise Refused("ceiling_reached", "The absolute ceiling per day is reached.")
    store.enter(
        command_id=command.id,
        client_id=command.client_id,
        site_id=command.site_id,
        name=command.name,
        is_destructive=approval is not None,
        now=now,
    )


def _refuse(uow: UnitOfWork, store: CommandStore, command: Command, refusal: Refused) -> None:
    now = uow.clock.now()
    error = {"code": refusal.code, "message": refusal.message}
    store.refuse(command.id, error=error, now=now)
    _note(uow, command, "command.refuse", error)
    rule = policy.COMMANDS.get(command.name)
    if refusal.code == "ceiling_reached" or (rule is not None and rule.is_destructive):
        _alert(uow, command, refusal)


def _note(uow: UnitOfWork, command: Command, action: str, told: dict[str, Any]) -> None:
    audit.record(
        uow,
        None,
        action=action,
        object_kind="command",
        object_id=command.id,
        client_id=command.client_id,
        after={"command": command.name, "site_id": str(command.site_id), **told},
    )


def _alert(uow: UnitOfWork, command: Command, refusal: Refused) -> None:
    """A destructive command that is refused is either a mistake or an intruder: tell the admins."""
    detail = f"{command.name}, {command.home_url}: {refusal.message}"
    approvers.tell_admins(uow, Notice.COMMAND_STOPPED, detail)


def _tell_of_new_passkeys(uow: UnitOfWork) -> int:
    new = approvers.note_passkeys(uow)
    for person in new:
        approvers.tell_admins(uow, Notice.APPROVER_ADDED, f"{person.name}, {person.email}")
    return len(new)


def _seal(
    command: Command, approval: _Approved | None, signer: Signer, now: dt.datetime
) -> dict[str, Any]:
    """The signed envelope: everything that matters about a command is inside the signature."""
    arguments = json.dumps(command.arguments, sort_keys=True).encode()
    payload = json.dumps(
        {
            "v": 1,
            "aud": command.home_url,
            "site_id": str(command.site_id),
            "cmd_id": str(command.id),
            "cmd": command.name,
            "args_sha256": hashlib.sha256(arguments).hexdigest(),
            "iat": unix(now),
            "exp": unix(now + policy.ENVELOPE_LIFETIME),
            "nonce": _nonce(),
            "seq": command.seq,
            "cap": policy.COMMANDS[command.name].capability,
            "approval": approval.statement() if approval else None,
            "reply_to": f"/api/v1/wp/commands/{command.id}/result",
        }
    ).encode()
    return {
        "payload_type": envelope.COMMAND,
        "payload": base64.b64encode(payload).decode(),
        "keyid": signing_keys.key_id(signer.public_key()),
        "sig": signing_keys.sign_payload(signer, envelope.COMMAND, payload),
        "args": base64.b64encode(arguments).decode(),
    }


def _nonce() -> str:
    return token(_NONCE_BYTES)
