"""What leaves for a probe, packet by packet: a full handshake over a distance of 40 ms, and a page
of usual size that takes a site a while to make.

python -m tests.bench.wire     (as root: it makes networks of its own)

Written to var/bench/wire.json, for `python -m tools.cost --wire`.
"""

import asyncio
import json
import random
import ssl
import string
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from chalicelib.adapters.http_fetcher import Fetch, Fetched, SafeHttpFetcher
from localstack.authority import Authority
from localstack.processes import Service
from localstack.system_packages import NGINX
from tests.bench.far_network import SERVER, Line, enter_server_side, on_client_side
from tests.bench.ratio import FOLDER
from tests.fakes.tiny_server import Received, serving

PROBES = 200
_DOMAIN = "example.com"
_PAGE_BYTES = 60_000  # some 14 KB when compressed, as a page of WordPress
_MAKING_SECONDS = 0.2
_NAMES = 60  # a certificate as long as a public one and the one that signed it
_NGINX = """
daemon off; worker_processes 1; pid {folder}/nginx-own.pid; error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
  access_log off; gzip on; gzip_comp_level 6;
  client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3;
  uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
  server {{
    listen 443 ssl; ssl_protocols TLSv1.2 TLSv1.3;
    ssl_certificate {pem}; ssl_certificate_key {pem};
    location / {{ proxy_pass {pages}; }}
  }}
}}
"""


class _FarNames:
    """Every name leads to the far server."""

    async def addresses(self, _host: str, _until: float) -> list[str]:
        return [SERVER]


def measure() -> dict[str, Any]:
    """Per probe: packets and bytes that leave, and how much of them TLS and HTTP say."""
    with tempfile.TemporaryDirectory() as name:
        far = enter_server_side()
        with _site(Path(name)) as root, on_client_side(far) as line:
            _probe(root)
        return _per_probe(line)


def _probe(root: Path) -> None:
    trusting = partial(ssl.create_default_context, cafile=root)
    fetcher = SafeHttpFetcher(resolver=_FarNames(), tls=trusting)
    # The address of a usual site has twenty letters.
    pages = [Fetch(f"https://shop-{n:03}.{_DOMAIN}/", max_body_bytes=2**18) for n in range(PROBES)]
    for some in range(0, PROBES, 20):
        for told in fetcher.fetch_all(pages[some : some + 20], budget_seconds=60):
            assert isinstance(told, Fetched), told
            assert len(told.body) == _PAGE_BYTES


def _per_probe(line: Line) -> dict[str, Any]:
    return {
        "bytes": round(line.sent_bytes / PROBES),
        "payload_bytes": round(line.payload_bytes / PROBES),
        "packets": {kind: round(n / PROBES, 2) for kind, n in sorted(line.packets.items())},
    }


@contextmanager
def _site(folder: Path) -> Iterator[Path]:
    folder.chmod(0o755)
    authority = Authority(folder)
    names = [f"branch-{number}.{_DOMAIN}" for number in range(_NAMES)]
    pem = authority.server_file(f"www.{_DOMAIN}", f"*.{_DOMAIN}", *names)
    config = folder / "nginx.conf"
    nginx = Service("nginx", folder)
    with serving(_page) as pages:
        config.write_text(_NGINX.format(folder=folder, pem=pem, pages=pages.origin))
        try:
            nginx.start([NGINX.path(), "-c", config, "-p", folder, "-e", folder / "error.log"])
            yield authority.root_file()
        finally:
            nginx.stop()


async def _page(_: Received, writer: asyncio.StreamWriter) -> None:
    await asyncio.sleep(_MAKING_SECONDS)
    head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {_PAGE_BYTES}\r\n\r\n"
    writer.write(head.encode() + _TEXT)


def _words() -> bytes:
    """Text that compresses as markup does."""
    chance = random.Random(1)
    words = ["".join(chance.choices(string.ascii_lowercase, k=7)) for _ in range(1200)]
    text = "<!doctype html><title>Shop</title>"
    while len(text) < _PAGE_BYTES:
        text += f'<p class="entry">{" ".join(chance.choices(words, k=12))}</p>\n'
    return text[:_PAGE_BYTES].encode()


_TEXT = _words()


def main() -> None:
    told = json.dumps(measure(), indent=1)
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / "wire.json").write_text(told + "\n")
    print(told)


if __name__ == "__main__":
    main()
