"""Row-level security alone: a client's role with every grant there is, and no filter of ours.

A database of its own gives `wingman_client` all rights on all tables, as no migration would: what
is still refused there is refused by the policies.
"""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import product
from typing import Any, LiteralString

import psycopg
import pytest
from alembic import command
from psycopg import errors, sql
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from functions.migrate_database.migrations import configuration
from localstack.postgres import OWNER, SUPERUSER, TestCluster
from tests.authorisation.catalogue import (
    WITHOUT_POLICIES,
    Connection,
    fill,
    insert_into,
    tables_of_ours,
    tables_with,
    tenant_tables,
    views_with,
)

_DATABASE = "second_net"
_NOBODYS = uuid.UUID(int=0)


@dataclass(frozen=True)
class Place:
    """A site with its client and somebody who belongs there."""

    client: uuid.UUID = field(default_factory=uuid.uuid4)
    site: uuid.UUID = field(default_factory=uuid.uuid4)
    user: uuid.UUID = field(default_factory=uuid.uuid4)


# A status page may tell of any site of its client: who sees some of them sees none of it.
_OF_ALL_SITES = {"status_pages", "status_page_posts", "status_page_subscribers"}


@dataclass(frozen=True)
class Seer:
    """Who asks: what the unit of work would tell the database, and the places that may be seen."""

    name: str
    settings: dict[str, str]
    sees: frozenset[str]


@dataclass(frozen=True)
class Row:
    """A row of some place, and where the database keeps it."""

    values: dict[str, Any]
    address: tuple[int, str]


@dataclass(frozen=True)
class Net:
    cluster: TestCluster
    connection: Connection  # as wingman_client
    places: dict[str, Place]
    rows: dict[str, dict[str, Row]]  # table → place → its row

    def seers(self) -> list[Seer]:
        ours, sibling = self.places["ours"], self.places["sibling"]
        me = {"app.client_id": str(ours.client), "app.user_id": str(ours.user)}
        both = f"{ours.site},{sibling.site}"
        return [
            Seer("of all sites", {**me, "app.site_ids": ""}, frozenset({"ours", "sibling"})),
            Seer("of one site", {**me, "app.site_ids": str(ours.site)}, frozenset({"ours"})),
            Seer("of two sites", {**me, "app.site_ids": both}, frozenset({"ours", "sibling"})),
            Seer("of no site", {**me, "app.site_ids": str(_NOBODYS)}, frozenset()),
            Seer("of nothing", {}, frozenset()),
        ]

    @contextmanager
    def as_client(self, seer: Seer) -> Iterator[Connection]:
        """A transaction of the client's role that is never committed."""
        with self.connection.transaction(force_rollback=True):
            for name, value in seer.settings.items():
                self.connection.execute("select set_config(%s, %s, true)", (name, value))
            yield self.connection

    def visible(self, table: str, seer: Seer) -> set[str]:
        """The places whose rows of this table `seer` may touch."""
        values = self.rows[table]["ours"].values
        if not seer.settings:
            return set()
        if table in _OF_ALL_SITES and seer.settings["app.site_ids"]:
            return set()
        if table == "sites" or "site_id" in values:
            return set(seer.sees)
        if table == "clients" or "client_id" in values:
            return {"ours", "sibling"} & set(self.rows[table])
        return {"ours"}  # nobody but its owner has anything to do with a factor or a token

    def places_of(self, table: str, addresses: list[Any]) -> set[str]:
        known = {row.address: place for place, row in self.rows[table].items()}
        return {known[address] for address in addresses}


@pytest.fixture(scope="module")
def net(cluster: TestCluster) -> Iterator[Net]:
    cluster.create_database(_DATABASE)
    url = cluster.url(OWNER, _DATABASE).replace("postgresql:", "postgresql+psycopg:")
    with create_engine(url, poolclass=NullPool).connect() as connection:
        command.upgrade(configuration(connection), "head")
        connection.commit()
    with psycopg.connect(cluster.url(SUPERUSER, _DATABASE), autocommit=True) as admin:
        admin.execute("grant all on all tables in schema public to wingman_client")
        with psycopg.connect(
            cluster.url("wingman_client", _DATABASE), autocommit=True
        ) as connection:
            yield _filled(cluster, connection, admin)
    cluster.drop_database(_DATABASE)


def _filled(cluster: TestCluster, connection: Connection, admin: Connection) -> Net:
    ours = Place()
    places = {"ours": ours, "sibling": Place(client=ours.client), "theirs": Place()}
    admin.execute("set session_replication_role = replica")
    rows: dict[str, dict[str, Row]] = {}
    for table in {*tenant_tables(admin), *tables_with(admin, "user_id")}:
        rows[table] = {name: _row(admin, table, place) for name, place in places.items()}
    rows["clients"] = {
        name: _stored(admin, "clients", {"id": places[name].client, "name": name})
        for name in ("ours", "theirs")
    }
    admin.execute("set session_replication_role = origin")
    return Net(cluster, connection, places, rows)


def _row(admin: Connection, table: str, place: Place) -> Row:
    known: dict[str, Any] = {
        "client_id": place.client,
        "site_id": place.site,
        "user_id": place.user,
    }
    if table == "sites":
        known["id"] = place.site
    if table == "users":
        known |= {"id": place.user, "role": "client"}
    return _stored(admin, table, known)


def _stored(admin: Connection, table: str, known: dict[str, Any]) -> Row:
    before = set(_addresses(admin, table))
    values = fill(admin, table, **known)
    (address,) = set(_addresses(admin, table)) - before
    return Row(values, address)


def _addresses(connection: Connection, table: str) -> list[Any]:
    return connection.execute(_about("select tableoid, ctid::text from {}", table)).fetchall()


def _about(statement: LiteralString, table: str) -> sql.Composed:
    return sql.SQL(statement).format(sql.Identifier(table))


def test_the_policies_alone_let_no_foreign_row_be_read(net: Net) -> None:
    wrong = []
    for seer, table in product(net.seers(), net.rows):
        with net.as_client(seer) as connection:
            seen = net.places_of(table, _addresses(connection, table))
        if not _is_right(net, table, seer, seen):
            wrong.append((seer.name, table, seen))

    assert len(net.rows) > 20
    assert wrong == []


def test_the_policies_alone_let_no_foreign_row_be_deleted(net: Net) -> None:
    wrong = []
    for seer, table in product(net.seers(), net.rows):
        with net.as_client(seer) as connection:
            # Children go with their parents: each table is tried alone.
            statement = _about("delete from {} returning tableoid, ctid::text", table)
            gone = net.places_of(table, _tried(connection, statement))
        if not gone <= net.visible(table, seer):
            wrong.append((seer.name, table, gone))

    assert wrong == []


def test_the_policies_alone_let_no_foreign_row_be_changed(net: Net) -> None:
    """A forgotten `where` touches one's own rows, and nobody else's."""
    wrong = []
    for seer, table in product(net.seers(), net.rows):
        column = sql.Identifier(_belonging(net, table)[0])
        statement = sql.SQL("update {} set {} = {} returning 1").format(
            sql.Identifier(table), column, column
        )
        with net.as_client(seer) as connection:
            changed = len(_tried(connection, statement))
        if changed > len(net.visible(table, seer)):
            wrong.append((seer.name, table, changed))

    assert wrong == []


def test_the_policies_alone_let_no_row_be_written_for_others(net: Net) -> None:
    wrong = []
    for seer, table in product(net.seers(), net.rows):
        for place in set(net.rows[table]) - net.visible(table, seer):
            values = net.rows[table][place].values
            with net.as_client(seer) as connection:
                if not _is_refused(connection, insert_into(table, values), values):
                    wrong.append((seer.name, table, place))

    assert wrong == []


def test_the_policies_alone_let_no_row_be_given_away(net: Net) -> None:
    wrong = []
    for seer, table in product(net.seers(), net.rows):
        for place in set(net.rows[table]) - net.visible(table, seer):
            given = {name: net.rows[table][place].values[name] for name in _belonging(net, table)}
            changes = sql.SQL(", ").join(
                sql.SQL("{} = {}").format(sql.Identifier(name), sql.Placeholder(name))
                for name in given
            )
            statement = sql.SQL("update {} set {} returning 1").format(
                sql.Identifier(table), changes
            )
            with net.as_client(seer) as connection:
                if _tried(connection, statement, given):
                    wrong.append((seer.name, table, place))

    assert wrong == []


def test_what_belongs_to_nobody_in_particular_is_shut(net: Net) -> None:
    """Links, settings, keys and codes: with all grants in hand there is still nothing to see."""
    with psycopg.connect(net.cluster.url(SUPERUSER, _DATABASE)) as admin:
        admin.execute("set session_replication_role = replica")
        tables = sorted(set(tables_of_ours(admin)) - set(net.rows) - set(WITHOUT_POLICIES))
        for table in tables:
            fill(admin, table)
        admin.commit()

    for table, seer in product(tables, net.seers()):
        with net.as_client(seer) as connection:
            assert _addresses(connection, table) == [], (table, seer.name)


def test_a_view_shows_no_more_than_its_reader_may_see(net: Net) -> None:
    """Whatever views there are, and one of the only kind that may be added."""
    with psycopg.connect(net.cluster.url(SUPERUSER, _DATABASE), autocommit=True) as admin:
        admin.execute(
            "create or replace view every_site with (security_invoker = true) as"
            " select id as site_id, client_id from sites"
        )
        admin.execute("grant all on all tables in schema public to wingman_client")
        views = views_with(admin, "client_id")

    for seer, view in product(net.seers(), views):
        with net.as_client(seer) as connection:
            query = _about("select distinct client_id from {}", view)
            seen = {client_id for (client_id,) in connection.execute(query).fetchall()}
        assert seen <= {net.places["ours"].client}, (view, seer.name)
        assert seen == {net.places[name].client for name in seer.sees}, (view, seer.name)


def _is_right(net: Net, table: str, seer: Seer, seen: set[str]) -> bool:
    """All of one's own where rows have a client; at most one's own where they have a person."""
    visible = net.visible(table, seer)
    belongs_to_a_client = table == "clients" or "client_id" in net.rows[table]["ours"].values
    return seen == visible if belongs_to_a_client else seen <= visible


def _belonging(net: Net, table: str) -> list[str]:
    """The columns that say whose a row is."""
    own_key = {"clients": ["id"], "sites": ["id"], "users": ["id"]}.get(table, [])
    values = net.rows[table]["ours"].values
    return [*own_key, *(n for n in ("client_id", "site_id", "user_id") if n in values)]


def _tried(connection: Connection, statement: sql.Composed, values: Any = None) -> list[Any]:
    """What a change returned; nothing when it was refused."""
    try:
        with connection.transaction():
            return connection.execute(statement, values).fetchall()
    except (errors.InsufficientPrivilege, errors.RaiseException, errors.IntegrityError):
        return []


def _is_refused(connection: Connection, statement: sql.Composed, values: Any) -> bool:
    """By the policies, that is: they speak before keys and checks do."""
    try:
        with connection.transaction():
            connection.execute(statement, values)
    except errors.InsufficientPrivilege:
        return True
    except errors.IntegrityError:
        return False
    return False
