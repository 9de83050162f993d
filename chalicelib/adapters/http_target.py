"""Where a URL leads, and whether the fetcher may go there: strict text first, then the address."""

import ipaddress
import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote, urljoin

type Address = ipaddress.IPv4Address | ipaddress.IPv6Address

ALLOWED_PORTS = frozenset({80, 443, 8080, 8443})
MAX_URL_LENGTH = 2048
_DEFAULT_PORTS = {"http": 80, "https": 443}

# One grammar for the whole URL, stricter than any browser's: no user info, no percent sign or
# non-ASCII character in the host, no backslash, space or control character anywhere. What does
# not match is refused, so no second parser can read another host out of the same text.
_URL = re.compile(
    r"(?P<scheme>[Hh][Tt][Tt][Pp][Ss]?)://"
    r"(?P<host>\[[0-9A-Fa-f:.]{2,45}\]|[A-Za-z0-9._-]{1,253})"
    r"(?::(?P<port>[0-9]{1,5}))?"
    r"(?P<resource>[/?][!\"$-\[\]-~]*)?"
    r"(?:#[!-\[\]-~]*)?"
)
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
# 127.1, 0x7f000001, 0177.0.0.1: inet_aton reads these as addresses, so they must be plain ones.
_NUMERIC_END = re.compile(r"(?:.*\.)?(?:[0-9]+|0x[0-9a-f]*)")

_GLOBAL_UNICAST_6 = ipaddress.IPv6Network("2000::/3")
_DENIED_4 = tuple(
    ipaddress.IPv4Network(network)
    for network in (
        "168.63.129.16/32",  # Azure's platform address is public by number only
        "192.0.0.0/24",  # IETF protocol assignments, with the two anycast addresses in it
        "192.31.196.0/24",  # AS112
        "192.52.193.0/24",  # automatic multicast tunnelling
        "192.88.99.0/24",  # 6to4 relay anycast
        "192.175.48.0/24",  # AS112
    )
)
_DENIED_6 = tuple(
    ipaddress.IPv6Network(network)
    for network in (
        "2001::/23",  # IETF protocol assignments: Teredo, ORCHID, benchmarking
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4 carries an IPv4 address
        "2620:4f:8000::/48",  # AS112
        "3fff::/20",  # documentation
    )
)
_ISATAP_MARKS = (0x00005EFE, 0x02005EFE)


class UrlRefused(ValueError):
    """The text of a URL, or the address behind it, is nothing we go to."""


@dataclass(frozen=True, slots=True)
class Target:
    """A URL taken apart, with nothing left to interpret."""

    scheme: str
    host: str
    port: int
    resource: str

    @property
    def authority(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _DEFAULT_PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        return f"{self.scheme}://{self.authority}"

    @property
    def url(self) -> str:
        return self.origin + self.resource

    @property
    def address(self) -> Address | None:
        """The host when it is an address already; a name still has to be looked up."""
        if not (self.host[-1].isdigit() or ":" in self.host):  # most names, without an exception
            return None
        try:
            return ipaddress.ip_address(self.host)
        except ValueError:
            return None


def parse_target(url: str) -> Target:
    """Take a URL apart by one strict grammar, or raise `UrlRefused`."""
    if len(url) > MAX_URL_LENGTH:
        raise UrlRefused("the URL is too long")
    match = _URL.fullmatch(url)
    if match is None:
        raise UrlRefused("not a plain http or https URL")
    scheme = match["scheme"].lower()
    port = int(match["port"]) if match["port"] else _DEFAULT_PORTS[scheme]
    resource = match["resource"] or "/"
    if resource.startswith("?"):
        resource = "/" + resource
    return Target(
        scheme=scheme, host=_plain_host(match["host"].lower()), port=port, resource=resource
    )


def _plain_host(host: str) -> str:
    if host.startswith("["):
        try:
            return str(ipaddress.IPv6Address(host[1:-1]))
        except ValueError as error:
            raise UrlRefused("not an IPv6 address") from error
    if _NUMERIC_END.fullmatch(host):
        try:
            return str(ipaddress.IPv4Address(host))
        except ValueError as error:
            raise UrlRefused("an unusual spelling of an address") from error
    if not all(_LABEL.fullmatch(label) for label in host.split(".")):
        raise UrlRefused("not a host name")
    return host


def follow(target: Target, location: str) -> Target:
    """The next target of a redirect, judged from the start like any other URL."""
    # Header bytes were read as latin-1. Real sites send raw UTF-8 and spaces in paths.
    spelled = quote(location.encode("latin-1", "replace"), safe="!#$%&'()*+,/:;=?@[]~\\")
    try:
        return parse_target(urljoin(target.url, spelled))
    except UrlRefused:
        raise
    except ValueError as error:
        raise UrlRefused("the redirect leads nowhere") from error


def require_ordinary(target: Target, *, any_port: bool = False) -> None:
    """The ports and names of public servers; anything else is somebody's inside."""
    if not any_port and target.port not in ALLOWED_PORTS:
        raise UrlRefused("the port is not one of a public web server")
    if target.address is None and "." not in target.host:
        raise UrlRefused("not a public host name")


def require_public(addresses: Iterable[Address]) -> None:
    """One inside address among many public ones is enough to refuse them all."""
    for address in addresses:
        if not is_public(address):
            raise UrlRefused("the address is not on the public internet")


def is_public(address: Address) -> bool:
    """Global unicast, without the ranges that only look it or that hide an IPv4 address."""
    if isinstance(address, ipaddress.IPv4Address):
        return (
            address.is_global
            and not address.is_multicast
            and not address.is_reserved
            and not any(address in network for network in _DENIED_4)
        )
    return (
        address.scope_id is None
        and address in _GLOBAL_UNICAST_6
        and address.is_global
        and not any(address in network for network in _DENIED_6)
        and (int(address) >> 32) & 0xFFFFFFFF not in _ISATAP_MARKS
    )
