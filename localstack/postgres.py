"""An embedded PostgreSQL: durable for `make up`, throw-away and fast for tests.

with TestCluster() as cluster:
    psycopg.connect(cluster.url("wingman_owner"))
"""

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

import psycopg
from psycopg import sql

from localstack.cache import cache_folder, cached_tree, copy_tree
from localstack.network import LOOPBACK, free_port, wait_until
from localstack.postgres_programs import (
    environment,
    postgres_programs,
    postgres_version,
    unprivileged,
)
from localstack.processes import Service

SUPERUSER = "postgres"
OWNER = "wingman_owner"
DATABASE = "wingman"
# In AWS the owner is the master user: it may create the other roles, and nothing beyond.
FOUNDATION = (
    f"create role {OWNER} login createrole",
    f"create database {DATABASE} owner {OWNER}",
    f"alter database {DATABASE} set timezone to 'UTC'",
)
FORGETFUL = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class Cluster:
    """One server with its data folder, its log and its pid file below `folder`."""

    def __init__(
        self, folder: Path, *, host: str, port: int, options: Mapping[str, str], log_folder: Path
    ) -> None:
        """`host` is an address, or the folder of the socket when the server takes no TCP."""
        self.folder = folder
        self.host = host
        self.port = port
        self.options = dict(options)
        self.service = Service("postgres", log_folder, stop_signal=signal.SIGINT)

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def url(self, role: str = OWNER, database: str = DATABASE) -> str:
        if self.host.startswith("/"):
            return f"postgresql://{role}@/{database}?host={self.host}&port={self.port}"
        return f"postgresql://{role}@{self.host}:{self.port}/{database}"

    def start(self) -> None:
        if not self.data.is_dir():
            _give_to_server(self.folder)
            copy_tree(_fresh_data(), self.data)
        self.service.start(
            [postgres_programs() / "postgres", "-D", self.data, *self._flags()],
            env=environment(),
            cwd="/",
            user=unprivileged(),
        )
        if not wait_until(self.answers, patience=60, alive=self.service.is_running):
            raise self.service.did_not_start("takes no connections")

    def stop(self) -> bool:
        return self.service.stop()

    def crash(self) -> None:
        """Kill the server without warning. Its children notice by themselves."""
        self.service.kill()

    def answers(self) -> bool:
        try:
            psycopg.connect(self.url(SUPERUSER, "postgres"), connect_timeout=2).close()
        except psycopg.Error:
            return False
        return True

    def create_database(
        self, name: str, *, template: str = "template1", owner: str = OWNER
    ) -> None:
        """A copy of `template` in about 0.2 s; nobody may be connected to it meanwhile."""
        self._administer(
            sql.SQL("create database {} template {} strategy wal_log owner {}").format(
                sql.Identifier(name), sql.Identifier(template), sql.Identifier(owner)
            )
        )

    def drop_database(self, name: str) -> None:
        self._administer(
            sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name))
        )

    def _administer(self, statement: sql.Composed) -> None:
        with psycopg.connect(self.url(SUPERUSER, "postgres"), autocommit=True) as connection:
            connection.execute(statement)

    def _flags(self) -> list[str]:
        socket_only = self.host.startswith("/")
        settings = {
            "listen_addresses": "" if socket_only else self.host,
            "unix_socket_directories": self.host if socket_only else "",
            "port": str(self.port),
            **self.options,
        }
        return [part for key, value in settings.items() for part in ("-c", f"{key}={value}")]


class DevelopmentCluster(Cluster):
    """Keeps what is written, also through a crash; listens on loopback."""

    def __init__(self, folder: Path, *, port: int, log_folder: Path) -> None:
        options = {"max_connections": "200", "log_min_duration_statement": "1000"}
        super().__init__(
            _reachable(folder), host=LOOPBACK, port=port, options=options, log_folder=log_folder
        )

    def remove(self) -> None:
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)


class TestCluster(Cluster):
    """A fresh, empty server in a third of a second; gone at the end, with all it held.

    It takes connections on a socket, and with `tcp` on a loopback port instead.
    """

    __test__ = False  # not a test class, whatever its name says to pytest

    def __init__(self, *, tcp: bool = False, connections: int = 100) -> None:
        home = Path(tempfile.mkdtemp(prefix="wpw-pg-"))  # short: a socket path holds 107 bytes
        options = {**FORGETFUL, "max_connections": str(connections)}
        host, port = (LOOPBACK, free_port()) if tcp else (str(home), 5432)
        super().__init__(home, host=host, port=port, options=options, log_folder=home)
        _give_to_server(home)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        self.service.kill()  # nothing in it is worth an orderly end
        shutil.rmtree(self.folder, ignore_errors=True)


def _fresh_data() -> Path:
    """initdb takes seconds on a busy machine, a copy of its result does not."""
    version = postgres_version(postgres_programs())
    tree = cached_tree(f"postgres-data-{version}-{os.geteuid()}", _initialise)
    return tree / "data"


def _initialise(target: Path) -> None:
    _give_to_server(target)
    data = target / "data"
    _run(
        "initdb", "-D", data, "-U", SUPERUSER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N"
    )
    _run("postgres", "--single", "-D", data, "postgres", text="\n".join(FOUNDATION) + "\n")


def _run(tool: str, *arguments: str | Path, text: str = "") -> None:
    done = subprocess.run(
        [str(postgres_programs() / tool), *map(str, arguments)],
        input=text,
        capture_output=True,
        text=True,
        check=False,
        cwd="/",
        env=environment(),
        **unprivileged(),
    )
    if done.returncode != 0 or "ERROR:" in done.stderr:
        raise RuntimeError(f"{tool}: {(done.stderr or done.stdout).strip()[-1500:]}")


def _give_to_server(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    user = unprivileged()
    if user:
        os.chown(folder, user["user"], user["group"])


def _reachable(folder: Path) -> Path:
    """The folder itself, or where root's checkout is closed to nobody, one in the cache instead."""
    if os.geteuid() != 0 or all(_lets_all_pass(parent) for parent in folder.resolve().parents):
        return folder
    name = str(folder.resolve()).strip("/").replace("/", "-")
    return cache_folder() / "clusters" / name


def _lets_all_pass(folder: Path) -> bool:
    return not folder.exists() or bool(folder.stat().st_mode & 0o001)
