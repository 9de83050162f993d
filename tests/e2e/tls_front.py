"""What stands before a WordPress that speaks HTTPS: takes TLS off and passes the bytes on."""

import contextlib
import socket
import socketserver
import ssl
import threading
from collections.abc import Iterator
from dataclasses import dataclass

_PATIENCE_SECONDS = 60
_CHUNK = 65_536


@dataclass
class TlsFront:
    """Its certificate can be changed while it runs; the next connection gets the new one."""

    context: ssl.SSLContext
    behind: tuple[str, int]


@contextlib.contextmanager
def tls_front(
    at: tuple[str, int], *, behind: tuple[str, int], context: ssl.SSLContext
) -> Iterator[TlsFront]:
    front = TlsFront(context, behind)

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            # Whoever does not like the certificate hangs up: no news.
            with contextlib.suppress(OSError):
                _pass_on(front, self.request)

    class Server(socketserver.ThreadingTCPServer):
        allow_reuse_address = True
        daemon_threads = True

    with Server(at, Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield front
        server.shutdown()


def _pass_on(front: TlsFront, client: socket.socket) -> None:
    client.settimeout(_PATIENCE_SECONDS)
    with (
        front.context.wrap_socket(client, server_side=True) as visitor,
        socket.create_connection(front.behind, timeout=_PATIENCE_SECONDS) as site,
    ):
        site.sendall(_request(visitor))
        while chunk := site.recv(_CHUNK):
            visitor.sendall(chunk)


def _request(visitor: ssl.SSLSocket) -> bytes:
    """One request whole, asked to be the last of its connection."""
    data = b""
    while b"\r\n\r\n" not in data:
        chunk = visitor.recv(_CHUNK)
        if not chunk:
            return data
        data += chunk
    head, _, body = data.partition(b"\r\n\r\n")
    lines = [line for line in head.split(b"\r\n") if not line.lower().startswith(b"connection:")]
    wanted = sum(
        int(line.partition(b":")[2])
        for line in lines
        if line.lower().startswith(b"content-length:")
    )
    while len(body) < wanted and (chunk := visitor.recv(_CHUNK)):
        body += chunk
    return b"\r\n".join([*lines, b"Connection: close"]) + b"\r\n\r\n" + body
