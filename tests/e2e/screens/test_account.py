"""One's own account in both apps: the ways in, the links from mails, profile and security."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.e2e.screens import account_data as data
from tests.e2e.screens import admin_data, portal_data, test_admin_keyboard
from tests.e2e.screens.browser import (
    DESKTOP,
    PHONE,
    Answer,
    Answers,
    Opened,
    axe_violations,
    looks,
    opened,
    overflows,
)

pytestmark = pytest.mark.e2e

OUT = {"GET auth/me": admin_data.SIGNED_OUT}
STAFF = {**admin_data.a_day(), **data.OWN}
CLIENT = {**portal_data.LOADED, **data.OWN}
MUST_ENROL = {
    **data.OWN,
    "GET auth/me": Answer({**admin_data.USER, "must_enrol": True}),
}
PASSWORD = "lantern orbit meadow"

SCREENS: dict[str, tuple[str, Answers, str]] = {
    "sign-in": ("/app/sign-in", OUT, "Sign in to WP Wingman"),
    "sign-in, portal": ("/portal/sign-in", OUT, "See how your websites are doing"),
    "forgot": ("/app/forgot", OUT, "Set a new password"),
    "forgot, portal": ("/portal/forgot", OUT, "Set a new password"),
    "welcome": (
        f"/app/welcome#{data.TOKEN}",
        {**OUT, "POST auth/links/check": Answer(data.INVITATION)},
        "Ackermann & Friends has invited you to its team",
    ),
    "welcome, portal": (
        f"/portal/welcome#{data.TOKEN}",
        {**OUT, "POST auth/links/check": Answer(data.CLIENT_INVITATION)},
        "the websites of Birch Bakery",
    ),
    "welcome, while signed in": (
        f"/app/welcome#{data.TOKEN}",
        {**STAFF, "POST auth/links/check": Answer(data.INVITATION)},
        "You are signed in here as Alice Ackermann",
    ),
    "welcome, expired": (
        f"/app/welcome#{data.TOKEN}",
        {**OUT, "POST auth/links/check": data.EXPIRED},
        "This link has expired",
    ),
    "welcome, no token": ("/app/welcome", OUT, "This link is not valid"),
    "welcome, error": (
        f"/app/welcome#{data.TOKEN}",
        {**OUT, "POST auth/links/check": data.BROKEN},
        "Something went wrong on our side",
    ),
    "reset": (
        f"/portal/reset#{data.TOKEN}",
        {**OUT, "POST auth/links/check": Answer(data.RESET)},
        "For nora@agency.example",
    ),
    "reset, used": (
        f"/app/reset#{data.TOKEN}",
        {**OUT, "POST auth/links/check": data.USED},
        "This link was already used",
    ),
    "reset, link of another kind": (
        f"/app/reset#{data.TOKEN}",
        {**OUT, "POST auth/links/check": Answer(data.INVITATION)},
        "This link is not valid",
    ),
    "confirm e-mail": (
        f"/app/confirm-email#{data.TOKEN}",
        {**OUT, "POST auth/links/check": Answer(data.EMAIL_CHANGE)},
        "nora.new@agency.example",
    ),
    "enrol": ("/app/", MUST_ENROL, "Protect your account"),
    "enrol, portal": ("/portal/", MUST_ENROL, "Protect your account"),
    "account": ("/app/account", STAFF, "Security key in the drawer"),
    "account, portal": ("/portal/account", CLIENT, "Security key in the drawer"),
    "account, empty": ("/app/account", {**STAFF, **data.NOTHING}, "You have no access tokens"),
    "account, error": ("/app/account", {**STAFF, **data.ALL_BROKEN}, "This did not work"),
    "people": ("/portal/people", CLIENT, "Jonas Birch"),
    "people, empty": ("/portal/people", {**CLIENT, **data.NOTHING}, "Nobody here yet"),
    "people, error": ("/portal/people", {**CLIENT, **data.ALL_BROKEN}, "This did not work"),
}
# The app asks twice more before it believes a failure.
PATIENCE_MS = 15_000


def shows(page: Page, text: str) -> None:
    expect(page.get_by_text(text).first).to_be_visible(timeout=PATIENCE_MS)


def expect_no_violations(page: Page) -> None:
    for look in looks(page):
        assert axe_violations(page) == [], look
        assert not overflows(page), look


@pytest.mark.parametrize("name", SCREENS)
def test_a_screen_is_accessible_in_both_themes_and_widths(
    origin: str, browser: Browser, name: str
) -> None:
    path, answers, text = SCREENS[name]
    with opened(browser, origin + path, answers=answers) as shown:
        shows(shown.page, text)
        expect(shown.page.get_by_role("status", name="Loading")).to_have_count(0)

        expect(shown.page.locator("h1")).to_have_count(1)
        expect_no_violations(shown.page)
        assert shown.errors == []


@contextmanager
def at_account(browser: Browser, origin: str, answers: Answers, **options: Any) -> Iterator[Opened]:
    with opened(browser, f"{origin}/app/account", answers=answers, **options) as shown:
        shows(shown.page, "Security key in the drawer")
        yield shown
        assert shown.errors == []


def panel(page: Page, title: str) -> Any:
    return page.get_by_role("region", name=title, exact=True)


STEPS: dict[str, tuple[list[tuple[str, str]], str]] = {
    "change of address": ([("E-mail address", "Change address")], "New e-mail address"),
    "change of password": ([("Password", "Change password")], "Present password"),
    "another app": ([("Authenticator app", "Use another app")], "Copy the secret into the app"),
    "removal of the app": ([("Authenticator app", "Remove app")], "Remove the authenticator app?"),
    "new codes, asked": ([("Recovery codes", "Make new codes")], "Make new recovery codes?"),
    "new passkey": ([("Passkeys", "Add a passkey")], "Name of the passkey"),
    "another name": ([("Passkeys", "Rename Chrome, Linux")], "Rename the passkey"),
    "sign out elsewhere": (
        [("Where you are signed in", "Sign out everywhere else")],
        "Sign out everywhere else?",
    ),
    "new token": ([("Access tokens", "Create a token")], "What it is for"),
    "revocation": ([("Access tokens", "Remove Import")], "Revoke “Import”?"),
}


@pytest.mark.parametrize("name", STEPS)
def test_what_opens_on_the_page_is_accessible(origin: str, browser: Browser, name: str) -> None:
    presses, text = STEPS[name]
    with at_account(browser, origin, STAFF) as shown:
        for title, button in presses:
            panel(shown.page, title).get_by_role("button", name=button).click()
        shows(shown.page, text)

        expect_no_violations(shown.page)


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
@pytest.mark.parametrize("name", ["sign-in", "welcome", "enrol", "account", "account, portal"])
def test_tab_reaches_every_control_and_shows_where_it_is(
    origin: str, browser: Browser, name: str, width: int
) -> None:
    path, answers, text = SCREENS[name]
    with opened(browser, origin + path, answers=answers, width=width) as shown:
        shows(shown.page, text)
        wanted = {
            text.partition(" ")[0]: text
            for text in shown.page.evaluate(test_admin_keyboard.CONTROLS)
        }
        reached = test_admin_keyboard._walk(shown.page)

        assert [text for number, text in wanted.items() if number not in reached] == []


# —— Signing in ——


def sign_in(page: Page) -> None:
    page.get_by_label("E-mail").fill("alice@agency.example")
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")


def body_of(route: Route) -> Any:
    return json.loads(route.request.post_data or "null")


def test_a_second_factor_is_typed_as_it_was_copied(origin: str, browser: Browser) -> None:
    sent: list[Any] = []

    def prove(route: Route) -> Answer:
        sent.append(body_of(route))
        return data.WRONG_CODE if len(sent) == 1 else Answer(data.LOGIN)

    answers = {
        **STAFF,
        "GET auth/me": lambda _route: (
            Answer(admin_data.USER) if len(sent) > 1 else OUT["GET auth/me"]
        ),
        "POST auth/login": Answer(data.HALF_LOGIN, 202),
        "POST auth/two-factor": prove,
    }
    with opened(browser, f"{origin}/app/sites?q=elm", answers=answers) as shown:
        page = shown.page
        sign_in(page)
        field = page.get_by_label("Code from your app")
        expect(field).to_be_focused()
        expect(field).to_have_attribute("autocomplete", "one-time-code")
        expect_no_violations(page)

        page.keyboard.type("000 000")
        page.keyboard.press("Enter")
        shows(page, "This code is not right")
        expect_no_violations(page)
        expect(field).to_be_focused()
        page.keyboard.press("Control+a")
        page.keyboard.type("123 456")
        page.keyboard.press("Enter")

        expect(page.get_by_role("searchbox")).to_have_value("elm")
        token = data.HALF_LOGIN["two_factor_token"]
        assert sent == [
            {"two_factor_token": token, "code": "000000"},
            {"two_factor_token": token, "code": "123456"},
        ]


def test_a_recovery_code_stands_in(origin: str, browser: Browser) -> None:
    sent: list[Any] = []

    def prove(route: Route) -> Answer:
        sent.append(body_of(route)["code"])
        return Answer(data.LOGIN)

    answers = {
        **OUT,
        "POST auth/login": Answer(data.HALF_LOGIN, 202),
        "POST auth/two-factor": prove,
    }
    with opened(browser, f"{origin}/app/", answers=answers) as shown:
        page = shown.page
        sign_in(page)
        page.get_by_role("button", name="Use a recovery code").click()
        expect(page.get_by_label("Recovery code")).to_be_focused()
        expect_no_violations(page)
        page.keyboard.type(f" {data.CODES[0]} ")
        page.keyboard.press("Enter")

        page.wait_for_url(f"{origin}/app/")
        assert sent == [data.CODES[0]]


def test_who_took_too_long_begins_again_with_the_password(origin: str, browser: Browser) -> None:
    expired = admin_data.problem(401, "two_factor_expired", "Too late")
    answers = {
        **OUT,
        "POST auth/login": Answer(data.HALF_LOGIN, 202),
        "POST auth/two-factor": expired,
    }
    with opened(browser, f"{origin}/portal/", answers=answers) as shown:
        page = shown.page
        sign_in(page)
        page.get_by_label("Code from your app").fill("123456")
        page.keyboard.press("Enter")

        shows(page, "That took too long")
        expect(page.get_by_label("E-mail")).to_have_value("alice@agency.example")
        expect(page.get_by_label("Password")).to_be_focused()


@pytest.mark.parametrize(
    ("seconds", "words"), [("20", "try again in 20 seconds"), ("900", "(in 15 minutes)")]
)
def test_a_throttled_person_learns_when_to_try_again(
    origin: str, browser: Browser, seconds: str, words: str
) -> None:
    with opened(browser, f"{origin}/app/sign-in", answers=OUT) as shown:
        page = shown.page
        page.route(
            "**/api/v1/auth/login",
            lambda route: route.fulfill(
                status=429, json=data.THROTTLED.body, headers={"Retry-After": seconds}
            ),
        )
        sign_in(page)

        shows(page, words)
        expect_no_violations(page)


def test_forgot_answers_the_same_for_everyone(origin: str, browser: Browser) -> None:
    answers = {**OUT, "POST auth/password/forgot": Answer(None, 202)}
    with opened(browser, f"{origin}/app/sign-in", answers=answers) as shown:
        page = shown.page
        page.get_by_role("link", name="Forgotten your password?").click()
        expect(page.get_by_label("E-mail address")).to_be_focused()
        page.keyboard.type("nobody@agency.example")
        page.keyboard.press("Enter")

        shows(page, "If there is an account for nobody@agency.example")
        expect_no_violations(page)
        page.get_by_role("link", name="Back to sign-in").click()
        expect(page.get_by_label("Password")).to_be_visible()


# —— Links from mails ——


def test_an_invitation_becomes_an_account_by_keyboard_and_paste(
    origin: str, browser: Browser
) -> None:
    sent: list[Any] = []

    def register(route: Route) -> Answer:
        sent.append(body_of(route))
        return Answer(data.LOGIN)

    answers = {
        **STAFF,
        "GET auth/me": lambda _route: Answer(admin_data.USER) if sent else OUT["GET auth/me"],
        "POST auth/links/check": Answer(data.INVITATION),
        "POST auth/register": register,
    }
    with opened(browser, f"{origin}/app/welcome#{data.TOKEN}", answers=answers) as shown:
        page = shown.page
        expect(page.get_by_label("Your name")).to_be_focused()
        page.keyboard.type("Nora Nord")
        page.keyboard.press("Tab")
        page.keyboard.type("nora@agency")
        length = page.get_by_text("At least 12 characters")
        expect(length).to_contain_text("not yet")
        page.keyboard.press("Enter")
        shows(page, "This password is not good enough yet")
        expect(page.get_by_label("Password", exact=True)).to_be_focused()
        expect_no_violations(page)

        page.keyboard.press("Control+a")
        page.evaluate(
            """text => {
              const data = new DataTransfer();
              data.setData('text/plain', text);
              const event = new ClipboardEvent('paste', {clipboardData: data, cancelable: true,
                bubbles: true});
              window.pasteWasStopped = !document.activeElement.dispatchEvent(event);
            }""",
            PASSWORD,
        )
        assert page.evaluate("window.pasteWasStopped") is False
        page.keyboard.insert_text(PASSWORD)
        expect(length).to_contain_text("yes")
        page.keyboard.press("Enter")

        expect(page.get_by_role("heading", name="2 sites need you now")).to_be_visible()
        assert sent == [
            {"token": data.TOKEN, "name": "Nora Nord", "password": PASSWORD, "locale": "en"}
        ]
        assert data.TOKEN not in page.url


def test_a_common_password_is_refused_in_the_words_of_the_reader(
    origin: str, browser: Browser
) -> None:
    weak = admin_data.problem(
        422,
        "weak_password",
        "Weak",
        errors=[{"pointer": "/body/password", "detail": "Too common: it is among the first."}],
    )
    answers = {
        **OUT,
        "POST auth/links/check": Answer(data.RESET),
        "POST auth/password/reset": weak,
    }
    with opened(browser, f"{origin}/app/reset#{data.TOKEN}", answers=answers) as shown:
        page = shown.page
        page.get_by_role("button", name="Deutsch").click()
        page.get_by_label("Neues Passwort").fill("passwordpassword")
        page.keyboard.press("Enter")

        shows(page, "Dieses Passwort benutzen viele")
        expect(page.get_by_label("Neues Passwort")).to_have_attribute("aria-invalid", "true")
        expect_no_violations(page)


def test_a_reset_ends_at_the_sign_in(origin: str, browser: Browser) -> None:
    answers = {
        **OUT,
        "POST auth/links/check": Answer(data.RESET),
        "POST auth/password/reset": Answer(None, 204),
    }
    with opened(browser, f"{origin}/portal/reset#{data.TOKEN}", answers=answers) as shown:
        page = shown.page
        page.get_by_label("New password").fill(PASSWORD)
        page.keyboard.press("Enter")
        shows(page, "Your new password is saved")
        expect_no_violations(page)
        page.get_by_role("link", name="Sign in").click()

        expect(page.get_by_label("Password")).to_be_visible()


def test_a_visit_alone_confirms_no_address(origin: str, browser: Browser) -> None:
    confirmed: list[Any] = []

    def confirm(route: Route) -> Answer:
        confirmed.append(body_of(route))
        return Answer(None, 204)

    answers = {
        **OUT,
        "POST auth/links/check": Answer(data.EMAIL_CHANGE),
        "POST auth/email/confirm": confirm,
    }
    with opened(browser, f"{origin}/app/confirm-email#{data.TOKEN}", answers=answers) as shown:
        page = shown.page
        shows(page, "From now on you will sign in with")
        assert confirmed == []
        page.get_by_role("button", name="Use this address").press("Enter")

        shows(page, "Address changed")
        assert confirmed == [{"token": data.TOKEN}]
        expect_no_violations(page)


# —— Proving who one is ——


def test_a_step_up_repeats_the_request_and_called_off_leaves_all_as_it_was(
    origin: str, browser: Browser
) -> None:
    asked: list[str] = []
    proofs: list[Any] = []

    def renew(_route: Route) -> Answer:
        asked.append("codes")
        return Answer(data.RECOVERY_CODES) if proofs else data.STEP_UP_REQUIRED

    def prove(route: Route) -> Answer:
        proofs.append(body_of(route))
        return Answer(data.LOGIN)

    answers = {**STAFF, "POST auth/recovery-codes": renew, "POST auth/step-up": prove}
    with at_account(browser, origin, answers) as shown:
        page = shown.page
        codes = panel(page, "Recovery codes")
        codes.get_by_role("button", name="Make new codes").press("Enter")
        page.get_by_role("alertdialog").get_by_role("button", name="Make new codes").press("Enter")
        dialog = page.get_by_role("dialog", name="Is it really you?")
        expect(dialog.get_by_label("Code from your app")).to_be_focused()
        expect_no_violations(page)

        page.keyboard.press("Escape")
        expect(dialog).to_be_hidden()
        shows(page, "8 unused codes are left.")
        assert asked == ["codes"]
        assert page.get_by_role("alert").count() == 0

        codes.get_by_role("button", name="Make new codes").press("Enter")
        page.get_by_role("alertdialog").get_by_role("button", name="Make new codes").press("Enter")
        expect(dialog.get_by_label("Code from your app")).to_be_focused()
        page.keyboard.type("123456")
        page.keyboard.press("Enter")

        shows(page, data.CODES[9])
        assert (len(asked), proofs) == (3, [{"code": "123456"}])
        expect_no_violations(page)


def test_a_password_confirms_where_there_is_nothing_else(origin: str, browser: Browser) -> None:
    needed = admin_data.problem(403, "step_up_required", "Confirm", methods=["password"])
    proofs: list[Any] = []

    def start(_route: Route) -> Answer:
        return Answer(data.TOTP) if proofs else needed

    def prove(route: Route) -> Answer:
        proofs.append(body_of(route))
        return Answer({**data.LOGIN, "user": portal_data.USER})

    answers = {**CLIENT, **data.NOTHING, "POST auth/totp": start, "POST auth/step-up": prove}
    with opened(browser, f"{origin}/portal/account", answers=answers, width=PHONE) as shown:
        page = shown.page
        panel(page, "Authenticator app").get_by_role("button", name="Set up").click()
        page.get_by_role("dialog").get_by_label("Your password").fill(PASSWORD)
        expect_no_violations(page)
        page.keyboard.press("Enter")

        expect(page.get_by_label("Secret for the app")).to_have_value(data.TOTP["secret"])
        assert proofs == [{"password": PASSWORD}]


# —— Setting up factors ——


def test_who_must_set_up_a_second_factor_does_so_and_goes_where_they_wanted(
    origin: str, browser: Browser
) -> None:
    confirmed: list[Any] = []

    def confirm(route: Route) -> Answer:
        confirmed.append(body_of(route))
        return Answer(data.RECOVERY_CODES)

    def who(_route: Route) -> Answer:
        return Answer({**admin_data.USER, "must_enrol": not confirmed})

    answers = {**STAFF, "GET auth/me": who, "POST auth/totp/confirm": confirm}
    with opened(browser, f"{origin}/app/clients", answers=answers) as shown:
        page = shown.page
        page.get_by_role("button", name="Use an authenticator app").press("Enter")
        picture = page.get_by_role("img", name="QR code")
        expect(picture).to_be_visible()
        assert picture.evaluate("image => image.complete && image.naturalWidth > 0")
        expect_no_violations(page)

        page.get_by_label("Enter the code that the app shows").fill("123 456")
        page.keyboard.press("Enter")
        shows(page, data.CODES[0])
        expect_no_violations(page)
        with page.expect_download() as download:
            page.get_by_role("button", name="Download").click()
        assert download.value.path().read_text().split("\n")[2:12] == data.CODES
        page.get_by_role("button", name="I have kept them").press("Enter")

        expect(page).to_have_url(f"{origin}/app/clients")
        assert confirmed == [{"code": "123456"}]
        assert shown.errors == []


def test_a_demand_that_begins_while_the_app_is_open_is_met_first(
    origin: str, browser: Browser
) -> None:
    demanded = admin_data.problem(403, "two_factor_enrolment_required", "Set one up first")
    is_demanded: list[bool] = []

    def clients(_route: Route) -> Answer:
        return demanded if is_demanded else Answer(admin_data.page_of(admin_data.clients()))

    answers = {**STAFF, "GET clients": clients}
    with opened(browser, f"{origin}/app/", answers=answers) as shown:
        is_demanded.append(True)
        shown.page.get_by_role("link", name="Clients", exact=True).click()

        shows(shown.page, "Protect your account")
        assert shown.page.url == f"{origin}/app/enrol?next=/clients"


def test_on_paper_there_are_only_the_codes(origin: str, browser: Browser) -> None:
    with at_account(browser, origin, STAFF) as shown:
        page = shown.page
        codes = panel(page, "Recovery codes")
        codes.get_by_role("button", name="Make new codes").click()
        page.get_by_role("alertdialog").get_by_role("button", name="Make new codes").click()
        shows(page, data.CODES[0])
        page.emulate_media(media="print")

        expect(page.get_by_text(data.CODES[9])).to_be_visible()
        expect(
            page.get_by_text("WP Wingman recovery codes for alice@agency.example")
        ).to_be_visible()
        visible = "element => element.checkVisibility({visibilityProperty: true})"
        assert not page.get_by_role("heading", level=1, include_hidden=True).evaluate(visible)


@contextmanager
def virtual_authenticator(page: Page) -> Iterator[list[Any]]:
    """A device with a fingerprint reader that always says yes."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    made = devtools.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    credentials: list[Any] = []
    yield credentials
    known = devtools.send("WebAuthn.getCredentials", {"authenticatorId": made["authenticatorId"]})
    credentials.extend(known["credentials"])


CREATION = {
    "options": {
        "rp": {"id": "localhost", "name": "Agency"},
        "user": {"id": "AQIDBA", "name": "alice@agency.example", "displayName": "Alice"},
        "challenge": "c29tZS1jaGFsbGVuZ2U",
        "pubKeyCredParams": [{"type": "public-key", "alg": -7}],
        "timeout": 60000,
        "excludeCredentials": [],
        "authenticatorSelection": {"residentKey": "required", "userVerification": "required"},
        "attestation": "none",
    }
}
REQUEST = {
    "options": {
        "challenge": "YW5vdGhlci1jaGFsbGVuZ2U",
        "rpId": "localhost",
        "allowCredentials": [],
        "userVerification": "required",
        "timeout": 60000,
    }
}


def test_a_passkey_is_made_and_then_opens_the_door(origin: str, browser: Browser) -> None:
    # A passkey belongs to a name, never to an address of numbers.
    named = origin.replace("127.0.0.1", "localhost")
    signed_in = [True]
    sent: dict[str, Any] = {}

    def keep(name: str, answer: Answer) -> Any:
        def handler(route: Route) -> Answer:
            sent[name] = body_of(route)
            signed_in[0] = True
            return answer

        return handler

    answers = {
        **STAFF,
        "GET auth/me": lambda _route: (
            Answer(admin_data.USER) if signed_in[0] else OUT["GET auth/me"]
        ),
        "POST auth/passkeys/options": Answer(CREATION),
        "POST auth/passkeys": keep("made", Answer(data.NEW_PASSKEY, 201)),
        "POST auth/passkey-options": Answer(REQUEST),
        "POST auth/passkey-login": keep("used", Answer(data.LOGIN)),
    }
    with opened(browser, f"{named}/app/account", answers=answers) as shown:
        page = shown.page
        with virtual_authenticator(page) as credentials:
            panel(page, "Passkeys").get_by_role("button", name="Add a passkey").click()
            page.get_by_label("Name of the passkey").fill("Work laptop")
            page.keyboard.press("Enter")
            shows(page, data.CODES[0])
            expect_no_violations(page)

            signed_in[0] = False
            page.goto(f"{named}/app/sign-in")
            page.get_by_role("button", name="Use a passkey").press("Enter")
            expect(page.get_by_role("heading", name="2 sites need you now")).to_be_visible()

        assert len(credentials) == 1
        assert sent["made"]["name"] == "Work laptop"
        assert sent["made"]["credential"]["id"] == sent["used"]["credential"]["id"]
        assert sent["made"]["credential"]["response"]["transports"] == ["internal"]
        told = sent["used"]["credential"]["response"]
        assert told["userHandle"] == "AQIDBA"
        assert told["signature"]
        assert told["authenticatorData"]
        assert shown.errors == []


def test_a_passkey_that_is_not_there_leads_to_another_way(origin: str, browser: Browser) -> None:
    named = origin.replace("127.0.0.1", "localhost")
    request = {"options": {**REQUEST["options"], "timeout": 500}}
    answers = {**OUT, "POST auth/passkey-options": Answer(request)}
    with opened(browser, f"{named}/portal/sign-in", answers=answers) as shown:
        with virtual_authenticator(shown.page):
            shown.page.get_by_role("button", name="Use a passkey").click()
            shows(shown.page, "The passkey was not used")
        expect_no_violations(shown.page)


# —— The rest of the page ——


def test_a_token_is_shown_once_and_can_be_copied(origin: str, browser: Browser) -> None:
    sent: list[Any] = []

    def create(route: Route) -> Answer:
        sent.append(body_of(route))
        return Answer(data.NEW_ACCESS_TOKEN, 201)

    answers = {**STAFF, "POST auth/tokens": create}
    options = {"permissions": ["clipboard-read", "clipboard-write"]}
    with at_account(browser, origin, answers, **options) as shown:
        page = shown.page
        tokens = panel(page, "Access tokens")
        tokens.get_by_role("button", name="Create a token").press("Enter")
        dialog = page.get_by_role("dialog")
        dialog.get_by_role("button", name="Create token").click()
        expect(dialog.get_by_text("Please fill this in.")).to_be_visible()
        dialog.get_by_label("Name").fill("Import")
        dialog.get_by_label("Valid for").select_option("30")
        dialog.get_by_label("Add, change and delete websites").check()
        dialog.get_by_label("See websites").uncheck()
        dialog.get_by_role("button", name="Create token").press("Enter")

        shows(page, "Here is “Import”")
        expect_no_violations(page)
        tokens.get_by_role("button", name="Copy", exact=True).press("Enter")
        expect(tokens.get_by_role("button", name="Copied", exact=True)).to_be_visible()
        assert page.evaluate("navigator.clipboard.readText()") == data.NEW_ACCESS_TOKEN["token"]
        tokens.get_by_role("button", name="I have copied it").press("Enter")
        assert page.get_by_label("Access token", exact=True).count() == 0
        assert sent == [{"name": "Import", "scopes": ["manage_sites"], "expires_in_days": 30}]


def test_a_wrong_present_password_is_told_at_its_field(origin: str, browser: Browser) -> None:
    answers = {
        **STAFF,
        "PUT auth/password": admin_data.problem(422, "wrong_password", "Wrong"),
    }
    with at_account(browser, origin, answers) as shown:
        page = shown.page
        own = panel(page, "Password")
        own.get_by_role("button", name="Change password").press("Enter")
        expect(own.get_by_label("Present password")).to_be_focused()
        page.keyboard.type("not this one")
        own.get_by_label("New password").fill(PASSWORD)
        page.keyboard.press("Enter")

        expect(own.get_by_label("Present password")).to_have_attribute("aria-invalid", "true")
        expect(own.get_by_text("This is not your present password.")).to_be_visible()


def test_other_devices_are_signed_out_one_by_one_or_all(origin: str, browser: Browser) -> None:
    done: list[Any] = []

    def end(route: Route) -> Answer:
        done.append(route.request.url.rpartition("/")[2])
        return Answer(None, 204)

    def end_all(route: Route) -> Answer:
        done.append(body_of(route))
        return Answer(None, 204)

    phone = data.SESSIONS[0]["id"]
    answers = {
        **STAFF,
        f"DELETE auth/sessions/{phone}": end,
        "POST auth/sessions/end-all": end_all,
    }
    with at_account(browser, origin, answers) as shown:
        page = shown.page
        panel(page, "Where you are signed in").get_by_role(
            "button", name="Sign out Safari on iPhone"
        ).press("Enter")
        shows(page, "Signed out: Safari on iPhone")
        panel(page, "Where you are signed in").get_by_role(
            "button", name="Sign out everywhere else"
        ).press("Enter")
        page.get_by_role("alertdialog").get_by_role(
            "button", name="Sign out everywhere else"
        ).press("Enter")
        shows(page, "Signed out everywhere else")

        assert done == [phone, {"keep_current": True}]


def test_the_profile_changes_the_language_on_the_spot(origin: str, browser: Browser) -> None:
    sent: list[Any] = []

    def change(route: Route) -> Answer:
        sent.append(body_of(route))
        return Answer({**admin_data.USER, **sent[-1]})

    answers = {**STAFF, "PATCH auth/me": change}
    with at_account(browser, origin, answers) as shown:
        page = shown.page
        own = panel(page, "Profile")
        own.get_by_label("Your name").fill("Alice Adler")
        own.get_by_label("Language").select_option("de")
        own.get_by_role("button", name="Save").press("Enter")

        expect(page.get_by_role("heading", level=1, name="Profil und Sicherheit")).to_be_visible()
        shows(page, "Alice Adler")
        assert sent == [{"name": "Alice Adler", "locale": "de"}]
        page.set_viewport_size({"width": 320, "height": 700})
        assert not overflows(page)


def test_both_apps_lead_to_ones_own_page(origin: str, browser: Browser) -> None:
    with opened(browser, f"{origin}/app/", answers=STAFF) as shown:
        shown.page.get_by_role("button", name="Alice Ackermann").click()
        shown.page.get_by_role("menuitem", name="Profile and security").click()
        expect(shown.page).to_have_url(f"{origin}/app/account")
    with opened(browser, f"{origin}/portal/", answers=CLIENT, width=PHONE) as shown:
        shown.page.get_by_role("button", name="Your account").click()
        shown.page.get_by_role("link", name="People").click()
        shows(shown.page, "Jonas Birch")
