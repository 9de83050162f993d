"""A site counts as connected when its own address answers with the key that paired."""

import base64
import datetime as dt

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from chalicelib.events.sites import ProofFetched, ProofRequested
from chalicelib.identity.model import Actor
from chalicelib.sites import pairing, proving, service
from chalicelib.sites.errors import SiteNotConnected, SiteNotWaiting
from chalicelib.sites.model import ConnectedSite, Connection
from tests.integration.sites.conftest import ORIGIN, URL, introduction, prove


@pytest.fixture
def key() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.generate()


@pytest.fixture
def site(uow, alice, site_id, key) -> ConnectedSite:
    """Paired, and not yet believed."""
    code = service.issue_pairing_code(uow, alice, site_id, origin=ORIGIN).code
    public_key = key.public_key().public_bytes_raw()
    welcome = pairing.connect(uow, introduction(code, public_key))
    return ConnectedSite(site_id, welcome.client_id, public_key, URL, Connection.WAITING_PROOF)


def state(uow):
    return uow.connection.execute("select connection, proof_problem from sites").fetchone()


def asked(uow):
    return [message for message in uow._messages if isinstance(message, ProofRequested)]


def test_pairing_sends_somebody_to_the_address_that_the_site_claims(uow, site):
    assert [(message.url, len(message.challenge)) for message in asked(uow)] == [(URL, 22)]
    assert state(uow) == ("waiting_proof", None)


def test_a_true_answer_connects_the_site(uow, site, key):
    assert prove(uow, site, key).is_connected

    assert state(uow) == ("connected", None)
    kinds = uow.connection.execute("select kind from site_events order by at, id").fetchall()
    assert kinds[-1] == ("connected",)


def test_a_true_answer_counts_once(uow, site, key):
    prove(uow, site, key)

    assert not prove(uow, site, key).is_connected
    with pytest.raises(SiteNotWaiting):
        proving.ask_for_proof(uow, site.id)


@pytest.mark.parametrize(
    "lie",
    [
        {"v": True},
        {"v": 2},
        {"aud": "https://other.example"},
        {"site_id": "0199c2a4-1b1e-7c55-8f0a-2b7d6c1e4a90"},
        {"home_url": "https://other.example"},
        {"challenge": "A" * 22},
        {"more": 1},
    ],
    ids=str,
)
def test_an_answer_to_another_question_connects_nothing(uow, site, key, lie):
    assert not prove(uow, site, key, **lie).is_connected

    assert state(uow)[0] == "waiting_proof"
    assert state(uow)[1]["code"] == "wrong_answer"
    assert URL in state(uow)[1]["detail"]


def test_another_key_at_the_address_connects_nothing(uow, site):
    """Somebody typed the code into their own WordPress, and claims the address of another."""
    assert not prove(uow, site, Ed25519PrivateKey.generate()).is_connected

    assert state(uow)[1]["code"] == "wrong_answer"


@pytest.mark.parametrize("problem", ["refused", "unreachable", "no_answer"])
def test_a_site_that_cannot_be_reached_says_why_in_plain_words(uow, site, problem):
    challenge = asked(uow)[-1].challenge
    fetched = ProofFetched(site_id=site.id, challenge=challenge, problem=problem)

    assert not proving.take_proof(uow, fetched, platform=ORIGIN).is_connected

    assert state(uow)[1]["code"] == problem
    assert URL in state(uow)[1]["detail"]


def test_an_answer_that_comes_too_late_counts_no_more(uow, site, key, clock):
    clock.advance(proving.CHALLENGE_LIFETIME + dt.timedelta(seconds=1))

    assert not prove(uow, site, key).is_connected


def test_each_call_of_a_waiting_site_makes_us_look_again_but_once_a_minute(uow, site, clock):
    proving.ask_again(uow, site.id)
    assert len(asked(uow)) == 1

    clock.advance(dt.timedelta(seconds=60))
    proving.ask_again(uow, site.id)
    proving.ask_again(uow, site.id)

    assert len(asked(uow)) == 2


def test_an_older_challenge_is_answered_in_vain(uow, site, key, clock):
    old = asked(uow)[-1].challenge
    clock.advance(dt.timedelta(seconds=60))
    proving.ask_again(uow, site.id)

    assert not prove(uow, site, key, challenge=old).is_connected


def test_nothing_is_asked_of_a_site_that_is_not_believed(uow, alice: Actor, site):
    with pytest.raises(SiteNotConnected):
        service.request_check(uow, alice, site.id)


def test_an_answer_that_is_no_signature_connects_nothing(uow, site):
    for message in ("", "%%%", base64.b64encode(b"[]").decode(), "A" * 9000):
        fetched = ProofFetched(
            site_id=site.id, challenge=asked(uow)[-1].challenge, message=message, signature="x"
        )
        assert not proving.take_proof(uow, fetched, platform=ORIGIN).is_connected
