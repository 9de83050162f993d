"""PostgreSQL: connections per role, and the unit of work that a door opens and commits.

Hot paths use `uow.connection` (psycopg) and import nothing heavier; the rest uses `uow.session`
(SQLAlchemy), which loads on first use. Both are one transaction on one connection.
"""

import datetime as dt
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import psycopg
from psycopg.types.json import Jsonb

from chalicelib.adapters.settings import Settings
from chalicelib.events.base import Message
from chalicelib.kit.clock import Clock
from chalicelib.kit.ids import uuid7

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_PING_AFTER_IDLE_SECONDS = 30


class DatabaseRole(StrEnum):
    """Who speaks to the database; each role sees and may do only what it must."""

    OWNER = "wingman_owner"
    STAFF = "wingman_staff"
    CLIENT = "wingman_client"
    WORKER = "wingman_worker"
    SIGNER = "wingman_signer"  # the one that may sign commands, and keeps books nobody else writes


class UnitOfWork:
    """One transaction: its connection, its clock, and the messages that leave when it commits.

    Only doors make one and commit it; everything else takes it as its first argument.
    """

    def __init__(self, connection: psycopg.Connection[Any], clock: Clock) -> None:
        self.connection = connection
        self.clock = clock
        self._messages: list[Message] = []
        self._held: list[tuple[Message, dt.datetime]] = []
        self._session: Session | None = None

    @property
    def session(self) -> "Session":
        """The SQLAlchemy session on this unit's connection."""
        if self._session is None:
            from chalicelib.adapters.orm import open_session

            self._session = open_session(self.connection)
        return self._session

    @property
    def has_messages(self) -> bool:
        return bool(self._messages or self._held)

    def publish(self, message: Message) -> None:
        """Let `message` leave if, and only if, this unit of work commits."""
        self._messages.append(message)

    def publish_later(self, message: Message, *, not_before: dt.datetime) -> None:
        """The same, with the first sweep of the outbox after that time."""
        self._held.append((message, not_before))

    def commit(self) -> None:
        """Write the messages to the outbox and commit all at once."""
        if self._session is not None:
            self._session.flush()
        self._fill_outbox()
        if self._session is not None:
            self._session.commit()
        else:
            self.connection.commit()

    def close(self) -> None:
        """End the unit; what was not committed is rolled back."""
        if self._session is not None:
            self._session.close()
            self._session = None
        if not self.connection.closed:
            self.connection.rollback()

    def _fill_outbox(self) -> None:
        if not self.has_messages:
            return
        waiting = [*((message, None) for message in self._messages), *self._held]
        rows = [
            (uuid7(), message.queue, Jsonb(message.model_dump(mode="json")), self.clock.now(), at)
            for message, at in waiting
        ]
        with self.connection.cursor() as cursor:
            cursor.executemany(
                "insert into outbox (id, queue, body, created_at, not_before)"
                " values (%s, %s, %s, %s, %s)",
                rows,
            )


class Database:
    """Opens units of work; keeps one connection per thread and role, as a Lambda container does."""

    def __init__(self, settings: Settings, clock: Clock) -> None:
        self._settings = settings
        self._clock = clock
        self._kept = threading.local()

    @contextmanager
    def unit_of_work(
        self,
        role: DatabaseRole,
        *,
        client_id: uuid.UUID | None = None,
        site_ids: frozenset[uuid.UUID] | None = None,
    ) -> Iterator[UnitOfWork]:
        """A unit of work that its caller commits; it is rolled back on leaving otherwise.

        With the client role `client_id` names the tenant to whom row-level security limits it,
        and `site_ids` those of its sites that the caller may see (None: all of them).
        """
        connection = self._connection(role)
        uow = UnitOfWork(connection, self._clock)
        try:
            if role is DatabaseRole.CLIENT:
                _fence_in(connection, client_id, site_ids)
            yield uow
        finally:
            self._end(uow, role)

    def close(self) -> None:
        """Close the connections that this thread keeps."""
        for role in DatabaseRole:
            kept = getattr(self._kept, role.name, None)
            if kept:
                kept[0].close()

    def connect(self, role: DatabaseRole, **options: Any) -> psycopg.Connection[Any]:
        """A new connection of its own; the caller closes it."""
        return psycopg.connect(
            host=self._settings.database_host,
            port=self._settings.database_port,
            dbname=self._settings.database_name,
            user=role.value,
            password=self._password(role),
            sslmode="verify-full" if self._settings.database_auth == "iam" else "prefer",
            # The bundle of Amazon's own root comes by PGSSLROOTCERT: no system store has it.
            connect_timeout=5,
            application_name="wingman",
            # RDS Proxy pins a connection that prepares statements (psycopg issue 1105).
            prepare_threshold=None,
            **options,
        )

    def _connection(self, role: DatabaseRole) -> psycopg.Connection[Any]:
        kept: tuple[psycopg.Connection[Any], float] | None = getattr(self._kept, role.name, None)
        if kept and _is_usable(*kept):
            return kept[0]
        return self.connect(role)

    def _end(self, uow: UnitOfWork, role: DatabaseRole) -> None:
        try:
            uow.close()
        except psycopg.Error:
            uow.connection.close()
        setattr(self._kept, role.name, (uow.connection, time.monotonic()))

    def _password(self, role: DatabaseRole) -> str | None:
        if self._settings.database_auth != "iam":
            return None
        return _iam_token(self._settings, role)


def _fence_in(
    connection: psycopg.Connection[Any],
    client_id: uuid.UUID | None,
    site_ids: frozenset[uuid.UUID] | None,
) -> None:
    """Say for this transaction alone whose rows may be seen; 0002 and 0007 have the policies."""
    connection.execute(
        "select set_config('app.client_id', %s, true), set_config('app.site_ids', %s, true)",
        (str(client_id or ""), _site_list(site_ids)),
    )


def _site_list(site_ids: frozenset[uuid.UUID] | None) -> str:
    """Empty for all sites; of nobody's site when there is none: an empty list must not open all."""
    if site_ids is None:
        return ""
    return ",".join(sorted(str(site_id) for site_id in site_ids)) or str(uuid.UUID(int=0))


def _is_usable(connection: psycopg.Connection[Any], last_used: float) -> bool:
    if connection.closed or connection.broken:
        return False
    if time.monotonic() - last_used < _PING_AFTER_IDLE_SECONDS:
        return True
    try:
        connection.execute("select 1")
        connection.rollback()
    except psycopg.Error:
        connection.close()
        return False
    return True


def _iam_token(settings: Settings, role: DatabaseRole) -> str:
    """A password that lives 15 minutes; signing it is local, no request leaves."""
    import boto3

    make_token: Callable[..., str] = boto3.client("rds").generate_db_auth_token
    return make_token(
        DBHostname=settings.database_host, Port=settings.database_port, DBUsername=role.value
    )
