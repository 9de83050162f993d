"""Queries about personal tokens; only `find_by_digest` does not name the owner."""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg.rows import class_row
from psycopg.types.json import Jsonb

from chalicelib.identity.model import Permission

_COLUMNS = "id, user_id, name, prefix, scopes, created_at, expires_at, last_used_at"


@dataclass(frozen=True)
class PersonalToken:
    """A token as its owner may see it again: not the secret."""

    id: uuid.UUID
    user_id: uuid.UUID
    name: str
    prefix: str
    scopes: frozenset[Permission]
    created_at: dt.datetime
    expires_at: dt.datetime
    last_used_at: dt.datetime | None

    def __post_init__(self) -> None:
        # A permission that a later version no longer knows grants nothing.
        known = frozenset(Permission(name) for name in self.scopes if name in set(Permission))
        object.__setattr__(self, "scopes", known)


class TokenStore:
    def __init__(self, connection: psycopg.Connection[Any], user_id: uuid.UUID | None) -> None:
        self._connection = connection
        self._user_id = user_id

    def add(self, token: PersonalToken, digest: str) -> None:
        self._connection.execute(
            "insert into personal_tokens"
            " (id, user_id, name, prefix, digest, scopes, created_at, expires_at)"
            " values (%s, %s, %s, %s, %s, %s, %s, %s)",
            (
                token.id,
                token.user_id,
                token.name,
                token.prefix,
                digest,
                Jsonb(sorted(token.scopes)),
                token.created_at,
                token.expires_at,
            ),
        )

    def count(self, *, now: dt.datetime) -> int:
        found = self._connection.execute(
            "select count(*) from personal_tokens where user_id = %s and expires_at > %s",
            (self._user_id, now),
        ).fetchone()
        return int(found[0]) if found else 0

    def list_living(self, *, now: dt.datetime) -> list[PersonalToken]:
        with self._connection.cursor(row_factory=class_row(PersonalToken)) as cursor:
            return cursor.execute(
                f"select {_COLUMNS} from personal_tokens"  # noqa: S608
                " where user_id = %s and expires_at > %s",
                (self._user_id, now),
            ).fetchall()

    def remove(self, token_id: uuid.UUID) -> PersonalToken | None:
        with self._connection.cursor(row_factory=class_row(PersonalToken)) as cursor:
            return cursor.execute(
                f"delete from personal_tokens where id = %s and user_id = %s returning {_COLUMNS}",  # noqa: S608
                (token_id, self._user_id),
            ).fetchone()

    def find_by_digest(self, digest: str) -> PersonalToken | None:
        with self._connection.cursor(row_factory=class_row(PersonalToken)) as cursor:
            return cursor.execute(
                f"select {_COLUMNS} from personal_tokens where digest = %s",  # noqa: S608
                (digest,),
            ).fetchone()

    def note_use(self, token_id: uuid.UUID, *, at: dt.datetime) -> None:
        self._connection.execute(
            "update personal_tokens set last_used_at = %s where id = %s", (at, token_id)
        )
