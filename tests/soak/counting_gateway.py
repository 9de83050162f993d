"""Stands between each function and the local AWS, and notes what it asks of which service.

Each function is told an address of its own, so that nobody has to say who asks.
"""

import asyncio
import contextlib
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass, field

from localstack.network import LOOPBACK

_LARGEST_HEAD = 256 * 1024


@dataclass(frozen=True)
class Call:
    at: float
    function: str
    name: str
    """As `SQS.SendMessage`."""
    bytes_sent: int
    bytes_answered: int
    body: bytes = b""
    """Of the calls that somebody wants to read."""


@dataclass
class CountingGateway:
    upstream_port: int
    kept: frozenset[tuple[str, str]] = frozenset()
    """Function and name of the calls whose bodies are kept."""
    calls: list[Call] = field(default_factory=list)
    ports: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    def open(self, functions: Iterable[str]) -> None:
        self._thread.start()
        for function in functions:
            opening = asyncio.run_coroutine_threadsafe(self._listen(function), self._loop)
            self.ports[function] = opening.result(10)

    def close(self) -> None:
        asyncio.run_coroutine_threadsafe(_end_all_others(), self._loop).result(10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()

    def address_for(self, function: str) -> str:
        return f"http://{LOOPBACK}:{self.ports[function]}"

    async def _listen(self, function: str) -> int:
        async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
                await self._relay(function, reader, writer)
            writer.close()

        server = await asyncio.start_server(serve, LOOPBACK, 0, limit=_LARGEST_HEAD)
        port: int = server.sockets[0].getsockname()[1]
        return port

    async def _relay(
        self, function: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        upstream = await asyncio.open_connection(LOOPBACK, self.upstream_port, limit=_LARGEST_HEAD)
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                if b"100-continue" in head:
                    writer.write(b"HTTP/1.1 100 Continue\r\n\r\n")
                    head = _without(head, b"expect:")
                body = await _body(reader, head)
                upstream[1].write(head + body)
                answer = await _answer(upstream[0])
                at, name = time.time(), _name(head, body)
                kept = body if (function, name) in self.kept else b""
                self.calls.append(Call(at, function, name, len(body), len(answer), kept))
                writer.write(answer)
                await writer.drain()
        finally:
            upstream[1].close()


async def _end_all_others() -> None:
    others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)


async def _answer(reader: asyncio.StreamReader) -> bytes:
    head = await reader.readuntil(b"\r\n\r\n")
    if head.startswith(b"HTTP/1.1 100"):
        head = await reader.readuntil(b"\r\n\r\n")
    if head.split(b" ", 2)[1][:3] in {b"204", b"304"}:
        return head
    return head + await _body(reader, head)


async def _body(reader: asyncio.StreamReader, head: bytes) -> bytes:
    length = _header(head, b"content-length")
    if length is not None:
        return await reader.readexactly(int(length))
    if _header(head, b"transfer-encoding") == b"chunked":
        return await _chunks(reader)
    return b""


async def _chunks(reader: asyncio.StreamReader) -> bytes:
    whole = b""
    while True:
        line = await reader.readuntil(b"\r\n")
        size = int(line.split(b";")[0], 16)
        whole += line + await reader.readexactly(size + 2)
        if size == 0:
            return whole


def _header(head: bytes, name: bytes) -> bytes | None:
    for line in head.split(b"\r\n")[1:]:
        key, _, value = line.partition(b":")
        if key.strip().lower() == name:
            return value.strip()
    return None


def _without(head: bytes, name: bytes) -> bytes:
    lines = [line for line in head.split(b"\r\n") if not line.lower().startswith(name)]
    return b"\r\n".join(lines)


def _name(head: bytes, body: bytes) -> str:
    target = _header(head, b"x-amz-target")
    if target:
        service, _, action = target.decode().partition(".")
        return f"{'SQS' if 'SQS' in service else service.split('_')[0]}.{action}"
    if body.startswith(b"Action="):
        return f"SES.{body[7:].split(b'&')[0].decode()}"
    method, path = head.split(b" ", 2)[:2]
    return f"S3.{'LIST' if b'list-type' in path else method.decode()}"
