"""The sites of the soak: nginx with a full TLS handshake per request on a thousand addresses of
loopback, and behind it the script.

python -m tests.soak.targets PORT   (the script alone, as a process of its own)
"""

import asyncio
import contextlib
import datetime as dt
import os
import socket
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from localstack.authority import Authority
from localstack.network import LOOPBACK, free_port, is_free, wait_until
from localstack.processes import Service
from localstack.system_packages import NGINX
from tests.fakes.usual_page import COMPRESSED
from tests.soak.script import behaviour

HOSTS = 1000
_ROOT = Path(__file__).resolve().parents[2]
# No tickets, no cache, no kept connection: each probe is a full handshake.
_NGINX = """
daemon off; worker_processes 1; worker_rlimit_nofile 16384;
pid {folder}/nginx-own.pid; error_log {folder}/error.log;
events {{ worker_connections 8192; }}
http {{
  access_log off; keepalive_timeout 0; server_names_hash_max_size 4096;
  client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3;
  uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
  ssl_protocols TLSv1.3; ssl_session_tickets off; ssl_session_cache off;
  proxy_read_timeout 90s; proxy_buffering off;
{servers}
}}
"""
_SERVER = (
    "  server {{ listen {address}:{port} ssl; ssl_certificate {pem}; ssl_certificate_key {pem};"
    " location / {{ proxy_pass http://127.0.0.1:{script}; }} }}"
)


@dataclass(frozen=True)
class Targets:
    port: int
    script_port: int
    root: Path
    nginx: Service
    script: Service

    def origin(self, number: int) -> str:
        return f"https://{_address(number % HOSTS)}:{self.port}"

    def url(self, number: int) -> str:
        return f"{self.origin(number)}/s/{number}"

    def begin(self) -> None:
        """Minute 0 of the script is now; before, nothing falls."""
        with urllib.request.urlopen(f"http://{LOOPBACK}:{self.script_port}/begin", timeout=5):
            pass

    def origins(self) -> list[str]:
        return [self.origin(host) for host in range(HOSTS)]


def _address(host: int) -> str:
    return f"127.77.{host // 250}.{host % 250 + 1}"


@contextmanager
def serving_targets(folder: Path) -> Iterator[Targets]:
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o755)
    authority = Authority(folder)
    port, script_port = free_port(9543), free_port(9700)
    targets = Targets(
        port,
        script_port,
        authority.root_file(),
        Service("nginx", folder),
        Service("script", folder),
    )
    config = folder / "nginx.conf"
    config.write_text(_NGINX.format(folder=folder, servers=_servers(authority, port, script_port)))
    try:
        targets.script.start(
            [sys.executable, "-m", "tests.soak.targets", str(script_port)],
            cwd=_ROOT,
            env=dict(os.environ),
        )
        targets.nginx.start([NGINX.path(), "-c", config, "-p", folder, "-e", folder / "error.log"])
        if not wait_until(lambda: not is_free(script_port), patience=30):
            raise targets.script.did_not_start("it does not listen")
        if not wait_until(lambda: _listens(_address(HOSTS - 1), port), patience=30):
            raise targets.nginx.did_not_start("it does not listen")
        yield targets
    finally:
        targets.nginx.stop()
        targets.script.stop()


def _servers(authority: Authority, port: int, script: int) -> str:
    addresses = [_address(host) for host in range(HOSTS)]
    # One that ends within 14 days would degrade its site.
    until = dt.datetime.now(dt.UTC) + dt.timedelta(days=60)
    return "\n".join(
        _SERVER.format(
            address=address,
            port=port,
            pem=authority.server_file(address, until=until),
            script=script,
        )
        for address in addresses
    )


def _listens(address: str, port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((address, port)) == 0


# The script as a server --------------------------------------------------------------------------


class _Script:
    """Minutes are counted from the moment at which somebody says so."""

    def __init__(self) -> None:
        self._began: float | None = None

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
            head = await reader.readuntil(b"\r\n\r\n")
            path = head.split(b" ", 2)[1]
            if path == b"/begin":
                self._began = time.monotonic()
                await _send(writer, 200)
            else:
                await self._act(int(path.rpartition(b"/")[2]), writer)
        writer.close()

    async def _act(self, number: int, writer: asyncio.StreamWriter) -> None:
        began = self._began
        minute = -1 if began is None else int((time.monotonic() - began) // 60)
        told = behaviour(number, minute)
        await asyncio.sleep(told.seconds)
        if told.status:
            await _send(writer, told.status)


async def _send(writer: asyncio.StreamWriter, status: int) -> None:
    writer.write(
        b"HTTP/1.1 %d X\r\nContent-Type: text/html\r\nContent-Length: %d\r\n"
        b"Content-Encoding: gzip\r\nConnection: close\r\n\r\n" % (status, len(COMPRESSED))
    )
    writer.write(COMPRESSED)
    await writer.drain()


async def _serve(port: int) -> None:
    server = await asyncio.start_server(_Script().answer, LOOPBACK, port, backlog=4096)
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(_serve(int(sys.argv[1])))
