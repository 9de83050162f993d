"""What the database itself says of its tables, and rows for any of them."""

import re
import uuid
from typing import Any, LiteralString

import psycopg
from psycopg import sql

from tests import builders

type Connection = psycopg.Connection[Any]

# Each for a reason; anything else has row-level security, whether it names a client or not.
WITHOUT_POLICIES = {
    "alembic_version": "the schema's own number",
    "outbox": "every role adds messages; only staff and workers are granted to read them",
    "platform_keys": "public keys, the same for all",
}


def tables_of_ours(connection: Connection) -> list[str]:
    """Every table; a partition counts as its parent."""
    return _names(
        connection,
        "select relname from pg_class where relnamespace = 'public'::regnamespace"
        " and relkind in ('r', 'p') and not relispartition order by 1",
    )


def tables_with(connection: Connection, column: str) -> list[str]:
    """Every table of ours with such a column; a partition counts as its parent."""
    return _names(
        connection,
        "select c.relname from pg_attribute a join pg_class c on c.oid = a.attrelid"
        " where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')"
        " and not c.relispartition and a.attname = %s and not a.attisdropped order by 1",
        column,
    )


def tenant_tables(connection: Connection) -> list[str]:
    """Every table whose rows belong to a client."""
    return tables_with(connection, "client_id")


def views_with(connection: Connection, column: str) -> list[str]:
    return _names(
        connection,
        "select c.relname from pg_attribute a join pg_class c on c.oid = a.attrelid"
        " where c.relnamespace = 'public'::regnamespace and c.relkind in ('v', 'm')"
        " and a.attname = %s and not a.attisdropped order by 1",
        column,
    )


def columns_of(connection: Connection, table: str) -> dict[str, str]:
    """The columns that can be written, each with its type."""
    rows = connection.execute(
        "select column_name, data_type from information_schema.columns"
        " where table_schema = 'public' and table_name = %s and is_generated = 'NEVER'",
        (table,),
    ).fetchall()
    return dict(rows)


def fill(connection: Connection, table: str, **known: Any) -> dict[str, Any]:
    """A row with something in every column that needs it, and `known` where there is a place.

    Only `known` matters: the caller has switched foreign keys off, or they would need a world.
    """
    needed = connection.execute(
        "select column_name, data_type from information_schema.columns"
        " where table_schema = 'public' and table_name = %s and is_nullable = 'NO'"
        " and column_default is null and is_generated = 'NEVER' and is_identity = 'NO'",
        (table,),
    ).fetchall()
    words = words_allowed(connection, table)
    row = {name: words.get(name) or _VALUES[kind]() for name, kind in needed}
    row |= {name: known[name] for name in columns_of(connection, table) if name in known}
    connection.execute(insert_into(table, row), row)
    return row


def insert_into(table: str, row: dict[str, Any]) -> sql.Composed:
    if not row:
        return sql.SQL("insert into {} default values").format(sql.Identifier(table))
    return sql.SQL("insert into {} ({}) values ({})").format(
        sql.Identifier(table),
        sql.SQL(", ").join(map(sql.Identifier, row)),
        sql.SQL(", ").join(map(sql.Placeholder, row)),
    )


_VALUES: dict[str, Any] = {
    "uuid": uuid.uuid4,
    "timestamp with time zone": lambda: builders.NOW,
    "timestamp without time zone": lambda: builders.NOW.replace(tzinfo=None),
    "date": builders.NOW.date,
    "text": lambda: uuid.uuid4().hex,
    "character varying": lambda: uuid.uuid4().hex,
    "bigint": lambda: uuid.uuid4().int % 2**40,
    "integer": lambda: 1,
    "smallint": lambda: 1,
    "boolean": lambda: True,
    "jsonb": lambda: "{}",
    "bytea": lambda: uuid.uuid4().bytes,
    "inet": lambda: "192.0.2.1",
    "ARRAY": list,
    "json": lambda: "{}",
}


def words_allowed(connection: Connection, table: str) -> dict[str, str]:
    """For each column that a check limits to a list of words: the last of them."""
    checks = _names(
        connection,
        "select pg_get_constraintdef(oid) from pg_constraint"
        " where conrelid = %s::regclass and contype = 'c'",
        table,
    )
    lists = [re.findall(r"(?<=CHECK \(\(\()\w+|(?<=')\w+(?='::)", text) for text in checks]
    return {words[0]: words[-1] for words in lists if len(words) > 1}


def _names(connection: Connection, query: LiteralString, *values: str) -> list[str]:
    return [name for (name,) in connection.execute(query, values).fetchall()]
