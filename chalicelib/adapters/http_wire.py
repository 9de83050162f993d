"""One HTTP/1.1 answer on an open connection, with a cap on all that the other side controls."""

import asyncio
import zlib
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass

MAX_HEAD_BYTES = 32 * 1024
MAX_HEADERS = 100
_MAX_INTERIM_ANSWERS = 5
_PIECE = 64 * 1024
_NO_BODY = frozenset({204, 304})


class BadResponse(Exception):
    """The other side does not speak HTTP/1.1 within our limits."""


@dataclass(frozen=True, slots=True)
class Head:
    """Status and headers. Names are in lower case; of a repeated header the first one counts."""

    status_code: int
    headers: Mapping[str, str]


async def read_head(reader: asyncio.StreamReader) -> Head:
    """Read the head of the final answer, skipping a few interim ones (103 Early Hints)."""
    for _ in range(_MAX_INTERIM_ANSWERS):
        head = await _read_one_head(reader)
        if head.status_code >= 200:  # noqa: PLR2004
            return head
    raise BadResponse("only interim answers")


async def _read_one_head(reader: asyncio.StreamReader) -> Head:
    try:
        raw = await reader.readuntil(b"\r\n\r\n")
    except asyncio.LimitOverrunError as error:
        raise BadResponse("the headers are too large") from error
    except asyncio.IncompleteReadError as error:
        raise BadResponse("closed before the headers were complete") from error
    lines = raw[:-4].split(b"\r\n")
    if len(lines) > MAX_HEADERS + 1:
        raise BadResponse("too many headers")
    return Head(status_code=_status_code(lines[0]), headers=_headers(lines[1:]))


def _status_code(line: bytes) -> int:
    parts = line.split(b" ", 2)
    if len(parts) < 2 or not parts[0].startswith(b"HTTP/1."):  # noqa: PLR2004
        raise BadResponse("not HTTP/1.1")
    if len(parts[1]) != 3 or not parts[1].isdigit():  # noqa: PLR2004
        raise BadResponse("no status code")
    return int(parts[1])


def _headers(lines: list[bytes]) -> dict[str, str]:
    headers: dict[str, str] = {}
    for line in lines:
        name, colon, value = line.partition(b":")
        if not colon or not name.strip():
            continue
        headers.setdefault(name.strip().decode("latin-1").lower(), value.strip().decode("latin-1"))
    return headers


async def read_body(
    reader: asyncio.StreamReader, head: Head, *, max_bytes: int
) -> tuple[bytes, bool]:
    """Return the decoded body and whether it was cut, at `max_bytes` or by the other side."""
    if head.status_code in _NO_BODY:
        return b"", False
    decoder = _decoder(head)
    body = bytearray()
    received = 0
    try:
        async for piece in _pieces(reader, head):
            received += len(piece)
            body += decoder.decompress(piece, max_bytes + 1 - len(body)) if decoder else piece
            if len(body) > max_bytes or received > max_bytes:
                return bytes(body[:max_bytes]), True
    except zlib.error as error:
        raise BadResponse("the body cannot be decompressed") from error
    except (asyncio.IncompleteReadError, ConnectionError):
        return bytes(body), True
    return bytes(body), False


def _decoder(head: Head) -> "zlib._Decompress | None":
    gzipped = head.headers.get("content-encoding", "").lower() in ("gzip", "x-gzip")
    return zlib.decompressobj(wbits=31) if gzipped else None


def _pieces(reader: asyncio.StreamReader, head: Head) -> AsyncIterator[bytes]:
    if "chunked" in head.headers.get("transfer-encoding", "").lower():
        return _chunked(reader)
    length = head.headers.get("content-length")
    if length is None:
        return _until_closed(reader)
    if not length.isdigit() or len(length) > 15:  # noqa: PLR2004
        raise BadResponse("no sensible content length")
    return _exactly(reader, int(length))


async def _until_closed(reader: asyncio.StreamReader) -> AsyncIterator[bytes]:
    while piece := await reader.read(_PIECE):
        yield piece


async def _exactly(reader: asyncio.StreamReader, length: int) -> AsyncIterator[bytes]:
    while length > 0:
        piece = await reader.read(min(length, _PIECE))
        if not piece:
            raise asyncio.IncompleteReadError(b"", length)
        length -= len(piece)
        yield piece


async def _chunked(reader: asyncio.StreamReader) -> AsyncIterator[bytes]:
    while size := await _chunk_size(reader):
        async for piece in _exactly(reader, size):
            yield piece
        await reader.readexactly(2)


async def _chunk_size(reader: asyncio.StreamReader) -> int:
    try:
        line = await reader.readuntil(b"\r\n")
    except asyncio.LimitOverrunError as error:
        raise BadResponse("a chunk header is too large") from error
    digits = line.split(b";", 1)[0].strip()
    if not 0 < len(digits) <= 8 or not all(c in b"0123456789abcdefABCDEF" for c in digits):  # noqa: PLR2004
        raise BadResponse("no chunk size")
    return int(digits, 16)
