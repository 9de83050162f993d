"""What is probed, and by whom else: nginx with full handshakes, slow pages behind it, and Debian's
blackbox_exporter. All on loopback, each a process of its own, nothing of this machine's touched.
"""

import asyncio
import os
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from localstack.authority import Authority
from localstack.network import LOOPBACK, free_port, wait_until
from localstack.processes import Service
from localstack.system_packages import BLACKBOX_EXPORTER, NGINX
from tests.fakes.tiny_server import Received, serving

DOMAIN = "bench.example"
SLOW_SECONDS = 0.2
LONG_SECONDS = 6.0
_ENDLESS_BYTES = 2**34
_SECONDS = {"/quick": 0.0, "/slow": SLOW_SECONDS, "/long": LONG_SECONDS}
# No tickets, no cache, no kept connection: each probe is a full handshake.
_NGINX = """
daemon off; worker_processes 1; pid {folder}/nginx-own.pid; error_log {folder}/error.log;
events {{ worker_connections 8192; }}
http {{
  access_log off; keepalive_timeout 0;
  client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3;
  uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
  server {{
    listen 127.0.0.1:{port} ssl backlog=8192 sndbuf=64k;
    ssl_protocols TLSv1.3; ssl_certificate {pem}; ssl_certificate_key {pem};
    ssl_session_tickets off; ssl_session_cache off;
    location = / {{ default_type text/html; return 200 "{page}"; }}
    location = /endless {{ alias {folder}/flood; }}
    location / {{ proxy_pass {slow_pages}; proxy_buffering off; proxy_read_timeout 60s; }}
  }}
}}
"""
_PAGE = "<!doctype html><html><title>Shop</title><body>" + "<p>Welcome.</p>" * 60 + "</body></html>"
_BLACKBOX = """
modules:
  tls:
    prober: http
    timeout: 10s
    http:
      preferred_ip_protocol: ip4
      fail_if_not_ssl: true
      tls_config: {{ ca_file: {root}, server_name: probe.{domain} }}
"""


@dataclass(frozen=True)
class ProbeStage:
    port: int
    root: Path
    blackbox: Service
    blackbox_port: int


@contextmanager
def a_probe_stage() -> Iterator[ProbeStage]:
    with (
        tempfile.TemporaryDirectory() as name,
        serving(_slow_pages) as slow_pages,
    ):
        folder = Path(name)
        folder.chmod(0o755)
        authority = Authority(folder)
        port, blackbox_port = free_port(), free_port()
        config = folder / "nginx.conf"
        pem = authority.server_file(f"probe.{DOMAIN}", f"*.{DOMAIN}", "127.0.0.1")
        with (folder / "flood").open("wb") as flood:
            flood.truncate(_ENDLESS_BYTES)  # a file of nothing, that takes no room
        config.write_text(
            _NGINX.format(
                folder=folder, port=port, pem=pem, page=_PAGE, slow_pages=slow_pages.origin
            )
        )
        (folder / "blackbox.yml").write_text(
            _BLACKBOX.format(root=authority.root_file(), domain=DOMAIN)
        )
        nginx, blackbox = Service("nginx", folder), Service("blackbox", folder)
        try:
            nginx.start([NGINX.path(), "-c", config, "-p", folder, "-e", folder / "error.log"])
            blackbox.start(
                [
                    BLACKBOX_EXPORTER.path(),
                    f"--config.file={folder / 'blackbox.yml'}",
                    f"--web.listen-address=127.0.0.1:{blackbox_port}",
                    "--log.level=error",
                ],
                env=dict(os.environ),
            )
            for service, number in ((nginx, port), (blackbox, blackbox_port)):
                if not wait_until(partial(_listens, number), patience=20):
                    raise service.did_not_start("it does not listen")
            yield ProbeStage(port, authority.root_file(), blackbox, blackbox_port)
        finally:
            blackbox.stop()
            nginx.stop()


async def _slow_pages(received: Received, writer: asyncio.StreamWriter) -> None:
    """Pages that take their time, and one that takes all of ours."""
    if received.path == "/drip":
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n")
        while True:
            writer.write(b"x")
            await writer.drain()
            await asyncio.sleep(0.1)
    await asyncio.sleep(_SECONDS[received.path])
    writer.write(f"HTTP/1.1 200 OK\r\nContent-Length: {len(_PAGE)}\r\n\r\n{_PAGE}".encode())


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex((LOOPBACK, port)) == 0
