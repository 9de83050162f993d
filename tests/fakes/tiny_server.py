"""A server on the loopback address that answers whatever bytes a test wants, however slowly."""

import asyncio
import ssl
import threading
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

type Answer = Callable[["Received", asyncio.StreamWriter], Awaitable[None]]


@dataclass(frozen=True)
class Received:
    head: str
    body: bytes

    @property
    def path(self) -> str:
        return self.head.split(" ")[1]


@dataclass
class TinyServer:
    origin: str
    received: list[Received] = field(default_factory=list)


def page(body: str | bytes, status: str = "200 OK", headers: str = "") -> Answer:
    content = body.encode() if isinstance(body, str) else body

    async def answer(_: Received, writer: asyncio.StreamWriter) -> None:
        head = f"HTTP/1.1 {status}\r\nContent-Length: {len(content)}\r\n{headers}\r\n"
        writer.write(head.encode("latin-1") + content)

    return answer


def raw(content: bytes) -> Answer:
    async def answer(_: Received, writer: asyncio.StreamWriter) -> None:
        writer.write(content)

    return answer


def redirect(location: str, status: str = "302 Found") -> Answer:
    return page("", status, f"Location: {location}\r\n")


@contextmanager
def serving(answer: Answer, *, tls: ssl.SSLContext | None = None) -> Iterator[TinyServer]:
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    served: list[Received] = []

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            served.append(await _read(reader))
            await answer(served[-1], writer)
            await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    async def start() -> asyncio.Server:
        return await asyncio.start_server(handle, "127.0.0.1", 0, ssl=tls)

    server = asyncio.run_coroutine_threadsafe(start(), loop).result(5)
    port = server.sockets[0].getsockname()[1]
    scheme = "https" if tls else "http"
    try:
        yield TinyServer(f"{scheme}://127.0.0.1:{port}", served)
    finally:
        asyncio.run_coroutine_threadsafe(_stop(server), loop).result(5)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(5)
        loop.close()


async def _read(reader: asyncio.StreamReader) -> Received:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    length = next(
        (
            int(line[15:])
            for line in head.lower().split("\r\n")
            if line.startswith("content-length:")
        ),
        0,
    )
    return Received(head, await reader.readexactly(length))


async def _stop(server: asyncio.Server) -> None:
    server.close()
    others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
