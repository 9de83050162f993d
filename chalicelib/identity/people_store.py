"""Queries of people for those who look after them, in plain psycopg."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg import sql
from psycopg.rows import class_row

from chalicelib.identity.model import ClientScope, Role
from chalicelib.kit.text import as_pattern

# The clients room lies above this one: its table is known here by name only.
_SELECT = """
select u.id, u.email, u.name, u.role, u.client_id, c.name as client_name, u.is_active,
       u.last_login_at, u.created_at, lower(u.name) collate "C" as sort_name,
       exists (select from totp_secrets t where t.user_id = u.id and t.confirmed_at is not null)
       or exists (select from passkeys p where p.user_id = u.id) as two_factor_enabled,
       case when u.is_limited
            then array(select site_id from user_sites where user_id = u.id order by site_id)
       end as site_ids
  from users u left join clients c on c.id = u.client_id
 where (%(client)s::uuid is null or u.client_id = %(client)s)
"""
# Neither who has a second factor nor of which role: a client's people see names.
_SELECT_COLLEAGUES = """
select u.id, u.email, u.name, u.is_active, u.last_login_at, lower(u.name) collate "C" as sort_name,
       case when u.is_limited
            then array(select site_id from user_sites where user_id = u.id order by site_id)
       end as site_ids
  from users u where u.client_id = %(client)s
"""


@dataclass(frozen=True)
class Person:
    """A user, as those see them who look after users."""

    id: uuid.UUID
    email: str
    name: str
    role: Role
    client_id: uuid.UUID | None
    client_name: str | None
    is_active: bool
    two_factor_enabled: bool
    last_login_at: dt.datetime | None
    created_at: dt.datetime
    site_ids: list[uuid.UUID] | None
    sort_name: str

    def __post_init__(self) -> None:
        # From the database a role comes as plain text.
        object.__setattr__(self, "role", Role(self.role))


@dataclass(frozen=True)
class Colleague:
    """One of the people of a client, as they see each other."""

    id: uuid.UUID
    email: str
    name: str
    is_active: bool
    last_login_at: dt.datetime | None
    site_ids: list[uuid.UUID] | None
    sort_name: str


@dataclass(frozen=True)
class PersonFilter:
    role: Role | None = None
    client_id: uuid.UUID | None = None
    q: str | None = None
    is_active: bool | None = None


_FIND = f"{_SELECT} and u.id = %(id)s"
_FIND_AND_LOCK = f"{_FIND} for update of u"

type Position = tuple[str, uuid.UUID]


class PeopleStore:
    def __init__(self, connection: psycopg.Connection[Any], scope: ClientScope) -> None:
        self._connection = connection
        self._scope = scope

    def find(self, user_id: uuid.UUID, *, for_update: bool = False) -> Person | None:
        query = _FIND_AND_LOCK if for_update else _FIND
        with self._connection.cursor(row_factory=class_row(Person)) as cursor:
            return cursor.execute(
                query.encode(),
                {**self._scope.as_parameters(), "id": user_id},
            ).fetchone()

    def list_after(
        self, wanted: PersonFilter, *, after: Position | None, limit: int
    ) -> Sequence[Person]:
        """By name."""
        query, values = _SELECT, self._scope.as_parameters()
        if wanted.role:
            query += " and u.role = %(role)s"
            values["role"] = wanted.role
        if wanted.client_id:
            query += " and u.client_id = %(of_client)s"
            values["of_client"] = wanted.client_id
        if wanted.is_active is not None:
            query += " and u.is_active = %(is_active)s"
            values["is_active"] = wanted.is_active
        if wanted.q:
            query += " and (lower(u.name) like %(q)s or lower(u.email) like %(q)s)"
            values["q"] = as_pattern(wanted.q.lower())
        with self._connection.cursor(row_factory=class_row(Person)) as cursor:
            return cursor.execute(*_page(query, values, after, limit)).fetchall()

    def list_colleagues_after(self, *, after: Position | None, limit: int) -> Sequence[Colleague]:
        """The people of the scope's client, by name."""
        values = self._scope.as_parameters()
        with self._connection.cursor(row_factory=class_row(Colleague)) as cursor:
            return cursor.execute(*_page(_SELECT_COLLEAGUES, values, after, limit)).fetchall()

    def lock_active_admins(self) -> set[uuid.UUID]:
        """Who can let others in; two who demote each other do it one after the other."""
        rows = self._connection.execute(
            "select id from users where role = %s and is_active order by id for update",
            (Role.ADMIN,),
        ).fetchall()
        return {user_id for (user_id,) in rows}

    def change(self, user_id: uuid.UUID, changes: dict[str, Any]) -> None:
        """Set columns of a user; their names come from the service, never from outside."""
        columns = [
            sql.SQL("{} = {}").format(sql.Identifier(name), sql.Placeholder(name))
            for name in changes
        ]
        statement = sql.SQL("update users set {}, updated_at = now() where id = {}").format(
            sql.SQL(", ").join(columns), sql.Placeholder("user")
        )
        self._connection.execute(statement, {**changes, "user": user_id})

    def delete(self, user_id: uuid.UUID) -> None:
        self._connection.execute("delete from users where id = %s", (user_id,))


def _page(
    query: str, values: dict[str, Any], after: Position | None, limit: int
) -> tuple[bytes, dict[str, Any]]:
    if after:
        query += ' and (lower(u.name) collate "C", u.id) > (%(name)s, %(after)s)'
        values = {**values, "name": after[0], "after": after[1]}
    query += ' order by lower(u.name) collate "C", u.id limit %(limit)s'
    return query.encode(), {**values, "limit": limit}
