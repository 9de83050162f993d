"""Whose passkey may approve what destroys: people's standing, and since when a passkey is known.

Anything that the API writes, an intruder with the API's role can write too: sessions, TOTP secrets,
even a passkey for an admin. So the signer keeps a book of its own (`approver_keys`): when it first
saw each passkey. One counts for approvals a while after that, and the admins are told at once.
"""

import base64
import datetime as dt
import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from psycopg.rows import class_row

from chalicelib.identity.mails import Notice, tell
from chalicelib.identity.model import ROLE_PERMISSIONS, Permission, Role

if TYPE_CHECKING:
    from chalicelib.adapters.database import UnitOfWork


@dataclass(frozen=True)
class Standing:
    """What somebody is at this moment."""

    user_id: uuid.UUID
    name: str
    role: Role
    is_active: bool

    def __post_init__(self) -> None:
        # From the database a role comes as plain text.
        object.__setattr__(self, "role", Role(self.role))

    def may(self, permission: Permission) -> bool:
        return self.is_active and permission in ROLE_PERMISSIONS[self.role]


@dataclass(frozen=True)
class ApproverPasskey:
    """A passkey as its owner enrolled it; `first_seen_at` is what the signer's book says."""

    credential_id: bytes
    user_id: uuid.UUID
    public_key: bytes
    first_seen_at: dt.datetime | None

    def good_from(self, waits: dt.timedelta, now: dt.datetime) -> dt.datetime:
        return (self.first_seen_at or now) + waits

    def may_approve(self, waits: dt.timedelta, now: dt.datetime) -> bool:
        return self.first_seen_at is not None and self.first_seen_at + waits <= now


@dataclass(frozen=True)
class NewApprover:
    """A passkey that the signer has just seen for the first time."""

    name: str
    email: str


@dataclass(frozen=True)
class ApprovalRules:
    """What the agency has decided about destructive commands."""

    two_person_approval: bool = False
    destructive_commands_per_hour: int = 200


def read_rules(uow: "UnitOfWork") -> ApprovalRules:
    with uow.connection.cursor(row_factory=class_row(ApprovalRules)) as cursor:
        found = cursor.execute(
            "select two_person_approval, destructive_commands_per_hour from security_settings"
        ).fetchone()
    return found or ApprovalRules()


def find_standing(uow: "UnitOfWork", user_id: uuid.UUID) -> Standing | None:
    with uow.connection.cursor(row_factory=class_row(Standing)) as cursor:
        return cursor.execute(
            "select id as user_id, name, role, is_active from users where id = %s", (user_id,)
        ).fetchone()


def tell_admins(uow: "UnitOfWork", kind: Notice, detail: str) -> None:
    """A letter to every admin, in their own language. The signer's role reads no more of people."""
    rows = uow.connection.execute(
        "select email, name, locale from users where role = 'admin' and is_active order by email"
    ).fetchall()
    for email, name, locale in rows:
        tell(uow, email=email, name=name, locale=locale, kind=kind, detail=detail)


def list_passkeys(uow: "UnitOfWork", user_id: uuid.UUID) -> list[ApproverPasskey]:
    """Only a key that is still enrolled just as it was when it was first seen is a known one."""
    with uow.connection.cursor(row_factory=class_row(ApproverPasskey)) as cursor:
        return cursor.execute(
            "select p.credential_id, p.user_id, p.public_key, a.first_seen_at from passkeys p"
            " left join approver_keys a on a.credential_id = p.credential_id"
            "  and a.user_id = p.user_id and a.public_key = p.public_key"
            " where p.user_id = %s order by p.created_at",
            (user_id,),
        ).fetchall()


def note_passkeys(uow: "UnitOfWork") -> list[NewApprover]:
    """Write every passkey that the book does not have into it, and strike out those that are gone.

    Only the signer's role may. Returns whose are new.
    """
    uow.connection.execute(
        "delete from approver_keys a where not exists"
        " (select 1 from passkeys p where p.credential_id = a.credential_id)"
    )
    with uow.connection.cursor(row_factory=class_row(NewApprover)) as cursor:
        return cursor.execute(
            "with noted as (insert into approver_keys (credential_id, user_id, public_key,"
            " first_seen_at) select credential_id, user_id, public_key, %s from passkeys"
            " on conflict do nothing returning user_id)"
            " select distinct u.name, u.email from noted join users u on u.id = noted.user_id"
            " where u.role = 'admin' order by u.email",
            (uow.clock.now(),),
        ).fetchall()


def request_options(challenge: bytes, passkeys: Sequence[bytes], *, rp_id: str) -> dict[str, Any]:
    """What a browser needs to let one of these passkeys sign the challenge."""
    from webauthn import generate_authentication_options, options_to_json
    from webauthn.helpers.structs import (
        PublicKeyCredentialDescriptor,
        UserVerificationRequirement,
    )

    options = generate_authentication_options(
        rp_id=rp_id,
        challenge=challenge,
        allow_credentials=[PublicKeyCredentialDescriptor(id=passkey) for passkey in passkeys],
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    told: dict[str, Any] = json.loads(options_to_json(options))
    return told


def credential_id_of(credential: Mapping[str, Any]) -> bytes:
    """Which passkey an answer claims to be of; empty when it does not say."""
    claimed = credential.get("rawId") or credential.get("id")
    if not isinstance(claimed, str) or not claimed.isascii():
        return b""
    try:
        return base64.urlsafe_b64decode(claimed + "=" * (-len(claimed) % 4))
    except ValueError:
        return b""


def verify_assertion(
    assertion: dict[str, Any],
    *,
    challenge: bytes,
    public_key: bytes,
    rp_id: str,
    origins: list[str],
) -> bool:
    """Whether the holder of the passkey, present and verified, said yes to exactly this."""
    from webauthn import verify_authentication_response
    from webauthn.helpers.exceptions import WebAuthnException

    try:
        verify_authentication_response(
            credential=assertion,
            expected_challenge=challenge,
            expected_rp_id=rp_id,
            expected_origin=origins,
            credential_public_key=public_key,
            # Which of two assertions is older does not matter: each counts for one command only.
            credential_current_sign_count=0,
            require_user_verification=True,
        )
    except (WebAuthnException, ValueError, KeyError, TypeError):
        return False
    return True
