"""CPU and memory of every process of the stage, sampled each second from /proc."""

import os
import threading
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from infra.settings import LOCAL

_PROC = Path("/proc")
_TICKS = os.sysconf("SC_CLK_TCK")
_PAGE_MB = os.sysconf("SC_PAGE_SIZE") / 1024**2


@dataclass
class Usage:
    """By the name of a part: a function, or one of the servers around it."""

    servers: dict[str, int]
    """What is measured beside the functions: name and pid of a group's leader."""
    aws_pid: int
    cpu_seconds: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    peak_mb: dict[str, float] = field(default_factory=lambda: defaultdict(float))

    def __post_init__(self) -> None:
        self._names: dict[tuple[int, str], str] = {}
        self._seen: dict[tuple[int, str], float] = {}
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._sample, daemon=True)

    def start(self) -> None:
        self._look(counting=False)
        self._thread.start()

    def stop(self) -> None:
        self._over.set()
        self._thread.join(5)

    def _sample(self) -> None:
        while not self._over.wait(1.0):
            self._look(counting=True)

    def _look(self, *, counting: bool) -> None:
        for entry in _PROC.glob("[0-9]*"):
            try:
                fields = (entry / "stat").read_text().rpartition(") ")[2].split()
            except OSError:
                continue
            key = (int(entry.name), fields[19])
            name = self._names.get(key) or self._name(entry, int(fields[1]))
            if not name:
                continue
            self._names[key] = name
            used = (int(fields[11]) + int(fields[12])) / _TICKS
            if counting:
                self.cpu_seconds[name] += used - self._seen.get(key, 0.0)
            self._seen[key] = used
            self.peak_mb[name] = max(self.peak_mb[name], int(fields[21]) * _PAGE_MB)

    def _name(self, entry: Path, parent: int) -> str:
        pid = int(entry.name)
        for name, leader in self.servers.items():
            if pid == leader or (parent == leader and leader != self.aws_pid):
                return name
        if parent != self.aws_pid:
            return ""
        try:
            environment = (entry / "environ").read_bytes().split(b"\0")
        except OSError:
            return ""
        mark = b"AWS_LAMBDA_FUNCTION_NAME="
        names = [one.removeprefix(mark).decode() for one in environment if one.startswith(mark)]
        return names[0].removeprefix(LOCAL.prefix) if names else ""
