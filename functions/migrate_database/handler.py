"""Brings the schema up to date; the deployment calls it before new code takes traffic."""

from typing import Any

from alembic import command
from sqlalchemy import create_engine, text
from sqlalchemy.pool import StaticPool

from chalicelib import bootstrap
from chalicelib.adapters.database import DatabaseRole
from chalicelib.adapters.observability import logger
from chalicelib.sites import pairing
from functions.migrate_database.migrations import configuration

_LOCK = 7_295_471_201  # any constant: two deployments at once migrate one after the other


def handler(event: dict[str, Any], context: object) -> dict[str, str]:  # noqa: ARG001
    """Migrate to `event["revision"]` (default: the newest) and pin our command key."""
    revision = str(event.get("revision", "head"))
    migrate(revision)
    with bootstrap.unit_of_work(DatabaseRole.WORKER) as uow:
        pairing.register_platform_key(uow, signer=bootstrap.signer())
    return {"revision": revision}


def migrate(revision: str) -> None:
    """Run the migrations up to `revision` on the owner's own connection, one run at a time."""
    with bootstrap.database().connect(DatabaseRole.OWNER) as connection:
        engine = create_engine(
            "postgresql+psycopg://", creator=lambda: connection, poolclass=StaticPool
        )
        with engine.connect() as alchemy:
            alchemy.execute(text("set lock_timeout = '5s'"))
            alchemy.execute(text("select pg_advisory_lock(:lock)"), {"lock": _LOCK})
            alchemy.commit()
            command.upgrade(configuration(alchemy), revision)
            alchemy.execute(text("select pg_advisory_unlock(:lock)"), {"lock": _LOCK})
            alchemy.commit()
    logger.info("database_migrated", revision=revision)
