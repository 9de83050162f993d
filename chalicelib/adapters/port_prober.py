"""Whether a TCP port takes connections, by the same judgement of addresses as a page.

Any port may be asked for, of public addresses only. Lambda itself lets nothing out to port 25.
"""

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from chalicelib.adapters.connections import Connector, NotConnected, Resolver, SystemResolver, Trace
from chalicelib.adapters.http_fetcher import FetchFailed, FetchFailure, failure_of
from chalicelib.adapters.http_target import Target, UrlRefused, parse_target
from chalicelib.adapters.socket_loop import Job, run_all

_AT_ONCE = 500
_PER_HOST = 2


@dataclass(frozen=True, slots=True)
class PortCheck:
    host: str
    port: int
    deadline_seconds: float = 10.0

    @property
    def url(self) -> str:
        return f"tcp://{self.host}:{self.port}"


@dataclass(frozen=True, slots=True)
class PortOpen:
    """The connection stood; it was closed again without a word."""

    url: str
    address: str
    dns_ms: int
    connect_ms: int


type PortResult = PortOpen | FetchFailed


class PortProber:
    def __init__(
        self, *, demo_origins: Iterable[str] = (), resolver: Resolver | None = None
    ) -> None:
        self._connector = Connector(
            demo_origins=demo_origins, resolver=resolver or SystemResolver(), tls=None
        )

    def probe_all(self, checks: Sequence[PortCheck]) -> list[PortResult]:
        """All at once, answers in order."""
        jobs = [Job(check.host, partial(self._probe, check)) for check in checks]
        return run_all(jobs, at_once=_AT_ONCE, per_group=_PER_HOST)

    async def _probe(self, check: PortCheck) -> PortResult:
        now = time.monotonic()
        trace = Trace(started=now, ends_at=now + check.deadline_seconds)
        try:
            connection = await self._connector.connect(_target(check), trace, any_port=True)
        except TimeoutError:
            failure, detail = FetchFailure.TIMED_OUT, "no answer in time"
        except (UrlRefused, NotConnected, OSError) as error:
            failure, detail = failure_of(error)
        else:
            connection.close()
            return PortOpen(check.url, trace.address, trace.dns_ms, trace.connect_ms)
        return FetchFailed(check.url, failure, detail, trace.elapsed_ms(), trace.address)


def _target(check: PortCheck) -> Target:
    """By the one grammar for hosts there is; "http" stands for "without TLS"."""
    target = parse_target(f"http://{check.host}:{check.port}/")
    if target.resource != "/" or not 0 < target.port < 65536:  # noqa: PLR2004
        raise UrlRefused("not a host and a port")
    return target
