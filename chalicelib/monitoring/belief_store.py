"""What is remembered of a monitor between two judgements, in plain psycopg."""

import datetime as dt
import uuid
from collections.abc import Collection
from functools import cache
from typing import Any

import psycopg
from psycopg.types.json import Jsonb
from pydantic import TypeAdapter

from chalicelib.monitoring.judgement import Belief
from chalicelib.sites.model import SiteStatus


class BeliefStore:
    """The caller has locked the state of the site."""

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self._connection = connection

    def find(self, site_id: uuid.UUID) -> Belief | None:
        row = self._connection.execute(
            "select belief from monitor_beliefs where site_id = %s", (site_id,)
        ).fetchone()
        return from_document(row[0]) if row else None

    def list_seen(self, site_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, SiteStatus]:
        """What regions see of these sites, whatever we say of them."""
        rows = self._connection.execute(
            "select site_id, belief ->> 'seen' from monitor_beliefs where site_id = any(%s)",
            (list(site_ids),),
        ).fetchall()
        return {site_id: SiteStatus(seen) for site_id, seen in rows}

    def keep(
        self, site_id: uuid.UUID, *, client_id: uuid.UUID, belief: Belief, at: dt.datetime
    ) -> None:
        self._connection.execute(
            "insert into monitor_beliefs (site_id, client_id, belief, judged_at)"
            " values (%s, %s, %s, %s) on conflict (site_id) do update"
            " set client_id = excluded.client_id, belief = excluded.belief,"
            " judged_at = excluded.judged_at",
            (site_id, client_id, Jsonb(as_document(belief)), at),
        )


def as_document(belief: Belief) -> dict[str, Any]:
    document: dict[str, Any] = _beliefs().dump_python(belief, mode="json")
    return document


def from_document(document: dict[str, Any]) -> Belief:
    return _beliefs().validate_python(document)


@cache
def _beliefs() -> TypeAdapter[Belief]:
    return TypeAdapter(Belief)
