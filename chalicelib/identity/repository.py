"""Queries about people. Plain psycopg: every request asks, and most need nothing heavier."""

import datetime as dt
import uuid
from collections.abc import Collection
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

    def find(self, user_id: uuid.UUID, *, for_update: bool = False) -> User | None:
        return self._one(
            f"select {_COLUMNS} from users where id = %(id)s and {_VISIBLE}"  # noqa: S608
            + (" for update" if for_update else ""),
            {"id": user_id},
        )

    def find_by_email(self, email: str, *, for_update: bool = False) -> User | None:
        return self._one(
            f"select {_COLUMNS} from users"  # noqa: S608
            f" where lower(email) = lower(%(email)s) and {_VISIBLE}"
            + (" for update" if for_update else ""),
            {"email": email},
        )

    def add(self, user: User) -> None:
        """Raises EmailTaken."""
        try:
            self._connection.execute(
                "insert into users (id, email, name, role, client_id, locale, password_hash,"
                " is_limited) values (%s, %s, %s, %s, %s, %s, %s, %s)",
                (
                    user.id,
                    user.email,
                    user.name,
                    user.role,
                    user.client_id,
                    user.locale,
                    user.password_hash,
                    user.site_ids is not None,
                ),
            )
        except errors.UniqueViolation:
            raise EmailTaken from None
        if user.site_ids is not None:
            self.limit_to(user.id, user.site_ids)

    def limit_to(self, user_id: uuid.UUID, site_ids: Collection[uuid.UUID] | None) -> int:
        """Let a user see these of their client's sites, or all (None); how many of them exist."""
        self._connection.execute(
            "update users set is_limited = %s, updated_at = now() where id = %s",
            (site_ids is not None, user_id),
        )
        self._connection.execute("delete from user_sites where user_id = %s", (user_id,))
        # The sites room lies above this one: its table is known here by name only.
        return self._connection.execute(
            "insert into user_sites (user_id, site_id, client_id)"
            " select u.id, s.id, s.client_id from users u join sites s on s.client_id = u.client_id"
            " where u.id = %s and s.id = any(%s)",
            (user_id, list(site_ids or ())),
        ).rowcount

    def count_sites_of(self, client_id: uuid.UUID, site_ids: Collection[uuid.UUID]) -> int:
        """How many of these are sites of the client."""
        row = self._connection.execute(
            "select count(*) from sites where client_id = %s and id = any(%s)",
            (client_id, list(site_ids)),
        ).fetchone()
        return int(row[0]) if row else 0

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

    def set_password_hash(self, user_id: uuid.UUID, *, old: str, new: str) -> bool:
        """Replace a hash; False when the password changed meanwhile, and nothing is replaced."""
        return (
            self._connection.execute(
                "update users set password_hash = %s, updated_at = now()"
                " where id = %s and password_hash = %s",
                (new, user_id, old),
            ).rowcount
            == 1
        )

    def set_email(self, user_id: uuid.UUID, email: str) -> None:
        """Raises EmailTaken."""
        try:
            self._connection.execute(
                "update users set email = %s, updated_at = now() where id = %s", (email, user_id)
            )
        except errors.UniqueViolation:
            raise EmailTaken from None

    def _one(self, query: str, values: dict[str, Any]) -> User | None:
        with self._connection.cursor(row_factory=class_row(User)) as cursor:
            return cursor.execute(
                query.encode(), {**values, "client": self._scope.client_id}
            ).fetchone()


_VISIBLE = "(%(client)s::uuid is null or client_id = %(client)s)"
