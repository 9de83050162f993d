"""SQLAlchemy on top of a psycopg connection: the base of all tables, and sessions."""

import datetime as dt
import uuid
from typing import Any, ClassVar

import psycopg
from sqlalchemy import Connection, DateTime, Engine, MetaData, Uuid, create_engine, text
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from sqlalchemy.pool import StaticPool

from chalicelib.kit.ids import uuid7

_ENGINE = "_wingman_engine"
_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class _CalmDialect(PGDialect_psycopg):
    """Gets to know the server without ending the transaction that is under way.

    On an engine's first connection SQLAlchemy asks for version and settings and rolls back after.
    Ours may have done work in plain psycopg before, or set whose rows it may see: both would go.
    """

    supports_statement_cache = True
    _is_getting_acquainted = False

    def initialize(self, connection: Connection) -> None:
        super().initialize(connection)  # type: ignore[no-untyped-call]
        self._is_getting_acquainted = True

    def do_rollback(self, dbapi_connection: Any) -> None:
        if self._is_getting_acquainted:
            self._is_getting_acquainted = False
            return
        super().do_rollback(dbapi_connection)  # type: ignore[no-untyped-call]


registry.register("postgresql.calm", __name__, _CalmDialect.__name__)


class Base(DeclarativeBase):
    """Every table: named constraints, UTC instants, JSON as jsonb."""

    metadata = MetaData(naming_convention=_NAMES)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        dt.datetime: DateTime(timezone=True),
        uuid.UUID: Uuid(),
        dict[str, Any]: JSONB(),
        list[Any]: JSONB(),
    }


class Dated:
    """When a row came to be and when it last changed; the database's clock decides."""

    created_at: Mapped[dt.datetime] = mapped_column(server_default=text("now()"))
    updated_at: Mapped[dt.datetime] = mapped_column(
        server_default=text("now()"), onupdate=text("now()")
    )


class Keyed:
    """A time-ordered random key."""

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid7)


def open_session(connection: psycopg.Connection[Any]) -> Session:
    """A session whose transaction is the one of `connection`."""
    engine: Engine | None = getattr(connection, _ENGINE, None)
    if engine is None:
        engine = create_engine(
            "postgresql+calm://",
            creator=lambda: connection,
            poolclass=StaticPool,
            pool_reset_on_return=None,
            use_native_hstore=False,
        )
        # One engine per connection, and it goes when the connection goes: it only translates.
        setattr(connection, _ENGINE, engine)
    return Session(engine, expire_on_commit=False)
