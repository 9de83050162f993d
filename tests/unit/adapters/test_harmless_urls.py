"""The other half of safety: forty ordinary websites are fetched, whatever their URL looks like.

Nothing is faked but the public internet itself: names resolve to public addresses, and a connection
to one of those ends at a server of ours. Grammar, checks, TLS and HTTP are the product's own.
"""

import socket
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from chalicelib.adapters import connections
from chalicelib.adapters.http_fetcher import Fetch, Fetched, SafeHttpFetcher
from chalicelib.adapters.http_target import Address, is_public, parse_target
from localstack.authority import Authority
from tests.fakes.fake_resolver import FakeResolver
from tests.fakes.tiny_server import TinyServer, page, redirect, serving

HARMLESS = """
https://example.com
https://example.com/
https://example.com:443/
https://example.com:8443/
http://example.com/
http://example.com:80/
http://example.com:8080/wp/
HTTPS://EXAMPLE.COM/Path
https://www.example.com/
https://www.sub.example.co.uk/x
https://a.b-c.d1.example/
https://shop.example.com/?add-to-cart=17&lang=de
https://example.com/?rest_route=/wp-wingman/v1/wake
https://example.com/wp-json/
https://example.com/wp-login.php?redirect_to=https%3A%2F%2Fexample.com%2F
https://example.com/?q=http://127.0.0.1/
https://example.com/#http://127.0.0.1/
https://example.com/@user/[1]?q=a@b:c
https://example.com/~user/index.php
https://example.com//double//slash
https://example.com/a:b
https://example.com/%F0%9F%8D%9E
https://example.com/caf%C3%A9/
https://example.com/file;v=1?x=1;y=2
https://example.com/a'b(c)*d!
https://xn--mnchen-3ya.de/
https://xn--80ak6aa92e.com/
https://my_shop.example.com/
https://3com.com/
https://1and1.com/
https://0x.example.com/
https://10.example/
https://127.example/
https://localhost.example/
https://metadata.example/latest/meta-data/
https://internal.example.photography/
https://ipv6.example/
https://both.example/
http://93.184.215.14/
http://1.1.1.1:8080/
https://[2606:4700:4700::1111]/
https://[2a00:1450:4001:82a::200e]:8443/
""".split()  # noqa: SIM905 - a list to read
_HOSTS = sorted({parse_target(url).host for url in HARMLESS})
_ANSWERS = {
    "ipv6.example": ["2606:4700:4700::1111"],
    "both.example": ["2606:4700:4700::1111", "93.184.215.14"],
}


@dataclass
class Internet:
    """The public internet, in one server without TLS and one with it."""

    fetcher: SafeHttpFetcher
    plain: TinyServer
    secure: TinyServer
    reached: list[Address] = field(default_factory=list)

    async def connect(self, address: Address, port: int, _until: float) -> socket.socket:
        """The end of the way to a public address; its port says whether TLS is spoken there."""
        assert is_public(address)
        self.reached.append(address)
        server = self.secure if port in {443, 8443} else self.plain
        connection = socket.create_connection(("127.0.0.1", int(server.origin.rsplit(":")[-1])))
        connection.setblocking(False)
        return connection


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Internet]:
    authority = Authority(tmp_path_factory.mktemp("harmless"))
    names = FakeResolver({host: _ANSWERS.get(host, ["93.184.215.14"]) for host in _HOSTS})
    fetcher = SafeHttpFetcher(resolver=names, tls=authority.trusting_client)
    with (
        serving(page("hello")) as plain,
        serving(page("hello"), tls=authority.server("example.com", *_HOSTS)) as secure,
    ):
        yield Internet(fetcher, plain, secure)


@pytest.fixture
def internet(servers: Internet, monkeypatch: pytest.MonkeyPatch) -> Internet:
    monkeypatch.setattr(connections, "_connected_socket", servers.connect)
    return servers


def test_there_are_forty_of_them() -> None:
    assert len(set(HARMLESS)) >= 40


@pytest.mark.parametrize("url", HARMLESS)
def test_a_harmless_url_is_fetched(url: str, internet: Internet) -> None:
    result = internet.fetcher.fetch(Fetch(url))

    assert isinstance(result, Fetched), result
    assert result.body == b"hello"
    assert result.url == parse_target(url).url


def test_a_redirect_from_one_to_another_is_followed(
    internet: Internet, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving(redirect("https://www.example.com/shop/")) as old:
        monkeypatch.setattr(internet, "plain", old)
        result = internet.fetcher.fetch(Fetch("http://example.com/"))

    assert isinstance(result, Fetched)
    assert result.url == "https://www.example.com/shop/"
