"""Queries of our command keys and of the lists that the root key signed, in plain psycopg."""

import datetime as dt
import uuid
from typing import Any

import psycopg
from psycopg.types.json import Jsonb


class PlatformKeyStore:
    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self._connection = connection

    def list_keys(self) -> list[tuple[str, bytes]]:
        """The keys that a deployment has brought, the oldest first."""
        rows = self._connection.execute(
            "select kid, public_key from platform_keys where revoked_at is null order by created_at"
        ).fetchall()
        return [(kid, bytes(key)) for kid, key in rows]

    def keep_key(self, kid: str, public_key: bytes, now: dt.datetime) -> None:
        self._connection.execute(
            "insert into platform_keys (kid, public_key, created_at) values (%s, %s, %s)"
            " on conflict (kid) do nothing",
            (kid, public_key, now),
        )

    def list_documents(self) -> list[dict[str, Any]]:
        """The lists, the newest first; whether one is genuine is for its reader to find out."""
        rows = self._connection.execute(
            "select document from platform_key_lists order by version desc limit 20"
        ).fetchall()
        return [document for (document,) in rows]

    def keep_document(
        self, version: int, document: dict[str, Any], *, by: uuid.UUID | None, now: dt.datetime
    ) -> bool:
        """Whether that version was not there yet."""
        kept = self._connection.execute(
            "insert into platform_key_lists (version, document, received_at, received_by)"
            " values (%s, %s, %s, %s) on conflict do nothing",
            (version, Jsonb(document), now, by),
        )
        return kept.rowcount == 1
