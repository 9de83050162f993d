"""What the DNS says of a name. Asked are the name servers of the system, or one that is given."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Protocol

import dns.exception
import dns.name
import dns.rdatatype
import dns.resolver

_LIFETIME_SECONDS = 5.0


class RecordKind(StrEnum):
    A = "A"
    AAAA = "AAAA"
    CNAME = "CNAME"
    NS = "NS"
    MX = "MX"


type Records = Mapping[RecordKind, frozenset[str]]


class DnsSilent(Exception):
    """No name server gave a useful answer, which says nothing about the name."""


class DnsRecords(Protocol):
    def look_up(self, name: str, kinds: Iterable[RecordKind]) -> Records:
        """The records of each kind, none for a name that does not exist; else `DnsSilent`."""
        ...


class ResolverDnsRecords:
    """Through the system's resolver, or through the one at an address and port."""

    def __init__(self, server: tuple[str, int] | None = None) -> None:
        self._resolver = dns.resolver.Resolver(configure=server is None)
        self._resolver.lifetime = _LIFETIME_SECONDS
        if server:
            self._resolver.nameservers, self._resolver.port = [server[0]], server[1]

    def look_up(self, name: str, kinds: Iterable[RecordKind]) -> Records:
        return {kind: self._records(name, kind) for kind in kinds}

    def _records(self, name: str, kind: RecordKind) -> frozenset[str]:
        try:
            answer = self._resolver.resolve(
                dns.name.from_text(name),  # absolute: no search list may lead elsewhere
                dns.rdatatype.from_text(kind),
                raise_on_no_answer=False,
            )
        except dns.resolver.NXDOMAIN:
            return frozenset()
        except dns.exception.DNSException as error:
            raise DnsSilent(type(error).__name__) from error
        return frozenset(record.to_text().lower() for record in answer.rrset or ())
