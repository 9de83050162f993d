"""One transaction for plain psycopg, SQLAlchemy and the outbox; all of it or nothing."""

import gc
import threading

import pytest
from sqlalchemy import text

from chalicelib.adapters import settings
from chalicelib.adapters.database import Database, DatabaseRole
from chalicelib.events.outbox import OutboxFilled
from localstack.network import wait_until
from tests import builders


def clients(database):
    with database.unit_of_work(DatabaseRole.WORKER) as uow:
        return uow.connection.execute("select count(*) from clients").fetchone()[0]


def test_the_session_sees_what_psycopg_wrote_before_it_was_opened(database):
    def on_a_fresh_connection():
        with database.unit_of_work(DatabaseRole.WORKER) as uow:
            builders.a_client(uow)
            seen.append(uow.session.scalar(text("select count(*) from clients")))
            uow.commit()

    seen: list[int] = []
    thread = threading.Thread(target=on_a_fresh_connection)
    thread.start()
    thread.join()

    assert seen == [1]
    assert clients(database) == 1


def test_what_is_not_committed_is_gone(database):
    with database.unit_of_work(DatabaseRole.WORKER) as uow:
        builders.a_client(uow)
        uow.session.execute(text("select 1"))
        uow.publish(OutboxFilled())

    assert clients(database) == 0


def test_an_error_rolls_everything_back(database):
    def fail():
        with database.unit_of_work(DatabaseRole.WORKER) as uow:
            builders.a_client(uow)
            raise RuntimeError("in the middle")

    with pytest.raises(RuntimeError, match="in the middle"):
        fail()
    assert clients(database) == 0


def test_a_message_lies_in_the_outbox_when_its_work_is_committed(database):
    with database.unit_of_work(DatabaseRole.WORKER) as uow:
        builders.a_client(uow)
        uow.publish(OutboxFilled())
        uow.commit()

    with database.unit_of_work(DatabaseRole.WORKER) as uow:
        kept = uow.connection.execute("select queue, sent_at from outbox").fetchall()
    assert kept == [("relay-outbox-queue", None)]


def test_a_client_sees_its_own_rows_only_even_after_the_session_opened(database):
    with database.unit_of_work(DatabaseRole.WORKER) as uow:
        mine, _ = builders.a_client(uow, name="Mine"), builders.a_client(uow, name="Theirs")
        uow.commit()

    with database.unit_of_work(DatabaseRole.CLIENT, client_id=str(mine)) as uow:
        names = uow.session.scalars(text("select name from clients")).all()
        again = uow.connection.execute("select name from clients").fetchall()

    assert names == ["Mine"]
    assert again == [("Mine",)]


def test_a_broken_connection_is_replaced(database):
    with database.unit_of_work(DatabaseRole.WORKER) as uow:
        uow.connection.close()

    assert clients(database) == 0


def test_a_session_keeps_no_connection_alive_that_nobody_uses(cluster, clock, database):
    def connections():
        with database.unit_of_work(DatabaseRole.OWNER) as uow:
            row = uow.connection.execute(
                "select count(*) from pg_stat_activity where usename = 'wingman_worker'"
            ).fetchone()
        return row[0]

    before = connections()
    for _ in range(5):
        other = Database(settings.load(), clock)
        with other.unit_of_work(DatabaseRole.WORKER) as uow:
            uow.session.execute(text("select 1"))
        del other, uow
    gc.collect()

    # The server's half of a closed connection ends a moment later.
    assert wait_until(lambda: connections() <= before + 1, patience=10)
