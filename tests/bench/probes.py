"""Probing against the floor (openssl s_time) and a respected peer (blackbox_exporter).

CPU is user and system time of the measured process: ours a warm container's, as Lambda's are.
"""

import http.client
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from tests.bench.probe_stage import LONG_SECONDS, SLOW_SECONDS, ProbeStage, a_probe_stage
from tests.bench.ratio import Ratio, compare

AGAINST_OPENSSL = 1.25
AGAINST_BLACKBOX = 0.65
PEAK_MB = 80
LATENCY_SECONDS = 1.5
NEIGHBOURS_SECONDS = 0.5  # one that was held up by a drip would wait for its deadline, 3 s
_MILLISECONDS = 1000
_TICKS = os.sysconf("SC_CLK_TCK")
_ROOT = Path(__file__).resolve().parents[2]
_IN_FLIGHT = 1_000


def measure(
    *, rounds: int = 5, flights: int = 3, sizes: tuple[int, ...] = (1_000, 5_000)
) -> list[Ratio]:
    with a_probe_stage() as stage:
        ratios = [ratio for size in sizes for ratio in _cpu(stage, size, rounds)]
        return [*ratios, *_in_flight(stage, flights), *_neighbours(stage, rounds)]


def _cpu(stage: ProbeStage, size: int, rounds: int) -> Iterator[Ratio]:
    ours: list[float] = []
    openssl: list[float] = []
    blackbox: list[float] = []
    with _prober(stage) as prober:
        prober.run(["/"] * 200)  # warm, as the references are
        _blackbox(stage, 200)
        for _ in range(rounds):
            told = prober.run(["/"] * size)
            assert {outcome for outcome, _ in told["outcomes"]} == {"ok"}
            ours.append(told["cpu"] / size * _MILLISECONDS)
            openssl.append(_openssl(stage, size) * _MILLISECONDS)
            blackbox.append(_blackbox(stage, size) * _MILLISECONDS)
    of = f"probe, {size:,} targets"
    unit = "ms CPU"
    yield compare(f"{of}: openssl s_time", ours, openssl, unit=unit, at_most=AGAINST_OPENSSL)
    yield compare(f"{of}: blackbox_exporter", ours, blackbox, unit=unit, at_most=AGAINST_BLACKBOX)


def _in_flight(stage: ProbeStage, rounds: int) -> Iterator[Ratio]:
    """Targets that take their time, each round in a new process; for the memory so much time that
    all of them are under way at once. The floor is the same batch with targets that answer at once.
    """
    peaks, slow, floor = [], [], []
    for _ in range(rounds):
        with _prober(stage) as prober:
            for path, walls in (("/slow", slow), ("/quick", floor)):
                told = prober.run([path] * _IN_FLIGHT)
                assert {outcome for outcome, _ in told["outcomes"]} == {"ok"}
                walls.append(told["wall"])
            told = prober.run(["/long"] * _IN_FLIGHT)
            assert {outcome for outcome, _ in told["outcomes"]} == {"ok"}
            assert told["wall"] < 2 * LONG_SECONDS  # else they were not all under way at once
            peaks.append(told["peak_mb"])
    yield compare(f"peak, {_IN_FLIGHT:,} in flight", peaks, [PEAK_MB], unit="MB", at_most=1)
    yield compare(
        f"{_IN_FLIGHT:,} targets of {SLOW_SECONDS:g} s, against the floor + {LATENCY_SECONDS:g} s",
        slow,
        [one + LATENCY_SECONDS for one in floor],
        unit="s",
        at_most=1,
    )


def _neighbours(stage: ProbeStage, rounds: int) -> Iterator[Ratio]:
    """The slowest of 200 good ones among 50 drips and 50 floods, and among 100 more good ones."""
    good = ["/slow"] * 200
    peaceful, among = [], []
    with _prober(stage) as prober:
        for _ in range(rounds):
            told = prober.run(["/slow"] * 50 + good + ["/slow"] * 50)
            peaceful.append(_slowest(told, 50, 250))
            told = prober.run(["/drip", "/endless"] * 25 + good + ["/drip", "/endless"] * 25)
            among.append(_slowest(told, 50, 250))
            kinds = [outcome for outcome, _ in told["outcomes"]]
            assert kinds.count("cut") == kinds.count("timed_out") == 50
    yield compare(
        f"slowest among drips and floods, against peace + {NEIGHBOURS_SECONDS:g} s",
        among,
        [one + NEIGHBOURS_SECONDS for one in peaceful],
        unit="s",
        at_most=1,
    )


def _slowest(told: dict[str, Any], first: int, last: int) -> float:
    ours = told["outcomes"][first:last]
    assert {outcome for outcome, _ in ours} == {"ok"}
    return max(ms for _, ms in ours) / _MILLISECONDS


class Prober:
    """Our fetcher in a process of its own."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def run(self, paths: list[str]) -> dict[str, Any]:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(paths) + "\n")
        self._process.stdin.flush()
        told: dict[str, Any] = json.loads(self._process.stdout.readline())
        return told


@contextmanager
def _prober(stage: ProbeStage) -> Iterator[Prober]:
    command = [sys.executable, "-m", "tests.bench.probe_batch", str(stage.port), str(stage.root)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=_ROOT
    ) as process:
        yield Prober(process)
        assert process.stdin
        process.stdin.close()


def _openssl(stage: ProbeStage, size: int) -> float:
    """CPU seconds per full handshake of s_time, over about as long as a batch takes."""
    command = [
        "openssl", "s_time", "-new", "-verify", "2", "-CAfile", str(stage.root),
        "-connect", f"127.0.0.1:{stage.port}", "-time", str(max(1, size // 1000)),
    ]  # fmt: skip
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT) as process:
        assert process.stdout
        told = process.stdout.read().decode()
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    handshakes = re.search(r"^(\d+) connections in [\d.]+s;", told, re.MULTILINE)
    assert handshakes, told[-500:]
    return (used.ru_utime + used.ru_stime) / int(handshakes[1])


def _blackbox(stage: ProbeStage, size: int) -> float:
    """CPU seconds per probe of blackbox_exporter, its metrics read as Prometheus reads them."""
    before = _cpu_of(stage.blackbox.pid)
    with ThreadPoolExecutor(16) as threads:
        assert all(threads.map(lambda _: _is_good(stage), range(size)))
    return (_cpu_of(stage.blackbox.pid) - before) / size


def _is_good(stage: ProbeStage) -> bool:
    asked = urlencode({"module": "tls", "target": f"https://127.0.0.1:{stage.port}/"})
    connection = http.client.HTTPConnection("127.0.0.1", stage.blackbox_port, timeout=20)
    try:
        connection.request("GET", f"/probe?{asked}")
        told = connection.getresponse().read()
    finally:
        connection.close()
    return b"\nprobe_success 1" in told and b"\nprobe_ssl_earliest_cert_expiry " in told


def _cpu_of(pid: int | None) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS
