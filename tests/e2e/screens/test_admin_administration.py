"""What administrators do: let people in and out, change keys, decide, look after the log."""

import base64
import contextlib
import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from playwright.sync_api import Browser, Page, Route, expect
from pydantic import BaseModel

from chalicelib.api.schemas.approvals import Approve, Reject
from chalicelib.api.schemas.audit_log import AuditQuery
from chalicelib.api.schemas.platform_keys import PlatformKeysPublish
from chalicelib.api.schemas.settings import SecuritySettingsUpdate
from chalicelib.api.schemas.users import InvitationCreate, UserUpdate
from tests.e2e.screens import admin_data as data
from tests.e2e.screens.browser import PHONE, Answer, axe_violations, opened

pytestmark = pytest.mark.e2e

USER = f"/app/users/{data.FRIEND}"


class Recorder:
    """Answers a change and keeps what was sent, which has to be what the API takes."""

    def __init__(self, answer: Answer, body: type[BaseModel] | None = None) -> None:
        self.answer = answer
        self.body = body
        self.sent: list[Any] = []

    def __call__(self, route: Route) -> Answer:
        sent = route.request.post_data_json
        if self.body:
            self.body.model_validate(sent)
        self.sent.append(sent)
        return self.answer


@contextlib.contextmanager
def at(browser: Browser, url: str, **changes: Any) -> Iterator[Page]:
    """A page of the app on an ordinary day, some answers being others."""
    width = changes.pop("width", 1280)
    answers = {**data.a_day(), **changes.pop("answers", {})}
    with opened(browser, url, answers=answers, width=width) as visit:
        yield visit.page
        assert visit.errors == []


def query_of(route: Route) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(route.request.url).query).items()}


# -- People


def test_people_are_found_by_role_client_and_name(browser: Browser, origin: str) -> None:
    with at(browser, f"{origin}/app/users") as page:
        page.get_by_label("Role", exact=True).select_option("client")
        page.get_by_role("searchbox").fill("elm")
        expect(page).to_have_url(f"{origin}/app/users?q=elm&role=client")
        expect(page.get_by_text("1 of 8 people")).to_be_visible()

        page.reload()

        expect(page.get_by_role("link", name="Hana Haas")).to_be_visible()
        page.get_by_role("button", name="Clear filters").click()
        expect(page.get_by_text("8 people", exact=True)).to_be_visible()


def test_nobody_matches_and_the_way_back_is_offered(browser: Browser, origin: str) -> None:
    with at(browser, f"{origin}/app/users?q=zzz") as page:
        expect(page.get_by_role("heading", name="Nobody matches")).to_be_visible()
        page.get_by_role("button", name="Clear filters").click()
        expect(page.get_by_text("8 people", exact=True)).to_be_visible()


def test_a_role_changes_and_only_what_changed_is_sent(browser: Browser, origin: str) -> None:
    update = Recorder(Answer({**data.users()[2], "role": "support"}), UserUpdate)
    with at(browser, origin + USER, answers={f"PATCH users/{data.FRIEND}": update}) as page:
        save = page.get_by_role("button", name="Save")
        expect(save).to_be_disabled()
        page.get_by_label("Role", exact=True).select_option("support")
        expect(page.get_by_text("Sees all sites and clients, and changes nothing.")).to_be_visible()
        save.click()

        expect(page.get_by_text("Clara Conrad saved")).to_be_visible()
        assert update.sent == [{"role": "support", "client_id": None}]


def test_a_client_s_person_is_limited_to_some_sites(browser: Browser, origin: str) -> None:
    update = Recorder(Answer(data.users()[2]), UserUpdate)
    with at(browser, origin + USER, answers={f"PATCH users/{data.FRIEND}": update}) as page:
        page.get_by_role("switch", name="Only some sites of this client").click()
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_text("Choose at least one site")).to_be_visible()
        assert update.sent == []

        page.get_by_role("checkbox", name="Alder Shop 2", exact=True).click()
        expect(page.get_by_text("1 of 12 sites chosen")).to_be_visible()
        page.get_by_role("button", name="Save").click()

        expect(page.get_by_text("Clara Conrad saved")).to_be_visible()
        assert update.sent == [{"site_ids": [data.SITES[1]["id"]]}]


def test_the_last_administrator_is_told_why_nothing_can_change(
    browser: Browser, origin: str
) -> None:
    people = [one for one in data.users() if one["id"] != data.COLLEAGUE]
    answers = {"GET users": Answer(data.page_of(people))}
    with at(browser, f"{origin}/app/users/{data.USER['id']}", answers=answers) as page:
        expect(page.get_by_text("The only active administrator.")).to_be_visible()
        expect(page.get_by_label("Role", exact=True)).to_have_count(0)
        expect(page.get_by_role("button", name="Deactivate")).to_have_count(0)
        assert axe_violations(page) == []


def test_a_refusal_for_the_last_administrator_says_what_to_do(
    browser: Browser, origin: str
) -> None:
    refused = data.problem(409, "last_admin", "Last administrator")
    answers = {f"PATCH users/{data.COLLEAGUE}": refused}
    with at(browser, f"{origin}/app/users/{data.COLLEAGUE}", answers=answers) as page:
        page.get_by_label("Role", exact=True).select_option("support")
        page.get_by_role("button", name="Save").click()

        expect(page.get_by_text("Make somebody else an administrator first")).to_be_visible()
        assert axe_violations(page) == []


def test_a_person_is_deactivated_by_keyboard(browser: Browser, origin: str) -> None:
    update = Recorder(Answer({**data.users()[2], "is_active": False}), UserUpdate)
    with at(browser, origin + USER, answers={f"PATCH users/{data.FRIEND}": update}) as page:
        page.get_by_role("button", name="Deactivate").press("Enter")
        dialog = page.get_by_role("alertdialog", name="Deactivate Clara Conrad?")
        dialog.get_by_role("button", name="Deactivate").press("Enter")

        expect(page.get_by_text("Clara Conrad is deactivated")).to_be_visible()
        assert update.sent == [{"is_active": False}]


def test_a_person_is_deleted_after_their_address_is_typed(browser: Browser, origin: str) -> None:
    deleted = Recorder(Answer(None, 204))
    with at(browser, origin + USER, answers={f"DELETE users/{data.FRIEND}": deleted}) as page:
        page.get_by_role("button", name="Delete").click()
        field = page.get_by_role("textbox", name="Type “clara@birch.example” to confirm")
        field.press("Enter")
        assert deleted.sent == []
        field.fill("clara@birch.example")
        field.press("Enter")

        expect(page).to_have_url(f"{origin}/app/users")
        assert len(deleted.sent) == 1


def test_two_factor_is_reset_and_logins_are_ended(browser: Browser, origin: str) -> None:
    person = data.users()[5]
    reset, signed_out = Recorder(Answer(None, 204)), Recorder(Answer(None, 204))
    answers = {
        f"POST users/{person['id']}/reset-two-factor": reset,
        f"POST users/{person['id']}/sign-out": signed_out,
    }
    with at(browser, f"{origin}/app/users/{person['id']}", answers=answers) as page:
        for action in ("Reset two-factor", "Sign out everywhere"):
            page.get_by_role("button", name=action).click()
            page.get_by_role("alertdialog").get_by_role("button", name=action).click()
            expect(page.get_by_role("alertdialog")).to_be_hidden()

        expect(page.get_by_text("Fatma Fidan is signed out everywhere")).to_be_visible()
        assert (len(reset.sent), len(signed_out.sent)) == (1, 1)


def test_a_fresh_proof_is_asked_for_and_the_change_goes_on(browser: Browser, origin: str) -> None:
    is_proved = False

    def update(_route: Route) -> Answer:
        if is_proved:
            return Answer({**data.users()[2], "name": "Clara C."})
        return data.problem(403, "step_up_required", "Prove it is you", methods=["totp"])

    def step_up(_route: Route) -> Answer:
        nonlocal is_proved
        is_proved = True
        return Answer(
            {"access_token": "t", "expires_at": data.in_future(hours=1), "user": data.USER}
        )

    answers = {f"PATCH users/{data.FRIEND}": update, "POST auth/step-up": step_up}
    with at(browser, origin + USER, answers=answers) as page:
        page.get_by_label("Name").fill("Clara C.")
        page.get_by_label("Name").press("Enter")
        expect(page.get_by_role("dialog")).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_be_hidden()
        # Called off: nothing has happened, and nothing is complained about.
        expect(page.get_by_role("alert")).to_have_count(0)

        page.get_by_role("button", name="Save").click()
        page.get_by_role("dialog").get_by_role("textbox").fill("123456")
        page.keyboard.press("Enter")

        expect(page.get_by_text("Clara C. saved")).to_be_visible()


# -- Invitations


def test_inviting_a_client_s_person_by_keyboard(browser: Browser, origin: str) -> None:
    invite = Recorder(Answer(data.invitations()[0], 201), InvitationCreate)
    answers = {"POST invitations": invite}
    with at(browser, f"{origin}/app/invitations", answers=answers) as page:
        expect(page.get_by_text("2 open invitations")).to_be_visible()
        page.keyboard.press("i")
        expect(page.get_by_label("E-mail")).to_be_focused()
        page.keyboard.type("nora@cedar.example")
        page.keyboard.press("Enter")
        expect(page.get_by_text("Choose the client whose sites")).to_be_visible()
        assert invite.sent == []

        page.get_by_label("Client", exact=True).select_option("Cedar Clinic")
        page.get_by_role("switch", name="Only some sites of this client").press("Space")
        page.get_by_role("checkbox", name="Birch Bakery 3", exact=True).press("Space")
        page.get_by_label("Language").select_option("de")
        page.get_by_role("button", name="Send invitation").press("Enter")

        expect(page.get_by_text("Invitation sent to nora@cedar.example")).to_be_visible()
        expect(page).to_have_url(f"{origin}/app/invitations")
        assert invite.sent == [
            {
                "email": "nora@cedar.example",
                "role": "client",
                "locale": "de",
                "client_id": data.clients()[2]["id"],
                "site_ids": [data.SITES[2]["id"]],
            }
        ]


def test_an_address_that_is_none_and_one_that_is_taken_are_explained(
    browser: Browser, origin: str
) -> None:
    taken = data.problem(409, "email_taken", "Taken")
    with at(
        browser, f"{origin}/app/invitations?new=1", answers={"POST invitations": taken}
    ) as page:
        page.get_by_label("Role", exact=True).select_option("support")
        page.get_by_label("E-mail").fill("nobody")
        page.get_by_role("button", name="Send invitation").click()
        expect(page.get_by_text("This is not an e-mail address.")).to_be_visible()

        page.get_by_label("E-mail").fill("dana@agency.example")
        page.get_by_role("button", name="Send invitation").click()
        expect(page.get_by_text("can sign in already")).to_be_visible()
        assert axe_violations(page) == []


def test_an_invitation_is_sent_again_and_revoked(browser: Browser, origin: str) -> None:
    resent, revoked = Recorder(Answer(None, 202)), Recorder(Answer(None, 204))
    answers = {
        f"POST invitations/{data.INVITATION}/resend": resent,
        f"DELETE invitations/{data.INVITATION}": revoked,
    }
    with at(browser, f"{origin}/app/invitations", answers=answers) as page:
        page.get_by_role("button", name="Send again: ines@cedar.example").click()
        expect(page.get_by_text("A new link is on its way")).to_be_visible()
        page.get_by_role("button", name="Revoke: ines@cedar.example").click()
        page.get_by_role("alertdialog").get_by_role("button", name="Revoke").click()

        expect(page.get_by_text("ines@cedar.example no longer works")).to_be_visible()
        assert (len(resent.sent), len(revoked.sent)) == (1, 1)
        # An invitation that was used or taken back offers neither.
        expect(page.get_by_role("button", name="kai@cedar.example")).to_have_count(0)


# -- Keys of a site


def test_keys_are_changed_and_one_is_revoked(browser: Browser, origin: str) -> None:
    rotate, revoke = Recorder(Answer(data.jobs()[1], 202)), Recorder(Answer(None, 204))
    keys = f"sites/{data.OFFLINE}/keys"
    answers = {f"POST {keys}/rotate": rotate, f"POST {keys}/{data.LAST_KEY}/revoke": revoke}
    with at(browser, f"{origin}/app/sites/{data.OFFLINE}", answers=answers) as page:
        page.get_by_role("link", name="Keys", exact=True).click()
        expect(page.get_by_text("3b7e91c2a04d5f68")).to_be_visible()
        page.get_by_role("button", name="Change keys now").click()
        page.get_by_role("alertdialog").get_by_role("button", name="Change keys now").click()
        expect(page.get_by_text("Asked Alder & Sons 1 to change its keys")).to_be_visible()

        page.get_by_role("button", name="Revoke wwk_7hQ2LmNe").click()
        expect(page.get_by_text("The site goes on with its other key.")).to_be_visible()
        page.get_by_role("alertdialog").get_by_role("button", name="Revoke").click()

        expect(page.get_by_text("wwk_7hQ2LmNe is dead")).to_be_visible()
        assert (len(rotate.sent), len(revoke.sent)) == (1, 1)
        assert page.get_by_role("button", name="Revoke wwk_Zr8sTt1a").count() == 0


def test_revoking_the_last_key_says_what_it_means(browser: Browser, origin: str) -> None:
    only = {**data.site_keys(), "keys": data.site_keys()["keys"][::2]}
    answers = {f"GET sites/{data.OFFLINE}/keys": Answer(only)}
    with at(browser, f"{origin}/app/sites/{data.OFFLINE}/keys", answers=answers) as page:
        page.get_by_role("button", name="Revoke wwk_9fK2QpX7").click()

        expect(page.get_by_text("the site is cut off at once")).to_be_visible()


def test_support_sees_the_keys_and_no_buttons(browser: Browser, origin: str) -> None:
    answers = {"GET auth/me": Answer({**data.USER, "role": "support"})}
    with at(browser, f"{origin}/app/sites/{data.OFFLINE}/keys", answers=answers) as page:
        expect(page.get_by_text("wwk_9fK2QpX7")).to_be_visible()

        expect(page.get_by_role("button", name="Revoke")).to_have_count(0)
        expect(page.get_by_role("button", name="Change keys now")).to_have_count(0)
        expect(page.get_by_role("link", name="Approvals")).to_have_count(0)
        expect(page.get_by_role("link", name="Users & roles")).to_have_count(0)


# -- Approvals


def _virtual_passkey(page: Page, credential_id: bytes) -> None:
    """A passkey as a phone or a security key would hold it."""
    key = ec.generate_private_key(ec.SECP256R1()).private_bytes(
        serialization.Encoding.DER,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    chrome = page.context.new_cdp_session(page)
    chrome.send("WebAuthn.enable")
    made = chrome.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    chrome.send(
        "WebAuthn.addCredential",
        {
            "authenticatorId": made["authenticatorId"],
            "credential": {
                "credentialId": base64.b64encode(credential_id).decode(),
                "isResidentCredential": False,
                "rpId": "localhost",
                "privateKey": base64.b64encode(key).decode(),
                "signCount": 0,
            },
        },
    )


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def test_a_passkey_approves_what_waits(browser: Browser, origin: str) -> None:
    credential_id, challenge = b"one-passkey-of-alice", b"made from the command itself"
    options = {
        "challenge": _text(challenge),
        "rpId": "localhost",
        "allowCredentials": [{"id": _text(credential_id), "type": "public-key"}],
        "userVerification": "required",
    }
    approved = {**data.approvals()[0], "state": "approved"}
    approve = Recorder(Answer(approved), Approve)
    answers = {
        f"POST approvals/{data.APPROVAL}/approve/options": Answer({"options": options}),
        f"POST approvals/{data.APPROVAL}/approve": approve,
    }
    # Passkeys know names, not addresses.
    there = origin.replace("127.0.0.1", "localhost")
    with at(browser, f"{there}/app/approvals", answers=answers) as page:
        _virtual_passkey(page, credential_id)
        page.get_by_role("button", name="Approve with passkey").click()

        expect(page.get_by_text("Approved: Disconnect Alder & Sons 1")).to_be_visible()
        credential = approve.sent[0]["credential"]
        assert credential["id"] == _text(credential_id)
        said = credential["response"]["clientDataJSON"]
        assert json.loads(base64.urlsafe_b64decode(said + "=="))["challenge"] == _text(challenge)


@pytest.mark.parametrize(
    ("code", "more", "says"),
    [
        ("passkey_needed", {}, "Only a passkey can approve this"),
        ("passkey_too_new", {"good_from": "2027-01-02T03:04:00Z"}, "it counts from Jan 2, 2027"),
        ("ceiling_reached", {}, "The ceiling for destructive commands is reached"),
        ("approval_closed", {}, "decided in the meantime"),
    ],
)
def test_an_approval_that_is_refused_says_what_to_do(
    browser: Browser, origin: str, code: str, more: dict[str, Any], says: str
) -> None:
    refused = data.problem(409, code, "Refused", **more)
    answers = {f"POST approvals/{data.APPROVAL}/approve/options": refused}
    with at(browser, f"{origin}/app/approvals", answers=answers) as page:
        page.get_by_role("button", name="Approve with passkey").click()

        expect(page.get_by_role("alert").filter(has_text=says)).to_be_visible()
        assert axe_violations(page) == []


def test_disconnecting_a_site_leads_to_its_approval(browser: Browser, origin: str) -> None:
    job = {**data.jobs()[1], "kind": "site_disconnect", "phase": "waiting_approval"}
    asked = Recorder(Answer({**job, "approval_id": data.APPROVAL}, 202))
    answers = {f"POST sites/{data.OFFLINE}/disconnect": asked}
    with at(browser, f"{origin}/app/sites/{data.OFFLINE}", answers=answers) as page:
        page.get_by_role("button", name="More actions").click()
        page.get_by_role("menuitem", name="Disconnect").click()
        page.get_by_role("alertdialog").get_by_role("button", name="Disconnect").click()

        expect(page).to_have_url(f"{origin}/app/approvals")
        expect(page.get_by_role("heading", name="Disconnect Alder & Sons 1")).to_be_visible()
        assert len(asked.sent) == 1


def test_a_site_that_is_not_found_at_its_address_says_why(browser: Browser, origin: str) -> None:
    waiting = data.detail(data.site(4), state="waiting_proof", reported=False)
    waiting["connection"]["problem"] = {"code": "timed_out", "detail": "It did not answer."}
    prove = Recorder(Answer(None, 202))
    answers = {
        f"GET sites/{data.PENDING}": Answer(waiting),
        f"POST sites/{data.PENDING}/prove": prove,
    }
    with at(browser, f"{origin}/app/sites/{data.PENDING}/connect", answers=answers) as page:
        expect(page.get_by_text("It did not answer.")).to_be_visible()
        assert axe_violations(page) == []
        with page.expect_response("**/prove"):
            page.get_by_role("button", name="Try again").click()

        assert len(prove.sent) == 1


def test_what_one_has_approved_waits_for_somebody_else(browser: Browser, origin: str) -> None:
    with at(browser, f"{origin}/app/approvals") as page:
        card = page.get_by_role("article", name="Disconnect Dogwood Design 7")

        expect(card.get_by_text("1 of 2: Alice Ackermann")).to_be_visible()
        expect(card.get_by_role("button", name="Approve")).to_have_count(0)
        expect(card.get_by_text("has to come from another administrator")).to_be_visible()


def test_a_request_is_rejected_with_a_reason(browser: Browser, origin: str) -> None:
    rejected = {**data.approvals()[0], "state": "rejected"}
    reject = Recorder(Answer(rejected), Reject)
    answers = {f"POST approvals/{data.APPROVAL}/reject": reject}
    with at(browser, f"{origin}/app/approvals", answers=answers) as page:
        page.get_by_role("button", name="Reject").first.press("Enter")
        expect(page.get_by_label("Reason")).to_be_focused()
        page.keyboard.type("Wrong site.")
        page.keyboard.press("Enter")

        expect(page.get_by_text("Rejected: Disconnect Alder & Sons 1")).to_be_visible()
        assert reject.sent == [{"reason": "Wrong site."}]


def test_what_was_decided_is_told_by_its_outcome(browser: Browser, origin: str) -> None:
    with at(browser, f"{origin}/app/approvals") as page:
        page.get_by_label("State").select_option("rejected")
        expect(page.get_by_text("Reason: Wrong site.")).to_be_visible()
        expect(page).to_have_url(f"{origin}/app/approvals?decided=rejected")

        page.get_by_label("State").select_option("expired")
        expect(page.get_by_text("None so far.")).to_be_visible()


@pytest.mark.parametrize("width", [1280, PHONE])
def test_the_navigation_counts_what_waits(browser: Browser, origin: str, width: int) -> None:
    with at(browser, f"{origin}/app/", width=width) as page:
        navigation = page.get_by_role("navigation", name="Main")
        if width == PHONE:
            navigation.get_by_role("button", name="More 2 waiting").click()
            navigation = page.get_by_role("navigation", name="More")
            assert axe_violations(page) == []
        navigation.get_by_role("link", name="Approvals 2 waiting").click()

        expect(page.get_by_role("heading", level=1, name="Approvals")).to_be_visible()
        expect(page.get_by_role("dialog")).to_be_hidden()


# -- Security settings


def test_settings_are_saved_and_only_what_changed(browser: Browser, origin: str) -> None:
    saved = {**data.SECURITY, "two_person_approval": True, "destructive_commands_per_hour": 5}
    update = Recorder(Answer(saved), SecuritySettingsUpdate)
    answers = {"PATCH settings/security": update}
    with at(browser, f"{origin}/app/security", answers=answers) as page:
        save = page.get_by_role("button", name="Save")
        expect(save).to_be_disabled()
        page.get_by_role("switch", name="Two people have to agree").click()
        page.get_by_label("At most so many per hour").fill("0")
        save.click()
        expect(page.get_by_text("A whole number from 1 to 200.")).to_be_visible()
        assert axe_violations(page) == []

        page.get_by_label("At most so many per hour").fill("5")
        save.click()

        expect(page.get_by_text("Security settings saved")).to_be_visible()
        expect(save).to_be_disabled()
        assert update.sent == [{"two_person_approval": True, "destructive_commands_per_hour": 5}]


def test_changes_are_discarded(browser: Browser, origin: str) -> None:
    with at(browser, f"{origin}/app/security") as page:
        switch = page.get_by_role("switch", name="Clients need a second factor")
        switch.click()
        page.get_by_role("button", name="Discard changes").click()

        expect(switch).not_to_be_checked()
        expect(page.get_by_role("button", name="Save")).to_be_disabled()


def test_a_signed_list_of_keys_is_loaded(browser: Browser, origin: str) -> None:
    signed = {"payload_type": "keys", "payload": "e30=", "keyid": "root", "sig": "c2ln"}
    load = Recorder(Answer({**data.platform_keys(), "version": 5}), PlatformKeysPublish)
    with at(browser, f"{origin}/app/security", answers={"POST platform-keys": load}) as page:
        page.get_by_role("button", name="Load a signed list").click()
        field = page.get_by_label("Signed list", exact=True)
        field.fill("something else")
        page.get_by_role("dialog").get_by_role("button", name="Load a signed list").click()
        expect(page.get_by_text("This is no signed list.")).to_be_visible()
        field.fill(json.dumps(signed, indent=1))
        page.get_by_role("dialog").get_by_role("button", name="Load a signed list").click()

        expect(page.get_by_text("List number 5 is in force")).to_be_visible()
        assert load.sent == [{"signed_list": signed}]


# -- The audit log


def test_the_log_is_filtered_by_the_platform_and_the_address_says_how(
    browser: Browser, origin: str
) -> None:
    asked: list[dict[str, str]] = []

    def entries(route: Route) -> Answer:
        asked.append(query_of(route))
        AuditQuery.model_validate(asked[-1])
        return Answer(data.page_of(data.audit_log(count=3)))

    with at(browser, f"{origin}/app/audit-log", answers={"GET audit-log": entries}) as page:
        page.get_by_label("Action").select_option("user.update")
        page.get_by_role("textbox", name="From").fill("2026-08-01")
        page.get_by_role("textbox", name="From").press("Tab")
        with page.expect_response("**/audit-log?*actor=alice*"):
            page.get_by_role("searchbox").fill("alice")
        expect(page).to_have_url(
            f"{origin}/app/audit-log?from=2026-08-01&who=alice&action=user.update"
        )

        assert asked[-1] == {
            "limit": "50",
            "actor": "alice",
            "action": "user.update",
            "from": "2026-07-31T22:00:00.000Z",
        }
        page.get_by_role("button", name="Clear filters").click()
        expect(page).to_have_url(f"{origin}/app/audit-log")
        expect(page.get_by_role("searchbox")).to_have_value("")


def test_an_entry_tells_what_changed_and_leads_on(browser: Browser, origin: str) -> None:
    with at(browser, f"{origin}/app/audit-log") as page:
        page.get_by_role("button", name="Changed a person").first.press("Enter")
        sheet = page.get_by_role("dialog", name="Changed a person")

        expect(sheet.locator("del")).to_have_text("support")
        expect(sheet.locator("ins").first).to_have_text("client")
        expect(sheet.get_by_text("203.0.113.7")).to_be_visible()
        expect(sheet.get_by_text("user.update")).to_be_visible()
        sheet.get_by_role("button", name="Everything about this").click()

        expect(sheet).to_be_hidden()
        expect(page).to_have_url(f"{origin}/app/audit-log?kind=user&object={data.FRIEND}")
        expect(page.get_by_role("button", name="Remove Person 00000000")).to_be_visible()


def test_older_entries_come_when_asked_for(browser: Browser, origin: str) -> None:
    with at(browser, f"{origin}/app/audit-log") as page:
        expect(page.get_by_text("50 entries shown, there are older ones")).to_be_visible()
        page.get_by_role("button", name="Load more").click()

        expect(page.get_by_text("60 entries, no older ones")).to_be_visible()
        expect(page.get_by_role("button", name="Load more")).to_have_count(0)


def test_the_log_is_verified_to_its_end_in_plain_words(browser: Browser, origin: str) -> None:
    asked: list[str] = []

    def verify(route: Route) -> Answer:
        asked.append(query_of(route)["after_seq"])
        if len(asked) == 1:
            return Answer(data.verification(checked=600, complete=False, resume_after_seq=600))
        return Answer(data.verification(checked=400))

    answers = {"POST audit-log/verify": verify}
    with at(browser, f"{origin}/app/audit-log", answers=answers) as page:
        page.keyboard.press("v")

        expect(page.get_by_text("The log is complete and unchanged.")).to_be_visible()
        expect(page.get_by_text("1,000 entries were followed link by link")).to_be_visible()
        expect(page.get_by_text("Number 992 was signed and put away")).to_be_visible()
        assert asked == ["0", "600"]
        assert axe_violations(page) == []


def test_a_log_that_was_tampered_with_says_where(browser: Browser, origin: str) -> None:
    answers = {"POST audit-log/verify": Answer(data.TAMPERED)}
    with at(browser, f"{origin}/app/audit-log", answers=answers) as page:
        page.get_by_role("button", name="Verify the log").click()

        expect(page.get_by_role("alert")).to_contain_text("The log is not what was written.")
        problems = page.get_by_role("list", name="What does not fit").get_by_role("listitem")
        expect(problems).to_have_count(2)
        expect(problems.first).to_contain_text(
            "At number 17: the entry is not the one that was written."
        )
        assert axe_violations(page) == []


def test_the_log_is_exported_whole_as_it_is_filtered(
    browser: Browser, origin: str, tmp_path: Path
) -> None:
    parts = {None: ("seq,who\n1,alice\n", "1"), "1": ("seq,who\n2,alice\n", None)}
    asked: list[dict[str, str]] = []

    def export(route: Route) -> None:
        query = query_of(route)
        asked.append(query)
        text, following = parts[query.get("after_seq")]
        link = f'</api/v1/audit-log/export?after_seq={following}>; rel="next"'
        route.fulfill(
            body=text, content_type="text/csv", headers={"Link": link} if following else {}
        )

    with at(browser, f"{origin}/app/audit-log?action=user.update") as page:
        page.route("**/audit-log/export**", export)
        with page.expect_download() as download:
            page.get_by_role("button", name="Export as CSV").click()
        download.value.save_as(tmp_path / "log.csv")

        assert download.value.suggested_filename == "audit-log.csv"
        assert (tmp_path / "log.csv").read_text() == "seq,who\n1,alice\n2,alice\n"
        assert [query["action"] for query in asked] == ["user.update", "user.update"]


def test_an_action_without_words_is_shown_by_its_name(browser: Browser, origin: str) -> None:
    entry = {**data.audit_log(count=1)[0], "action": "thing.happen_twice"}
    answers = {"GET audit-log": Answer(data.page_of([entry]))}
    with at(browser, f"{origin}/app/audit-log", answers=answers) as page:
        expect(page.get_by_role("button", name="thing: happen twice")).to_be_visible()


# -- All of them


def test_the_screens_speak_german(browser: Browser, origin: str) -> None:
    titles = {
        "users": "Benutzer & Rollen",
        "invitations": "Einladungen",
        "channels": "Alarmkanäle",
        "monitors": "Prüfungen",
        "maintenance": "Wartung",
        "uptime": "Uptime-Wand",
        "status-pages": "Statusseiten",
        "status-pages/new": "Statusseite anlegen",
        "approvals": "Freigaben",
        "security": "Sicherheitseinstellungen",
        "audit-log": "Protokoll",
    }
    with at(browser, f"{origin}/app/users") as page:
        page.evaluate("localStorage.setItem('wingman.locale', 'de')")
        page.set_viewport_size({"width": 320, "height": 700})
        for path, title in titles.items():
            page.goto(f"{origin}/app/{path}")
            expect(page.get_by_role("heading", level=1, name=title)).to_be_visible()
            page.wait_for_load_state("networkidle")
            wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
            assert not page.evaluate(wide), path


def test_five_thousand_entries_stay_light(browser: Browser, origin: str) -> None:
    entries = data.audit_log(count=5000)
    answers = {"GET audit-log": Answer(data.page_of(entries))}
    started = dt.datetime.now(dt.UTC)
    with at(browser, f"{origin}/app/audit-log", answers=answers) as page:
        expect(page.get_by_text("5,000 entries, no older ones")).to_be_visible()

        assert page.evaluate("document.querySelectorAll('*').length") < 1500
        assert dt.datetime.now(dt.UTC) - started < dt.timedelta(seconds=30)
