"""Queries of pairing, in plain psycopg: the plugin's door loads nothing heavier."""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg.rows import class_row
from psycopg.types.json import Jsonb

from chalicelib.kit.ids import uuid7


@dataclass(frozen=True)
class PendingPairing:
    code_id: uuid.UUID
    site_id: uuid.UUID
    client_id: uuid.UUID
    client_name: str
    url: str
    connected_at: dt.datetime | None
    expires_at: dt.datetime
    used_at: dt.datetime | None
    last_seq: int


class PairingStore:
    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self._connection = connection

    def replace_code(
        self,
        *,
        site_id: uuid.UUID,
        client_id: uuid.UUID,
        code_digest: str,
        created_by: uuid.UUID,
        now: dt.datetime,
        expires_at: dt.datetime,
    ) -> None:
        self._connection.execute(
            "delete from pairing_codes where site_id = %s and used_at is null", (site_id,)
        )
        self._connection.execute(
            "insert into pairing_codes (id, site_id, client_id, code_digest, created_by,"
            " created_at, expires_at) values (%s, %s, %s, %s, %s, %s, %s)",
            (uuid7(), site_id, client_id, code_digest, created_by, now, expires_at),
        )
        self._connection.execute(
            "update sites set connection = 'waiting', updated_at = now()"
            " where id = %s and connection in ('none', 'disconnected')",
            (site_id,),
        )

    def find_pairing(self, code_digest: str) -> PendingPairing | None:
        with self._connection.cursor(row_factory=class_row(PendingPairing)) as cursor:
            return cursor.execute(
                "select p.id as code_id, s.id as site_id, s.client_id, c.name as client_name,"
                " s.url, s.connected_at, p.expires_at, p.used_at, t.last_seq"
                " from pairing_codes p join sites s on s.id = p.site_id"
                " join clients c on c.id = s.client_id join site_state t on t.site_id = s.id"
                " where p.code_digest = %s",
                (code_digest,),
            ).fetchone()

    def spend(self, code_id: uuid.UUID, now: dt.datetime) -> bool:
        """Whether this call, of however many at once, was the one that spent the code."""
        spent = self._connection.execute(
            "update pairing_codes set used_at = %s where id = %s and used_at is null",
            (now, code_id),
        )
        return spent.rowcount == 1

    def replace_key(
        self, pairing: PendingPairing, *, key_digest: str, key_prefix: str, now: dt.datetime
    ) -> None:
        """Give the site a new API key; the ones before it are revoked."""
        self._connection.execute(
            "update site_keys set revoked_at = %s where site_id = %s and revoked_at is null",
            (now, pairing.site_id),
        )
        self._connection.execute(
            "insert into site_keys (id, site_id, client_id, key_digest, key_prefix, created_at)"
            " values (%s, %s, %s, %s, %s, %s)",
            (uuid7(), pairing.site_id, pairing.client_id, key_digest, key_prefix, now),
        )

    def connect(
        self, pairing: PendingPairing, home_url: str, public_key: bytes, now: dt.datetime
    ) -> None:
        self._connection.execute(
            "update sites set connection = 'connected', connected_at = %s, home_url = %s,"
            " public_key = %s, updated_at = now() where id = %s",
            (now, home_url, public_key, pairing.site_id),
        )
        # An old fingerprint would make the first snapshot look unchanged: it must be stored.
        self._connection.execute(
            "update site_state set fingerprint = null where site_id = %s", (pairing.site_id,)
        )
        kind = "reconnected" if pairing.connected_at else "connected"
        self._connection.execute(
            "insert into site_events (id, site_id, client_id, at, kind, actor, detail)"
            " values (%s, %s, %s, %s, %s, 'site', %s)",
            (uuid7(), pairing.site_id, pairing.client_id, now, kind, Jsonb({"url": home_url})),
        )

    def note_versions(self, site_id: uuid.UUID, *, wordpress: str, php: str, plugin: str) -> None:
        self._connection.execute(
            "update site_state set wordpress_version = %s, php_version = %s, plugin_version = %s"
            " where site_id = %s",
            (wordpress, php, plugin, site_id),
        )

    def list_platform_keys(self) -> list[tuple[str, bytes]]:
        rows = self._connection.execute(
            "select kid, public_key from platform_keys where revoked_at is null order by created_at"
        ).fetchall()
        return [(kid, bytes(key)) for kid, key in rows]

    def keep_platform_key(self, kid: str, public_key: bytes, now: dt.datetime) -> None:
        self._connection.execute(
            "insert into platform_keys (kid, public_key, created_at) values (%s, %s, %s)"
            " on conflict (kid) do nothing",
            (kid, public_key, now),
        )
