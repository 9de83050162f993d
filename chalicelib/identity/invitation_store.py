"""Queries of invitations, in plain psycopg."""

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any

import psycopg
from psycopg.rows import class_row

from chalicelib.identity.invitation import Invitation, InvitationState
from chalicelib.identity.model import ClientScope, Role

# The clients room lies above this one: its table is known here by name only.
_SELECT = (
    "select i.id, i.email, i.role, i.client_id, c.name as client_name, i.site_ids, i.locale,"
    " u.name as invited_by, i.created_at, i.expires_at, i.used_at, i.revoked_at"
    " from invitations i left join clients c on c.id = i.client_id"
    " left join users u on u.id = i.invited_by"
    " where (%(client)s::uuid is null or i.client_id = %(client)s)"
)
_IN_STATE = {
    InvitationState.OPEN: "i.used_at is null and i.revoked_at is null and i.expires_at > %(now)s",
    InvitationState.USED: "i.used_at is not null",
    InvitationState.REVOKED: "i.used_at is null and i.revoked_at is not null",
    InvitationState.EXPIRED: "i.used_at is null and i.revoked_at is null"
    " and i.expires_at <= %(now)s",
}


class InvitationStore:
    def __init__(self, connection: psycopg.Connection[Any], scope: ClientScope) -> None:
        self._connection = connection
        self._scope = scope

    def lock_address(self, email: str) -> None:
        """Whoever invites the same address waits until this unit ends."""
        self._connection.execute(
            "select pg_advisory_xact_lock(hashtextextended('invitation:' || lower(%s), 0))",
            (email,),
        )

    def add(self, invitation: Invitation, *, invited_by: uuid.UUID) -> None:
        self._connection.execute(
            "insert into invitations (id, email, role, client_id, site_ids, locale, invited_by,"
            " created_at, expires_at) values (%s, %s, %s, %s, %s, %s, %s, %s, %s)",
            (
                invitation.id,
                invitation.email,
                invitation.role,
                invitation.client_id,
                None if invitation.site_ids is None else list(invitation.site_ids),
                invitation.locale,
                invited_by,
                invitation.created_at,
                invitation.expires_at,
            ),
        )

    def find(self, invitation_id: uuid.UUID, *, for_update: bool = False) -> Invitation | None:
        lock = " for update of i" if for_update else ""
        found = self._all(f"{_SELECT} and i.id = %(id)s{lock}", {"id": invitation_id})
        return found[0] if found else None

    def list_before(
        self,
        *,
        state: InvitationState | None,
        before: tuple[dt.datetime, uuid.UUID] | None,
        now: dt.datetime,
        limit: int,
    ) -> Sequence[Invitation]:
        """The newest first."""
        query = _SELECT
        values: dict[str, Any] = {"now": now, "limit": limit}
        if state:
            query += f" and {_IN_STATE[state]}"
        if before:
            query += " and (i.created_at, i.id) < (%(at)s, %(id)s)"
            values |= {"at": before[0], "id": before[1]}
        return self._all(f"{query} order by i.created_at desc, i.id desc limit %(limit)s", values)

    def list_open_of(self, email: str) -> Sequence[Invitation]:
        """Neither used nor withdrawn; also those whose time is over."""
        return self._all(
            f"{_SELECT} and lower(i.email) = lower(%(email)s)"
            " and i.used_at is null and i.revoked_at is null for update of i",
            {"email": email},
        )

    def list_open_to_staff_by(self, user_id: uuid.UUID) -> Sequence[Invitation]:
        return self._all(
            f"{_SELECT} and i.invited_by = %(user)s and i.role <> %(client_role)s"
            " and i.used_at is null and i.revoked_at is null for update of i",
            {"user": user_id, "client_role": Role.CLIENT},
        )

    def renew(self, invitation_id: uuid.UUID, *, expires_at: dt.datetime) -> None:
        self._connection.execute(
            "update invitations set expires_at = %s, updated_at = now() where id = %s",
            (expires_at, invitation_id),
        )

    def mark_used(self, invitation_id: uuid.UUID, *, at: dt.datetime) -> None:
        self._connection.execute(
            "update invitations set used_at = %s, updated_at = now() where id = %s",
            (at, invitation_id),
        )

    def revoke(self, invitation_id: uuid.UUID, *, at: dt.datetime) -> None:
        self._connection.execute(
            "update invitations set revoked_at = %s, updated_at = now() where id = %s",
            (at, invitation_id),
        )

    def _all(self, query: str, values: dict[str, Any]) -> list[Invitation]:
        with self._connection.cursor(row_factory=class_row(Invitation)) as cursor:
            return cursor.execute(
                query.encode(), {**values, **self._scope.as_parameters()}
            ).fetchall()
