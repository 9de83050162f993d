"""Keys change hands with overlap: the old ones live until the new ones are used."""

import base64
import datetime as dt

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from chalicelib.kit import envelope
from chalicelib.kit.ids import digest
from chalicelib.sites import commanding, pairing, policy, rotation, service, site_keys
from chalicelib.sites.errors import (
    CommandFinished,
    SignatureInvalid,
    SiteKeyNotFound,
    SiteKeyRevoked,
)
from chalicelib.sites.receiving import identify_site, note_keys
from tests.integration.sites.test_commanding import result


def speak(uow, site_key, private_key):
    """A message in order of the site."""
    signed = envelope.pre_authentication_encoding(envelope.SNAPSHOT, b"{}")
    site = identify_site(
        uow,
        site_key=site_key,
        payload_type=envelope.SNAPSHOT,
        body=b"{}",
        signature=base64.b64encode(private_key.sign(signed)).decode(),
    )
    note_keys(uow, site)
    return site


@pytest.fixture
def next_key():
    return Ed25519PrivateKey.generate()


@pytest.fixture
def rotating(uow, alice, paired, sign, next_key):
    """A rotation whose command the site has run; gives its result."""
    speak(uow, paired.site_key, paired.private_key)
    service.request_rotation(uow, alice, paired.site.id)
    command_id = uow.connection.execute("select id from commands").fetchone()[0]
    sign(command_id)
    commanding.deliver_commands(uow, paired.site)
    public = base64.b64encode(next_key.public_key().public_bytes_raw()).decode()
    return result(command_id, output={"new_public_key": public})


def test_the_answer_to_the_result_is_the_only_place_of_the_new_key(uow, paired, rotating):
    recorded = commanding.record_result(uow, paired.site, rotating)

    assert recorded.site_key.startswith("wwk_")
    uow.connection.commit()
    dump = ""
    for table in ("site_keys", "commands", "jobs", "outbox", "audit_logs", "site_events"):
        dump += str(uow.connection.execute(f"select * from {table}".encode()).fetchall())
    assert recorded.site_key not in dump
    assert digest(recorded.site_key) in dump


def test_until_the_new_keys_are_used_the_old_ones_live(uow, paired, rotating, clock):
    commanding.record_result(uow, paired.site, rotating)

    clock.advance(dt.timedelta(days=30))

    assert speak(uow, paired.site_key, paired.private_key)


def test_from_the_first_use_the_old_ones_run_out(uow, paired, rotating, next_key, clock):
    site_key = commanding.record_result(uow, paired.site, rotating).site_key
    speak(uow, site_key, next_key)

    assert speak(uow, paired.site_key, paired.private_key)
    clock.advance(policy.SIGNING_KEY_OVERLAP)
    with pytest.raises(SignatureInvalid):
        speak(uow, site_key, paired.private_key)
    clock.advance(policy.SITE_KEY_OVERLAP)
    with pytest.raises(SiteKeyRevoked):
        speak(uow, paired.site_key, next_key)
    assert speak(uow, site_key, next_key)


def test_a_lost_answer_is_given_again_until_one_of_its_keys_is_used(
    uow, paired, rotating, next_key
):
    first = commanding.record_result(uow, paired.site, rotating).site_key

    again = commanding.record_result(uow, paired.site, rotating).site_key

    assert again != first
    assert speak(uow, again, next_key)
    assert speak(uow, first, next_key)  # whichever of the two the site has written down
    with pytest.raises(CommandFinished):
        commanding.record_result(uow, paired.site, rotating)


def test_answers_that_never_arrive_leave_a_handful_of_keys(uow, paired, rotating):
    for _ in range(10):
        commanding.record_result(uow, paired.site, rotating)

    living = [key for key in site_keys.show_keys(uow, paired.site.id).keys if not key.revoked_at]
    assert len(living) == 4  # the old one, and three that nobody has used


def test_another_result_for_the_same_rotation_gets_nothing(uow, paired, rotating):
    commanding.record_result(uow, paired.site, rotating)
    other = base64.b64encode(b"n" * 32).decode()

    with pytest.raises(CommandFinished):
        commanding.record_result(
            uow, paired.site, result(rotating.command_id, output={"new_public_key": other})
        )


@pytest.mark.parametrize("weak", ["", "AAAA", base64.b64encode(bytes(32)).decode(), 7, None])
def test_a_weak_key_is_not_taken(uow, paired, rotating, weak):
    recorded = commanding.record_result(
        uow, paired.site, result(rotating.command_id, output={"new_public_key": weak})
    )

    assert recorded.site_key is None
    assert speak(uow, paired.site_key, paired.private_key)


def test_a_revoked_key_is_dead_at_once_and_its_overlap_with_it(uow, alice, paired, rotating):
    commanding.record_result(uow, paired.site, rotating)
    old = site_keys.show_keys(uow, paired.site.id).keys[-1]

    is_cut_off = service.revoke_key(uow, alice, paired.site.id, old.id)

    assert not is_cut_off
    with pytest.raises(SiteKeyRevoked):
        speak(uow, paired.site_key, paired.private_key)


def test_a_site_without_any_key_is_disconnected_and_says_why(uow, alice, paired):
    (only,) = site_keys.show_keys(uow, paired.site.id).keys

    assert service.revoke_key(uow, alice, paired.site.id, only.id)

    told = uow.connection.execute(
        "select detail from site_events where kind = 'disconnected'"
    ).fetchone()
    assert told == ({"reason": "key_revoked"},)
    assert uow.connection.execute("select connection from sites").fetchone() == ("disconnected",)


def test_a_key_of_another_site_is_not_there(uow, alice, paired):
    with pytest.raises(SiteKeyNotFound):
        service.revoke_key(uow, alice, paired.site.id, paired.site.id)


def test_keys_are_shown_by_prefix_and_fingerprint(uow, alice, paired, clock):
    shown = service.list_keys(uow, alice, paired.site.id)

    assert [key.prefix for key in shown.keys] == [paired.site_key[:12]]
    assert shown.public_key.fingerprint == site_keys.fingerprint(paired.site.public_key)
    assert shown.next_rotation_at == clock.now() + policy.SITE_KEY_ROTATION


def test_old_keys_are_renewed_by_the_calendar_and_nobody_is_asked_twice_a_day(uow, paired, clock):
    speak(uow, paired.site_key, paired.private_key)
    assert rotation.rotate_due_keys(uow) == 0

    clock.advance(policy.SITE_KEY_ROTATION)

    assert rotation.rotate_due_keys(uow) == 1
    assert rotation.rotate_due_keys(uow) == 0
    clock.advance(dt.timedelta(days=1, minutes=1))
    assert rotation.rotate_due_keys(uow) == 1


def test_a_site_whose_owner_has_left_is_believed_no_more(uow, alice, paired):
    service.request_check(uow, alice, paired.site.id)

    pairing.leave(uow, paired.site)

    with pytest.raises(SiteKeyRevoked):
        speak(uow, paired.site_key, paired.private_key)
    assert uow.connection.execute("select state from jobs").fetchone() == ("cancelled",)
