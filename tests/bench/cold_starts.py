"""CPU of a fresh process that imports a door, against one that imports boto3 and does nothing."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.bench.ratio import Ratio, compare

PROMISE = 2.0
ROOT = Path(__file__).resolve().parents[2]
_BARE = "import boto3"
_PLUGIN_DOOR = "plugin door (ingest)"
_API = "API (app.py)"
# Snapshots come in through the API's own Lambda: its whole start is what a site waits for.
_PROMISED = (_API, _PLUGIN_DOOR, "probe_sites")
_MILLISECONDS = 1000


def measure(*, rounds: int = 9, only_promised: bool = False) -> list[Ratio]:
    doors = {name: how for name, how in _doors() if name in _PROMISED or not only_promised}
    bare: list[float] = []
    samples: dict[str, list[float]] = {name: [] for name in doors}
    for number in range(rounds + 1):
        for name, statement in [("", _BARE), *doors.items()]:
            took = _cpu_of(statement)
            if number:  # the first round writes the bytecode
                (samples[name] if name else bare).append(took)
    return [
        compare(
            f"cold import of {name}",
            samples[name],
            bare,
            unit="ms CPU",
            at_most=PROMISE if name in _PROMISED else None,
        )
        for name in doors
    ]


def _doors() -> Iterator[tuple[str, str]]:
    """Every door, and the statement that imports it."""
    yield _API, "import app"
    yield _PLUGIN_DOOR, "import chalicelib.api.routes.wp"
    for handler in sorted((ROOT / "functions").glob("*/handler.py")):
        yield handler.parent.name, f"import functions.{handler.parent.name}.handler"


def _cpu_of(statement: str) -> float:
    """User and system time of a new interpreter that runs this."""
    process = os.posix_spawn(sys.executable, [sys.executable, "-c", statement], _environment())
    _, status, used = os.wait4(process, 0)
    assert status == 0, statement
    return (used.ru_utime + used.ru_stime) * _MILLISECONDS


def _environment() -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return {
        **kept,
        "PYTHONPATH": str(ROOT),
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_ACCESS_KEY_ID": "000000000000",
        "AWS_SECRET_ACCESS_KEY": "test",
    }
