"""The built web apps by the rules that CloudFront follows in AWS.

Hashed assets never change, everything else is asked for anew. A path without a file name below an
app's prefix is a deep link into the app; a missing file is a 404 and never HTML, because a stale
tab would run that HTML as JavaScript.
"""

import gzip
import mimetypes
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

APPS = ("/app", "/portal")
FOR_EVER = "public,max-age=31536000,immutable"
ASK_AGAIN = "no-cache"
TYPES = {".js": "text/javascript", ".webmanifest": "application/manifest+json"}
COMPRESSIBLE = ("text/", "application/json", "application/manifest+json", "image/svg+xml")
MOVED = 301
NOT_MODIFIED = 304


@dataclass(frozen=True)
class Answer:
    """What goes back to the browser."""

    status: int
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    # The one header that may stand more than once, and must not be joined.
    cookies: tuple[str, ...] = ()

    def header_lines(self) -> list[tuple[str, str]]:
        return [*self.headers.items(), *(("Set-Cookie", cookie) for cookie in self.cookies)]


@dataclass(frozen=True)
class WebFiles:
    """Serves `root`, laid out as the web bucket is, and `downloads`, the plugin's releases."""

    root: Path
    downloads: Path

    def get(self, path: str, *, accepts_gzip: bool = False, known_etag: str = "") -> Answer:
        if path in APPS:
            return Answer(MOVED, headers={"Location": f"{path}/"})
        file = self._file(path)
        if file is None:
            return self._missing()
        return _deliver(file, path, accepts_gzip=accepts_gzip, known_etag=known_etag)

    def _file(self, path: str) -> Path | None:
        if path.startswith("/downloads/"):
            return _inside(self.downloads, path.removeprefix("/downloads/"))
        for app in APPS:
            if path.startswith(f"{app}/") and "." not in path.rpartition("/")[2]:
                return _inside(self.root, f"{app}/index.html")
        return _inside(self.root, f"{path}index.html" if path.endswith("/") else path)

    def _missing(self) -> Answer:
        page = self.root / "404.html"
        body = page.read_bytes() if page.is_file() else b"There is nothing here."
        kind = "text/html" if page.is_file() else "text/plain"
        headers = {"Content-Type": f"{kind}; charset=utf-8", "Cache-Control": ASK_AGAIN}
        return Answer(404, body, headers)


def _inside(root: Path, path: str) -> Path | None:
    """The file, unless the path leads out of the folder or to no file at all."""
    if "\0" in path:
        return None
    file = (root / path.lstrip("/")).resolve()
    return file if file.is_relative_to(root.resolve()) and file.is_file() else None


def _deliver(file: Path, path: str, *, accepts_gzip: bool, known_etag: str) -> Answer:
    state = file.stat()
    etag = f'"{state.st_mtime_ns:x}-{state.st_size:x}"'
    headers = {
        "Content-Type": _content_type(file),
        "Cache-Control": FOR_EVER if "/assets/" in path else ASK_AGAIN,
        "ETag": etag,
        "Vary": "Accept-Encoding",
    }
    if known_etag == etag:
        return Answer(NOT_MODIFIED, headers=headers)
    if accepts_gzip and headers["Content-Type"].startswith(COMPRESSIBLE):
        return Answer(200, _zipped(file, etag), {**headers, "Content-Encoding": "gzip"})
    return Answer(200, file.read_bytes(), headers)


def _content_type(file: Path) -> str:
    kind = TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0]
    if kind is None:
        return "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind


@lru_cache(maxsize=256)
def _zipped(file: Path, etag: str) -> bytes:  # noqa: ARG001  # the etag tells versions apart
    return gzip.compress(file.read_bytes(), compresslevel=9, mtime=0)
