"""Queries of the audit log, in plain psycopg."""

from typing import Any

import psycopg
from psycopg import sql

from chalicelib.audit.chain import START, Link, Mark
from chalicelib.audit.model import AuditEntry, AuditFilter

# What is hashed of an entry, as texts; migration 0005 writes the very same. Built-in functions
# only: nobody can put others in their place.
_TEXTS = sql.SQL("""
link.seq::text, entry.id::text,
to_char(entry.at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
entry.actor, coalesce(entry.user_id::text, ''), coalesce(entry.client_id::text, ''),
entry.action, entry.object_kind, entry.object_id,
coalesce(entry.before::text, ''), coalesce(entry.after::text, ''),
coalesce(entry.address, ''), coalesce(entry.request_id, '')
""")
_COLUMNS = sql.SQL("""
entry.id, link.seq, entry.at, entry.actor, entry.user_id, entry.client_id, entry.action,
entry.object_kind, entry.object_id, entry.before, entry.after, entry.address, entry.request_id,
encode(link.hash, 'hex')
""")
_CONDITIONS = {
    "since": sql.SQL("entry.at >= %(since)s"),
    "until": sql.SQL("entry.at < %(until)s"),
    "actor": sql.SQL("position(lower(%(actor)s) in lower(entry.actor)) > 0"),
    "action": sql.SQL("entry.action = %(action)s"),
    "object_kind": sql.SQL("entry.object_kind = %(object_kind)s"),
    "object_id": sql.SQL("entry.object_id = %(object_id)s"),
    "client_id": sql.SQL("entry.client_id = %(client_id)s"),
}
_NEWER = sql.SQL("link.seq > %(seq)s order by link.seq")
_OLDER = sql.SQL("link.seq < %(seq)s order by link.seq desc")
_LINKS = sql.SQL(
    "select link.seq, case when entry.id is not null then"
    " convert_to(concat_ws(chr(31), {}), 'UTF8') end, link.hash"
    " from audit_chain link left join audit_logs entry on entry.id = link.entry_id"
    " where link.seq > %s order by link.seq limit %s"
).format(_TEXTS)
_ENTRIES = sql.SQL(
    "select {} from audit_logs entry join audit_chain link on link.entry_id = entry.id"
    " where {} and {} limit %(limit)s"
)
_NO_END = 2**63 - 1


_INSERT = """
insert into audit_logs
  (id, at, user_id, client_id, actor, action, object_kind, object_id, before, after, address,
   request_id)
values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
"""


class AuditStore:
    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self._connection = connection

    def add(self, columns: tuple[Any, ...]) -> None:
        """Add an entry; the database links it when it is committed."""
        self._connection.execute(_INSERT, columns)

    def list_before(self, wanted: AuditFilter, seq: int | None, limit: int) -> list[AuditEntry]:
        """Entries older than number `seq`, newest first."""
        rows = self._select(_COLUMNS, wanted, _OLDER, seq=seq or _NO_END, limit=limit)
        return [AuditEntry(*row) for row in rows]

    def rows_after(self, wanted: AuditFilter, seq: int, limit: int) -> list[tuple[str, ...]]:
        """Entries newer than number `seq`, oldest first: each as texts, its hash last."""
        columns = _TEXTS + sql.SQL(", encode(link.hash, 'hex')")
        return self._select(columns, wanted, _NEWER, seq=seq, limit=limit)

    def links_after(self, seq: int, limit: int) -> list[Link]:
        """The next links of the chain, each with the bytes of its entry."""
        with self._connection.cursor(binary=True) as cursor:
            return cursor.execute(_LINKS, (seq, limit)).fetchall()

    def head(self) -> Mark:
        """The newest link."""
        row = self._connection.execute(
            "select seq, hash from audit_chain order by seq desc limit 1"
        ).fetchone()
        return Mark(*row) if row else START

    def find_mark(self, seq: int) -> Mark | None:
        row = self._connection.execute(
            "select seq, hash from audit_chain where seq = %s", (seq,)
        ).fetchone()
        return Mark(*row) if row else None

    def list_unlinked(self, limit: int) -> list[tuple[str, str]]:
        """Entries without a link, by id and action."""
        counted = self._connection.execute(
            "select (select count(*) from audit_logs), (select count(*) from audit_chain)"
        ).fetchone()
        if counted is None or counted[0] == counted[1]:
            return []
        return self._connection.execute(
            "select id::text, action from audit_logs entry where not exists"
            " (select from audit_chain where entry_id = entry.id) order by at, id limit %s",
            (limit,),
        ).fetchall()

    def _select(
        self, columns: sql.Composable, wanted: AuditFilter, place: sql.SQL, *, seq: int, limit: int
    ) -> list[Any]:
        values = {name: value for name, value in vars(wanted).items() if value is not None}
        conditions = [_CONDITIONS[name] for name in values] or [sql.SQL("true")]
        return self._connection.execute(
            _ENTRIES.format(columns, sql.SQL(" and ").join(conditions), place),
            {**values, "seq": seq, "limit": limit},
        ).fetchall()
