"""Queries about second factors; every one names the person whose they are."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import psycopg
from psycopg import errors
from psycopg.rows import class_row
from psycopg.types.json import Jsonb

from chalicelib.identity.errors import PasskeyKnown

_PASSKEY = (
    "id, user_id, name, credential_id, public_key, sign_count, transports, created_at, last_used_at"
)


@dataclass(frozen=True)
class Totp:
    """The shared secrets, sealed: the one in use, and one that waits to be confirmed."""

    sealed: bytes | None = field(repr=False)
    confirmed_at: dt.datetime | None
    pending: bytes | None = field(repr=False)
    pending_at: dt.datetime | None


@dataclass(frozen=True)
class Passkey:
    """A public key of somebody's device."""

    id: uuid.UUID
    user_id: uuid.UUID
    name: str
    credential_id: bytes
    public_key: bytes
    sign_count: int
    transports: list[str]
    created_at: dt.datetime
    last_used_at: dt.datetime | None


class TotpStore:
    def __init__(self, connection: psycopg.Connection[Any], user_id: uuid.UUID) -> None:
        self._connection = connection
        self._user_id = user_id

    def find(self) -> Totp | None:
        with self._connection.cursor(row_factory=class_row(Totp)) as cursor:
            return cursor.execute(
                "select sealed, confirmed_at, pending, pending_at from totp_secrets"
                " where user_id = %s",
                (self._user_id,),
            ).fetchone()

    def put_pending(self, sealed: bytes, *, at: dt.datetime) -> None:
        """A new secret beside the one in use, which stays good until the new one is confirmed."""
        self._connection.execute(
            "insert into totp_secrets (user_id, pending, pending_at) values (%s, %s, %s)"
            " on conflict (user_id) do update"
            " set pending = excluded.pending, pending_at = excluded.pending_at",
            (self._user_id, sealed, at),
        )

    def confirm(self, pending: bytes, *, step: int, at: dt.datetime) -> bool:
        """Take the waiting secret into use; whether it was this call that did."""
        done = self._connection.execute(
            "update totp_secrets set sealed = pending, confirmed_at = %s, last_counter = %s,"
            " pending = null, pending_at = null where user_id = %s and pending = %s",
            (at, step, self._user_id, pending),
        )
        return done.rowcount == 1

    def use_step(self, step: int) -> bool:
        """Count a time step as used, and all before it; of many at once, one gets it."""
        done = self._connection.execute(
            "update totp_secrets set last_counter = %(step)s"
            " where user_id = %(user)s and confirmed_at is not null and last_counter < %(step)s",
            {"step": step, "user": self._user_id},
        )
        return done.rowcount == 1

    def remove(self) -> bool:
        done = self._connection.execute(
            "delete from totp_secrets where user_id = %s returning confirmed_at", (self._user_id,)
        ).fetchone()
        return done is not None and done[0] is not None


class RecoveryCodeStore:
    def __init__(self, connection: psycopg.Connection[Any], user_id: uuid.UUID) -> None:
        self._connection = connection
        self._user_id = user_id

    def replace(self, digests: Sequence[str], *, at: dt.datetime) -> None:
        """These and no others from now on."""
        self.remove()
        with self._connection.cursor() as cursor:
            cursor.executemany(
                "insert into recovery_codes (user_id, digest, created_at) values (%s, %s, %s)",
                [(self._user_id, digest, at) for digest in digests],
            )

    def count(self) -> int:
        found = self._connection.execute(
            "select count(*) from recovery_codes where user_id = %s", (self._user_id,)
        ).fetchone()
        return int(found[0]) if found else 0

    def use(self, digest: str) -> bool:
        """Delete one; of many at once, one gets it."""
        done = self._connection.execute(
            "delete from recovery_codes where user_id = %s and digest = %s",
            (self._user_id, digest),
        )
        return done.rowcount == 1

    def remove(self) -> None:
        self._connection.execute("delete from recovery_codes where user_id = %s", (self._user_id,))


class PasskeyStore:
    """One person's passkeys; `find_by_credential` serves signing in, where nobody is known yet."""

    def __init__(self, connection: psycopg.Connection[Any], user_id: uuid.UUID | None) -> None:
        self._connection = connection
        self._user_id = user_id

    def list_all(self) -> list[Passkey]:
        with self._connection.cursor(row_factory=class_row(Passkey)) as cursor:
            return cursor.execute(
                f"select {_PASSKEY} from passkeys where user_id = %s order by created_at, id",  # noqa: S608
                (self._user_id,),
            ).fetchall()

    def find_by_credential(self, credential_id: bytes) -> Passkey | None:
        """Of this person, or of anyone when there is no person yet."""
        with self._connection.cursor(row_factory=class_row(Passkey)) as cursor:
            return cursor.execute(
                f"select {_PASSKEY} from passkeys where credential_id = %(credential)s"  # noqa: S608
                " and (%(user)s::uuid is null or user_id = %(user)s)",
                {"credential": credential_id, "user": self._user_id},
            ).fetchone()

    def add(self, passkey: Passkey) -> None:
        """Raises PasskeyKnown, whoever it belongs to."""
        try:
            self._connection.execute(
                f"insert into passkeys ({_PASSKEY}) values (%s, %s, %s, %s, %s, %s, %s, %s, %s)",  # noqa: S608
                (
                    passkey.id,
                    passkey.user_id,
                    passkey.name,
                    passkey.credential_id,
                    passkey.public_key,
                    passkey.sign_count,
                    Jsonb(passkey.transports),
                    passkey.created_at,
                    passkey.last_used_at,
                ),
            )
        except errors.UniqueViolation:
            raise PasskeyKnown from None

    def note_use(self, passkey: Passkey, *, sign_count: int, at: dt.datetime) -> bool:
        """Keep the new count, unless another use was faster: a count never goes back."""
        done = self._connection.execute(
            "update passkeys set sign_count = %s, last_used_at = %s"
            " where id = %s and sign_count = %s",
            (sign_count, at, passkey.id, passkey.sign_count),
        )
        return done.rowcount == 1

    def rename(self, passkey_id: uuid.UUID, name: str) -> Passkey | None:
        with self._connection.cursor(row_factory=class_row(Passkey)) as cursor:
            return cursor.execute(
                f"update passkeys set name = %s where id = %s and user_id = %s returning {_PASSKEY}",  # noqa: S608, E501
                (name, passkey_id, self._user_id),
            ).fetchone()

    def remove(self, passkey_id: uuid.UUID) -> Passkey | None:
        with self._connection.cursor(row_factory=class_row(Passkey)) as cursor:
            return cursor.execute(
                f"delete from passkeys where id = %s and user_id = %s returning {_PASSKEY}",  # noqa: S608
                (passkey_id, self._user_id),
            ).fetchone()

    def remove_all(self) -> None:
        self._connection.execute("delete from passkeys where user_id = %s", (self._user_id,))
