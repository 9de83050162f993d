"""One HTTP/1.1 answer on an open connection, with a cap on all that the other side controls."""

import re
import time
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass

MAX_HEAD_BYTES = 32 * 1024
MAX_HEADERS = 100
_MAX_INTERIM_ANSWERS = 5
_STATUS = re.compile("[0-9]{3}")
_LENGTH = re.compile("[0-9]{1,15}")
_BLANKS = " \t\n\r\x0b\x0c"  # of ASCII; a text's own strip() would take more
_NO_BODY = frozenset({204, 304})
_PIECE = 16 * 1024  # one record of TLS
# What chunking may add to a body. Without a limit, chunks of one byte with long headers each would
# bring megabytes of nothing.
_MAX_FRAMING_BYTES = 256 * 1024


class BadResponse(Exception):
    """The other side does not speak HTTP/1.1 within our limits."""


class EndedEarly(Exception):
    """The other side closed before it had said everything."""


class LineTooLong(Exception):
    """What should end soon does not."""


class Reader:
    """What the other side sends, in the portions we need; `receive` brings more, b"" ends it."""

    __slots__ = ("_buffer", "_receive", "began_at", "received_bytes")

    def __init__(self, receive: Callable[[], Awaitable[bytes]]) -> None:
        self._receive = receive
        self._buffer = b""
        self.received_bytes = 0
        self.began_at = 0.0  # monotonic; the first byte's moment

    async def until(self, separator: bytes, *, max_bytes: int) -> bytes:
        """Everything up to the separator, and the separator."""
        searched = 0
        while (found := self._buffer.find(separator, searched)) < 0:
            if len(self._buffer) > max_bytes:
                raise LineTooLong
            searched = max(0, len(self._buffer) - len(separator) + 1)
            if not (more := await self._more()):
                raise EndedEarly
            self._buffer += more
        if found > max_bytes:
            raise LineTooLong
        end = found + len(separator)
        line, self._buffer = self._buffer[:end], self._buffer[end:]
        return line

    async def some(self, most: int) -> bytes:
        """At least one byte and at most so many; none when the other side has closed."""
        piece = self._buffer or await self._more()
        self._buffer = piece[most:]
        return piece[:most]

    async def _more(self) -> bytes:
        more = await self._receive()
        if not self.received_bytes:
            self.began_at = time.monotonic()
        self.received_bytes += len(more)
        return more


@dataclass(frozen=True, slots=True)
class Head:
    """Status and headers. Names are in lower case; of a repeated header the first one counts."""

    status_code: int
    headers: Mapping[str, str]


async def read_head(reader: Reader) -> Head:
    """Read the head of the final answer, skipping a few interim ones (103 Early Hints)."""
    for _ in range(_MAX_INTERIM_ANSWERS):
        head = await _read_one_head(reader)
        if head.status_code >= 200:  # noqa: PLR2004
            return head
    raise BadResponse("only interim answers")


async def _read_one_head(reader: Reader) -> Head:
    try:
        raw = await reader.until(b"\r\n\r\n", max_bytes=MAX_HEAD_BYTES)
    except LineTooLong as error:
        raise BadResponse("the headers are too large") from error
    except EndedEarly as error:
        raise BadResponse("closed before the headers were complete") from error
    lines = raw[:-4].decode("latin-1").split("\r\n")
    if len(lines) > MAX_HEADERS + 1:
        raise BadResponse("too many headers")
    return Head(status_code=_status_code(lines[0]), headers=_headers(lines[1:]))


def _status_code(line: str) -> int:
    parts = line.split(" ", 2)
    if len(parts) < 2 or not parts[0].startswith("HTTP/1."):  # noqa: PLR2004
        raise BadResponse("not HTTP/1.1")
    if _STATUS.fullmatch(parts[1]) is None:
        raise BadResponse("no status code")
    return int(parts[1])


def _headers(lines: list[str]) -> dict[str, str]:
    headers: dict[str, str] = {}
    for line in lines:
        name, colon, value = line.partition(":")
        name = name.strip(_BLANKS).lower()
        if colon and name:
            headers.setdefault(name, value.strip(_BLANKS))
    return headers


async def read_body(reader: Reader, head: Head, *, max_bytes: int) -> tuple[bytes, bool]:
    """Return the decoded body and whether it was cut, at `max_bytes` or by the other side."""
    if head.status_code in _NO_BODY:
        return b"", False
    decoder = _decoder(head)
    body = bytearray()
    most_received = reader.received_bytes + max_bytes + _MAX_FRAMING_BYTES
    received = 0
    try:
        async for piece in _pieces(reader, head):
            received += len(piece)
            body += decoder.decompress(piece, max_bytes + 1 - len(body)) if decoder else piece
            if max(len(body), received) > max_bytes or reader.received_bytes > most_received:
                return bytes(body[:max_bytes]), True
    except zlib.error as error:
        raise BadResponse("the body cannot be decompressed") from error
    except (EndedEarly, ConnectionError):
        return bytes(body), True
    return bytes(body), False


def _decoder(head: Head) -> "zlib._Decompress | None":
    gzipped = head.headers.get("content-encoding", "").lower() in ("gzip", "x-gzip")
    return zlib.decompressobj(wbits=31) if gzipped else None


def _pieces(reader: Reader, head: Head) -> AsyncIterator[bytes]:
    if "chunked" in head.headers.get("transfer-encoding", "").lower():
        return _chunked(reader)
    length = head.headers.get("content-length")
    if length is None:
        return _until_closed(reader)
    if _LENGTH.fullmatch(length) is None:  # isdigit() would take a superscript two
        raise BadResponse("no sensible content length")
    return _exactly(reader, int(length))


async def _until_closed(reader: Reader) -> AsyncIterator[bytes]:
    while piece := await reader.some(_PIECE):
        yield piece


async def _exactly(reader: Reader, length: int) -> AsyncIterator[bytes]:
    while length > 0:
        piece = await reader.some(min(length, _PIECE))
        if not piece:
            raise EndedEarly
        length -= len(piece)
        yield piece


async def _chunked(reader: Reader) -> AsyncIterator[bytes]:
    while size := await _chunk_size(reader):
        async for piece in _exactly(reader, size):
            yield piece
        async for _ in _exactly(reader, len(b"\r\n")):
            pass


async def _chunk_size(reader: Reader) -> int:
    try:
        line = await reader.until(b"\r\n", max_bytes=MAX_HEAD_BYTES)
    except LineTooLong as error:
        raise BadResponse("a chunk header is too large") from error
    digits = line.split(b";", 1)[0].strip()
    if not 0 < len(digits) <= 8 or not all(c in b"0123456789abcdefABCDEF" for c in digits):  # noqa: PLR2004
        raise BadResponse("no chunk size")
    return int(digits, 16)
