"""The only way to a URL that somebody else chose: each hop is judged by the address it leads to."""

import base64
import re
import resource
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from typing import Protocol

from chalicelib.adapters import http_wire
from chalicelib.adapters.brief_tls import MakeContext
from chalicelib.adapters.connections import (
    Certificate,
    CertificateExpired,
    CertificateOfOthers,
    Connection,
    ConnectionFailed,
    Connector,
    NameLookupFailed,
    NameNotFound,
    NotConnected,
    Resolver,
    SystemResolver,
    TlsInvalid,
    Trace,
    ms_between,
    reason_of,
)
from chalicelib.adapters.http_target import Target, UrlRefused, follow, parse_target
from chalicelib.adapters.http_wire import BadResponse
from chalicelib.adapters.observability import logger
from chalicelib.adapters.socket_loop import Job, run_all

USER_AGENT = "WP-Wingman/1 (site monitoring)"
MAX_REDIRECTS = 3
MAX_BODY_BYTES = 1024 * 1024
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_SEE_OTHER = 303
_IN_FLIGHT = 1000
# Lambda grants 1,024 files and sockets; the name lookups and the program itself need some.
_SPARE_FILES = 100
_PER_HOST = 2
_SHORTEST_CHANCE_SECONDS = 2.0  # with less, a time-out would say nothing about the site
_HEADER_NAME = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}")
_HEADER_VALUE = re.compile(r"[\t -~\x80-\xff]{0,2000}")
# These say where a message goes and where it ends. They are ours, or a header could be a request.
_OUR_HEADERS = frozenset(
    {
        "accept-encoding",
        "connection",
        "content-length",
        "content-type",
        "expect",
        "host",
        "te",
        "trailer",
        "transfer-encoding",
        "upgrade",
    }
)


@dataclass(frozen=True, slots=True)
class Credentials:
    """Basic authentication; nothing that prints a fetch prints the password."""

    user: str
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Fetch:
    """What to fetch, and how much time and body we grant it.

    `headers` and `credentials` go to the origin of `url` and to no other that it redirects to.
    """

    url: str
    method: str = "GET"
    body: bytes = b""
    content_type: str = "application/json"
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    credentials: Credentials | None = None
    follow_redirects: bool = True
    deadline_seconds: float = 15.0
    max_body_bytes: int = 1_000_000


class FetchFailure(StrEnum):
    """Why nothing came back."""

    REFUSED = "refused"  # by us: the URL or its address is not public
    NAME_NOT_FOUND = "name_not_found"
    NAME_LOOKUP_FAILED = "name_lookup_failed"
    CONNECTION_FAILED = "connection_failed"
    TLS_INVALID = "tls_invalid"
    CERTIFICATE_EXPIRED = "certificate_expired"
    CERTIFICATE_OF_OTHERS = "certificate_of_others"
    TIMED_OUT = "timed_out"
    BAD_RESPONSE = "bad_response"
    TOO_MANY_REDIRECTS = "too_many_redirects"
    NOT_ATTEMPTED = "not_attempted"  # the batch ran out of time before its turn


@dataclass(frozen=True, slots=True)
class Phases:
    """Where the time went: the steps of the final page, and all of it with every redirect."""

    dns_ms: int
    connect_ms: int
    tls_ms: int
    first_byte_ms: int
    total_ms: int


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
    phases: Phases
    certificate: Certificate | None  # of the final page; without TLS there is none


@dataclass(frozen=True, slots=True)
class FetchFailed:
    """No answer. `address` is the last one tried, empty when it never came to that."""

    url: str
    failure: FetchFailure
    detail: str
    elapsed_ms: int
    address: str = ""


type FetchResult = Fetched | FetchFailed

_FAILURES: Mapping[type[NotConnected], FetchFailure] = {
    NameNotFound: FetchFailure.NAME_NOT_FOUND,
    NameLookupFailed: FetchFailure.NAME_LOOKUP_FAILED,
    ConnectionFailed: FetchFailure.CONNECTION_FAILED,
    TlsInvalid: FetchFailure.TLS_INVALID,
    CertificateExpired: FetchFailure.CERTIFICATE_EXPIRED,
    CertificateOfOthers: FetchFailure.CERTIFICATE_OF_OTHERS,
}


class HttpFetcher(Protocol):
    """Fetches what users named, without ever reaching anything but the public internet."""

    def fetch(self, request: Fetch) -> FetchResult: ...

    def fetch_all(
        self, requests: Sequence[Fetch], *, budget_seconds: float
    ) -> list[FetchResult]: ...


class _TooManyRedirects(Exception):
    pass


class SafeHttpFetcher:
    """Own client on plain sockets: no proxy, no cookies, no connection kept, no hop unchecked."""

    def __init__(
        self,
        *,
        demo_origins: Iterable[str] = (),
        resolver: Resolver | None = None,
        tls: MakeContext | None = None,
    ) -> None:
        self._connector = Connector(
            demo_origins=demo_origins, resolver=resolver or SystemResolver(), tls=tls
        )

    def fetch(self, request: Fetch) -> FetchResult:
        return self.fetch_all([request], budget_seconds=request.deadline_seconds + 1)[0]

    def fetch_all(self, requests: Sequence[Fetch], *, budget_seconds: float) -> list[FetchResult]:
        """Fetch all at once, answers in order. Nothing outlives the budget."""
        ends_at = time.monotonic() + budget_seconds
        jobs = [self._job(request, ends_at) for request in requests]
        return run_all(jobs, at_once=_in_flight(), per_group=_PER_HOST)

    def _job(self, request: Fetch, ends_at: float) -> Job[FetchResult]:
        try:
            target = parse_target(request.url)
            require_harmless(request.headers)
        except UrlRefused as error:
            return Job(request.url, partial(_refused, request, str(error)))
        return Job(target.authority, partial(self._in_turn, request, target, ends_at))

    async def _in_turn(self, request: Fetch, target: Target, ends_at: float) -> FetchResult:
        now = time.monotonic()
        granted = min(request.deadline_seconds, ends_at - now)
        if granted < min(_SHORTEST_CHANCE_SECONDS, request.deadline_seconds):
            return FetchFailed(request.url, FetchFailure.NOT_ATTEMPTED, "out of time", 0)
        trace = Trace(started=now, ends_at=now + granted)
        try:
            return await self._follow(request, target, trace)
        except TimeoutError:
            had_its_chance = granted >= request.deadline_seconds
            failure = FetchFailure.TIMED_OUT if had_its_chance else FetchFailure.NOT_ATTEMPTED
            detail = "no answer in time"
        except (UrlRefused, BadResponse, _TooManyRedirects, NotConnected, OSError) as error:
            failure, detail = failure_of(error)
        except Exception as error:  # our own mistake, which must not take the whole batch along
            logger.exception("fetch_broke")
            failure, detail = FetchFailure.NOT_ATTEMPTED, f"our mistake: {type(error).__name__}"
        return FetchFailed(request.url, failure, detail, trace.elapsed_ms(), trace.address)

    async def _follow(self, request: Fetch, target: Target, trace: Trace) -> Fetched:
        own_origin = target.origin
        method, body = request.method, request.body
        for _ in range(MAX_REDIRECTS + 1):
            connection = await self._connector.connect(target, trace)
            try:
                asked = time.monotonic()
                secrets = _secret_headers(request) if target.origin == own_origin else {}
                await connection.send(
                    _request_bytes(method, target, body, request.content_type, secrets)
                )
                reader = http_wire.Reader(connection.receive)
                head = await http_wire.read_head(reader)
                location = head.headers.get("location")
                if not (request.follow_redirects and head.status_code in _REDIRECTS and location):
                    answer = _Answer(target, method, head, reader, connection, asked)
                    return await _page(answer, trace, max_bytes=request.max_body_bytes)
            finally:
                connection.close()
            if head.status_code == _SEE_OTHER:
                method, body = "HEAD" if method == "HEAD" else "GET", b""
            target = follow(target, location)
        raise _TooManyRedirects(f"more than {MAX_REDIRECTS} redirects")


@dataclass(frozen=True, slots=True)
class _Answer:
    """The answer that counts, its body still to come."""

    target: Target
    method: str
    head: http_wire.Head
    reader: http_wire.Reader
    connection: Connection
    asked: float


async def _page(answer: _Answer, trace: Trace, *, max_bytes: int) -> Fetched:
    # Before the body: who hangs up without a goodbye leaves nothing that could still be asked.
    certificate = answer.connection.certificate()
    content, truncated = b"", False
    if answer.method != "HEAD":
        content, truncated = await http_wire.read_body(
            answer.reader, answer.head, max_bytes=min(max_bytes, MAX_BODY_BYTES)
        )
    began = answer.reader.began_at
    return Fetched(
        url=answer.target.url,
        status_code=answer.head.status_code,
        headers=answer.head.headers,
        body=content,
        truncated=truncated,
        elapsed_ms=ms_between(trace.started, began),
        address=trace.address,
        phases=Phases(
            dns_ms=trace.dns_ms,
            connect_ms=trace.connect_ms,
            tls_ms=trace.tls_ms,
            first_byte_ms=ms_between(answer.asked, began),
            total_ms=trace.elapsed_ms(),
        ),
        certificate=certificate,
    )


async def _refused(request: Fetch, detail: str) -> FetchResult:
    return FetchFailed(request.url, FetchFailure.REFUSED, detail, 0)


def failure_of(error: Exception) -> tuple[FetchFailure, str]:
    """Why nothing came back, for programs and for people."""
    if isinstance(error, NotConnected):
        return _FAILURES[type(error)], error.detail
    if isinstance(error, UrlRefused):
        return FetchFailure.REFUSED, str(error)
    if isinstance(error, BadResponse):
        return FetchFailure.BAD_RESPONSE, str(error)
    if isinstance(error, OSError):
        return FetchFailure.CONNECTION_FAILED, reason_of(error)
    return FetchFailure.TOO_MANY_REDIRECTS, str(error)


def _in_flight() -> int:
    files, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    if files == resource.RLIM_INFINITY:
        return _IN_FLIGHT
    return max(1, min(_IN_FLIGHT, files - _SPARE_FILES))


def require_harmless(headers: Mapping[str, str]) -> None:
    """Raises `UrlRefused` for a header that is ours to send, or that could be more than one."""
    for name, value in headers.items():
        plain = _HEADER_NAME.fullmatch(name) and _HEADER_VALUE.fullmatch(value)
        if not plain or name.lower() in _OUR_HEADERS:
            raise UrlRefused("a header that may not be sent")


def _secret_headers(request: Fetch) -> dict[str, str]:
    headers = dict(request.headers)
    if request.credentials:
        pair = f"{request.credentials.user}:{request.credentials.password}"
        headers["Authorization"] = "Basic " + base64.b64encode(pair.encode()).decode()
    return headers


def _request_bytes(
    method: str, target: Target, body: bytes, content_type: str, extra: Mapping[str, str]
) -> bytes:
    chosen = {name.lower() for name in extra}
    usual = {"User-Agent": USER_AGENT, "Accept": "*/*"}
    lines = [
        f"{method} {target.resource} HTTP/1.1",
        f"Host: {target.authority}",
        *(f"{name}: {value}" for name, value in usual.items() if name.lower() not in chosen),
        "Accept-Encoding: gzip",
        "Connection: close",
        *(f"{name}: {value}" for name, value in extra.items()),
    ]
    if body:
        lines += [f"Content-Type: {content_type}", f"Content-Length: {len(body)}"]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1") + body
