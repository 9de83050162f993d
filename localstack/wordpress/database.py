"""A MariaDB of its own for one site: no TCP, no system service, no system data folder."""

import hashlib
import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from localstack.cache import cached_tree, copy_tree
from localstack.network import wait_until
from localstack.processes import Service
from localstack.system_packages import find_program

DATABASE = "wordpress"
SMALL = ("--innodb-log-file-size=8M", "--innodb-buffer-pool-size=64M", "--performance-schema=OFF")


@dataclass(frozen=True)
class MariaDb:
    """One server, one database, for one WordPress."""

    folder: Path

    @property
    def data(self) -> Path:
        return self.folder / "mysql"

    @property
    def socket(self) -> Path:
        """Outside the site's folder: a socket path may hold only about 107 bytes."""
        mark = hashlib.sha256(str(self.folder).encode()).hexdigest()[:12]
        return Path(tempfile.gettempdir()) / f"wpw-{mark}" / "db.sock"

    @property
    def url(self) -> str:
        return f"mysql://root@localhost/{DATABASE}?socket={self.socket}"

    @property
    def service(self) -> Service:
        return Service("mariadb", self.folder / "run")

    def start(self) -> None:
        self._prepare()
        self.service.start(
            [
                program("mariadbd"),
                "--no-defaults",
                *_as_root(),
                f"--datadir={self.data}",
                f"--socket={self.socket}",
                "--skip-networking",
                "--skip-log-bin",
                "--innodb-flush-log-at-trx-commit=0",
                *SMALL,
            ]
        )
        if not wait_until(self.answers, patience=30, alive=self.service.is_running):
            raise self.service.did_not_start("no answer on its socket")

    def stop(self) -> bool:
        stopped = self.service.stop()
        shutil.rmtree(self.socket.parent, ignore_errors=True)
        return stopped

    def answers(self) -> bool:
        command = [program("mariadb-admin"), *self._login(), "--connect-timeout=2", "ping"]
        return subprocess.run(command, capture_output=True, check=False).returncode == 0

    def execute(self, sql: str, *, database: str | None = DATABASE) -> str:
        """Run statements as they are; the rows come back tab-separated and without a header."""
        where = [database] if database else []
        return _pipe([program("mariadb"), *self._login(), "--batch", "-N", *where], sql)

    def dump(self) -> str:
        """The whole content, in an order that makes two dumps of equal content equal."""
        options = ("--skip-dump-date", "--order-by-primary", "--skip-extended-insert")
        return _pipe([program("mariadb-dump"), *self._login(), *options, DATABASE], "")

    def restore(self, dump: str) -> None:
        self.recreate()
        self.execute(dump)

    def recreate(self) -> None:
        statements = (
            f"DROP DATABASE IF EXISTS {DATABASE}",
            f"CREATE DATABASE {DATABASE} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci",
        )
        self.execute("; ".join(statements), database=None)

    def _prepare(self) -> None:
        if not self.data.is_dir():
            copy_tree(_empty_data_folder(), self.data)
        self.socket.parent.mkdir(mode=0o700, exist_ok=True)

    def _login(self) -> list[str]:
        return ["--no-defaults", "-uroot", f"--socket={self.socket}"]


def program(name: str) -> str:
    found = find_program(name)
    if found is None:
        raise FileNotFoundError(f"{name} is not installed")
    return found


def _empty_data_folder() -> Path:
    """Making the system tables takes seconds, copying them does not."""
    version = _pipe([program("mariadbd"), "--version"], "").split()[2]
    return cached_tree(f"mariadb-{version}-{os.geteuid()}", _install_system_tables)


def _install_system_tables(target: Path) -> None:
    _pipe(
        [
            program("mariadb-install-db"),
            "--no-defaults",
            f"--datadir={target}",
            "--auth-root-authentication-method=normal",
            "--skip-test-db",
            "--skip-name-resolve",
            *_as_root(),
            *SMALL,
        ],
        "",
    )


def _as_root() -> list[str]:
    return ["--user=root"] if os.geteuid() == 0 else []


def _pipe(command: list[str], text: str) -> str:
    done = subprocess.run(command, input=text, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(
            f"{Path(command[0]).name}: {(done.stderr or done.stdout).strip()[-1500:]}"
        )
    return done.stdout
