"""The stage and the cast: a migrated PostgreSQL, a mocked DynamoDB, and four people.

alice is an admin, sam is support, bob belongs to a client, charlie to another one.
"""

import base64
import datetime as dt
import os
import signal
from collections.abc import Iterator
from dataclasses import dataclass

import psycopg
import pytest
from moto import mock_aws

from chalicelib import bootstrap
from chalicelib.adapters import settings
from chalicelib.adapters.database import Database, DatabaseRole, UnitOfWork
from chalicelib.audit.anchors import AnchorStore
from chalicelib.identity.model import Actor, Role
from chalicelib.kit.clock import FixedClock
from localstack.postgres import DATABASE, SUPERUSER, TestCluster
from tests import builders
from tests.fakes import root_key
from tests.fakes.in_memory_heartbeats import InMemoryHeartbeats
from tests.fakes.in_memory_object_store import InMemoryObjectStore
from tests.fakes.never_full import NeverFull
from tests.fakes.recording_queue import RecordingQueue

_SEED = base64.b64encode(bytes(range(32))).decode()
_ANCHOR_SEED = base64.b64encode(bytes(range(1, 33))).decode()
_SEAL = base64.b64encode(bytes(range(32, 64))).decode()
_KEPT_TABLES = {"alembic_version"}


@dataclass(frozen=True)
class Cast:
    """Who plays in the tests."""

    alice: Actor
    sam: Actor
    bob: Actor
    charlie: Actor


def pytest_configure() -> None:
    # Whoever ends a run politely gets what Ctrl-C gives: the fixtures stop what they started.
    signal.signal(signal.SIGTERM, signal.default_int_handler)


@pytest.fixture(scope="session")
def cluster() -> Iterator[TestCluster]:
    """A PostgreSQL of our own with the newest schema."""
    with TestCluster() as started:
        with_newest_schema(started)
        yield started


def with_newest_schema(started: TestCluster) -> None:
    """Migrate a new server, as a deployment does."""
    with pytest.MonkeyPatch.context() as patch:
        _point_at(started, patch)
        from functions.migrate_database.handler import migrate

        migrate("head")


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(builders.NOW)


@pytest.fixture
def queue() -> RecordingQueue:
    return RecordingQueue()


@pytest.fixture
def anchored() -> InMemoryObjectStore:
    """The bucket of the audit log's anchors."""
    return InMemoryObjectStore()


@pytest.fixture(autouse=True)
def heartbeats(monkeypatch: pytest.MonkeyPatch) -> InMemoryHeartbeats:
    """What the parts of the loop leave for the watcher, by the clock of the test."""

    class ClockOfTheDoors:
        def now(self) -> dt.datetime:
            return bootstrap.clock().now()

    left = InMemoryHeartbeats(ClockOfTheDoors())
    monkeypatch.setattr(bootstrap, "heartbeats", lambda: left)
    return left


@pytest.fixture
def database(
    cluster: TestCluster,
    clock: FixedClock,
    queue: RecordingQueue,
    anchored: InMemoryObjectStore,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Database]:
    """The empty database that the doors use; what they commit is gone after the test."""
    _point_at(cluster, monkeypatch)
    made = Database(settings.load(), clock)
    monkeypatch.setattr(bootstrap, "clock", lambda: clock)
    monkeypatch.setattr(bootstrap, "queue", lambda: queue)
    monkeypatch.setattr(bootstrap, "audit_anchors", lambda: AnchorStore(anchored))
    monkeypatch.setattr(bootstrap, "database", lambda: made)
    yield made
    made.close()
    _empty(cluster)


@pytest.fixture
def uow(database: Database) -> Iterator[UnitOfWork]:
    """A worker's unit of work; a test commits it only when others must see it."""
    with database.unit_of_work(DatabaseRole.WORKER) as opened:
        yield opened


@pytest.fixture
def dynamodb(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Empty tables for sessions, signing keys and kept answers."""
    for name, value in _FAKE_AWS.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("AWS_ENDPOINT_URL", raising=False)
    from chalicelib.adapters.dynamo_rate_limiter import BucketItem
    from chalicelib.api import throttling
    from chalicelib.api.kept_answers import AnswerItem
    from chalicelib.identity import attempts, signing_keys
    from chalicelib.identity.items import ChallengeItem, SessionItem, SigningKeyItem
    from chalicelib.monitoring.items import BeatItem

    with mock_aws():
        for model in (SessionItem, SigningKeyItem, ChallengeItem, AnswerItem, BucketItem, BeatItem):
            model.create_table(billing_mode="PAY_PER_REQUEST")
        signing_keys.forget()
        throttling._local.cache_clear()
        attempts._blocked.clear()
        # A test asks a thousand times in one standing second; those about limits bring a real one.
        monkeypatch.setattr(bootstrap, "rate_limiter", NeverFull)
        yield
    signing_keys.forget()


@pytest.fixture
def cast(database: Database) -> Cast:
    """The four people, stored."""
    with database.unit_of_work(DatabaseRole.WORKER) as opened:
        bakery = builders.a_client(opened, name="Hofbäckerei Lang")
        garage = builders.a_client(opened, name="Garage Wolff")
        people = Cast(
            alice=builders.an_actor(opened, "alice", Role.ADMIN),
            sam=builders.an_actor(opened, "sam", Role.SUPPORT),
            bob=builders.an_actor(opened, "bob", Role.CLIENT, client_id=bakery),
            charlie=builders.an_actor(opened, "charlie", Role.CLIENT, client_id=garage),
        )
        opened.commit()
    return people


_FAKE_AWS = {
    "AWS_ACCESS_KEY_ID": "000000000000",
    "AWS_SECRET_ACCESS_KEY": "test",
    "AWS_DEFAULT_REGION": "us-east-1",
    "AWS_REGION": "us-east-1",
}


def _point_at(cluster: TestCluster, patch: pytest.MonkeyPatch) -> None:
    """Settings that lead to this cluster and nowhere else."""
    for name in [name for name in os.environ if name.startswith("WINGMAN_")]:
        patch.delenv(name)
    patch.setenv("WINGMAN_DATABASE_HOST", cluster.host)
    patch.setenv("WINGMAN_DATABASE_PORT", str(cluster.port))
    patch.setenv("WINGMAN_DATABASE_NAME", DATABASE)
    patch.setenv("WINGMAN_SIGNER_KEY_ID", _SEED)
    patch.setenv("WINGMAN_ROOT_PUBLIC_KEY", root_key.PUBLIC_TEXT)
    patch.setenv("WINGMAN_ANCHOR_KEY_ID", _ANCHOR_SEED)
    patch.setenv("WINGMAN_SEAL_KEY_ID", _SEAL)
    for cached in (
        settings.load,
        bootstrap.database,
        bootstrap.signers,
        bootstrap.sealer,
        bootstrap.queue,
    ):
        if hasattr(cached, "cache_clear"):
            cached.cache_clear()


def _empty(cluster: TestCluster) -> None:
    """Nothing but the schema stays. Deleting a few rows is ten times faster than truncating."""
    with psycopg.connect(cluster.url(SUPERUSER), autocommit=True) as connection:
        # A container keeps its connections; a test's must not wait for the garbage collector,
        # or the server runs out of them.
        connection.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity where usename like 'wingman_%'"
        )
        tables = connection.execute(
            "select relname from pg_class where relnamespace = 'public'::regnamespace"
            " and relkind in ('r', 'p') and not relispartition"
        ).fetchall()
        # Without triggers the order does not matter, and the audit log can be emptied.
        connection.execute("set session_replication_role = replica")
        names = [name for (name,) in tables if name not in _KEPT_TABLES]
        connection.execute("; ".join(f'delete from "{name}"' for name in names).encode())
