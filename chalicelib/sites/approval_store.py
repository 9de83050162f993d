"""Queries of approvals and of the signer's book, in plain psycopg."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg.rows import class_row
from psycopg.types.json import Jsonb

_ONE_AT_A_TIME = 7_295_471_301  # any constant: ceilings are counted by one signer after the other


@dataclass(frozen=True)
class Approval:
    """A destructive command that waits for people, or once did."""

    id: uuid.UUID
    client_id: uuid.UUID
    site_id: uuid.UUID
    site_name: str
    command_id: uuid.UUID
    command: str
    arguments: dict[str, Any]
    home_url: str | None
    job_id: uuid.UUID | None
    requested_by: uuid.UUID | None
    requested_by_name: str | None
    requested_at: dt.datetime
    expires_at: dt.datetime
    approvals_needed: int
    state: str
    decided_by: uuid.UUID | None
    decided_by_name: str | None
    decided_at: dt.datetime | None
    reason: str | None


@dataclass(frozen=True)
class Vote:
    """One person's yes, with the proof that it was theirs."""

    approval_id: uuid.UUID
    user_id: uuid.UUID
    name: str
    credential_id: bytes
    assertion: dict[str, Any]
    at: dt.datetime


_APPROVALS = (
    "select a.id, a.client_id, a.site_id, s.name as site_name, a.command_id, c.name as command,"
    " c.arguments, s.home_url, c.job_id, a.requested_by, r.name as requested_by_name,"
    " a.requested_at, a.expires_at, a.approvals_needed, a.state, a.decided_by,"
    " d.name as decided_by_name, a.decided_at, a.reason"
    " from approvals a join commands c on c.id = a.command_id join sites s on s.id = a.site_id"
    " left join users r on r.id = a.requested_by left join users d on d.id = a.decided_by"
)


class ApprovalStore:
    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self._connection = connection

    def add(
        self,
        *,
        approval_id: uuid.UUID,
        client_id: uuid.UUID,
        site_id: uuid.UUID,
        command_id: uuid.UUID,
        requested_by: uuid.UUID | None,
        requested_at: dt.datetime,
        expires_at: dt.datetime,
        approvals_needed: int,
    ) -> None:
        self._connection.execute(
            "insert into approvals (id, client_id, site_id, command_id, requested_by,"
            " requested_at, expires_at, approvals_needed) values (%s, %s, %s, %s, %s, %s, %s, %s)",
            (
                approval_id,
                client_id,
                site_id,
                command_id,
                requested_by,
                requested_at,
                expires_at,
                approvals_needed,
            ),
        )

    def find(self, approval_id: uuid.UUID, *, lock: bool = False) -> Approval | None:
        return self._one("a.id", approval_id, lock=lock)

    def find_of_command(self, command_id: uuid.UUID) -> Approval | None:
        return self._one("a.command_id", command_id, lock=False)

    def list_before(
        self,
        *,
        state: str | None,
        before: tuple[dt.datetime, uuid.UUID] | None,
        limit: int,
    ) -> Sequence[Approval]:
        """The newest first."""
        query = _APPROVALS + " where true"
        values: dict[str, Any] = {"limit": limit}
        if state:
            query += " and a.state = %(state)s"
            values["state"] = state
        if before:
            query += " and (a.requested_at, a.id) < (%(at)s, %(id)s)"
            values |= {"at": before[0], "id": before[1]}
        query += " order by a.requested_at desc, a.id desc limit %(limit)s"
        with self._connection.cursor(row_factory=class_row(Approval)) as cursor:
            return cursor.execute(query.encode(), values).fetchall()

    def list_votes(self, approval_ids: Sequence[uuid.UUID]) -> list[Vote]:
        """The oldest first."""
        with self._connection.cursor(row_factory=class_row(Vote)) as cursor:
            return cursor.execute(
                "select v.approval_id, v.user_id, u.name, v.credential_id, v.assertion, v.at"
                " from approval_votes v join users u on u.id = v.user_id"
                " where v.approval_id = any(%s) order by v.at, v.user_id",
                (list(approval_ids),),
            ).fetchall()

    def add_vote(
        self,
        approval: Approval,
        *,
        user_id: uuid.UUID,
        credential_id: bytes,
        assertion: dict[str, Any],
        at: dt.datetime,
    ) -> bool:
        """Whether it was this person's first."""
        added = self._connection.execute(
            "insert into approval_votes (approval_id, user_id, client_id, credential_id,"
            " assertion, at) values (%s, %s, %s, %s, %s, %s) on conflict do nothing",
            (approval.id, user_id, approval.client_id, credential_id, Jsonb(assertion), at),
        )
        return added.rowcount == 1

    def decide(
        self,
        approval_id: uuid.UUID,
        state: str,
        *,
        by: uuid.UUID | None,
        at: dt.datetime,
        reason: str | None = None,
    ) -> bool:
        """Whether it was still waiting."""
        decided = self._connection.execute(
            "update approvals set state = %s, decided_by = %s, decided_at = %s, reason = %s"
            " where id = %s and state = 'waiting'",
            (state, by, at, reason, approval_id),
        )
        return decided.rowcount == 1

    def expire(self, now: dt.datetime) -> int:
        return self._connection.execute(
            "update approvals set state = 'expired', decided_at = %s"
            " where state = 'waiting' and expires_at <= %s",
            (now, now),
        ).rowcount

    def count_destructive(self, since: dt.datetime) -> int:
        """How many destructive commands left since then; a short wait while another one counts."""
        found = self._connection.execute(
            "select count(*) from command_signatures where is_destructive and first_signed_at > %s",
            (since,),
        ).fetchone()
        return int(found[0]) if found else 0

    def lock_the_book(self) -> None:
        """Until the end of the transaction nobody else counts or signs something destructive."""
        self._connection.execute("select pg_advisory_xact_lock(%s)", (_ONE_AT_A_TIME,))

    def first_signed_at(self, command_id: uuid.UUID) -> dt.datetime | None:
        found = self._connection.execute(
            "select first_signed_at from command_signatures where command_id = %s", (command_id,)
        ).fetchone()
        return found[0] if found else None

    def enter(
        self,
        *,
        command_id: uuid.UUID,
        client_id: uuid.UUID,
        site_id: uuid.UUID,
        name: str,
        is_destructive: bool,
        now: dt.datetime,
    ) -> None:
        self._connection.execute(
            "insert into command_signatures (command_id, client_id, site_id, name,"
            " is_destructive, first_signed_at) values (%s, %s, %s, %s, %s, %s)"
            " on conflict do nothing",
            (command_id, client_id, site_id, name, is_destructive, now),
        )

    def _one(self, column: str, value: uuid.UUID, *, lock: bool) -> Approval | None:
        query = f"{_APPROVALS} where {column} = %s" + (" for update of a" if lock else "")
        with self._connection.cursor(row_factory=class_row(Approval)) as cursor:
            return cursor.execute(query.encode(), (value,)).fetchone()
