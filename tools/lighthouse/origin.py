"""Serves frontend/dist as the origin does (gzip, response headers, 404 page), for measuring it.

python -m tools.lighthouse.origin 9600
"""

import gzip
import http.server
import sys
from http import HTTPStatus
from pathlib import Path

from infra.web_headers import headers_for

DIST = Path(__file__).resolve().parents[2] / "frontend" / "dist"
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
    ".woff2": "font/woff2",
    ".webp": "image/webp",
    ".png": "image/png",
}
COMPRESSED = frozenset({".html", ".js", ".css", ".svg", ".txt", ".xml"})


class Origin(http.server.BaseHTTPRequestHandler):
    """One folder of files; a path without a dot below an app's prefix is that app's page."""

    protocol_version = "HTTP/1.1"

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        file = file_for(path)
        status = HTTPStatus.OK if file else HTTPStatus.NOT_FOUND
        self._send(status, path, file or DIST / "404.html")

    def _send(self, status: HTTPStatus, path: str, file: Path) -> None:
        body = file.read_bytes()
        self.send_response(status)
        for name, value in headers_for(path).items():
            self.send_header(name, value)
        if file.suffix in COMPRESSED:
            body = gzip.compress(body)
            self.send_header("Content-Encoding", "gzip")
        immutable = "public, max-age=31536000, immutable"
        self.send_header("Cache-Control", immutable if "/assets/" in path else "no-cache")
        self.send_header("Content-Type", TYPES.get(file.suffix, "application/octet-stream"))
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *_message: object) -> None:
        """Stay quiet: the caller reads results, not requests."""


def file_for(path: str) -> Path | None:
    """The file behind a path, or None. Never one outside the folder."""
    for prefix in ("/app/", "/portal/"):
        if path.startswith(prefix) and "." not in path:
            path = f"{prefix}index.html"
    file = (DIST / ("index.html" if path == "/" else path.lstrip("/"))).resolve()
    return file if file.is_relative_to(DIST) and file.is_file() else None


def serve(port: int = 0) -> http.server.ThreadingHTTPServer:
    """A server that is bound but not yet running; port 0 lets the system choose."""
    return http.server.ThreadingHTTPServer(("127.0.0.1", port), Origin)


if __name__ == "__main__":
    server = serve(int(sys.argv[1]) if len(sys.argv) > 1 else 0)
    sys.stdout.write(f"http://127.0.0.1:{server.server_port}/\n")
    sys.stdout.flush()
    server.serve_forever()
