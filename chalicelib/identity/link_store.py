"""Queries of one-time links, in plain psycopg."""

import datetime as dt
import uuid
from typing import Any

import psycopg
from psycopg.rows import class_row

from chalicelib.identity.links import LinkPurpose, OneTimeLink

_SELECT = (
    "select id, purpose, email, user_id, invitation_id, created_at, expires_at, used_at,"
    " revoked_at from one_time_links"
)
_CONCERNED = (
    " (user_id = %(user_id)s or invitation_id = %(invitation_id)s)"
    " and (%(purpose)s::text is null or purpose = %(purpose)s)"
)


class LinkStore:
    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self._connection = connection

    def has(self, link_id: uuid.UUID) -> bool:
        return self.find_by_id(link_id) is not None

    def find(self, digest: str) -> OneTimeLink | None:
        return self._one(f"{_SELECT} where digest = %s", digest)

    def find_by_id(self, link_id: uuid.UUID) -> OneTimeLink | None:
        return self._one(f"{_SELECT} where id = %s", link_id)

    def count_since(
        self,
        since: dt.datetime,
        *,
        purpose: LinkPurpose,
        user_id: uuid.UUID | None,
        invitation_id: uuid.UUID | None,
    ) -> int:
        row = self._connection.execute(
            f"select count(*) from one_time_links where{_CONCERNED}"  # noqa: S608
            " and created_at > %(since)s".encode(),
            {
                "purpose": purpose,
                "user_id": user_id,
                "invitation_id": invitation_id,
                "since": since,
            },
        ).fetchone()
        return int(row[0]) if row else 0

    def add(self, link: OneTimeLink, *, digest: str) -> None:
        self._connection.execute(
            "insert into one_time_links (id, digest, purpose, email, user_id, invitation_id,"
            " created_at, expires_at) values (%s, %s, %s, %s, %s, %s, %s, %s)",
            (
                link.id,
                digest,
                link.purpose,
                link.email,
                link.user_id,
                link.invitation_id,
                link.created_at,
                link.expires_at,
            ),
        )

    def claim(self, link_id: uuid.UUID, *, at: dt.datetime) -> bool:
        """Whether it was open, and is used now."""
        return (
            self._connection.execute(
                "update one_time_links set used_at = %(at)s where id = %(id)s and used_at is null"
                " and revoked_at is null and expires_at > %(at)s",
                {"id": link_id, "at": at},
            ).rowcount
            == 1
        )

    def revoke(
        self,
        *,
        at: dt.datetime,
        purpose: LinkPurpose | None,
        user_id: uuid.UUID | None,
        invitation_id: uuid.UUID | None,
    ) -> None:
        self._connection.execute(
            "update one_time_links set revoked_at = %(at)s"  # noqa: S608
            f" where{_CONCERNED} and used_at is null and revoked_at is null".encode(),
            {"at": at, "purpose": purpose, "user_id": user_id, "invitation_id": invitation_id},
        )

    def _one(self, query: str, value: object) -> OneTimeLink | None:
        with self._connection.cursor(row_factory=class_row(OneTimeLink)) as cursor:
            return cursor.execute(query.encode(), (value,)).fetchone()
