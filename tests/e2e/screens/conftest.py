"""One browser and one origin for all screen tests; the apps are built first when they changed."""

import functools
import http.server
import subprocess
import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.screens.browser import DIST, ROOT, built_origin, chromium

FRONTEND = ROOT / "frontend"
SOURCES = ("apps/*/src", "packages/*/src")
# Two busy cores build, serve and draw: what is expected soon may take a while.
PATIENCE_MS = 15_000


@pytest.fixture(scope="session")
def origin() -> Iterator[str]:
    """The built apps, served with the headers of production."""
    if _is_stale():
        subprocess.run(["npm", "run", "build"], cwd=FRONTEND, check=True, stdout=subprocess.PIPE)
    with built_origin() as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    expect.set_options(timeout=PATIENCE_MS)
    with chromium() as one:
        yield one


def _is_stale() -> bool:
    pages = [DIST / "app" / "index.html", DIST / "portal" / "index.html", DIST / "index.html"]
    if not all(page.exists() for page in pages):
        return True
    files = (file for root in SOURCES for file in FRONTEND.glob(f"{root}/**/*") if file.is_file())
    newest = max(file.stat().st_mtime for file in files)
    return newest > min(page.stat().st_mtime for page in pages)


@pytest.fixture(scope="session")
def gallery() -> Iterator[str]:
    """The component gallery: a development page, built and served for its own test only."""
    subprocess.run(
        ["npm", "run", "build", "--workspace", "gallery"],
        cwd=FRONTEND,
        check=True,
        stdout=subprocess.PIPE,
    )
    handler = functools.partial(_Quiet, directory=str(FRONTEND / "gallery" / "dist"))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def translate_path(self, path: str) -> str:
        return super().translate_path(path.removeprefix("/gallery"))

    def log_message(self, *_message: object) -> None:
        """A test says what it expects; requests are no news."""
