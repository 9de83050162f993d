"""The measured process: a warm container's probes, one batch per line of standard input.

python -m tests.bench.probe_batch PORT ROOT
"""

import json
import resource
import ssl
import sys
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from chalicelib.adapters.http_fetcher import Fetch, Fetched, FetchResult, SafeHttpFetcher

DOMAIN = "bench.example"
_MOST = 5_000


class LoopbackNames:
    """Every name leads to the server under test. The references are given its number as well:
    nobody looks a name up here.
    """

    async def addresses(self, _host: str, _until: float) -> list[str]:
        return ["127.0.0.1"]


def main(port: int, root: Path) -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    fetcher = SafeHttpFetcher(
        demo_origins=[_origin(number, port) for number in range(_MOST)],
        resolver=LoopbackNames(),
        tls=partial(ssl.create_default_context, cafile=root),
    )
    for line in sys.stdin:
        paths: list[str] = json.loads(line)
        print(json.dumps(_run(fetcher, [_fetch(n, port, path) for n, path in enumerate(paths)])))
        sys.stdout.flush()


def _run(fetcher: SafeHttpFetcher, requests: Sequence[Fetch]) -> dict[str, Any]:
    started, cpu = time.perf_counter(), time.process_time()
    results = fetcher.fetch_all(requests, budget_seconds=60)
    cpu, wall = time.process_time() - cpu, time.perf_counter() - started
    return {
        "cpu": cpu,
        "wall": wall,
        "peak_mb": _peak_mb(),
        "outcomes": [_outcome(result) for result in results],
    }


def _peak_mb() -> float:
    """Of this program alone: getrusage begins with the peak of the one that started it."""
    status = Path("/proc/self/status").read_text()
    peak = next(line for line in status.splitlines() if line.startswith("VmHWM:"))
    return int(peak.split()[1]) / 1024


def _outcome(result: FetchResult) -> list[Any]:
    """What came, and when it was complete."""
    if not isinstance(result, Fetched):
        return [str(result.failure), result.elapsed_ms]
    is_whole = result.status_code == 200 and result.certificate is not None
    return ["cut" if result.truncated else "ok" if is_whole else "bad", result.phases.total_ms]


def _fetch(number: int, port: int, path: str) -> Fetch:
    return Fetch(
        _origin(number, port) + path,
        deadline_seconds=3 if path == "/drip" else 20,
        max_body_bytes=256 * 1024,
    )


def _origin(number: int, port: int) -> str:
    return f"https://site-{number}.{DOMAIN}:{port}"


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
