"""Migrations: one line of them, up and down, and tables that equal the models."""

from collections.abc import Iterator
from typing import Any

import pytest
from alembic import command
from pytest_alembic import runner
from pytest_alembic.config import Config
from pytest_alembic.tests import (
    test_model_definitions_match_ddl as models_match_tables,
)
from pytest_alembic.tests import test_single_head_revision as has_one_head
from pytest_alembic.tests import test_up_down_consistency as goes_up_and_down
from pytest_alembic.tests import test_upgrade as goes_up
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.pool import NullPool

from functions.migrate_database.migrations import configuration
from localstack.postgres import OWNER, TestCluster

_NAME = "migrations"


@pytest.fixture
def engine(cluster: TestCluster) -> Iterator[Engine]:
    """An empty database, reached as the owner whom the deployment uses."""
    cluster.create_database(_NAME)
    url = cluster.url(OWNER, _NAME).replace("postgresql:", "postgresql+psycopg:")
    yield create_engine(url, poolclass=NullPool)
    cluster.drop_database(_NAME)


@pytest.fixture
def alembic(engine: Engine) -> Iterator[Any]:
    config = Config(alembic_config=configuration())
    # As in the deployment, Alembic gets a connection: it makes none of its own.
    with engine.connect() as connection, runner(config=config, engine=connection) as made:
        yield made


def test_there_is_one_newest_migration(alembic: Any) -> None:
    has_one_head(alembic)


def test_all_migrations_apply(alembic: Any) -> None:
    goes_up(alembic)


def test_each_migration_can_be_taken_back(alembic: Any) -> None:
    goes_up_and_down(alembic)


def test_the_tables_equal_the_models(alembic: Any) -> None:
    models_match_tables(alembic)


def test_after_going_down_nothing_is_left(engine: Engine) -> None:
    with engine.connect() as connection:
        command.upgrade(configuration(connection), "head")
        command.downgrade(configuration(connection), "base")
        connection.commit()
        left = connection.execute(
            text(
                "select relname from pg_class where relnamespace = 'public'::regnamespace"
                " and relname not like 'alembic_version%'"
                " union all select proname from pg_proc"
                " where pronamespace = 'public'::regnamespace"
            )
        ).all()

    assert left == []


def test_migrating_twice_changes_nothing(cluster: TestCluster, database: Any) -> None:
    from functions.migrate_database.handler import migrate

    migrate("head")
