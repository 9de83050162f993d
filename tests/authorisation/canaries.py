"""A word of its own for each tenant, in every text that the database keeps of them.

Whoever finds another's word in an answer, a letter or a log line has found a leak.
"""

import logging
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from psycopg import sql
from psycopg.types.json import Jsonb

from chalicelib.adapters.observability import logger
from tests import builders
from tests.api.conftest import Answered, Api
from tests.authorisation.callers import Caller
from tests.authorisation.catalogue import (
    Connection,
    columns_of,
    fill,
    tables_with,
    tenant_tables,
    words_allowed,
)
from tests.authorisation.cells import Cell
from tests.authorisation.world import World

OF_SITES = {
    "ours": "heron-of-the-shop",
    "sibling": "raven-of-the-blog",
    "theirs": "eagle-of-the-garage",
}
OF_BAKERY = "finch-of-the-bakery"
OF_GARAGE = "stork-of-the-garage"
EVERY_WORD = {*OF_SITES.values(), OF_BAKERY, OF_GARAGE}
# Texts that are read as something: a word here would be no text but a broken row.
_READ_BY_MACHINES = {
    "audit_logs.address",
    "invitations.email",
    "invitations.site_ids",
    "monitors.belief",
    "monitors.status",
    "site_conditions.kind",
    "site_conditions.severity",
    "site_events.severity",
    "site_state.fingerprint",
    "site_state.inventory_hash",
    "status_page_posts.component_ids",
    "status_pages.components",
    "uptime_days.histogram",
    "uptime_hours.histogram",
    "users.email",
    "users.locale",
    "users.password_hash",
}
_TEXTS = {"text", "character varying"}


def plant(world: World) -> None:
    """Write each tenant's word into every row that is theirs, and add rows where there are none."""
    admin, sites = world.admin, world.sites
    clients = {"ours": world.bakery, "sibling": world.bakery, "theirs": world.garage}
    admin.execute("set session_replication_role = replica")
    for table in {*tenant_tables(admin), "clients"} - _IN_PLACE:
        for place, client_id in clients.items():
            known = {"client_id": client_id, "site_id": sites[place], "severity": "warning"}
            fill(admin, table, **known, **_KINDS.get(table, {}))
    for table in {*tables_with(admin, "site_id"), "sites"}:
        for place, word in OF_SITES.items():
            _mark(admin, table, "id" if table == "sites" else "site_id", sites[place], word)
    for table in {*tenant_tables(admin), "clients"} - {*tables_with(admin, "site_id"), "sites"}:
        column = "id" if table == "clients" else "client_id"
        for client_id, word in ((world.bakery, OF_BAKERY), (world.garage, OF_GARAGE)):
            _mark(admin, table, column, client_id, word)
    # What a site's page shows is the inventory that its state names.
    admin.execute(
        "update site_state set inventory_hash = (select max(hash) from site_inventories i"
        " where i.site_id = site_state.site_id)"
    )
    admin.execute("set session_replication_role = origin")


# Of what a site is down by there is one at a time, and the world has it already.
_KINDS = {
    "site_conditions": {"kind": "fatal_errors"},
    "incident_sites": {"resolved_at": builders.NOW},
}
# Their rows are there: another one would be another client, site or person.
_IN_PLACE = {"clients", "sites", "site_state", "users", "user_sites"}


def _mark(admin: Connection, table: str, column: str, value: uuid.UUID, word: str) -> None:
    """Every text and every document of these rows."""
    for name, kind in columns_of(admin, table).items():
        if kind in {*_TEXTS, "jsonb", "json", "ARRAY"} and not _is_read(admin, table, name):
            admin.execute(
                sql.SQL("update {} set {} = {} where {} = %(whose)s").format(
                    sql.Identifier(table),
                    sql.Identifier(name),
                    _marked(kind),
                    sql.Identifier(column),
                ),
                {"whose": value, "word": word, "document": Jsonb({"canary": word})},
            )


def _marked(kind: str) -> sql.SQL:
    """The word alone would break what must be unique: each row adds something of its own."""
    if kind in _TEXTS:
        return sql.SQL("%(word)s || '-' || substr(gen_random_uuid()::text, 1, 8)")
    if kind == "ARRAY":
        return sql.SQL("array[%(word)s]")
    return sql.SQL("%(document)s")


def _is_read(admin: Connection, table: str, column: str) -> bool:
    return f"{table}.{column}" in _READ_BY_MACHINES or column in words_allowed(admin, table)


def foreign_to(caller: Caller) -> set[str]:
    """The words that this caller must never get to see."""
    if caller.role is None:
        return EVERY_WORD
    if caller.role != "client":
        return set()
    of_own_client = OF_GARAGE if "theirs" in caller.sees else OF_BAKERY
    return EVERY_WORD - {of_own_client} - {OF_SITES[place] for place in caller.sees}


@dataclass(frozen=True)
class Heard:
    """An answer, with what of others was in it or in the log, and whether one's own was."""

    answer: Answered
    foreign: list[str]
    has_own: bool


def heard(cell: Cell, api: Api) -> Heard:
    foreign = foreign_to(cell.caller)
    with _logged() as lines:
        answer = cell.ask(api)
    told = {"answer": f"{answer.headers}{answer.body}", "log": lines.text}
    return Heard(
        answer,
        [
            f"{cell}: {word} in the {where}"
            for where, text in told.items()
            for word in foreign
            if word in text
        ],
        any(word in answer.body for word in EVERY_WORD - foreign),
    )


class _Lines(logging.Handler):
    """What was logged, as it would leave."""

    def __init__(self, formatter: logging.Formatter | None) -> None:
        super().__init__()
        self.text = ""
        self.setFormatter(formatter)

    def emit(self, record: logging.LogRecord) -> None:
        self.text += self.format(record)


@contextmanager
def _logged() -> Iterator[_Lines]:
    lines = _Lines(logger.registered_formatter)
    logger.addHandler(lines)
    try:
        yield lines
    finally:
        logging.getLogger(logger.name).removeHandler(lines)
