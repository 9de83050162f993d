"""Which URLs and addresses the fetcher may go to."""

import ipaddress
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.adapters.http_target import (
    UrlRefused,
    follow,
    is_public,
    parse_target,
    require_ordinary,
)

GOOD_URLS = {
    "https://example.com": ("https", "example.com", 443, "/"),
    "https://example.com/": ("https", "example.com", 443, "/"),
    "HTTPS://Example.COM/Path": ("https", "example.com", 443, "/Path"),
    "http://example.com:80/": ("http", "example.com", 80, "/"),
    "http://example.com:8080/shop/": ("http", "example.com", 8080, "/shop/"),
    "https://example.com:8443/?a=b&c=%20d": ("https", "example.com", 8443, "/?a=b&c=%20d"),
    "https://example.com?rest_route=/wp-wingman/v1/wake": (
        "https",
        "example.com",
        443,
        "/?rest_route=/wp-wingman/v1/wake",
    ),
    "https://www.sub.example.co.uk/x#part": ("https", "www.sub.example.co.uk", 443, "/x"),
    "https://xn--mnchen-3ya.de/": ("https", "xn--mnchen-3ya.de", 443, "/"),
    "https://my_shop.example.com/": ("https", "my_shop.example.com", 443, "/"),
    "https://example.com/@user/[1]?q=a@b:c": ("https", "example.com", 443, "/@user/[1]?q=a@b:c"),
    "https://3com.com/": ("https", "3com.com", 443, "/"),
    "https://0x.example.com/": ("https", "0x.example.com", 443, "/"),
    "http://93.184.215.14/": ("http", "93.184.215.14", 80, "/"),
    "https://[2606:2800:21F:CB07:6820:80DA:AF6B:8B2C]/": (
        "https",
        "2606:2800:21f:cb07:6820:80da:af6b:8b2c",
        443,
        "/",
    ),
    "https://a.b-c.d1.example/": ("https", "a.b-c.d1.example", 443, "/"),
    "https://example.photography/": ("https", "example.photography", 443, "/"),
    "https://1and1.com/": ("https", "1and1.com", 443, "/"),
    "https://example.com/blog/": ("https", "example.com", 443, "/blog/"),
    "https://example.com/~user/index.php": ("https", "example.com", 443, "/~user/index.php"),
    "https://example.com//double//slash": ("https", "example.com", 443, "//double//slash"),
    "https://example.com/a:b": ("https", "example.com", 443, "/a:b"),
    "https://example.com/%F0%9F%8D%9E": ("https", "example.com", 443, "/%F0%9F%8D%9E"),
    "https://example.com/?q=http://127.0.0.1/": (
        "https",
        "example.com",
        443,
        "/?q=http://127.0.0.1/",
    ),
    "https://example.com/#http://127.0.0.1/": ("https", "example.com", 443, "/"),
    "https://example.com#": ("https", "example.com", 443, "/"),
    "https://" + "a" * 63 + ".example": ("https", "a" * 63 + ".example", 443, "/"),
    "https://xn--80ak6aa92e.com/": ("https", "xn--80ak6aa92e.com", 443, "/"),
    "http://1.1.1.1:8080/": ("http", "1.1.1.1", 8080, "/"),
    "https://[2606:4700::1111]:8443/": ("https", "2606:4700::1111", 8443, "/"),
    "https://localhost.example/": ("https", "localhost.example", 443, "/"),
    "https://10.example/": ("https", "10.example", 443, "/"),
}


@pytest.mark.parametrize("url", GOOD_URLS)
def test_an_ordinary_url_is_taken_apart(url: str) -> None:
    target = parse_target(url)

    require_ordinary(target)
    assert (target.scheme, target.host, target.port, target.resource) == GOOD_URLS[url]


@pytest.mark.parametrize(
    ("url", "origin"),
    [
        ("http://example.com:80/x", "http://example.com"),
        ("https://example.com:8443/x", "https://example.com:8443"),
        ("https://[2a00::1]:443/x", "https://[2a00::1]"),
    ],
)
def test_an_origin_names_its_port_only_when_it_is_unusual(url: str, origin: str) -> None:
    assert parse_target(url).origin == origin


@pytest.mark.parametrize(
    ("location", "url"),
    [
        ("/shop", "https://example.com/shop"),
        ("//www.example.com/", "https://www.example.com/"),
        ("https://www.example.com", "https://www.example.com/"),
        ("?lang=de", "https://example.com/old/?lang=de"),
        ("/caf\u00c3\u00a9 menu", "https://example.com/caf%C3%A9%20menu"),
    ],
)
def test_a_redirect_is_resolved_against_the_page_it_came_from(location: str, url: str) -> None:
    assert follow(parse_target("https://example.com/old/"), location).url == url


@pytest.mark.parametrize(
    "location",
    ["file:///etc/passwd", "http://a@127.0.0.1/", "http://[::1", "gopher://x/", "http:///"],
)
def test_a_redirect_is_judged_like_any_other_url(location: str) -> None:
    with pytest.raises(UrlRefused):
        follow(parse_target("https://example.com/"), location)


PUBLIC = """
    1.1.1.1 8.8.8.8 93.184.215.14 100.63.255.255 100.128.0.1 172.15.255.255 172.32.0.1 192.0.1.1
    192.167.255.255 192.169.0.1 198.17.255.255 198.20.0.1 223.255.255.255 126.255.255.255
    128.0.0.1 11.0.0.1 9.255.255.255 169.253.255.255 169.255.0.1 2606:4700:4700::1111
    2a00:1450:4001:82a::200e 2001:4860:4860::8888 2400:cb00:2048:1::1 2620:fe::fe 2001:200::1
    2003::1 2c0f:fb50::1
""".split()  # noqa: SIM905 - a table to read


@pytest.mark.parametrize("address", PUBLIC)
def test_an_address_of_the_public_internet_is_public(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


def _networks(text: str) -> list[tuple[str, int]]:
    return [(network, int(bits)) for network, bits in (word.split("/") for word in text.split())]


# Written from the IANA registries, as integers, with no help from the ipaddress module's own
# properties: what both agree on is not one mistake made twice.
_CLOSED_4 = _networks("""
    0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 168.63.129.16/32 169.254.0.0/16 172.16.0.0/12
    192.0.0.0/24 192.0.2.0/24 192.31.196.0/24 192.52.193.0/24 192.88.99.0/24 192.168.0.0/16
    192.175.48.0/24 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4
""")
_CLOSED_6 = _networks("2001::/23 2001:db8::/32 2002::/16 2620:4f:8000::/48 3fff::/20")


def _prefix(network: str, bits: int, width: int) -> tuple[int, int]:
    return int(ipaddress.ip_address(network)) >> (width - bits), width - bits


_PREFIXES_4 = [_prefix(network, bits, 32) for network, bits in _CLOSED_4]
_PREFIXES_6 = [_prefix(network, bits, 128) for network, bits in _CLOSED_6]


def independently_public(number: int, version: int) -> bool:
    if version == 4:
        return all(number >> shift != prefix for prefix, shift in _PREFIXES_4)
    return (
        number >> 125 == 1
        and all(number >> shift != prefix for prefix, shift in _PREFIXES_6)
        and (number >> 32) & 0xFDFFFFFF != 0x00005EFE
    )


@given(st.integers(0, 2**32 - 1))
def test_any_ipv4_address_is_judged_as_an_independent_classifier_judges_it(number: int) -> None:
    assert is_public(ipaddress.IPv4Address(number)) == independently_public(number, 4)


@given(st.integers(0, 2**128 - 1) | st.integers(1 << 125, (1 << 126) - 1))
def test_any_ipv6_address_is_judged_as_an_independent_classifier_judges_it(number: int) -> None:
    assert is_public(ipaddress.IPv6Address(number)) == independently_public(number, 6)


@pytest.mark.parametrize("network", [*_CLOSED_4, *_CLOSED_6])
def test_a_closed_range_ends_where_the_registry_says(network: tuple[str, int]) -> None:
    closed = ipaddress.ip_network(f"{network[0]}/{network[1]}")

    for edge in (closed[0], closed[-1]):
        assert not is_public(edge)
    for number in (int(closed[0]) - 1, int(closed[-1]) + 1):
        if 0 <= number < 2**closed.max_prefixlen:
            outside = type(closed[0])(number)
            assert is_public(outside) == independently_public(number, closed.version)


@pytest.mark.slow
def test_a_million_random_addresses_are_judged_alike() -> None:
    dice = random.Random(20261123)
    for _ in range(500_000):
        four = dice.getrandbits(32)
        six = dice.getrandbits(128) if dice.random() < 0.3 else (1 << 125) | dice.getrandbits(125)
        assert is_public(ipaddress.IPv4Address(four)) == independently_public(four, 4)
        assert is_public(ipaddress.IPv6Address(six)) == independently_public(six, 6)


@given(st.text(max_size=60))
def test_no_text_makes_the_parser_raise_anything_but_a_refusal(text: str) -> None:
    for url in (text, f"http://{text}/", f"https://example.com{text}"):
        try:
            target = parse_target(url)
        except UrlRefused:
            continue
        assert target.url.isascii()
        assert not set(target.url) & set(" \\\r\n\t\x00@") or "/" in target.resource
