"""The portal and the landing page on the running product: real login, real cookie, real data."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.e2e


def sign_in(page: Page, stack: Any, role: str) -> None:
    login = stack.told["logins"][role]
    page.goto(f"{stack.base_url}/portal/")
    page.get_by_label("E-mail address").fill(login["email"])
    page.get_by_label("Password").fill(login["password"])
    page.get_by_role("button", name="Sign in").click()


def test_a_client_reads_about_their_website_and_signs_out(
    stack: Any, new_page: Callable[[], Page]
) -> None:
    page = new_page()
    sign_in(page, stack, "client")
    own = stack.sign_in("client").get("sites")["data"]
    assert own

    for site in own:
        expect(page.get_by_role("link", name=site["name"], exact=True)).to_be_visible()
    page.get_by_role("link", name=own[0]["name"], exact=True).click()
    expect(page.get_by_role("heading", level=1, name=own[0]["name"])).to_be_visible()
    expect(page.get_by_text("The website was connected.").first).to_be_visible()

    # The login is a cookie: a reload keeps it, JavaScript never sees it.
    page.reload()
    expect(page.get_by_role("heading", level=1, name=own[0]["name"])).to_be_visible()
    assert "wingman" not in page.evaluate("document.cookie")

    page.get_by_role("button", name="Your account").click()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="See how your websites are doing")).to_be_visible()
    page.goto(f"{stack.base_url}/portal/")
    expect(page.get_by_label("Password")).to_be_visible()


def test_a_wrong_password_is_refused_in_plain_words(
    stack: Any, new_page: Callable[[], Page]
) -> None:
    page = new_page()
    page.goto(f"{stack.base_url}/portal/")
    page.get_by_label("E-mail address").fill(stack.told["logins"]["client"]["email"])
    page.get_by_label("Password").fill("not the password")
    page.get_by_role("button", name="Sign in").click()

    expect(page.get_by_role("alert")).to_contain_text("do not match")


def test_staff_are_shown_the_way_to_the_dashboard(stack: Any, new_page: Callable[[], Page]) -> None:
    page = new_page()
    sign_in(page, stack, "admin")

    expect(page.get_by_role("link", name="Open the dashboard")).to_have_attribute("href", "/app/")


def test_the_landing_page_leads_into_the_product(stack: Any, new_page: Callable[[], Page]) -> None:
    page = new_page()
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    page.goto(stack.base_url)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    # Nothing that the page needs is missing or stopped by the security policy.
    page.wait_for_load_state("networkidle")
    assert refused == []

    page.get_by_role("link", name="Client portal").first.click()
    expect(page.get_by_role("heading", name="See how your websites are doing")).to_be_visible()


def test_an_unknown_address_is_answered_with_a_page_that_helps(
    stack: Any, new_page: Callable[[], Page]
) -> None:
    page = new_page()
    answer = page.goto(f"{stack.base_url}/nothing-here")

    assert answer
    assert answer.status == 404
    expect(page.get_by_role("link", name="Back to the start")).to_be_visible()
