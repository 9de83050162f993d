"""What destroys waits for people, and the signer believes their passkeys alone."""

import base64
import datetime as dt
import json
from dataclasses import replace

import pytest

from chalicelib.events.notifications import NotificationRequested
from chalicelib.events.sites import CommandRequested
from chalicelib.identity.model import Role
from chalicelib.notifications.composing import compose
from chalicelib.sites import approving, policy, service
from chalicelib.sites.approving import Terms
from chalicelib.sites.errors import (
    ApprovalClosed,
    OwnRequest,
    PasskeyNeeded,
    PasskeyTooNew,
    ProofInvalid,
)
from tests import builders
from tests.fakes.approver import Approver, seen_by_the_signer
from tests.integration.sites.conftest import ORIGIN

_DAY = dt.timedelta(days=1)


@pytest.fixture
def approver(uow, alice):
    return Approver(alice).enrolled(uow)


@pytest.fixture
def anna(uow):
    return Approver(builders.an_actor(uow, "anna")).enrolled(uow)


@pytest.fixture
def asked(uow, alice, paired):
    """Alice wants to disconnect the site; the approval's id."""
    return service.request_disconnect(uow, alice, paired.site.id)[1]


def two_people(uow):
    uow.connection.execute("delete from security_settings")
    uow.connection.execute("insert into security_settings (two_person_approval) values (true)")


def command(uow):
    return uow.connection.execute("select id, status, error, envelope from commands").fetchone()


def published(uow):
    return [message for message in uow._messages if isinstance(message, CommandRequested)]


def test_a_request_alone_reaches_no_signer(uow, asked, paired, sign):
    assert published(uow) == []

    sign(command(uow)[0])

    assert command(uow)[1] == "requested"
    assert uow.connection.execute("select phase from jobs").fetchone() == ("waiting_approval",)


def test_with_a_passkey_it_is_signed_and_names_who_said_yes(
    uow, asked, approver, authority, sign, alice, clock
):
    shown = approver.approve(uow, asked, authority.terms)
    sign(command(uow)[0])

    assert shown.approval.state == "approved"
    payload = json.loads(base64.b64decode(command(uow)[3]["payload"]))
    assert payload["approval"] == {
        "at": int(clock.now().timestamp()),
        "by": [{"id": str(alice.user_id), "name": "Alice"}],
        "ticket": str(asked),
    }


def test_where_two_must_agree_one_person_is_not_enough(
    uow, alice, paired, approver, anna, authority, sign
):
    two_people(uow)
    approval_id = service.request_disconnect(uow, alice, paired.site.id)[1]

    assert approver.approve(uow, approval_id, authority.terms).approval.state == "waiting"
    with pytest.raises(OwnRequest):
        approver.approve(uow, approval_id, authority.terms)
    sign(command(uow)[0])
    assert command(uow)[1] == "requested"

    assert anna.approve(uow, approval_id, authority.terms).approval.state == "approved"
    sign(command(uow)[0])
    payload = json.loads(base64.b64decode(command(uow)[3]["payload"]))
    assert [person["name"] for person in payload["approval"]["by"]] == ["Alice", "Anna"]


def test_the_second_person_counts_for_what_was_approved_before_the_rule(
    uow, asked, approver, authority, sign
):
    approver.approve(uow, asked, authority.terms)
    two_people(uow)

    sign(command(uow)[0])

    assert command(uow)[1:3] == (
        "refused",
        {"code": "approval_unproven", "message": "The approvals do not stand up to proof."},
    )


def test_without_a_passkey_nobody_approves(uow, alice, asked, authority):
    with pytest.raises(PasskeyNeeded):
        approving.prepare(uow, alice, asked, terms=authority.terms)


def test_a_new_passkey_waits_a_day_and_says_until_when(uow, asked, approver, database, clock):
    terms = Terms("wingman.example", [ORIGIN], _DAY)
    uow.commit()
    uow.connection.commit()
    seen_by_the_signer(database)

    with pytest.raises(PasskeyTooNew) as refused:
        approver.approve(uow, asked, terms)
    assert refused.value.extra["good_from"] == (clock.now() + _DAY).isoformat()
    clock.advance(_DAY)
    fresh = service.request_disconnect(uow, approver.actor, _site_id(uow))[1]
    assert approver.approve(uow, fresh, terms).approval.state == "approved"


def _site_id(uow):
    return uow.connection.execute("select id from sites").fetchone()[0]


def test_all_admins_hear_of_a_new_passkey(uow, asked, approver, anna, sign):
    told = sign(command(uow)[0])

    mails = [message for message in told if isinstance(message, NotificationRequested)]
    assert {mail.recipient for mail in mails} == {"alice@example.com", "anna@example.com"}
    assert {mail.context["detail"] for mail in mails} == {
        "Alice, alice@example.com",
        "Anna, anna@example.com",
    }
    for mail in mails:
        letter = compose(mail, base_url=ORIGIN, agency_name="Northlight")
        assert mail.context["detail"] in letter.text
        assert "passkey" in letter.subject


@pytest.mark.parametrize("lie", [{"sign_with": "other"}, {"origin": "https://evil.example"}])
def test_a_proof_for_something_else_is_none(uow, alice, asked, approver, authority, lie):
    challenge, _ = approving.prepare(uow, alice, asked, terms=authority.terms)
    terms = authority.terms
    if "origin" in lie:
        terms = replace(terms, origins=[lie["origin"]])
    else:
        challenge = bytes(32)

    with pytest.raises(ProofInvalid):
        approving.approve(
            uow,
            alice,
            asked,
            assertion=approver.yes(challenge, terms),
            credential_id=approver.key.credential_id,
            terms=authority.terms,
        )


def test_a_passkey_that_did_not_ask_for_finger_or_pin_is_not_enough(
    uow, asked, approver, authority
):
    approver.key.is_verifying = False

    with pytest.raises(ProofInvalid):
        approver.approve(uow, asked, authority.terms)


def test_one_no_ends_it(uow, alice, asked, approver, authority, sign):
    shown = approving.reject(uow, alice, asked, reason="Wrong site")

    assert (shown.approval.state, shown.approval.reason) == ("rejected", "Wrong site")
    assert uow.connection.execute("select state from jobs").fetchone()[0] in {"cancelled", "failed"}
    with pytest.raises(ApprovalClosed):
        approver.approve(uow, asked, authority.terms)
    sign(command(uow)[0])
    assert command(uow)[1] == "refused"


def test_after_an_hour_nobody_can_approve_any_more(uow, asked, approver, authority, clock):
    clock.advance(policy.APPROVAL_LIFETIME[1])

    with pytest.raises(ApprovalClosed):
        approver.approve(uow, asked, authority.terms)
    assert approving.expire_approvals(uow) == 1


@pytest.mark.parametrize(
    "change",
    ["update users set is_active = false", "update users set role = 'support'"],
)
def test_whoever_lost_the_right_meanwhile_approved_nothing(
    uow, asked, approver, authority, sign, change
):
    approver.approve(uow, asked, authority.terms)
    uow.connection.execute(change.encode())

    sign(command(uow)[0])

    assert command(uow)[2]["code"] == "requester_not_allowed"


def test_a_passkey_that_was_removed_meanwhile_approved_nothing(
    uow, asked, approver, authority, sign
):
    approver.approve(uow, asked, authority.terms)
    uow.connection.execute("delete from passkeys")

    sign(command(uow)[0])

    assert command(uow)[2]["code"] == "approval_unproven"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ("update sites set connection = 'disconnected'", "site_not_connected"),
        ("update sites set paused_at = now()", "site_not_connected"),
        ("update commands set name = 'eval'", "command_unknown"),
        ("update commands set arguments = '{\"a\": 1}'", "arguments_unknown"),
        ("update sites set home_url = 'https://other.example'", "approval_unproven"),
        ("update approvals set expires_at = expires_at + interval '1 hour'", "approval_unproven"),
        ("delete from approvals", "approval_missing"),
        ("update commands set requested_by = null", "requester_missing"),
    ],
)
def test_the_signer_looks_at_everything_again(uow, asked, approver, authority, sign, change, code):
    approver.approve(uow, asked, authority.terms)
    uow.connection.execute(change.encode())

    sign(command(uow)[0])

    assert command(uow)[1:] == (
        "refused",
        {"code": code, "message": command(uow)[2]["message"]},
        None,
    )


def test_support_asks_for_nothing_that_is_signed(uow, paired, alice, sign):
    service.request_check(uow, alice, paired.site.id)
    uow.connection.execute(
        "update users set role = %s where id = %s", (Role.SUPPORT.value, alice.user_id)
    )

    sign(command(uow)[0])

    assert command(uow)[2]["code"] == "requester_not_allowed"
