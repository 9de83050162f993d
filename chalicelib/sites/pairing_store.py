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


@dataclass(frozen=True)
class PendingProof:
    """A site that has to answer our challenge at its own address."""

    site_id: uuid.UUID
    client_id: uuid.UUID
    connection: str
    connected_at: dt.datetime | None
    home_url: str | None
    public_key: bytes | None
    proof_challenge: str | None
    proof_asked_at: dt.datetime | None


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

    def revoke_keys(self, site_id: uuid.UUID, now: dt.datetime) -> None:
        self._connection.execute(
            "update site_keys set revoked_at = %s where site_id = %s and revoked_at is null",
            (now, site_id),
        )

    def exchange(
        self, pairing: PendingPairing, home_url: str, public_key: bytes, now: dt.datetime
    ) -> None:
        """The site's key is known from now on; that it lives at this address is still to prove."""
        self._connection.execute(
            "update sites set connection = 'waiting_proof', home_url = %s, public_key = %s,"
            " public_key_since = %s, next_public_key = null, previous_public_key = null,"
            " previous_key_until = null, rotation_requested_at = null, updated_at = now()"
            " where id = %s",
            (home_url, public_key, now, pairing.site_id),
        )
        # An old fingerprint would make the first snapshot look unchanged: it must be stored.
        self._connection.execute(
            "update site_state set fingerprint = null where site_id = %s", (pairing.site_id,)
        )

    def note_versions(self, site_id: uuid.UUID, *, wordpress: str, php: str, plugin: str) -> None:
        self._connection.execute(
            "update site_state set wordpress_version = %s, php_version = %s, plugin_version = %s"
            " where site_id = %s",
            (wordpress, php, plugin, site_id),
        )

    def ask_for_proof(self, site_id: uuid.UUID, challenge: str, now: dt.datetime) -> None:
        self._connection.execute(
            "update sites set proof_challenge = %s, proof_asked_at = %s, updated_at = now()"
            " where id = %s",
            (challenge, now, site_id),
        )

    def find_proof(self, site_id: uuid.UUID) -> PendingProof | None:
        with self._connection.cursor(row_factory=class_row(PendingProof)) as cursor:
            return cursor.execute(
                "select id as site_id, client_id, connection, connected_at, home_url, public_key,"
                " proof_challenge, proof_asked_at from sites where id = %s for update",
                (site_id,),
            ).fetchone()

    def keep_proof_problem(self, site_id: uuid.UUID, problem: dict[str, str]) -> None:
        self._connection.execute(
            "update sites set proof_problem = %s, updated_at = now() where id = %s",
            (Jsonb(problem), site_id),
        )

    def complete(self, pending: PendingProof, now: dt.datetime) -> None:
        """The site is where it says it is: from now on it counts as connected."""
        self._connection.execute(
            "update sites set connection = 'connected', connected_at = %s, proof_challenge = null,"
            " proof_asked_at = null, proof_problem = null, updated_at = now() where id = %s",
            (now, pending.site_id),
        )
        kind = "reconnected" if pending.connected_at else "connected"
        self.add_event(pending.site_id, kind, detail={"url": pending.home_url}, now=now)

    def leave(self, site_id: uuid.UUID, now: dt.datetime) -> None:
        self._connection.execute(
            "update sites set connection = 'disconnected', next_public_key = null,"
            " previous_public_key = null, proof_challenge = null, proof_problem = null,"
            " updated_at = now() where id = %s",
            (site_id,),
        )
        self.revoke_keys(site_id, now)

    def add_event(
        self, site_id: uuid.UUID, kind: str, *, detail: dict[str, Any], now: dt.datetime
    ) -> None:
        self._connection.execute(
            "insert into site_events (id, site_id, client_id, at, kind, actor, detail)"
            " select %s, id, client_id, %s, %s, 'site', %s from sites where id = %s",
            (uuid7(), now, kind, Jsonb(detail), site_id),
        )
