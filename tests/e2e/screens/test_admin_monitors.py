"""Monitors: set up in plain words, tried before they are saved, and their secrets never shown."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Route, expect

from chalicelib.api.schemas.monitors import MonitorCreate, MonitorTry, MonitorUpdate
from tests.e2e.screens import admin_data as data
from tests.e2e.screens.browser import Answer, axe_violations, looks, overflows
from tests.e2e.screens.test_admin_administration import Recorder, at

pytestmark = pytest.mark.e2e

BASKET = data.monitors()[0]
TRY = "0199c2a5-0d3a-7e02-b1f4-9a6c3e5d7f22"


def test_a_monitor_is_tried_until_it_is_right_and_then_added(browser: Browser, origin: str) -> None:
    asked: list[Any] = []

    def seen(_: Route) -> Answer:
        asked.append(1)
        report = data.try_report() if len(asked) > 1 else None
        return Answer({"id": TRY, "report": report})

    tried = Recorder(Answer({"id": TRY, "report": None}, 202), MonitorTry)
    added = Recorder(Answer(BASKET, 201), MonitorCreate)
    answers = {
        "POST monitors/try": tried,
        f"GET monitors/tries/{TRY}": seen,
        "POST monitors": added,
    }
    with at(browser, f"{origin}/app/monitors", answers=answers) as page:
        page.keyboard.press("n")
        sheet = page.get_by_role("dialog")
        sheet.get_by_role("button", name="Try it now").click()
        expect(sheet.get_by_text("This is needed to look anywhere.")).to_be_visible()
        assert tried.sent == []
        sheet.get_by_label("Address").fill("https://shop.example/basket")
        sheet.get_by_label("Word on the page").fill("Checkout")
        sheet.get_by_role("button", name="Try it now").click()
        expect(sheet.get_by_text("The word is not there: Checkout")).to_be_visible()
        expect(sheet.get_by_text("TLS handshake")).to_be_visible()
        expect(sheet.get_by_text("230 ms in all")).to_be_visible()
        expect(sheet.get_by_text("Let's Encrypt")).to_be_visible()
        for look in looks(page):
            assert axe_violations(page) == [], look
            assert not overflows(page), look

        sheet.get_by_role("button", name="Save monitor").press("Enter")
        expect(sheet.get_by_text("Give the monitor a name.")).to_be_visible()
        sheet.get_by_label("Name").fill("Basket")
        sheet.get_by_label("Client").select_option("Alder & Sons")
        sheet.get_by_label("How often").select_option("Every 30 seconds")
        sheet.get_by_label("Password").fill("pa55word")
        sheet.get_by_role("button", name="Save monitor").press("Enter")
        expect(page.get_by_text("Basket added. It is looked at at once.")).to_be_visible()
    [sent] = added.sent
    assert sent["client_id"] == data.FIRST_CLIENT
    assert sent["interval_seconds"] == 30
    assert sent["settings"]["keyword"] == "Checkout"
    assert sent["secrets"]["password"] == "pa55word"
    assert tried.sent[0]["secrets"] == {"headers": {}, "user": "", "password": ""}


def test_what_is_wrong_is_told_at_its_field_and_sealed_secrets_stay(
    browser: Browser, origin: str
) -> None:
    wrong = [
        {"pointer": "/body/settings/expected_status", "detail": "'2xx' is no status code"},
        {"pointer": "/body/address", "detail": "Not a plain http or https url."},
    ]
    path = f"monitors/{BASKET['id']}"
    refused = Recorder(data.problem(422, "invalid_monitor", "No", errors=wrong), MonitorUpdate)
    with at(browser, f"{origin}/app/monitors", answers={f"PATCH {path}": refused}) as page:
        page.get_by_role("button", name="Change Basket").click()
        sheet = page.get_by_role("dialog")
        expect(sheet.get_by_text("Sealed: X-Api-Key, basic_auth")).to_be_visible()
        sheet.get_by_label("Good status codes").fill("2xx")
        sheet.get_by_role("button", name="Save monitor").click()

        for problem in wrong:
            expect(sheet.get_by_text(problem["detail"])).to_be_visible()
    assert "secrets" not in refused.sent[0]


def test_a_job_is_given_its_address_once(browser: Browser, origin: str) -> None:
    job = data.monitors()[4]
    url = {"url": "https://care.agency.example/api/v1/ping/8f0b4c1e-3a59-4a2a-9c53-1f6b0a7d2e44"}
    added = Recorder(Answer(job, 201), MonitorCreate)
    answers = {"POST monitors": added, f"POST monitors/{job['id']}/ping-url": Answer(url)}
    with at(browser, f"{origin}/app/sites/{data.OFFLINE}/monitors", answers=answers) as page:
        page.get_by_role("button", name="Add a monitor").click()
        sheet = page.get_by_role("dialog")
        sheet.get_by_label("Kind").select_option("Job that reports")
        expect(sheet.get_by_role("button", name="Try it now")).to_have_count(0)
        sheet.get_by_label("Name").fill("Nightly backup")
        sheet.get_by_label("May be late by").fill("30")
        sheet.get_by_role("button", name="Save monitor").click()
        dialog = page.get_by_role("dialog", name="Where Nightly backup reports")
        dialog.get_by_role("button", name="Make a new address").click()

        expect(dialog.get_by_label("Address to ping")).to_have_value(url["url"])
    assert added.sent[0]["site_id"] == data.OFFLINE
    assert added.sent[0]["settings"] == {"grace_seconds": 1800}
