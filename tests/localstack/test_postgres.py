"""The embedded PostgreSQL: tests and the local stack trust it to be a real server."""

import time

import psycopg
import pytest

from localstack.network import free_port
from localstack.postgres import DATABASE, DevelopmentCluster, TestCluster
from localstack.postgres_programs import NoPostgresError, postgres_programs


@pytest.fixture(scope="module")
def cluster():
    with TestCluster() as cluster:
        yield cluster


def value(connection_or_url, statement):
    if isinstance(connection_or_url, str):
        with psycopg.connect(connection_or_url) as connection:
            return connection.execute(statement).fetchone()[0]
    return connection_or_url.execute(statement).fetchone()[0]


def test_it_is_the_major_version_of_aurora(cluster):
    assert value(cluster.url(), "show server_version").startswith("16.")


def test_the_owner_may_create_roles_but_is_no_superuser(cluster):
    assert value(cluster.url(), "select rolcreaterole from pg_roles where rolname = current_user")
    assert value(cluster.url(), "show is_superuser") == "off"


def test_a_second_cluster_is_there_in_a_moment(cluster):
    started = time.monotonic()
    with TestCluster(tcp=True) as other:
        assert value(other.url(), "select current_database()") == DATABASE
        took = time.monotonic() - started

    assert took < 5  # 0.3 s when the machine is idle
    assert not other.folder.exists()


def test_databases_are_copied_from_a_template(cluster):
    with psycopg.connect(cluster.url()) as connection:
        connection.execute("create table kept (id int)")

    cluster.create_database("copy", template=DATABASE)
    count = value(cluster.url(database="copy"), "select count(*) from kept")
    cluster.drop_database("copy")

    assert count == 0


def test_a_development_cluster_survives_a_crash_with_its_data(tmp_path):
    cluster = DevelopmentCluster(tmp_path / "pg", port=free_port(), log_folder=tmp_path / "log")
    cluster.start()
    with psycopg.connect(cluster.url()) as connection:
        connection.execute("create table kept as select 42 as answer")
    cluster.crash()
    assert not cluster.answers()

    cluster.start()
    answer = value(cluster.url(), "select answer from kept")
    cluster.remove()

    assert answer == 42


def test_a_broken_candidate_is_passed_over(monkeypatch, tmp_path):
    postgres_programs.cache_clear()
    monkeypatch.setenv("WPW_PG_BIN", str(tmp_path))
    assert postgres_programs() != tmp_path

    monkeypatch.setattr("localstack.postgres_programs._candidates", lambda: iter([tmp_path]))
    postgres_programs.cache_clear()
    with pytest.raises(NoPostgresError):
        postgres_programs()
    monkeypatch.undo()
    postgres_programs.cache_clear()
