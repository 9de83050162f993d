"""Pairing works once, in time, for the right site, and ends what was before."""

import datetime as dt

import pytest

from chalicelib.kit import envelope
from chalicelib.kit.ids import digest
from chalicelib.sites import pairing, service
from chalicelib.sites.errors import (
    PairingCodeExpired,
    PairingCodeUnknown,
    PairingCodeUsed,
    SiteKeyMissing,
    SiteKeyRevoked,
    SiteKeyUnknown,
    SiteUrlMismatch,
)
from chalicelib.sites.receiving import identify_site
from tests.integration.sites.conftest import ORIGIN, introduction


@pytest.fixture
def code(uow, alice, site_id):
    return service.issue_pairing_code(uow, alice, site_id, origin=ORIGIN).code


def test_the_connection_string_carries_our_address_and_the_code(uow, alice, site_id):
    issued = service.issue_pairing_code(uow, alice, site_id, origin=ORIGIN)

    assert issued.connection_string == f"{ORIGIN}#{issued.code}"


def test_a_code_typed_without_hyphens_connects(uow, code, site_id):
    welcome = pairing.connect(uow, introduction(code.replace("-", "").lower()))

    assert welcome.site_id == site_id
    assert welcome.site_key.startswith("wwk_")
    assert service_state(uow) == ("waiting_proof",)


def test_we_keep_only_digests_of_code_and_key(uow, code):
    welcome = pairing.connect(uow, introduction(code))

    dump = str(uow.connection.execute("select * from pairing_codes").fetchall())
    dump += str(uow.connection.execute("select * from site_keys").fetchall())
    assert code not in dump
    assert code.replace("-", "") not in dump
    assert welcome.site_key not in dump
    assert digest(welcome.site_key) in dump


def test_a_code_works_once(uow, code):
    pairing.connect(uow, introduction(code))

    with pytest.raises(PairingCodeUsed):
        pairing.connect(uow, introduction(code))


def test_a_code_expires_after_a_quarter_of_an_hour(uow, code, clock):
    clock.advance(dt.timedelta(minutes=15))

    with pytest.raises(PairingCodeExpired):
        pairing.connect(uow, introduction(code))


def test_a_newer_code_ends_the_one_before(uow, alice, site_id, code):
    service.issue_pairing_code(uow, alice, site_id, origin=ORIGIN)

    with pytest.raises(PairingCodeUnknown):
        pairing.connect(uow, introduction(code))


def test_a_code_of_one_site_does_not_connect_another(uow, code):
    with pytest.raises(SiteUrlMismatch):
        pairing.connect(uow, introduction(code, home_url="https://other.example"))


def test_a_slash_or_a_secure_scheme_is_still_the_same_site(uow, code, site_id):
    assert pairing.connect(uow, introduction(code, home_url="http://shop.example/")).site_id


def test_pairing_again_revokes_the_key_before(uow, pair):
    first, second = pair(), pair()

    with pytest.raises(SiteKeyRevoked):
        identify(uow, first, first.site_key)
    assert identify(uow, second, second.site_key).id == second.site.id


def test_numbers_go_on_where_they_were_when_a_site_pairs_again(uow, pair, alice, site_id):
    pair()
    uow.connection.execute("update site_state set last_seq = 41")
    code = service.issue_pairing_code(uow, alice, site_id, origin=ORIGIN).code

    assert pairing.connect(uow, introduction(code)).next_seq == 42


def test_a_request_without_a_key_or_with_a_wrong_one_is_nobodys(uow, paired):
    with pytest.raises(SiteKeyMissing):
        identify(uow, paired, None)
    with pytest.raises(SiteKeyUnknown):
        identify(uow, paired, "wwk_" + "A" * 43)


def service_state(uow):
    return uow.connection.execute("select connection from sites").fetchone()


def identify(uow, paired, site_key):
    import base64

    body = b"{}"
    message = envelope.pre_authentication_encoding(envelope.SNAPSHOT, body)
    signature = base64.b64encode(paired.private_key.sign(message)).decode()
    return identify_site(
        uow,
        site_key=site_key,
        payload_type=envelope.SNAPSHOT,
        body=body,
        signature=signature,
    )
