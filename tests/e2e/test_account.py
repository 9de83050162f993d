"""An account's life on the running product: invited by mail, protected, lost, found and changed."""

import re
import uuid
from collections.abc import Callable
from typing import Any

import pyotp
import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import eventually

pytestmark = pytest.mark.e2e

PASSWORD = "lantern orbit meadow"
OTHER_PASSWORD = "copper violin harbour"


def sign_in(page: Page, address: str, email: str, password: str) -> None:
    page.goto(address)
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password").fill(password)
    page.keyboard.press("Enter")


def somebody() -> str:
    """An address that nobody has had before, also on a stack that runs on."""
    return f"{uuid.uuid4().hex[:12]}@account.example"


def sign_out(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).click()
    page.get_by_role("menuitem", name="Sign out").click()
    page.get_by_role("link", name="Forgotten your password?").wait_for()


def link_in_mail(stack: Any, *, to: str, path: str) -> str:
    """The newest link of that kind that was mailed to the address."""

    def found() -> list[str]:
        mails = [mail for mail in stack.mails() if to in str(mail["to"])]
        return [
            link for mail in mails for link in re.findall(rf"https?://\S+{path}#\S+", mail["text"])
        ]

    return eventually(found, within=60, what=f"a mail to {to} with a link to {path}")[0]


def panel(page: Page, title: str) -> Any:
    return page.get_by_role("region", name=title, exact=True)


def invited(stack: Any, email: str, **invitation: Any) -> str:
    stack.sign_in("admin").post("invitations", {"email": email, **invitation})
    return link_in_mail(stack, to=email, path="/welcome")


def test_a_colleague_is_invited_protects_the_account_loses_the_password_and_gets_in_again(
    stack: Any, new_page: Callable[[], Page]
) -> None:
    page, email = new_page(), somebody()
    page.goto(invited(stack, email, role="support"))
    expect(page.get_by_text("has invited you to its team")).to_be_visible()
    page.get_by_label("Your name").fill("Nora Nord")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Create my account").click()
    page.get_by_role("button", name="Nora Nord").wait_for()

    # The app and the codes.
    page.goto(f"{stack.base_url}/app/account")
    panel(page, "Authenticator app").get_by_role("button", name="Set up").click()
    secret = page.get_by_label("Secret for the app").input_value()
    page.get_by_label("Enter the code that the app shows").fill(pyotp.TOTP(secret).now())
    page.keyboard.press("Enter")
    codes = page.get_by_role("list", name="Recovery codes").get_by_role("listitem")
    expect(codes).to_have_count(10)
    first, second = codes.nth(0).inner_text(), codes.nth(1).inner_text()
    page.get_by_role("button", name="I have kept them").click()
    expect(page.get_by_text("10 unused codes are left.")).to_be_visible()

    # The password alone is no longer enough; a code stands in for the app.
    sign_out(page, "Nora Nord")
    link = forgotten(stack, page, email)
    page.goto(link)
    page.get_by_label("New password").fill(OTHER_PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Sign in").click()
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password").fill(OTHER_PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_label("Code from your app").fill("000000")
    page.keyboard.press("Enter")
    expect(page.get_by_text("This code is not right")).to_be_visible()
    page.get_by_role("button", name="Use a recovery code").click()
    page.get_by_label("Recovery code").fill(first)
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Nora Nord").wait_for()
    page.goto(f"{stack.base_url}/app/account")
    expect(page.get_by_text("9 unused codes are left.")).to_be_visible()

    # What was used once is used up.
    page.goto(link)
    expect(page.get_by_text("This link was already used")).to_be_visible()
    other = new_page()
    sign_in(other, f"{stack.base_url}/app/", email, OTHER_PASSWORD)
    other.get_by_role("button", name="Use a recovery code").click()
    other.get_by_label("Recovery code").fill(first)
    other.keyboard.press("Enter")
    expect(other.get_by_text("This code is not right")).to_be_visible()
    other.get_by_label("Recovery code").fill(second)
    other.keyboard.press("Enter")
    other.get_by_role("button", name="Nora Nord").wait_for()

    # The other device is seen, and ends when it is told to.
    page.goto(f"{stack.base_url}/app/account")
    devices = panel(page, "Where you are signed in")
    expect(devices.get_by_text("This device")).to_have_count(1)
    devices.get_by_role("button", name="Sign out everywhere else").click()
    page.get_by_role("alertdialog").get_by_role("button", name="Sign out everywhere else").click()
    expect(page.get_by_text("Signed out everywhere else")).to_be_visible()
    other.reload()
    expect(other.get_by_label("Password")).to_be_visible()


def forgotten(stack: Any, page: Page, email: str) -> str:
    page.get_by_role("link", name="Forgotten your password?").click()
    # The page before has a field of the same name, and is there until the next one is fetched.
    page.get_by_role("heading", name="Set a new password").wait_for()
    page.get_by_label("E-mail address").fill(email)
    page.keyboard.press("Enter")
    expect(page.get_by_text("If there is an account for")).to_be_visible()
    return link_in_mail(stack, to=email, path="/reset")


def test_a_passkey_opens_the_door(stack: Any, new_page: Callable[[], Page]) -> None:
    page, email = new_page(), somebody()
    # A passkey belongs to a name, never to an address of numbers.
    base = stack.base_url.replace("127.0.0.1", "localhost")
    link = invited(stack, email, role="support")
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send(
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
    page.goto(link.replace(stack.base_url, base))
    page.get_by_label("Your name").fill("Pia Passler")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Create my account").click()
    page.get_by_role("button", name="Pia Passler").wait_for()
    page.goto(f"{base}/app/account")
    panel(page, "Passkeys").get_by_role("button", name="Add a passkey").click()
    page.get_by_label("Name of the passkey").fill("Work laptop")
    page.get_by_role("button", name="Create passkey").click()
    page.get_by_role("button", name="I have kept them").click()
    expect(panel(page, "Passkeys").get_by_text("Work laptop")).to_be_visible()

    sign_out(page, "Pia Passler")
    page.get_by_role("button", name="Use a passkey").click()
    page.get_by_role("button", name="Pia Passler").wait_for()

    # And beside a password it is the second step, which then proves a removal too.
    sign_out(page, "Pia Passler")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="One more step")).to_be_visible()
    page.get_by_role("button", name="Use a passkey").click()
    page.get_by_role("button", name="Pia Passler").wait_for()
    page.goto(f"{base}/app/account")
    panel(page, "Passkeys").get_by_role("button", name="Remove Work laptop").click()
    page.get_by_role("alertdialog").get_by_role("button", name="Remove passkey").click()
    expect(page.get_by_text("Work laptop removed")).to_be_visible()


def test_a_client_sees_their_people_and_changes_address_and_password(
    stack: Any, new_page: Callable[[], Page]
) -> None:
    page, before, after = new_page(), somebody(), somebody()
    client_id = stack.sign_in("client").get("auth/me")["client_id"]
    page.goto(invited(stack, before, role="client", client_id=client_id))
    expect(page.get_by_text("to see how the websites of")).to_be_visible()
    page.get_by_label("Your name").fill("Jonas Birch")
    page.get_by_label("Password", exact=True).fill(before.partition("@")[0])
    page.get_by_role("button", name="Create my account").click()
    expect(page.get_by_text("This password is not good enough yet")).to_be_visible()
    page.get_by_label("Password", exact=True).fill("passwordpassword")
    page.get_by_role("button", name="Create my account").click()
    expect(page.get_by_text("Many people use this password")).to_be_visible()
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Create my account").click()

    page.get_by_role("button", name="Your account").click()
    page.get_by_role("link", name="People").click()
    people = page.get_by_role("main")
    expect(people.get_by_text(before)).to_be_visible()
    expect(people.get_by_text(stack.told["logins"]["client"]["email"])).to_be_visible()

    page.get_by_role("button", name="Your account").click()
    page.get_by_role("link", name="Profile and security").click()
    panel(page, "E-mail address").get_by_role("button", name="Change address").click()
    page.get_by_label("New e-mail address").fill(after)
    page.keyboard.press("Enter")
    expect(page.get_by_text(f"A link is on its way to {after}")).to_be_visible()
    page.goto(link_in_mail(stack, to=after, path="/confirm-email"))
    page.get_by_role("button", name="Use this address").click()
    expect(page.get_by_text(f"You now sign in with {after}")).to_be_visible()

    sign_in_again = new_page()
    sign_in(sign_in_again, f"{stack.base_url}/portal/account", after, PASSWORD)
    own = panel(sign_in_again, "Password")
    own.get_by_role("button", name="Change password").click()
    own.get_by_label("Present password").fill("not this one at all")
    own.get_by_label("New password").fill(OTHER_PASSWORD)
    own.get_by_role("button", name="Save the new password").click()
    expect(own.get_by_text("This is not your present password.")).to_be_visible()
    own.get_by_label("Present password").fill(PASSWORD)
    own.get_by_role("button", name="Save the new password").click()
    expect(sign_in_again.get_by_text("Password changed")).to_be_visible()


def test_a_token_of_ones_own_reads_what_it_may_and_nothing_else(
    stack: Any, new_page: Callable[[], Page]
) -> None:
    page = new_page()
    login = stack.told["logins"]["client"]
    sign_in(page, f"{stack.base_url}/portal/account", login["email"], login["password"])
    tokens = panel(page, "Access tokens")
    tokens.get_by_role("button", name="Create a token").click()
    page.get_by_role("dialog").get_by_label("Name").fill("Nightly report")
    page.get_by_role("dialog").get_by_role("button", name="Create token").click()
    token = page.get_by_label("Access token", exact=True).input_value()
    assert token.startswith("wwt_")

    def status(path: str) -> int:
        return page.context.request.get(
            f"{stack.base_url}/api/v1/{path}",
            headers={"Authorization": f"Bearer {token}", "Cookie": ""},
        ).status

    assert [status("sites"), status("people"), status("auth/sessions")] == [200, 403, 403]
    tokens.get_by_role("button", name="Remove Nightly report").click()
    page.get_by_role("alertdialog").get_by_role("button", name="Revoke token").click()
    expect(page.get_by_text("Nightly report revoked")).to_be_visible()
    assert status("sites") == 401
