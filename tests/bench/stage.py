"""Where measurements take place: a real PostgreSQL with the schema, and the real app in process."""

import base64
import contextlib
import datetime as dt
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from chalicelib import bootstrap
from chalicelib.adapters.rate_limiter import LocalBuckets
from chalicelib.api import rates
from chalicelib.kit.gcra import Limit
from localstack.postgres import DATABASE, TestCluster

_PROC = Path("/proc")
_PLENTY = Limit(1_000_000, dt.timedelta(minutes=1), burst=1_000_000)
_TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Stage:
    cluster: TestCluster

    def database_cpu_seconds(self) -> float:
        """What the server and all its processes have used so far; 0 where /proc is missing."""
        server = self.cluster.service.pid
        stats = (_stat(entry) for entry in _PROC.glob("[0-9]*"))
        ours = [stat for stat in stats if stat and server in {stat[0], stat[1]}]
        return sum(ticks for _, _, ticks in ours) / _TICKS_PER_SECOND


def _stat(process: Path) -> tuple[int, int, int] | None:
    """Its pid, its parent's, and its time in ticks, that of ended children included."""
    try:
        fields = (process / "stat").read_text().rpartition(") ")[2].split()
    except OSError:
        return None
    return int(process.name), int(fields[1]), sum(int(ticks) for ticks in fields[11:15])


@contextlib.contextmanager
def a_stage() -> Iterator[Stage]:
    """Sets this process's environment, so that it comes before the app is imported."""
    with TestCluster() as cluster:
        for name in [name for name in os.environ if name.startswith("WINGMAN_")]:
            del os.environ[name]
        os.environ.update(
            {
                "WINGMAN_DATABASE_HOST": cluster.host,
                "WINGMAN_DATABASE_PORT": str(cluster.port),
                "WINGMAN_DATABASE_NAME": DATABASE,
                "WINGMAN_SIGNER_KEY_ID": base64.b64encode(bytes(32)).decode(),
                "WINGMAN_ANCHOR_KEY_ID": base64.b64encode(bytes(range(1, 33))).decode(),
                "WINGMAN_SEAL_KEY_ID": base64.b64encode(bytes(range(32))).decode(),
                "WINGMAN_LOG_LEVEL": "WARNING",
            }
        )
        from functions.migrate_database.handler import migrate

        migrate("head")
        _raise_limits()
        yield Stage(cluster)


def _raise_limits() -> None:
    """One site and one person send here what thousands send: counting goes on, in memory, and
    refusing would be no measure.
    """
    for rate_class in rates.RateClass:
        rates.LIMITS[rate_class] = _PLENTY
    rates.PLUGIN_ADDRESS = _PLENTY
    buckets = LocalBuckets(bootstrap.clock())
    bootstrap.rate_limiter = lambda: buckets  # type: ignore[assignment]


def event_of(
    method: str,
    path: str,
    *,
    body: bytes = b"",
    headers: Mapping[str, str] | None = None,
    query: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """What API Gateway hands to the API's Lambda."""
    sent = {**(headers or {})}
    return {
        "resource": path,
        "path": path,
        "httpMethod": method,
        "headers": sent,
        "multiValueHeaders": {name: [value] for name, value in sent.items()},
        "queryStringParameters": dict(query) if query else None,
        "multiValueQueryStringParameters": {k: [v] for k, v in query.items()} if query else None,
        "pathParameters": None,
        "stageVariables": None,
        "requestContext": {
            "resourcePath": path,
            "path": path,
            "httpMethod": method,
            "requestId": "bench",
            "stage": "live",
            "identity": {"sourceIp": "203.0.113.7"},
        },
        "body": body.decode() or None,
        "isBase64Encoded": False,
    }


class NoQueue:
    """Takes everything and does nothing: what lies behind a queue is not measured here."""

    def send(self, queue: str, body: str, *, delay_seconds: int = 0) -> None: ...

    def send_all(self, queue: str, bodies: Any) -> None: ...
