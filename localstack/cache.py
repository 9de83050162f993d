"""Downloads and unpacked trees that every checkout on this machine may share."""

import contextlib
import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path


def cache_folder() -> Path:
    """`WPW_CACHE`, or the usual place of the user.

    Root's home is closed to everybody else, but PostgreSQL runs as nobody under root and must be
    able to read its programs: hence /var/tmp.
    """
    chosen = os.environ.get("WPW_CACHE")
    if chosen:
        folder = Path(chosen)
    elif os.geteuid() == 0:
        folder = Path("/var/tmp/wpwingman")  # checked below
    else:
        folder = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "wpwingman"
    folder.mkdir(parents=True, exist_ok=True, mode=0o755)
    _refuse_foreign(folder)
    return folder


def _refuse_foreign(folder: Path) -> None:
    """In a folder that all may write to, somebody else could have put programs there before us."""
    state = folder.lstat()
    if state.st_uid != os.geteuid() or state.st_mode & 0o022:
        raise PermissionError(f"{folder} is not ours alone; remove it or set WPW_CACHE")


@contextlib.contextmanager
def locked(name: str) -> Iterator[None]:
    """One process at a time: pytest workers and several checkouts share the cache."""
    with (cache_folder() / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def cached_tree(name: str, build: Callable[[Path], None]) -> Path:
    """The folder `name` of the cache, built once; a build that fails leaves nothing behind."""
    target = cache_folder() / name
    if target.is_dir():
        return target
    with locked(name):
        if not target.is_dir():
            unfinished = target.with_name(f"{name}.unfinished")
            shutil.rmtree(unfinished, ignore_errors=True)
            unfinished.mkdir(parents=True)
            build(unfinished)
            unfinished.rename(target)
    return target


def copy_tree(source: Path, target: Path) -> None:
    """Copy a folder with modes and owners, sharing blocks where the file system can."""
    target.parent.mkdir(parents=True, exist_ok=True)
    options = ["-a", "--reflink=auto"] if sys.platform == "linux" else ["-a"]
    subprocess.run(["cp", *options, str(source), str(target)], check=True)
