"""Brings the schema up to date; the deployment calls it before new code takes traffic."""

from typing import Any

from alembic import command
from sqlalchemy import create_engine, text
from sqlalchemy.pool import StaticPool

from chalicelib import bootstrap
from chalicelib.adapters.database import DatabaseRole
from chalicelib.adapters.observability import logger
from chalicelib.identity import factors
from chalicelib.identity import service as identity
from chalicelib.identity.passwords import BcryptHasher
from chalicelib.sites import platform_keys
from functions.migrate_database.migrations import configuration

_LOCK = 7_295_471_201  # any constant: two deployments at once migrate one after the other


def handler(event: dict[str, Any] | None, context: object) -> dict[str, str]:  # noqa: ARG001
    """Migrate to `event["revision"]` (default: the newest) and make our command keys known.

    `event["key_list"]` is a list that the root key has signed, and is published with it.

    With `event["first_admin"] = {"email", "name"}` make the first admin as well, and answer the
    password, which is neither kept nor logged. Raises AdminExists when there is an admin.
    With `event["lost_factors"] = {"email"}` take the second factors of that person away and end
    their sessions: for the only admin who has lost them all. Raises UserNotFound.
    """
    wanted = event or {}
    revision = str(wanted.get("revision", "head"))
    migrate(revision)
    # As the owner: nobody else may say which keys are ours.
    with bootstrap.unit_of_work(DatabaseRole.OWNER) as uow:
        platform_keys.register(uow, bootstrap.signers())
        if "key_list" in wanted:
            root = bootstrap.root_public_key()
            platform_keys.bring_list(uow, wanted["key_list"], root_public_key=root)
    if "lost_factors" in wanted:
        _reset_factors(**wanted["lost_factors"])
    first_admin = wanted.get("first_admin")
    return _make_first_admin(**first_admin) if first_admin else {"revision": revision}


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


def _make_first_admin(*, email: str, name: str) -> dict[str, str]:
    with bootstrap.unit_of_work(DatabaseRole.WORKER) as uow:
        user, password = identity.create_first_admin(
            uow, email=email, name=name, hasher=BcryptHasher()
        )
    return {"email": user.email, "password": password}


def _reset_factors(*, email: str) -> None:
    with bootstrap.unit_of_work(DatabaseRole.WORKER) as uow:
        factors.reset_by_operator(uow, email=email)
