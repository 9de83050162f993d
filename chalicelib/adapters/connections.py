"""The only file that opens a connection: to an address that was judged, never to a name."""

import datetime as dt
import errno
import os
import socket
import ssl
import time
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any, Protocol

from chalicelib.adapters.brief_tls import Greetings, MakeContext
from chalicelib.adapters.http_target import (
    Address,
    Target,
    parse_target,
    require_ordinary,
    require_public,
)
from chalicelib.adapters.socket_loop import finished, readable, writable

_DNS_SECONDS = 3.0
_CONNECT_SECONDS = 6.0
_MAX_ADDRESSES = 4
# Load balancers of 2013 never answer a greeting of this length. Who is silent for so long is
# greeted in full, whose padding was invented for them.
_BRIEF_SECONDS = 3.0
_DNS_THREADS = 64
_RECORD_BYTES = 16 * 1024 + 256  # of TLS, at most; after each one the neighbours have their turn

# Of Linux. Without it an acknowledgement waits for something of ours to travel with, where it can:
# each packet of its own costs as much as a fifth of our greeting.
_QUICK_ACKNOWLEDGEMENT: int | None = getattr(socket, "TCP_QUICKACK", None)

_MONTHS = {
    name: number
    for number, name in enumerate(
        "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(),  # noqa: SIM905 - a list to read
        1,
    )
}
# One that hangs up in the middle of a handshake says nothing about its certificate.
_HUNG_UP = (ssl.SSLEOFError, ssl.SSLZeroReturnError, ssl.SSLSyscallError)


class NotConnected(Exception):
    """No connection came about; the kind says why."""

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail = detail


class NameNotFound(NotConnected):
    """There is no such name."""


class NameLookupFailed(NotConnected):
    """Whether there is such a name could not be found out."""


class ConnectionFailed(NotConnected):
    """Nobody answers at its addresses."""


class TlsInvalid(NotConnected):
    """Somebody answers, but not who we asked for, or not in TLS."""


class CertificateExpired(TlsInvalid):
    """Who we asked for, with a certificate that has run out."""


class CertificateOfOthers(TlsInvalid):
    """Somebody with a good certificate for other names: the name may lead elsewhere by now."""


# Numbers of OpenSSL: X509_V_ERR_CERT_HAS_EXPIRED, _HOSTNAME_MISMATCH and _IP_ADDRESS_MISMATCH.
_CERTIFICATE_TROUBLES: Mapping[int, type[TlsInvalid]] = {
    10: CertificateExpired,
    62: CertificateOfOthers,
    64: CertificateOfOthers,
}


class Resolver(Protocol):
    """Looks a name up once and returns every address behind it; `TimeoutError` at `until`."""

    async def addresses(self, host: str, until: float) -> list[str]: ...


class SystemResolver:
    """The system's resolver, in threads of its own: slow names do not queue behind each other."""

    def __init__(self) -> None:
        self._threads: ThreadPoolExecutor | None = None

    async def addresses(self, host: str, until: float) -> list[str]:
        if self._threads is None:
            self._threads = ThreadPoolExecutor(_DNS_THREADS, thread_name_prefix="dns")
        return await finished(self._threads.submit(_getaddrinfo, host), until)


def _getaddrinfo(host: str) -> list[str]:
    # Bytes skip the IDNA codec: the grammar let only ASCII through.
    answers = socket.getaddrinfo(host.encode("ascii"), None, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(answer[4][0]) for answer in answers))


@dataclass(frozen=True, slots=True)
class Certificate:
    """What a verified certificate says of itself."""

    not_after: dt.datetime
    issuer: str
    names: tuple[str, ...]


@dataclass(slots=True)
class Trace:
    """How far an attempt has come, so that a time-out can still tell where it hung."""

    started: float
    ends_at: float
    address: str = ""
    dns_ms: int = 0
    connect_ms: int = 0
    tls_ms: int = 0

    def elapsed_ms(self) -> int:
        return ms_since(self.started)


class Connection:
    """An open connection, with TLS or without; nothing on it waits longer than its attempt may."""

    __slots__ = ("_arrived", "_ends_at", "_leaving", "_socket", "_tls")

    def __init__(self, connected: socket.socket, ends_at: float) -> None:
        self._socket = connected
        self._ends_at = ends_at
        self._tls: ssl.SSLObject | None = None

    async def start_tls(self, context: ssl.SSLContext, host: str, until: float) -> None:
        # Through memory: one read takes in the server's whole part of the handshake, where TLS on
        # the socket itself makes ten of it.
        self._arrived, self._leaving = ssl.MemoryBIO(), ssl.MemoryBIO()
        self._tls = context.wrap_bio(self._arrived, self._leaving, server_hostname=host)
        while True:
            try:
                self._tls.do_handshake()
            except ssl.SSLWantReadError:
                await self._send_what_is_leaving()
                await self._take_in(until)
            else:
                return  # our last word of it leaves together with the request

    async def send(self, data: bytes) -> None:
        if self._tls is None:
            return await self._send(data)
        self._tls.write(data)
        return await self._send_what_is_leaving()

    async def receive(self) -> bytes:
        """What has come, once something has; nothing when the other side has closed."""
        if self._tls is None:
            return await self._receive()
        if not (self._arrived.pending or self._tls.pending()):
            await self._take_in()
        while True:
            try:
                return self._tls.read(_RECORD_BYTES)
            except ssl.SSLWantReadError:
                await self._send_what_is_leaving()
                await self._take_in()
            except _HUNG_UP:
                return b""

    def certificate(self) -> Certificate | None:
        told = self._tls.getpeercert() if self._tls else None
        return _certificate(told) if told else None

    def close(self) -> None:
        # No polite TLS goodbye: it would wait for a server that may never answer.
        self._socket.close()

    async def _take_in(self, until: float | None = None) -> None:
        if came := await self._receive(until):
            self._arrived.write(came)
        else:
            self._arrived.write_eof()

    async def _send_what_is_leaving(self) -> None:
        if self._leaving.pending:
            await self._send(self._leaving.read())

    async def _send(self, data: bytes) -> None:
        rest = memoryview(data)
        while rest:
            try:
                rest = rest[self._socket.send(rest) :]
            except BlockingIOError:
                await writable(self._socket, self._ends_at)

    async def _receive(self, until: float | None = None) -> bytes:
        while True:
            # To wait first is fair to the neighbours, and the answer is hardly ever there already.
            await readable(self._socket, until or self._ends_at)
            try:
                return self._socket.recv(_RECORD_BYTES)
            except BlockingIOError:
                continue


class Connector:
    """Judges where a target leads, and connects to what it has judged."""

    def __init__(
        self,
        *,
        demo_origins: Iterable[str],
        resolver: Resolver,
        tls: MakeContext | None,
    ) -> None:
        self._demo_origins = frozenset(parse_target(origin).origin for origin in demo_origins)
        self._resolver = resolver
        self._greetings = Greetings(tls)

    async def connect(self, target: Target, trace: Trace, *, any_port: bool = False) -> Connection:
        """Raises `UrlRefused`, a kind of `NotConnected`, or `TimeoutError` at the trace's end."""
        started = time.monotonic()
        addresses = await self._checked_addresses(target, trace, any_port=any_port)
        trace.dns_ms = ms_since(started)
        failed: ConnectionFailed | None = None
        for address in addresses:
            trace.address = str(address)
            try:
                return await self._open(target, address, trace)
            except OSError as error:
                if isinstance(error, TimeoutError) and time.monotonic() >= trace.ends_at:
                    raise
                failed = ConnectionFailed(reason_of(error))
        raise failed or ConnectionFailed("no address")

    async def _checked_addresses(
        self, target: Target, trace: Trace, *, any_port: bool
    ) -> list[Address]:
        is_demo = target.origin in self._demo_origins
        if not is_demo:
            require_ordinary(target, any_port=any_port)
        known = target.address
        addresses = [known] if known else await self._look_up(target.host, trace)
        if not (is_demo and all(address.is_loopback for address in addresses)):
            require_public(addresses)
        # Lambda outside a VPC has no IPv6 route: the old protocol first saves a failed attempt.
        return sorted(addresses, key=lambda address: address.version)[:_MAX_ADDRESSES]

    async def _look_up(self, host: str, trace: Trace) -> list[Address]:
        until = min(trace.ends_at, time.monotonic() + _DNS_SECONDS)
        try:
            answers = await self._resolver.addresses(host, until)
        except TimeoutError as error:
            if time.monotonic() >= trace.ends_at:
                raise
            raise NameLookupFailed("the name lookup took too long") from error
        except socket.gaierror as error:
            raise _lookup_failed(error) from error
        if not answers:
            raise NameNotFound("the name has no address")
        return [ip_address(answer) for answer in answers]

    async def _open(self, target: Target, address: Address, trace: Trace) -> Connection:
        connection = await _reach(target, address, trace)
        trace.tls_ms = 0
        if target.scheme == "http":
            return connection
        started = time.monotonic()
        try:
            connection = await self._secured(connection, target, address, trace)
        except ssl.SSLError as error:
            if isinstance(error, _HUNG_UP):
                raise
            raise _tls_failed(error) from error
        trace.tls_ms = ms_since(started)
        return connection

    async def _secured(
        self, connection: Connection, target: Target, address: Address, trace: Trace
    ) -> Connection:
        brief_until = min(trace.ends_at, time.monotonic() + _BRIEF_SECONDS)
        try:
            return await _with_tls(connection, self._greetings.brief, target.host, brief_until)
        except ssl.SSLCertVerificationError:
            raise
        except OSError:
            if time.monotonic() >= trace.ends_at:
                raise
            # Perhaps only what we offered in brief: who still fails then has failed.
            connection = await _reach(target, address, trace)
        return await _with_tls(connection, self._greetings.full, target.host, trace.ends_at)


async def _reach(target: Target, address: Address, trace: Trace) -> Connection:
    started = time.monotonic()
    until = min(trace.ends_at, started + _CONNECT_SECONDS)
    connection = Connection(await _connected_socket(address, target.port, until), trace.ends_at)
    trace.connect_ms = ms_since(started)
    return connection


async def _with_tls(
    connection: Connection, context: ssl.SSLContext, host: str, until: float
) -> Connection:
    try:
        await connection.start_tls(context, host, until)
    except BaseException:
        connection.close()
        raise
    return connection


async def _connected_socket(address: Address, port: int, until: float) -> socket.socket:
    family = socket.AF_INET if address.version == 4 else socket.AF_INET6  # noqa: PLR2004
    connection = socket.socket(family, socket.SOCK_STREAM)
    connection.setblocking(False)  # noqa: FBT003 - the socket's own signature
    if _QUICK_ACKNOWLEDGEMENT is not None:
        connection.setsockopt(socket.IPPROTO_TCP, _QUICK_ACKNOWLEDGEMENT, 0)
    try:
        await _connect(connection, address, port, until)
    except BaseException:
        connection.close()
        raise
    return connection


async def _connect(connection: socket.socket, address: Address, port: int, until: float) -> None:
    # A number, not a name: there is no second lookup that could answer differently.
    code = connection.connect_ex((str(address), port))
    if code == errno.EINPROGRESS:
        await writable(connection, until)
        code = connection.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
    if code:
        raise OSError(code, os.strerror(code))


def ms_since(started: float) -> int:
    return ms_between(started, time.monotonic())


def ms_between(started: float, ended: float) -> int:
    return round((ended - started) * 1000)


def _certificate(told: Mapping[str, Any]) -> Certificate:
    issuer = {name: value for part in told["issuer"] for name, value in part}
    parts = (issuer.get("organizationName"), issuer.get("commonName"))
    names = tuple(
        name for kind, name in told.get("subjectAltName", ()) if kind in {"DNS", "IP Address"}
    )
    return Certificate(
        not_after=_moment(told["notAfter"]),
        issuer=", ".join(part for part in parts if part),
        names=names,
    )


def _moment(written: str) -> dt.datetime:
    """`Dec  1 12:00:00 2026 GMT`. By hand: strptime takes longer than all else we read of it."""
    month, day, clock, year, _ = written.split()
    hour, minute, second = clock.split(":")
    return dt.datetime(
        int(year), _MONTHS[month], int(day), int(hour), int(minute), int(second), tzinfo=dt.UTC
    )


def _lookup_failed(error: socket.gaierror) -> NotConnected:
    if error.errno in (socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)):
        return NameNotFound("the name does not exist")
    return NameLookupFailed("the name could not be looked up")


def _tls_failed(error: ssl.SSLError) -> TlsInvalid:
    if isinstance(error, ssl.SSLCertVerificationError):
        kind = _CERTIFICATE_TROUBLES.get(error.verify_code, TlsInvalid)
        return kind(error.verify_message)
    return TlsInvalid((error.reason or "the TLS handshake failed").replace("_", " ").lower())


def reason_of(error: OSError) -> str:
    if isinstance(error, TimeoutError):
        return "no connection in time"
    if isinstance(error, ssl.SSLError):
        return "the connection broke"
    return (error.strerror or "the connection broke").lower()
