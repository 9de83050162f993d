"""The only way to a URL that somebody else chose: it judges the address it will connect to."""

import asyncio
import socket
import ssl
import time
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from enum import StrEnum
from ipaddress import ip_address
from typing import Protocol

from chalicelib.adapters import http_wire
from chalicelib.adapters.http_target import (
    Address,
    Target,
    UrlRefused,
    follow,
    parse_target,
    require_ordinary,
    require_public,
)
from chalicelib.adapters.http_wire import BadResponse

USER_AGENT = "WP-Wingman/1 (site monitoring)"
MAX_REDIRECTS = 3
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_SEE_OTHER = 303
_DNS_SECONDS = 3.0
_CONNECT_SECONDS = 6.0
_MAX_ADDRESSES = 4
_IN_FLIGHT = 250  # with TLS each costs about half a megabyte
_PER_HOST = 2
_DNS_THREADS = 64
_SHORTEST_CHANCE_SECONDS = 2.0  # with less, a time-out would say nothing about the site


@dataclass(frozen=True, slots=True)
class Fetch:
    """What to fetch, and how much time and body we grant it."""

    url: str
    method: str = "GET"
    body: bytes = b""
    content_type: str = "application/json"
    # They may be secret: a redirect to another origin does not take them along.
    headers: Mapping[str, str] = field(default_factory=dict)
    deadline_seconds: float = 15.0
    max_body_bytes: int = 1_000_000


class FetchFailure(StrEnum):
    """Why nothing came back."""

    REFUSED = "refused"  # by us: the URL or its address is not public
    NAME_NOT_FOUND = "name_not_found"
    NAME_LOOKUP_FAILED = "name_lookup_failed"
    CONNECTION_FAILED = "connection_failed"
    TLS_INVALID = "tls_invalid"
    TIMED_OUT = "timed_out"
    BAD_RESPONSE = "bad_response"
    TOO_MANY_REDIRECTS = "too_many_redirects"
    NOT_ATTEMPTED = "not_attempted"  # the batch ran out of time before its turn


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer. `elapsed_ms` ends with the first byte of the final page."""

    url: str
    status_code: int
    headers: Mapping[str, str]
    body: bytes
    truncated: bool
    elapsed_ms: int
    address: str


@dataclass(frozen=True, slots=True)
class FetchFailed:
    """No answer. `address` is the last one tried, empty when it never came to that."""

    url: str
    failure: FetchFailure
    detail: str
    elapsed_ms: int
    address: str = ""


type FetchResult = Fetched | FetchFailed


class HttpFetcher(Protocol):
    """Fetches what users named, without ever reaching anything but the public internet."""

    def fetch(self, request: Fetch) -> FetchResult: ...

    def fetch_all(
        self, requests: Sequence[Fetch], *, budget_seconds: float
    ) -> list[FetchResult]: ...


class Resolver(Protocol):
    """Looks a name up once and returns every address behind it."""

    async def addresses(self, host: str) -> list[str]: ...


class SystemResolver:
    """The system's resolver, in threads of its own: slow names do not queue behind each other."""

    def __init__(self) -> None:
        self._threads: ThreadPoolExecutor | None = None

    async def addresses(self, host: str) -> list[str]:
        if self._threads is None:
            self._threads = ThreadPoolExecutor(_DNS_THREADS, thread_name_prefix="dns")
        answers = await asyncio.get_running_loop().run_in_executor(
            self._threads, _getaddrinfo, host
        )
        return list(dict.fromkeys(str(answer[4][0]) for answer in answers))


def _getaddrinfo(host: str) -> list[tuple[int, int, int, str, tuple[object, ...]]]:
    # Bytes skip the IDNA codec: the grammar let only ASCII through.
    return socket.getaddrinfo(host.encode("ascii"), None, type=socket.SOCK_STREAM)  # type: ignore[return-value]


class _TargetFailed(Exception):
    def __init__(self, failure: FetchFailure, detail: str) -> None:
        super().__init__(detail)
        self.failure = failure
        self.detail = detail


@dataclass(slots=True)
class _Attempt:
    """What a running fetch has learnt, so that a time-out can still tell where it hung."""

    started: float
    granted_seconds: float = 0.0
    address: str = ""

    def elapsed_ms(self) -> int:
        return round((time.monotonic() - self.started) * 1000)


@dataclass(slots=True)
class _Batch:
    """Limits shared by the fetches of one call."""

    ends_at: float
    slots: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(_IN_FLIGHT))
    host_slots: dict[str, asyncio.Semaphore] = field(
        default_factory=lambda: defaultdict(lambda: asyncio.Semaphore(_PER_HOST))
    )


class SafeHttpFetcher:
    """Own client on asyncio: no proxy, no cookies, no connection kept, no hop unchecked."""

    def __init__(
        self,
        *,
        demo_origins: Iterable[str] = (),
        resolver: Resolver | None = None,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._demo_origins = frozenset(parse_target(origin).origin for origin in demo_origins)
        self._resolver = resolver or SystemResolver()
        self._tls = tls

    def fetch(self, request: Fetch) -> FetchResult:
        return self.fetch_all([request], budget_seconds=request.deadline_seconds + 1)[0]

    def fetch_all(self, requests: Sequence[Fetch], *, budget_seconds: float) -> list[FetchResult]:
        """Fetch all at once, answers in order. Nothing outlives the budget."""
        return asyncio.run(self._fetch_all(requests, budget_seconds))

    async def _fetch_all(self, requests: Sequence[Fetch], budget: float) -> list[FetchResult]:
        batch = _Batch(ends_at=time.monotonic() + budget)
        return await asyncio.gather(*(self._in_turn(request, batch) for request in requests))

    async def _in_turn(self, request: Fetch, batch: _Batch) -> FetchResult:
        try:
            target = parse_target(request.url)
        except UrlRefused as error:
            return FetchFailed(request.url, FetchFailure.REFUSED, str(error), 0)
        async with batch.host_slots[target.authority], batch.slots:
            attempt = _Attempt(started=time.monotonic())
            attempt.granted_seconds = min(request.deadline_seconds, batch.ends_at - attempt.started)
            if attempt.granted_seconds < min(_SHORTEST_CHANCE_SECONDS, request.deadline_seconds):
                return FetchFailed(request.url, FetchFailure.NOT_ATTEMPTED, "out of time", 0)
            return await self._attempt(request, target, attempt)

    async def _attempt(self, request: Fetch, target: Target, attempt: _Attempt) -> FetchResult:
        try:
            async with asyncio.timeout(attempt.granted_seconds):
                return await self._follow(request, target, attempt)
        except TimeoutError:
            had_its_chance = attempt.granted_seconds >= request.deadline_seconds
            failure = FetchFailure.TIMED_OUT if had_its_chance else FetchFailure.NOT_ATTEMPTED
            detail = "no answer in time"
        except UrlRefused as error:
            failure, detail = FetchFailure.REFUSED, str(error)
        except BadResponse as error:
            failure, detail = FetchFailure.BAD_RESPONSE, str(error)
        except _TargetFailed as error:
            failure, detail = error.failure, error.detail
        except OSError as error:
            failure, detail = FetchFailure.CONNECTION_FAILED, _reason(error)
        return FetchFailed(request.url, failure, detail, attempt.elapsed_ms(), attempt.address)

    async def _follow(self, request: Fetch, target: Target, attempt: _Attempt) -> Fetched:
        method, body, asked = request.method, request.body, target
        for _ in range(MAX_REDIRECTS + 1):
            addresses = await self._checked_addresses(target)
            reader, writer = await self._connect(target, addresses, attempt)
            try:
                headers = request.headers if target.origin == asked.origin else {}
                writer.write(_request_bytes(method, target, body, request.content_type, headers))
                head = await http_wire.read_head(reader)
                location = head.headers.get("location")
                if head.status_code not in _REDIRECTS or not location:
                    elapsed_ms = attempt.elapsed_ms()
                    content, truncated = await http_wire.read_body(
                        reader, head, max_bytes=request.max_body_bytes
                    )
                    return Fetched(
                        url=target.url,
                        status_code=head.status_code,
                        headers=head.headers,
                        body=content,
                        truncated=truncated,
                        elapsed_ms=elapsed_ms,
                        address=attempt.address,
                    )
            finally:
                # Not close(): a polite TLS goodbye would wait for a server that may never answer.
                writer.transport.abort()
            if head.status_code == _SEE_OTHER:
                method, body = "GET", b""
            target = follow(target, location)
        raise _TargetFailed(FetchFailure.TOO_MANY_REDIRECTS, f"more than {MAX_REDIRECTS} redirects")

    async def _checked_addresses(self, target: Target) -> list[Address]:
        is_demo = target.origin in self._demo_origins
        if not is_demo:
            require_ordinary(target)
        addresses = [target.address] if target.address else await self._look_up(target.host)
        if not (is_demo and all(address.is_loopback for address in addresses)):
            require_public(addresses)
        # Lambda outside a VPC has no IPv6 route: the old protocol first saves a failed attempt.
        return sorted(addresses, key=lambda address: address.version)[:_MAX_ADDRESSES]

    async def _look_up(self, host: str) -> list[Address]:
        try:
            async with asyncio.timeout(_DNS_SECONDS):
                answers = [ip_address(answer) for answer in await self._resolver.addresses(host)]
        except TimeoutError as error:
            raise _TargetFailed(
                FetchFailure.NAME_LOOKUP_FAILED, "the name lookup took too long"
            ) from error
        except socket.gaierror as error:
            raise _lookup_failed(error) from error
        if not answers:
            raise _TargetFailed(FetchFailure.NAME_NOT_FOUND, "the name has no address")
        return answers

    async def _connect(
        self, target: Target, addresses: Sequence[Address], attempt: _Attempt
    ) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        failed: _TargetFailed | None = None
        for address in addresses:
            attempt.address = str(address)
            try:
                return await self._open(target, address)
            except ssl.SSLError as error:
                raise _TargetFailed(FetchFailure.TLS_INVALID, _tls_reason(error)) from error
            except OSError as error:
                failed = _TargetFailed(FetchFailure.CONNECTION_FAILED, _reason(error))
        raise failed or _TargetFailed(FetchFailure.CONNECTION_FAILED, "no address")

    async def _open(
        self, target: Target, address: Address
    ) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        connection = await _connected_socket(address, target.port)
        secure = target.scheme == "https"
        try:
            return await asyncio.open_connection(
                sock=connection,
                limit=http_wire.MAX_HEAD_BYTES,
                ssl=self._tls_context() if secure else None,
                server_hostname=target.host if secure else None,
            )
        except BaseException:
            connection.close()
            raise

    def _tls_context(self) -> ssl.SSLContext:
        # Loading the certificate authorities costs more than a handshake: once per container.
        if self._tls is None:
            self._tls = ssl.create_default_context()
            self._tls.set_alpn_protocols(["http/1.1"])
        return self._tls


async def _connected_socket(address: Address, port: int) -> socket.socket:
    family = socket.AF_INET if address.version == 4 else socket.AF_INET6  # noqa: PLR2004
    connection = socket.socket(family, socket.SOCK_STREAM)
    connection.setblocking(False)  # noqa: FBT003 - the socket's own signature
    try:
        async with asyncio.timeout(_CONNECT_SECONDS):
            # A number, not a name: there is no second lookup that could answer differently.
            await asyncio.get_running_loop().sock_connect(connection, (str(address), port))
    except BaseException:
        connection.close()
        raise
    return connection


def _request_bytes(
    method: str, target: Target, body: bytes, content_type: str, headers: Mapping[str, str]
) -> bytes:
    lines = [
        f"{method} {target.resource} HTTP/1.1",
        f"Host: {target.authority}",
        f"User-Agent: {USER_AGENT}",
        "Accept: text/html,application/json;q=0.9,*/*;q=0.8",
        "Accept-Encoding: gzip",
        "Connection: close",
    ]
    if body:
        lines += [f"Content-Type: {content_type}", f"Content-Length: {len(body)}"]
    lines += [_header(name, value) for name, value in headers.items()]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("ascii") + body


def _header(name: str, value: str) -> str:
    """One line, whatever is in it: a line break would begin a header of somebody else's."""
    if not (name + value).isprintable():
        raise UrlRefused("a header holds a control character")
    return f"{name}: {value}"


def _lookup_failed(error: socket.gaierror) -> _TargetFailed:
    if error.errno in (socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)):
        return _TargetFailed(FetchFailure.NAME_NOT_FOUND, "the name does not exist")
    return _TargetFailed(FetchFailure.NAME_LOOKUP_FAILED, "the name could not be looked up")


def _tls_reason(error: ssl.SSLError) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return error.verify_message
    return (error.reason or "the TLS handshake failed").replace("_", " ").lower()


def _reason(error: OSError) -> str:
    if isinstance(error, TimeoutError):
        return "no connection in time"
    return (error.strerror or "the connection broke").lower()
