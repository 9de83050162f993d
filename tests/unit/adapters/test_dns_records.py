"""DNS records as a real resolver brings them, from a name server of ours."""

import socket

import pytest

from chalicelib.adapters.dns_records import DnsSilent, RecordKind, ResolverDnsRecords
from tests.fakes.name_server import name_server

ZONE = {
    ("shop.example", "A"): ["203.0.113.9", "203.0.113.10"],
    ("shop.example", "AAAA"): ["2001:db8::9"],
    ("shop.example", "MX"): ["10 Mail.shop.example."],
    ("shop.example", "NS"): ["ns1.dns.example.", "ns2.dns.example."],
    ("www.shop.example", "CNAME"): ["shop.example."],
}


def test_every_kind_of_record_is_read() -> None:
    with name_server(ZONE) as server:
        records = ResolverDnsRecords(server).look_up("shop.example", RecordKind)

    assert records == {
        RecordKind.A: {"203.0.113.9", "203.0.113.10"},
        RecordKind.AAAA: {"2001:db8::9"},
        RecordKind.CNAME: set(),
        RecordKind.NS: {"ns1.dns.example.", "ns2.dns.example."},
        RecordKind.MX: {"10 mail.shop.example."},
    }


def test_an_alias_is_told_as_itself() -> None:
    with name_server(ZONE) as server:
        records = ResolverDnsRecords(server).look_up("www.shop.example", [RecordKind.CNAME])

    assert records == {RecordKind.CNAME: {"shop.example."}}


def test_a_name_that_does_not_exist_has_no_records() -> None:
    with name_server(ZONE) as server:
        records = ResolverDnsRecords(server).look_up("gone.example", [RecordKind.A])

    assert records == {RecordKind.A: set()}


def test_a_server_that_fails_says_nothing_about_the_name() -> None:
    with name_server(ZONE, fails=True) as server, pytest.raises(DnsSilent):
        ResolverDnsRecords(server).look_up("shop.example", [RecordKind.A])


def test_a_server_that_is_silent_says_nothing_about_the_name(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("chalicelib.adapters.dns_records._LIFETIME_SECONDS", 0.3)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as silent:
        silent.bind(("127.0.0.1", 0))

        with pytest.raises(DnsSilent):
            ResolverDnsRecords(silent.getsockname()).look_up("shop.example", [RecordKind.A])


@pytest.mark.parametrize("name", ["a..b", "x" * 64 + ".example", ".".join(["label"] * 60)])
def test_what_is_no_name_has_no_answer(name: str) -> None:
    with name_server(ZONE) as server, pytest.raises(DnsSilent):
        ResolverDnsRecords(server).look_up(name, [RecordKind.A])
