"""Queries about people. Plain psycopg: every request asks, and most need nothing heavier."""

import datetime as dt
import uuid
from typing import Any

import psycopg
from psycopg import errors
from psycopg.rows import class_row

from chalicelib.identity.errors import EmailTaken
from chalicelib.identity.model import ClientScope, Role, User

_HAS_FACTOR = """
exists (select from totp_secrets where user_id = users.id and confirmed_at is not null)
or exists (select from passkeys where user_id = users.id)
"""
_NEEDS_FACTOR = "coalesce((select two_factor_required ? users.role from security_settings), false)"
_SITES = (
    "case when is_limited then array(select site_id from user_sites where user_id = users.id) end"
)
_COLUMNS = ", ".join(
    (
        "id, email, name, role, client_id, locale, is_active, password_hash",
        "session_epoch::text as session_epoch",
        f"({_HAS_FACTOR}) as has_second_factor",
        f"{_NEEDS_FACTOR} as needs_second_factor",
        f"{_SITES} as site_ids",
    )
)


class UserRepository:
    """People within a scope; `find_by_email` serves signing in, where nobody is known yet."""

    def __init__(self, connection: psycopg.Connection[Any], scope: ClientScope) -> None:
        self._connection = connection
        self._scope = scope

    def find(self, user_id: uuid.UUID) -> User | None:
        return self._one(
            f"select {_COLUMNS} from users where id = %(id)s and {_VISIBLE}",  # noqa: S608
            {"id": user_id},
        )

    def find_by_email(self, email: str) -> User | None:
        return self._one(
            f"select {_COLUMNS} from users"  # noqa: S608
            f" where lower(email) = lower(%(email)s) and {_VISIBLE}",
            {"email": email},
        )

    def add(self, user: User) -> None:
        """Raises EmailTaken."""
        try:
            self._connection.execute(
                "insert into users (id, email, name, role, client_id, locale, password_hash)"
                " values (%s, %s, %s, %s, %s, %s, %s)",
                (
                    user.id,
                    user.email,
                    user.name,
                    user.role,
                    user.client_id,
                    user.locale,
                    user.password_hash,
                ),
            )
        except errors.UniqueViolation:
            raise EmailTaken from None

    def has_admin(self) -> bool:
        """Whether anyone is admin; whoever asks waits for others who are asking."""
        self._connection.execute("lock table users in share row exclusive mode")
        found = self._connection.execute(
            "select 1 from users where role = %s limit 1", (Role.ADMIN,)
        ).fetchone()
        return found is not None

    def list_admin_emails(self) -> list[str]:
        rows = self._connection.execute(
            "select email from users where role = %s and is_active order by email", (Role.ADMIN,)
        ).fetchall()
        return [email for (email,) in rows]

    def note_login(self, user_id: uuid.UUID, *, at: dt.datetime) -> None:
        self._connection.execute("update users set last_login_at = %s where id = %s", (at, user_id))

    def change_epoch(self, user_id: uuid.UUID) -> str:
        """Make every session of before a session of another epoch; the new epoch."""
        found = self._connection.execute(
            "update users set session_epoch = gen_random_uuid() where id = %s"
            " returning session_epoch::text",
            (user_id,),
        ).fetchone()
        return str(found[0]) if found else ""

    def change(self, user_id: uuid.UUID, *, name: str | None, locale: str | None) -> None:
        """Change what is not None."""
        self._connection.execute(
            "update users set name = coalesce(%s, name), locale = coalesce(%s, locale),"
            " updated_at = now() where id = %s",
            (name, locale, user_id),
        )

    def set_password_hash(self, user_id: uuid.UUID, *, old: str, new: str) -> None:
        """Replace a hash, unless the password changed meanwhile."""
        self._connection.execute(
            "update users set password_hash = %s, updated_at = now()"
            " where id = %s and password_hash = %s",
            (new, user_id, old),
        )

    def _one(self, query: str, values: dict[str, Any]) -> User | None:
        with self._connection.cursor(row_factory=class_row(User)) as cursor:
            return cursor.execute(
                query.encode(), {**values, "client": self._scope.client_id}
            ).fetchone()


_VISIBLE = "(%(client)s::uuid is null or client_id = %(client)s)"
