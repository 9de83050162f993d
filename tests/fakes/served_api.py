"""The API on a port of its own, so that a real WordPress can talk to it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from chalice import Chalice
from chalice.test import Client


@contextmanager
def served(app: Chalice, port: int) -> Iterator[str]:
    """The origin at which the app answers until the block ends."""
    alone = threading.Lock()

    class Door(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            # Chalice's test client keeps the request on the app: one at a time.
            with alone:
                answer = Client(app).http.request(
                    self.command, self.path, headers=dict(self.headers.items()), body=body
                )
            self.send_response(answer.status_code)
            for name, value in answer.headers.items():
                if name.lower() != "content-length":
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            self.wfile.write(answer.body)

        do_GET = do_POST = _answer  # noqa: N815 - the library's own names

        def log_message(self, *_: object) -> None:
            """Silence: what matters is in the database."""

    server = ThreadingHTTPServer(("127.0.0.1", port), Door)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.shutdown()
        server.server_close()
