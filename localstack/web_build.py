"""Builds the web apps once for each state of their sources; every checkout shares the result."""

import hashlib
import os
import shutil
import subprocess
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from localstack.cache import cached_tree
from localstack.node import node_environment

NOT_SOURCES = frozenset({"node_modules", "dist", "dist-ssr", ".vite", "coverage"})
LAST_WORDS = 3000


class BuildFailedError(RuntimeError):
    """npm gave up; the message carries its last words."""


def built_web_apps(frontend: Path, *, base_url: str) -> Path:
    """The folder to serve. `base_url` is written into the landing page's canonical addresses."""
    mark = _digest(frontend, base_url)
    return cached_tree(f"web-{mark}", partial(_build, frontend, base_url))


def _digest(frontend: Path, base_url: str) -> str:
    together = hashlib.sha256(base_url.encode())
    for file in _sources(frontend):
        together.update(f"{file.relative_to(frontend).as_posix()}\0".encode())
        together.update(hashlib.sha256(file.read_bytes()).digest())
    return together.hexdigest()[:16]


def _sources(frontend: Path) -> Iterator[Path]:
    for folder, folders, files in os.walk(frontend):
        folders[:] = sorted(name for name in folders if name not in NOT_SOURCES)
        yield from (Path(folder) / name for name in sorted(files))


def _build(frontend: Path, base_url: str, target: Path) -> None:
    environment = {**node_environment(), "WINGMAN_BASE_URL": base_url, "CI": "1"}
    if not (frontend / "node_modules" / ".package-lock.json").exists() or _lock_is_newer(frontend):
        _npm(frontend, environment, "ci", "--no-audit", "--no-fund")
    _npm(frontend, environment, "run", "build")
    shutil.copytree(frontend / "dist", target, dirs_exist_ok=True)


def _lock_is_newer(frontend: Path) -> bool:
    installed = frontend / "node_modules" / ".package-lock.json"
    return (frontend / "package-lock.json").stat().st_mtime > installed.stat().st_mtime


def _npm(frontend: Path, environment: dict[str, str], *arguments: str) -> None:
    done = subprocess.run(
        ["npm", *arguments],
        cwd=frontend,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise BuildFailedError(f"npm {' '.join(arguments)} failed:\n{done.stdout[-LAST_WORDS:]}")
