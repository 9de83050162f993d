"""What leaves for a probe, packet by packet: a full handshake over a distance of 40 ms, and a page
of usual size that takes a site a while to make.

python -m tests.bench.wire     (as root: it makes networks of its own)

Written to var/bench/wire.json, for `python -m tools.cost --wire`.
"""

import asyncio
import datetime as dt
import json
import ssl
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from chalicelib.adapters.http_fetcher import SafeHttpFetcher
from chalicelib.events.monitoring import ProbesDue, ProbeTarget
from chalicelib.kit.clock import SystemClock
from chalicelib.monitoring.history_objects import HistoryObjects
from chalicelib.monitoring.measurements import MeasuredBatch
from chalicelib.monitoring.probing import probe
from chalicelib.monitoring.regions import Regions
from chalicelib.sites.model import SiteStatus
from localstack.authority import Authority
from localstack.processes import Service
from localstack.system_packages import NGINX
from tests.bench.far_network import SERVER, Line, enter_server_side, on_client_side
from tests.bench.ratio import FOLDER
from tests.fakes.in_memory_object_store import InMemoryObjectStore
from tests.fakes.tiny_server import Received, serving
from tests.fakes.usual_page import PAGE, PAGE_BYTES

PROBES = 400
_AT_ONCE = 20  # more, and the line would be busy
_ALONE = Regions(own="home", every=("home",))
_DOMAIN = "example.com"
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
    """Per probe of a warm batch: packets and bytes that leave, how much of them TLS and HTTP say,
    and the CPU of all that is done for it, from the message to what is kept."""
    with tempfile.TemporaryDirectory() as name:
        far = enter_server_side()
        with _site(Path(name)) as root, on_client_side(far) as line:
            trusting = partial(ssl.create_default_context, cafile=root)
            fetcher = SafeHttpFetcher(resolver=_FarNames(), tls=trusting)
            _run(fetcher, _batch(_AT_ONCE))
            line.forget()
            cpu_seconds = sum(_run(fetcher, _batch(_AT_ONCE)) for _ in range(PROBES // _AT_ONCE))
        return _per_probe(line, cpu_seconds)


def _batch(size: int) -> str:
    """The address of a usual site has twenty letters."""
    targets = [
        ProbeTarget(site_id=uuid.uuid4(), url=f"https://shop-{n:03}.{_DOMAIN}/", status="online")
        for n in range(size)
    ]
    due = ProbesDue(batch_id="0", due_at=dt.datetime.now(dt.UTC), targets=targets)
    return due.model_dump_json(exclude_defaults=True)


def _run(fetcher: SafeHttpFetcher, message: str) -> float:
    """As the function does; the line is carried by another thread, whose CPU is not ours."""
    started = time.thread_time()
    due = ProbesDue.model_validate_json(message)
    findings = probe(due, regions=_ALONE, fetcher=fetcher, clock=SystemClock())
    measured = MeasuredBatch(due.due_at, _ALONE.own, findings.measured)
    HistoryObjects(InMemoryObjectStore()).keep_batch(measured, batch_id=due.batch_id)
    used = time.thread_time() - started
    assert {one.verdict for one in findings.measured} == {SiteStatus.ONLINE}
    return used


def _per_probe(line: Line, cpu_seconds: float) -> dict[str, Any]:
    return {
        "bytes": round(line.sent_bytes / PROBES),
        "payload_bytes": round(line.payload_bytes / PROBES),
        "packets": {kind: round(n / PROBES, 2) for kind, n in sorted(line.packets.items())},
        "cpu_seconds": round(cpu_seconds / PROBES, 6),
    }


@contextmanager
def _site(folder: Path) -> Iterator[Path]:
    folder.chmod(0o755)
    authority = Authority(folder)
    names = [f"branch-{number}.{_DOMAIN}" for number in range(_NAMES)]
    until = dt.datetime.now(dt.UTC) + dt.timedelta(days=60)  # else a site would be degraded
    pem = authority.server_file(f"www.{_DOMAIN}", f"*.{_DOMAIN}", *names, until=until)
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
    head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {PAGE_BYTES}\r\n\r\n"
    writer.write(head.encode() + PAGE)


def main() -> None:
    told = json.dumps(measure(), indent=1)
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / "wire.json").write_text(told + "\n")
    print(told)


if __name__ == "__main__":
    main()
