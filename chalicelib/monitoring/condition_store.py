"""Queries of conditions and of what was told about them, in plain psycopg."""

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Any

import psycopg
from psycopg.rows import dict_row
from psycopg.types.json import Jsonb

from chalicelib.identity.model import ClientScope
from chalicelib.kit.ids import uuid7
from chalicelib.monitoring.model import (
    AttentionItem,
    Condition,
    ConditionKind,
    OpenCondition,
    SiteNumbers,
)
from chalicelib.sites.model import Severity

# Of a table with both columns.
_VISIBLE = (
    "(%(client)s::uuid is null or client_id = %(client)s)"
    " and (%(sites)s::uuid[] is null or site_id = any(%(sites)s))"
)


class ConditionStore:
    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self._connection = connection

    def list_open(self, site_id: uuid.UUID) -> list[OpenCondition]:
        with self._connection.cursor(row_factory=dict_row) as cursor:
            rows = cursor.execute(
                "select id, kind, severity, opened_at, detail from site_conditions"
                " where site_id = %s and closed_at is null order by opened_at, id",
                (site_id,),
            ).fetchall()
        return [_open_condition(row) for row in rows]

    def list_sites_with_open(self, kind: ConditionKind) -> set[uuid.UUID]:
        rows = self._connection.execute(
            "select site_id from site_conditions where kind = %s and closed_at is null", (kind,)
        ).fetchall()
        return {row[0] for row in rows}

    def list_severities(self, kind: ConditionKind) -> dict[uuid.UUID, Severity]:
        """Of each site with an open condition of this kind, how bad it is."""
        rows = self._connection.execute(
            "select site_id, severity from site_conditions where kind = %s and closed_at is null",
            (kind,),
        ).fetchall()
        return {site_id: Severity(severity) for site_id, severity in rows}

    def list_details(self, kind: ConditionKind) -> dict[uuid.UUID, Mapping[str, Any]]:
        """Of each site with an open condition of this kind, the figures behind it."""
        rows = self._connection.execute(
            "select site_id, detail from site_conditions where kind = %s and closed_at is null",
            (kind,),
        ).fetchall()
        return dict(rows)

    def open(
        self, *, site_id: uuid.UUID, client_id: uuid.UUID, condition: Condition, at: dt.datetime
    ) -> uuid.UUID:
        """Open a condition. The table takes one open condition of a kind per site, never two."""
        condition_id = uuid7()
        self._connection.execute(
            "insert into site_conditions (id, site_id, client_id, kind, severity, opened_at,"
            " detail) values (%s, %s, %s, %s, %s, %s, %s)",
            (
                condition_id,
                site_id,
                client_id,
                condition.kind,
                condition.severity,
                at,
                Jsonb(dict(condition.detail)),
            ),
        )
        return condition_id

    def change(self, condition_id: uuid.UUID, *, to: Condition) -> None:
        self._connection.execute(
            "update site_conditions set severity = %s, detail = %s where id = %s",
            (to.severity, Jsonb(dict(to.detail)), condition_id),
        )

    def close(self, condition_id: uuid.UUID, *, at: dt.datetime) -> None:
        self._connection.execute(
            "update site_conditions set closed_at = %s where id = %s and closed_at is null",
            (at, condition_id),
        )

    def count_numbers(self, scope: ClientScope) -> list[SiteNumbers]:
        """Sites, waiting updates and open problems per status, in one pass over the states."""
        rows = self._connection.execute(
            "select status, count(*),"  # noqa: S608
            " sum(updates_core + updates_plugins + updates_themes),"
            f" sum(problems_critical + problems_warning) from site_state where {_VISIBLE}"
            " group by status".encode(),
            scope.as_parameters(),
        ).fetchall()
        return [
            SiteNumbers(status, sites, updates, urgent) for status, sites, updates, urgent in rows
        ]

    def count_open(self, scope: ClientScope) -> dict[tuple[str, str], int]:
        """Open conditions by kind and severity."""
        rows = self._connection.execute(
            "select kind, severity, count(*) from site_conditions"  # noqa: S608
            f" where closed_at is null and {_VISIBLE} group by kind, severity".encode(),
            scope.as_parameters(),
        ).fetchall()
        return {(kind, severity): count for kind, severity, count in rows}

    def list_attention(
        self, scope: ClientScope, severity: Severity, *, limit: int
    ) -> list[AttentionItem]:
        """Open conditions of one severity, the newest first."""
        with self._connection.cursor(row_factory=dict_row) as cursor:
            rows = cursor.execute(
                "select n.site_id, s.name as site_name, c.name as client_name,"  # noqa: S608
                " n.kind, n.severity, n.opened_at, n.detail from (select * from site_conditions"
                f" where severity = %(severity)s and closed_at is null and {_VISIBLE}"
                " order by opened_at desc, id desc limit %(limit)s) n"
                " join sites s on s.id = n.site_id join clients c on c.id = n.client_id"
                " order by n.opened_at desc, n.id desc".encode(),
                {**scope.as_parameters(), "severity": severity, "limit": limit},
            ).fetchall()
        return [_attention_item(row) for row in rows]


def _open_condition(row: Mapping[str, Any]) -> OpenCondition:
    return OpenCondition(
        id=row["id"],
        kind=ConditionKind(row["kind"]),
        severity=Severity(row["severity"]),
        opened_at=row["opened_at"],
        detail=row["detail"],
    )


def _attention_item(row: Mapping[str, Any]) -> AttentionItem:
    return AttentionItem(
        site_id=row["site_id"],
        site_name=row["site_name"],
        client_name=row["client_name"],
        kind=ConditionKind(row["kind"]),
        severity=Severity(row["severity"]),
        since=row["opened_at"],
        detail=row["detail"],
    )
