"""Verifying the log against a plain sequential read and hash of the same rows."""

import csv
import hashlib
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg

from chalicelib.audit.audit_store import AuditStore
from chalicelib.audit.chain import ChainWalk
from tests.bench.ratio import Ratio, compare
from tests.bench.stage import a_stage
from tests.integration.audit import long_log
from tools import verify_audit_log

PROMISE = 3
_PLAIN = (
    "copy (select link.seq, link.hash, entry.* from audit_chain link"
    " join audit_logs entry on entry.id = link.entry_id order by link.seq) to stdout"
)
_AT_ONCE = 5_000


def measure(*, rounds: int = 9) -> list[Ratio]:
    with a_stage() as stage:
        long_log.fill(stage.cluster.url("wingman_worker"))
        url = stage.cluster.url("wingman_staff")
        with psycopg.connect(url) as connection, tempfile.TemporaryDirectory() as folder:
            export = _exported(connection, Path(folder) / "audit-log.csv")
            works: dict[str, Callable[[], int]] = {
                "verify": lambda: _verify(connection),
                "read": lambda: _read(connection),
                "tool": lambda: _verify_export(export),
                "file": lambda: _read_export(export),
            }
            seconds: dict[str, list[float]] = {name: [] for name in works}
            for _ in range(rounds):
                for name, work in works.items():
                    seconds[name].append(_timed(work))
    of = f"{long_log.LENGTH:,} entries"
    return [
        compare(
            f"audit-log/verify, {of}, against COPY and hash",
            seconds["verify"],
            seconds["read"],
            unit="s",
            at_most=PROMISE,
        ),
        compare(
            f"stand-alone verifier, {of}, against csv and hash",
            seconds["tool"],
            seconds["file"],
            unit="s",
            at_most=PROMISE,
        ),
    ]


def _timed(work: Callable[[], int]) -> float:
    started = time.perf_counter()
    assert work() == long_log.LENGTH
    return time.perf_counter() - started


def _verify(connection: psycopg.Connection[Any]) -> int:
    walk, store = ChainWalk(), AuditStore(connection)
    while links := store.links_after(walk.head.seq, _AT_ONCE):
        walk.follow(links)
    walk.end()
    assert walk.problems == []
    return walk.checked


def _read(connection: psycopg.Connection[Any]) -> int:
    """The rows as they are stored, each hashed as it comes: the least one can do."""
    rows = 0
    with connection.cursor().copy(_PLAIN) as copied:
        for row in copied:
            hashlib.sha256(row).digest()
            rows += 1
    return rows


def _exported(connection: psycopg.Connection[Any], path: Path) -> Path:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(verify_audit_log.COLUMNS)
        writer.writerows(row.cells for row in long_log.read(connection))
    return path


def _verify_export(path: Path) -> int:
    seq, _, problems = verify_audit_log.verify(verify_audit_log.rows_of([str(path)]))
    assert problems == []
    return seq


def _read_export(path: Path) -> int:
    rows = -1  # the names of the columns
    with path.open(newline="", encoding="utf-8") as file:
        for row in csv.reader(file):
            hashlib.sha256(",".join(row).encode()).digest()
            rows += 1
    return rows
