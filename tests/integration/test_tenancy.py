"""What each role of the database may do; tests/authorisation proves what it may see."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import psycopg
import pytest
from psycopg import errors, sql

from chalicelib.adapters.database import Database, DatabaseRole
from chalicelib.audit import service as audit
from localstack.postgres import SUPERUSER, TestCluster
from tests import builders
from tests.authorisation.catalogue import fill, tenant_tables

# What a client's own requests may write: their message, their job and their traces.
_CLIENT_WRITES = {"jobs", "site_events", "audit_logs", "outbox"}


@dataclass(frozen=True)
class Tenants:
    """Two clients with a row in every tenant table each."""

    ours: uuid.UUID
    theirs: uuid.UUID


@pytest.fixture
def admin(cluster: TestCluster, database: Database) -> Iterator[psycopg.Connection[Any]]:
    """A superuser, whom no policy binds."""
    with psycopg.connect(cluster.url(SUPERUSER), autocommit=True) as connection:
        yield connection


@pytest.fixture
def tenants(admin: psycopg.Connection[Any], database: Database) -> Tenants:
    with database.unit_of_work(DatabaseRole.WORKER) as uow:
        ours, theirs = builders.a_client(uow), builders.a_client(uow, name="Other")
        uow.commit()
    # Only the tenant matters here: other constraints would need a world per table.
    admin.execute("set session_replication_role = replica")
    for table in tenant_tables(admin):
        for client_id in (ours, theirs):
            fill(admin, table, client_id=client_id)
    admin.execute("set session_replication_role = origin")
    return Tenants(ours, theirs)


def test_a_client_reads_only_its_own_rows(
    admin: psycopg.Connection[Any], database: Database, tenants: Tenants
) -> None:
    seen: dict[str, set[uuid.UUID]] = {}
    for table in tenant_tables(admin):
        with database.unit_of_work(DatabaseRole.CLIENT, client_id=tenants.ours) as uow:
            try:
                rows = uow.connection.execute(
                    sql.SQL("select client_id from {}").format(sql.Identifier(table))
                ).fetchall()
            except errors.InsufficientPrivilege:
                continue
        seen[table] = {client_id for (client_id,) in rows}

    assert len(seen) >= 12
    assert {table: ids for table, ids in seen.items() if ids != {tenants.ours}} == {}


def test_keys_codes_commands_and_the_audit_log_stay_inside(
    database: Database, tenants: Tenants
) -> None:
    hidden = ("site_keys", "pairing_codes", "commands", "audit_logs", "outbox", "platform_keys")
    for table in hidden:
        with (
            database.unit_of_work(DatabaseRole.CLIENT, client_id=tenants.ours) as uow,
            pytest.raises(errors.InsufficientPrivilege),
        ):
            uow.connection.execute(sql.SQL("select * from {}").format(sql.Identifier(table)))


def test_without_a_client_nothing_is_seen(database: Database, tenants: Tenants) -> None:
    with database.unit_of_work(DatabaseRole.CLIENT, client_id=None) as uow:
        for table in ("sites", "jobs", "users", "clients", "site_state"):
            found = uow.connection.execute(
                sql.SQL("select count(*) from {}").format(sql.Identifier(table))
            ).fetchone()
            assert found == (0,), table


def test_the_next_unit_of_work_forgets_the_client_before_it(
    database: Database, tenants: Tenants
) -> None:
    with database.unit_of_work(DatabaseRole.CLIENT, client_id=tenants.ours) as uow:
        uow.connection.execute("select count(*) from sites")
        uow.commit()

    with database.unit_of_work(DatabaseRole.CLIENT, client_id=tenants.theirs) as uow:
        rows = uow.connection.execute("select distinct client_id from sites").fetchall()
    assert rows == [(tenants.theirs,)]


def test_a_client_changes_and_deletes_nothing(
    admin: psycopg.Connection[Any], database: Database, tenants: Tenants
) -> None:
    for table in tenant_tables(admin):
        for statement in ("update {} set client_id = client_id", "delete from {}"):
            with (
                database.unit_of_work(DatabaseRole.CLIENT, client_id=tenants.ours) as uow,
                pytest.raises(errors.InsufficientPrivilege),
            ):
                uow.connection.execute(sql.SQL(statement).format(sql.Identifier(table)))


def test_a_client_writes_no_row_of_another(
    admin: psycopg.Connection[Any], database: Database, tenants: Tenants
) -> None:
    for table in sorted(_CLIENT_WRITES & set(tenant_tables(admin))):
        with (
            database.unit_of_work(DatabaseRole.CLIENT, client_id=tenants.ours) as uow,
            pytest.raises(errors.InsufficientPrivilege, match="row-level security"),
        ):
            uow.connection.execute(
                _insert_into(table), {"client_id": tenants.theirs, **_ROWS[table]}
            )


def test_a_client_writes_where_its_own_acts_leave_a_trace(
    admin: psycopg.Connection[Any], database: Database
) -> None:
    granted = admin.execute(
        "select table_name, privilege_type from information_schema.role_table_grants"
        " where grantee = 'wingman_client' and privilege_type <> 'SELECT'"
    ).fetchall()

    assert {name for name, _ in granted} == _CLIENT_WRITES
    assert {privilege for _, privilege in granted} == {"INSERT"}


def _insert_into(table: str) -> sql.Composed:
    columns = list(_ROWS[table])
    return sql.SQL("insert into {} (client_id, {}) values (%(client_id)s, {})").format(
        sql.Identifier(table),
        sql.SQL(", ").join(map(sql.Identifier, columns)),
        sql.SQL(", ").join(map(sql.Placeholder, columns)),
    )


_ROWS: dict[str, dict[str, Any]] = {
    "jobs": {"id": uuid.uuid4(), "kind": "x"},
    "site_events": {
        "id": uuid.uuid4(),
        "site_id": uuid.uuid4(),
        "at": builders.NOW,
        "kind": "x",
    },
    "audit_logs": {
        "id": uuid.uuid4(),
        "at": builders.NOW,
        "actor": "x",
        "action": "x",
        "object_kind": "x",
        "object_id": "x",
    },
}


@pytest.mark.parametrize(
    "statement",
    [
        "update audit_logs set actor = 'x'",
        "delete from audit_logs",
        "truncate audit_logs",
        "update audit_chain set hash = ''",
        "delete from audit_chain",
        "truncate audit_chain",
    ],
)
@pytest.mark.parametrize("role", [DatabaseRole.OWNER, DatabaseRole.STAFF, DatabaseRole.WORKER])
def test_nobody_rewrites_the_audit_log(
    database: Database, role: DatabaseRole, statement: str
) -> None:
    with database.unit_of_work(DatabaseRole.WORKER) as uow:
        audit.record(uow, None, action="x", object_kind="x", object_id="x")
        uow.commit()

    with (
        database.unit_of_work(role) as uow,
        pytest.raises((errors.InsufficientPrivilege, errors.RaiseException)),
    ):
        uow.connection.execute(statement.encode())


def test_every_role_gives_up_in_time(database: Database) -> None:
    limits = {}
    for role in (DatabaseRole.STAFF, DatabaseRole.CLIENT, DatabaseRole.WORKER):
        with database.unit_of_work(role, client_id="") as uow:
            limits[role.value] = [
                uow.connection.execute(f"show {name}".encode()).fetchone()[0]  # type: ignore[index]
                for name in (
                    "statement_timeout",
                    "lock_timeout",
                    "idle_in_transaction_session_timeout",
                )
            ]

    assert limits == {
        "wingman_staff": ["15s", "3s", "15s"],
        "wingman_client": ["10s", "3s", "15s"],
        "wingman_worker": ["1min", "5s", "1min"],
    }
