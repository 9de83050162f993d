"""Queries of a site's API keys and of its own signing key, in plain psycopg."""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg.rows import class_row
from psycopg.types.json import Jsonb

from chalicelib.kit.ids import uuid7

# What a lost answer leaves behind: keys that were handed out and never used.
_MOST_UNCONFIRMED = 3


@dataclass(frozen=True)
class SiteKey:
    """An API key of a site; the key itself is with the site alone."""

    id: uuid.UUID
    key_prefix: str
    created_at: dt.datetime
    confirmed_at: dt.datetime | None
    last_used_at: dt.datetime | None
    retires_at: dt.datetime | None
    revoked_at: dt.datetime | None


@dataclass(frozen=True)
class SigningKey:
    """The public half of a site's own key."""

    public_key: bytes | None
    public_key_since: dt.datetime | None


@dataclass(frozen=True)
class DueRotation:
    site_id: uuid.UUID
    client_id: uuid.UUID


class SiteKeyStore:
    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self._connection = connection

    def list_keys(self, site_id: uuid.UUID) -> list[SiteKey]:
        """The newest first."""
        with self._connection.cursor(row_factory=class_row(SiteKey)) as cursor:
            return cursor.execute(
                "select id, key_prefix, created_at, confirmed_at, last_used_at, retires_at,"
                " revoked_at from site_keys where site_id = %s order by created_at desc, id desc"
                " limit 50",
                (site_id,),
            ).fetchall()

    def find_signing_key(self, site_id: uuid.UUID) -> SigningKey | None:
        with self._connection.cursor(row_factory=class_row(SigningKey)) as cursor:
            return cursor.execute(
                "select public_key, public_key_since from sites where id = %s", (site_id,)
            ).fetchone()

    def add(
        self,
        *,
        site_id: uuid.UUID,
        client_id: uuid.UUID,
        key_digest: str,
        key_prefix: str,
        command_id: uuid.UUID | None,
        now: dt.datetime,
    ) -> None:
        self._connection.execute(
            "insert into site_keys (id, site_id, client_id, key_digest, key_prefix, command_id,"
            " created_at) values (%s, %s, %s, %s, %s, %s, %s)",
            (uuid7(), site_id, client_id, key_digest, key_prefix, command_id, now),
        )

    def drop_surplus(self, site_id: uuid.UUID, now: dt.datetime) -> None:
        """Revoke the oldest of the keys that never arrived, so that they do not pile up."""
        self._connection.execute(
            "update site_keys set revoked_at = %s where id in (select id from site_keys"
            " where site_id = %s and confirmed_at is null and revoked_at is null"
            " order by created_at desc, id desc offset %s)",
            (now, site_id, _MOST_UNCONFIRMED),
        )

    def has_confirmed_key_of(self, command_id: uuid.UUID) -> bool:
        found = self._connection.execute(
            "select 1 from site_keys where command_id = %s and confirmed_at is not null limit 1",
            (command_id,),
        )
        return found.fetchone() is not None

    def confirm(self, key_id: uuid.UUID, now: dt.datetime) -> bool:
        """Note that the site uses the key. Whether this call was the first to see it."""
        confirmed = self._connection.execute(
            "update site_keys set confirmed_at = %s, last_used_at = %s"
            " where id = %s and confirmed_at is null",
            (now, now, key_id),
        )
        return confirmed.rowcount == 1

    def retire_others(self, key_id: uuid.UUID, retires_at: dt.datetime) -> None:
        self._connection.execute(
            "update site_keys set retires_at = %s where id <> %s and revoked_at is null"
            " and (retires_at is null or retires_at > %s)"
            " and site_id = (select site_id from site_keys where id = %s)",
            (retires_at, key_id, retires_at, key_id),
        )

    def note_use(self, key_id: uuid.UUID, now: dt.datetime) -> None:
        self._connection.execute(
            "update site_keys set last_used_at = %s where id = %s", (now, key_id)
        )

    def stage_public_key(self, site_id: uuid.UUID, public_key: bytes) -> None:
        """The next signing key; the present one stays good until the next is first used."""
        self._connection.execute(
            "update sites set next_public_key = %s, updated_at = now() where id = %s",
            (public_key, site_id),
        )

    def promote_public_key(
        self, site_id: uuid.UUID, public_key: bytes, *, now: dt.datetime, until: dt.datetime
    ) -> None:
        self._connection.execute(
            "update sites set previous_public_key = public_key, previous_key_until = %s,"
            " public_key = next_public_key, next_public_key = null, public_key_since = %s,"
            " updated_at = now() where id = %s and next_public_key = %s",
            (until, now, site_id, public_key),
        )

    def revoke(self, site_id: uuid.UUID, key_id: uuid.UUID, now: dt.datetime) -> bool:
        """Whether there was such a key of this site; one that is revoked stays as it is."""
        revoked = self._connection.execute(
            "update site_keys set revoked_at = coalesce(revoked_at, %s)"
            " where id = %s and site_id = %s",
            (now, key_id, site_id),
        )
        return revoked.rowcount == 1

    def has_living_key(self, site_id: uuid.UUID, now: dt.datetime) -> bool:
        found = self._connection.execute(
            "select 1 from site_keys where site_id = %s and revoked_at is null"
            " and (retires_at is null or retires_at > %s) limit 1",
            (site_id, now),
        )
        return found.fetchone() is not None

    def forget_signing_keys(self, site_id: uuid.UUID) -> None:
        """Whoever holds an old key of the site signs nothing with it any more."""
        self._connection.execute(
            "update sites set next_public_key = null, previous_public_key = null,"
            " previous_key_until = null, updated_at = now() where id = %s",
            (site_id,),
        )

    def cut_off(self, site_id: uuid.UUID) -> None:
        self._connection.execute(
            "update sites set connection = 'disconnected', next_public_key = null,"
            " previous_public_key = null, updated_at = now() where id = %s",
            (site_id,),
        )

    def add_event(
        self, site_id: uuid.UUID, kind: str, *, actor: str, detail: dict[str, Any], now: dt.datetime
    ) -> None:
        self._connection.execute(
            "insert into site_events (id, site_id, client_id, at, kind, actor, detail)"
            " select %s, id, client_id, %s, %s, %s, %s from sites where id = %s",
            (uuid7(), now, kind, actor, Jsonb(detail), site_id),
        )

    def claim_due(
        self, *, older_than: dt.datetime, asked_before: dt.datetime, now: dt.datetime, limit: int
    ) -> list[DueRotation]:
        """Sites whose key is due, each for one caller: they count as asked from now on."""
        with self._connection.cursor(row_factory=class_row(DueRotation)) as cursor:
            return cursor.execute(
                "update sites set rotation_requested_at = %(now)s where id in ("
                " select s.id from sites s where s.connection = 'connected'"
                " and s.paused_at is null"
                " and (s.rotation_requested_at is null or s.rotation_requested_at < %(asked)s)"
                " and not exists (select 1 from site_keys k where k.site_id = s.id"
                "  and k.confirmed_at is not null and k.revoked_at is null"
                "  and k.created_at > %(older_than)s)"
                " and exists (select 1 from site_keys k where k.site_id = s.id"
                "  and k.confirmed_at is not null and k.revoked_at is null)"
                " order by s.rotation_requested_at nulls first, s.id limit %(limit)s"
                " for update skip locked)"
                " returning id as site_id, client_id",
                {"now": now, "asked": asked_before, "older_than": older_than, "limit": limit},
            ).fetchall()

    def note_rotation_request(self, site_id: uuid.UUID, now: dt.datetime) -> None:
        self._connection.execute(
            "update sites set rotation_requested_at = %s where id = %s", (now, site_id)
        )
