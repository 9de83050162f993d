"""Long-running programs: each in its own process group, found again by a pid file.

A pid alone is no proof: after a crash the number may belong to somebody else. So the pid file also
holds the start time of the process, and nothing is stopped whose start time differs.
"""

import contextlib
import json
import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PROC = Path("/proc")


class DidNotStartError(RuntimeError):
    """A program ended, or never became ready; the message carries the end of its log."""


@dataclass(frozen=True)
class Service:
    """One program with one pid file and one log file."""

    name: str
    folder: Path
    stop_signal: int = signal.SIGTERM

    @property
    def pid_file(self) -> Path:
        return self.folder / f"{self.name}.pid"

    @property
    def log_file(self) -> Path:
        return self.folder / f"{self.name}.log"

    def start(
        self,
        command: Sequence[str | Path],
        *,
        env: Mapping[str, str] | None = None,
        cwd: Path | str | None = None,
        user: Mapping[str, Any] | None = None,
    ) -> None:
        """Start unless it already runs. The group outlives the caller."""
        if self.is_running():
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        with self.log_file.open("ab") as log:
            process = subprocess.Popen(
                [str(part) for part in command],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                env=dict(env) if env is not None else None,
                cwd=cwd,
                start_new_session=True,
                **(user or {}),
            )
        self._remember(process.pid)

    def _remember(self, pid: int) -> None:
        note = json.dumps({"pid": pid, "started": _start_time(pid)})
        self.pid_file.write_text(note)

    @property
    def pid(self) -> int | None:
        """The pid of our process, or None when it is gone or the number is somebody else's."""
        try:
            note = json.loads(self.pid_file.read_text())
        except (FileNotFoundError, ValueError):
            return None
        pid, started = int(note["pid"]), note["started"]
        return pid if started is not None and _start_time(pid) == started else None

    def is_running(self) -> bool:
        return self.pid is not None

    def stop(self, *, patience: float = 15.0) -> bool:
        """End the whole group, politely first. True when there was something to end."""
        pid = self.pid
        if pid is None:
            self.pid_file.unlink(missing_ok=True)
            return False
        _signal_group(pid, self.stop_signal)
        if not _wait_until_group_is_gone(pid, patience):
            _signal_group(pid, signal.SIGKILL)
            _wait_until_group_is_gone(pid, 5.0)
        self.pid_file.unlink(missing_ok=True)
        return True

    def kill(self) -> None:
        """End the whole group without warning, as a crash would."""
        if (pid := self.pid) is not None:
            _signal_group(pid, signal.SIGKILL)
            _wait_until_group_is_gone(pid, 5.0)
        self.pid_file.unlink(missing_ok=True)

    def log_tail(self, lines: int = 25) -> str:
        if not self.log_file.exists():
            return "(no log)"
        return "\n".join(self.log_file.read_text(errors="replace").splitlines()[-lines:])

    def did_not_start(self, why: str) -> DidNotStartError:
        return DidNotStartError(f"{self.name}: {why}. End of {self.log_file}:\n{self.log_tail()}")


def _start_time(pid: int) -> str | None:
    """What tells this process from a later one with the same number; None when it is dead."""
    if PROC.is_dir():
        fields = _stat_fields(pid)
        return None if fields is None or fields[0] == "Z" else fields[19]
    answer = subprocess.run(
        ["ps", "-o", "stat=,lstart=", "-p", str(pid)], capture_output=True, text=True, check=False
    )
    state, _, started = answer.stdout.strip().partition(" ")
    return started.strip() if started and not state.startswith("Z") else None


def _stat_fields(pid: int) -> list[str] | None:
    """/proc/PID/stat behind the name, which may itself hold spaces and brackets."""
    try:
        return (PROC / str(pid) / "stat").read_text().rpartition(") ")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return None


def _signal_group(group: int, number: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(group, number)


def _wait_until_group_is_gone(group: int, patience: float) -> bool:
    end = time.monotonic() + patience
    while time.monotonic() < end:
        _reap(group)
        if not _group_lives(group):
            return True
        time.sleep(0.03)
    return False


def _reap(pid: int) -> None:
    with contextlib.suppress(ChildProcessError):
        os.waitpid(pid, os.WNOHANG)


def _group_lives(group: int) -> bool:
    """Zombies do not count: where nobody reaps orphans (containers) they stay for ever."""
    if not PROC.is_dir():
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return False
        return True
    for entry in PROC.iterdir():
        if entry.name.isdigit():
            fields = _stat_fields(int(entry.name))
            if fields is not None and int(fields[2]) == group and fields[0] != "Z":
                return True
    return False
