"""Names and certificates that exist on a developer's machine only; the local stage's alone."""

import ssl
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from chalicelib.adapters.connections import NameLookupFailed, SystemResolver
from chalicelib.adapters.dns_records import (
    DnsSilent,
    RecordKind,
    Records,
    ResolverDnsRecords,
)
from chalicelib.adapters.socket_loop import finished

# Reserved for tests (RFC 6761): nobody else can own such a name.
_OURS = ".test"
_THREADS = 4


def server_of(address: str) -> tuple[str, int]:
    """`host:port` in its parts."""
    host, _, port = address.rpartition(":")
    return host, int(port)


class DemoResolver:
    """Asks the demo name server for names that end in `.test`, and the system for all others."""

    def __init__(self, server: tuple[str, int]) -> None:
        self._records = ResolverDnsRecords(server)
        self._system = SystemResolver()
        self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="demo-dns")

    async def addresses(self, host: str, until: float) -> list[str]:
        if not host.endswith(_OURS):
            return await self._system.addresses(host, until)
        return await finished(self._threads.submit(self._look_up, host), until)

    def _look_up(self, host: str) -> list[str]:
        try:
            found = self._records.look_up(host, [RecordKind.A])
        except DnsSilent as error:
            raise NameLookupFailed("the name server is silent") from error
        return sorted(found[RecordKind.A])


class DemoDnsRecords:
    """The same for records of every kind."""

    def __init__(self, server: tuple[str, int]) -> None:
        self._demo = ResolverDnsRecords(server)
        self._system = ResolverDnsRecords()

    def look_up(self, name: str, kinds: Iterable[RecordKind]) -> Records:
        asked = self._demo if name.rstrip(".").endswith(_OURS) else self._system
        return asked.look_up(name, kinds)


def trusting(authority: str) -> ssl.SSLContext:
    """Trusts this authority besides the usual ones."""
    context = ssl.create_default_context()
    if Path(authority).exists():
        context.load_verify_locations(authority)
    return context
