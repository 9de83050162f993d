"""A command goes from a person through the signer to the site, and its result comes back once."""

import base64
import datetime as dt
import hashlib
import json

import pytest

from chalicelib.events.sites import CommandRequested, WakeRequested
from chalicelib.kit import envelope
from chalicelib.sites import commanding, policy, service
from chalicelib.sites.errors import (
    CommandFinished,
    CommandNotFound,
    CommandUnknown,
    SiteNotConnected,
)
from tests.integration.sites.conftest import URL


@pytest.fixture
def requested(uow, alice, paired):
    """A requested check: its command's id and its job's."""
    job = service.request_check(uow, alice, paired.site.id)
    row = uow.connection.execute("select id from commands").fetchone()
    return row[0], job.id


def deliver(uow, paired, sign, command_id):
    sign(command_id)
    return commanding.deliver_commands(uow, paired.site).commands


def result(command_id, status="succeeded", **values):
    told = {"progress": None, "output": {}, "error": None, **values}
    return commanding.CommandResult(command_id=command_id, status=status, **told)


def job(uow):
    return uow.connection.execute("select state, progress from jobs").fetchone()


def test_a_signed_command_binds_site_url_arguments_time_and_nonce(
    uow, paired, signer, sign, requested
):
    command_id, _ = requested

    (sealed,) = deliver(uow, paired, sign, command_id)

    payload = base64.b64decode(sealed["payload"])
    told = json.loads(payload)
    assert envelope.verify(signer.public_key(), envelope.COMMAND, payload, sealed["sig"])
    assert told["aud"] == URL
    assert told["site_id"] == str(paired.site.id)
    assert told["cmd"] == "refresh"
    assert told["cap"] == "read"
    assert told["exp"] - told["iat"] == 300
    assert told["args_sha256"] == hashlib.sha256(base64.b64decode(sealed["args"])).hexdigest()
    assert len(told["nonce"]) == 22
    assert len(payload) <= 4096


def test_signing_wakes_the_site_and_signing_again_changes_nothing(uow, paired, sign, requested):
    command_id, _ = requested
    told = sign(command_id)
    first = uow.connection.execute("select envelope from commands").fetchone()

    told += sign(command_id)

    assert uow.connection.execute("select envelope from commands").fetchone() == first
    wakes = [message for message in told if isinstance(message, WakeRequested)]
    assert [wake.url for wake in wakes] == [URL]


def test_an_unsigned_command_is_never_delivered(uow, paired, requested):
    assert commanding.deliver_commands(uow, paired.site).commands == []


def test_an_envelope_past_its_five_minutes_is_signed_anew(uow, paired, sign, requested, clock):
    command_id, _ = requested
    deliver(uow, paired, sign, command_id)
    clock.advance(dt.timedelta(minutes=5))
    uow._messages.clear()

    assert commanding.deliver_commands(uow, paired.site).commands == []
    assert [type(message) for message in uow._messages] == [CommandRequested]
    assert len(deliver(uow, paired, sign, command_id)) == 1


def test_a_delivered_command_runs_its_job_and_a_result_ends_it(uow, paired, sign, requested):
    command_id, _ = requested
    deliver(uow, paired, sign, command_id)
    assert job(uow) == ("running", 0)

    commanding.record_result(uow, paired.site, result(command_id))

    assert job(uow) == ("succeeded", 100)


def test_a_result_is_taken_once(uow, paired, sign, requested):
    command_id, _ = requested
    deliver(uow, paired, sign, command_id)
    commanding.record_result(uow, paired.site, result(command_id))

    with pytest.raises(CommandFinished):
        commanding.record_result(uow, paired.site, result(command_id, "failed"))


def test_a_site_cannot_answer_for_another(uow, paired, sign, requested):
    command_id, _ = requested
    from dataclasses import replace

    other = replace(paired.site, id=command_id)

    with pytest.raises(CommandNotFound):
        commanding.record_result(uow, other, result(command_id))


def test_a_command_nobody_fetched_fails_its_job_and_says_so(uow, paired, requested, clock):
    clock.advance(policy.COMMAND_LIFETIME)

    commanding.expire_commands(uow)

    assert job(uow) == ("failed", 0)
    error = uow.connection.execute("select error ->> 'code' from jobs").fetchone()
    assert error == ("site_did_not_answer",)


def test_a_site_that_is_not_connected_cannot_be_checked(uow, alice, site_id):
    with pytest.raises(SiteNotConnected):
        service.request_check(uow, alice, site_id)


def test_there_is_no_command_outside_the_list(uow, paired):
    with pytest.raises(CommandUnknown):
        commanding.request_command(
            uow,
            site_id=paired.site.id,
            client_id=paired.site.client_id,
            name="eval",
            requested_by=None,
        )
