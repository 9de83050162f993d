"""Which changes of the DNS are told."""

from chalicelib.adapters.dns_records import RecordKind
from chalicelib.monitoring.dns_change import RecordChange, changes


def test_an_address_that_was_exchanged_is_told() -> None:
    before = {RecordKind.A: frozenset({"203.0.113.9", "203.0.113.10"})}
    now = {RecordKind.A: frozenset({"203.0.113.10", "198.51.100.1"})}

    assert changes(before, now) == [
        RecordChange(RecordKind.A, gone=("203.0.113.9",), new=("198.51.100.1",))
    ]


def test_records_that_have_gone_altogether_are_told() -> None:
    before = {RecordKind.MX: frozenset({"10 mail.shop.example."})}

    assert changes(before, {RecordKind.MX: frozenset()}) == [
        RecordChange(RecordKind.MX, gone=("10 mail.shop.example.",), new=())
    ]


def test_what_stayed_is_not_told() -> None:
    records = {RecordKind.NS: frozenset({"ns1.dns.example.", "ns2.dns.example."})}

    assert changes(records, dict(records)) == []


def test_a_kind_that_one_look_did_not_ask_for_is_no_change() -> None:
    before = {RecordKind.A: frozenset({"203.0.113.9"})}

    assert changes(before, {RecordKind.NS: frozenset({"ns1.dns.example."})}) == []
