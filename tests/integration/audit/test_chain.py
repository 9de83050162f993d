"""The log in PostgreSQL: every commit adds its links, in one line, whoever commits beside it."""

import threading
import uuid
from typing import Any

import psycopg
import pytest
from psycopg import errors

from chalicelib.adapters.database import Database, DatabaseRole, UnitOfWork
from chalicelib.audit import service as audit
from chalicelib.audit.audit_store import AuditStore
from chalicelib.audit.chain import ChainWalk
from chalicelib.audit.model import AuditFilter
from localstack.postgres import SUPERUSER, TestCluster
from tests import builders
from tests.conftest import Cast

WRITERS = 16
EACH = 40


def note(uow: UnitOfWork, number: int = 0, **values: Any) -> None:
    audit.record(uow, None, action="site.update", object_kind="site", object_id=number, **values)


def noted(database: Database, count: int) -> None:
    for number in range(count):
        with database.unit_of_work(DatabaseRole.WORKER) as uow:
            note(uow, number)
            uow.commit()


def walked(database: Database) -> ChainWalk:
    walk = ChainWalk()
    with database.unit_of_work(DatabaseRole.STAFF) as uow:
        store = AuditStore(uow.connection)
        while links := store.links_after(walk.head.seq, 7):
            walk.follow(links)
        walk.end()
        walk.report_unlinked(store.list_unlinked(10))
    return walk


def test_an_entry_is_a_link_from_its_commit_on(database: Database) -> None:
    noted(database, 3)

    walk = walked(database)
    assert (walk.problems, walk.checked, walk.head.seq) == ([], 3, 3)


def test_entries_of_one_commit_follow_one_another(database: Database) -> None:
    with database.unit_of_work(DatabaseRole.WORKER) as uow:
        for number in range(5):
            note(uow, number)
        uow.commit()

    with database.unit_of_work(DatabaseRole.STAFF) as uow:
        entries = AuditStore(uow.connection).list_before(AuditFilter(), None, 10)
    assert [(entry.seq, entry.object_id) for entry in entries] == [
        (5, "4"), (4, "3"), (3, "2"), (2, "1"), (1, "0"),
    ]  # fmt: skip
    assert walked(database).problems == []


def test_what_is_rolled_back_leaves_no_gap(database: Database) -> None:
    noted(database, 1)
    with database.unit_of_work(DatabaseRole.WORKER) as uow:
        note(uow)
    noted(database, 1)

    walk = walked(database)
    assert (walk.problems, walk.head.seq) == ([], 2)


def test_sixteen_writers_at_once_make_one_line(database: Database) -> None:
    start = threading.Barrier(WRITERS)
    failures: list[Exception] = []

    def write(writer: int) -> None:
        try:
            start.wait()
            for number in range(EACH):
                with database.unit_of_work(DatabaseRole.WORKER) as uow:
                    note(uow, number, after={"writer": writer})
                    if number % 2 == 0:  # every other one changes its mind
                        uow.commit()
        except Exception as error:
            failures.append(error)
        finally:
            database.close()

    threads = [threading.Thread(target=write, args=(writer,)) for writer in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    walk = walked(database)
    assert (walk.problems, walk.checked, walk.head.seq) == ([], WRITERS * EACH // 2, walk.checked)


def test_a_client_leaves_entries_in_a_chain_that_it_cannot_read(
    database: Database, cast: Cast
) -> None:
    with database.unit_of_work(DatabaseRole.CLIENT, client_id=cast.bob.client_id) as uow:
        note(uow, client_id=cast.bob.client_id)
        uow.commit()

    assert walked(database).head.seq == 1
    with (
        database.unit_of_work(DatabaseRole.CLIENT, client_id=cast.bob.client_id) as uow,
        pytest.raises(errors.InsufficientPrivilege),
    ):
        uow.connection.execute("select * from audit_chain")


@pytest.mark.parametrize(
    "role", [DatabaseRole.STAFF, DatabaseRole.WORKER, DatabaseRole.CLIENT], ids=str
)
def test_nobody_adds_a_link_by_hand(database: Database, role: DatabaseRole) -> None:
    with database.unit_of_work(role) as uow, pytest.raises(errors.InsufficientPrivilege):
        uow.connection.execute(
            "insert into audit_chain (seq, entry_id, hash) values (1, %s, '')", (uuid.uuid4(),)
        )


def test_an_entry_outlives_the_user_and_the_client_that_it_names(
    database: Database, cast: Cast
) -> None:
    with database.unit_of_work(DatabaseRole.STAFF) as uow:
        audit.record(
            uow,
            cast.bob,
            action="user.sign_in",
            object_kind="user",
            object_id=cast.bob.user_id,
            client_id=cast.bob.client_id,
        )
        uow.commit()
    with database.unit_of_work(DatabaseRole.STAFF) as uow:
        uow.connection.execute("delete from clients where id = %s", (cast.bob.client_id,))
        uow.commit()

    assert walked(database).problems == []
    with database.unit_of_work(DatabaseRole.STAFF) as uow:
        (entry,) = AuditStore(uow.connection).list_before(AuditFilter(), None, 10)
    assert (entry.user_id, entry.client_id) == (cast.bob.user_id, cast.bob.client_id)


def test_an_entry_smuggled_past_the_chain_is_found(
    database: Database, cluster: TestCluster
) -> None:
    noted(database, 2)
    with psycopg.connect(cluster.url(SUPERUSER), autocommit=True) as admin:
        admin.execute("set session_replication_role = replica")
        admin.execute(
            "insert into audit_logs (id, at, actor, action, object_kind, object_id)"
            " values (%s, %s, 'x', 'user.sign_in', 'user', 'x')",
            (uuid.uuid4(), builders.NOW),
        )

    problems = walked(database).problems
    assert [(problem.seq, problem.kind) for problem in problems] == [(3, "unlinked")]
