"""Alert channels: added with plain words, tested with an outcome, mended when switched off."""

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Route, expect

from chalicelib.api.schemas.channels import ChannelCreate, ChannelUpdate
from tests.e2e.screens import admin_data as data
from tests.e2e.screens.browser import Answer, axe_violations, looks, overflows
from tests.e2e.screens.test_admin_administration import Recorder, at

pytestmark = pytest.mark.e2e

PATH = f"channels/{data.CHANNEL}"


def test_a_channel_is_added_by_keyboard(browser: Browser, origin: str) -> None:
    added = Recorder(Answer(data.channels()[0], 201), ChannelCreate)
    with at(browser, f"{origin}/app/channels", answers={"POST channels": added}) as page:
        page.keyboard.press("n")
        sheet = page.get_by_role("dialog")
        sheet.get_by_label("Kind").select_option("Microsoft Teams")
        expect(sheet.get_by_text("Send webhook alerts to a channel")).to_be_visible()
        sheet.get_by_role("button", name="Save channel").press("Enter")
        expect(sheet.get_by_text("Give the channel a name.")).to_be_visible()
        sheet.get_by_label("Name").fill("Service desk")
        sheet.get_by_label("Workflow URL").fill("https://prod-1.logic.azure.com/workflows/x")
        sheet.get_by_label("Client").select_option("Alder & Sons")
        sheet.get_by_role("switch", name="Quiet hours").press("Space")
        sheet.get_by_label("Until").fill("22:00")
        sheet.get_by_role("button", name="Save channel").press("Enter")
        expect(sheet.get_by_text("must end at another time")).to_be_visible()
        assert added.sent == []
        sheet.get_by_label("Until").fill("07:00")
        sheet.get_by_role("button", name="Save channel").press("Enter")

        expect(page.get_by_text("Send a test to see that it works")).to_be_visible()
    [sent] = added.sent
    assert sent["target"] == "https://prod-1.logic.azure.com/workflows/x"
    assert sent["routes"] == [
        {
            "client_id": data.FIRST_CLIENT,
            "minimum_severity": "critical",
            "quiet_hours": {
                "starts": "22:00",
                "ends": "07:00",
                "time_zone": "Europe/Berlin",
                "wakes_for_critical": True,
            },
            "after_minutes": None,
            "repeat_minutes": None,
            "digest": None,
        }
    ]


def test_a_line_waits_for_an_answer_repeats_or_collects(browser: Browser, origin: str) -> None:
    changed = Recorder(Answer(data.channels()[2]), ChannelUpdate)
    phone = f"channels/{data.channels()[2]['id']}"
    with at(browser, f"{origin}/app/channels", answers={f"PATCH {phone}": changed}) as page:
        said = "After 15 minutes unanswered · Every hour until somebody answers"
        expect(page.get_by_role("article", name="Phone of the week")).to_contain_text(said)
        tickets = page.get_by_role("article", name="Ticket system")
        expect(tickets).to_contain_text("Weekly digest Monday 08:00 Europe/Berlin")
        page.get_by_role("button", name="Change Phone of the week").click()
        sheet = page.get_by_role("dialog")
        first = sheet.get_by_role("group", name="Line 1")
        expect(first.get_by_label("When")).to_have_value("15")
        first.get_by_label("When").select_option("After 30 minutes unanswered")
        expect(first.get_by_text("Told only if nobody has acknowledged")).to_be_visible()
        first.get_by_label("Repeat").select_option("Every 4 hours")
        sheet.get_by_role("button", name="Add a line").click()
        second = sheet.get_by_role("group", name="Line 2")
        second.get_by_label("Severity").select_option("Everything")
        second.get_by_label("When").select_option("Weekly digest")
        expect(second.get_by_role("switch", name="Quiet hours")).to_have_count(0)
        second.get_by_label("On", exact=True).select_option("Friday")
        second.get_by_label("At", exact=True).select_option("17:00")
        for look in looks(page):
            assert axe_violations(page) == [], look
            assert not overflows(page), look
        sheet.get_by_role("button", name="Save channel").press("Enter")

        expect(page.get_by_text("Phone of the week saved")).to_be_visible()
    [sent] = changed.sent
    assert [(r["after_minutes"], r["repeat_minutes"]) for r in sent["routes"]] == [
        (30, 240),
        (None, None),
    ]
    assert sent["routes"][1]["digest"] == {
        "hour": 17,
        "weekday": 5,
        "time_zone": "Europe/Berlin",
    }


def test_a_target_that_is_refused_is_told_at_its_field(browser: Browser, origin: str) -> None:
    detail = "This is no webhook address of Slack."
    errors = [{"pointer": "/body/target", "detail": detail}]
    refused = data.problem(422, "invalid_target", "No", errors=errors)
    answers = {"POST channels": refused}
    with at(browser, f"{origin}/app/channels?new=1", answers=answers) as page:
        sheet = page.get_by_role("dialog")
        sheet.get_by_label("Name").fill("#on-call")
        sheet.get_by_label("Webhook URL").fill("https://example.org/")
        sheet.get_by_role("button", name="Save channel").click()

        expect(sheet.get_by_text(detail)).to_be_visible()


def test_a_change_keeps_the_sealed_target(browser: Browser, origin: str) -> None:
    changed = Recorder(Answer(data.channels()[0]), ChannelUpdate)
    with at(browser, f"{origin}/app/channels", answers={f"PATCH {PATH}": changed}) as page:
        page.get_by_role("button", name="Change #on-call").click()
        sheet = page.get_by_role("dialog")
        expect(sheet.get_by_label("Webhook URL")).to_have_value("")
        sheet.get_by_role("button", name="Remove line 1").click()
        sheet.get_by_role("button", name="Save channel").click()

        expect(page.get_by_text("#on-call saved")).to_be_visible()
    assert [set(sent) for sent in changed.sent] == [{"name", "routes"}]
    assert len(changed.sent[0]["routes"]) == 1


@pytest.mark.parametrize(
    ("outcome", "said"),
    [("delivered", "The test was accepted."), ("refused", "did not arrive: HTTP 404")],
)
def test_a_test_tells_its_outcome(browser: Browser, origin: str, outcome: str, said: str) -> None:
    asked: list[Any] = []
    test = {"is_test": True, "site_id": None}

    def answer(_: Route) -> Answer:
        asked.append(1)
        now = "waiting" if len(asked) == 1 else outcome
        reason = "HTTP 404" if now == "refused" else ""
        return Answer(data.page_of([data.delivery(9, now, reason=reason, **test)]))

    answers = {
        f"POST {PATH}/test": Answer(data.delivery(9, "waiting", **test), 202),
        f"GET {PATH}/deliveries": answer,
    }
    with at(browser, f"{origin}/app/channels", answers=answers) as page:
        page.get_by_role("button", name="Send a test by #on-call").click()
        expect(page.get_by_text("On its way")).to_be_visible()
        expect(page.get_by_text(said)).to_be_visible()


def test_a_channel_that_was_switched_off_says_why_and_how_to_mend_it(
    browser: Browser, origin: str
) -> None:
    with at(browser, f"{origin}/app/channels") as page:
        card = page.get_by_role("article", name="Service desk")

        expect(card.get_by_text("refuses it for good (HTTP 404)")).to_be_visible()
        expect(card.get_by_text("enter it here under Change")).to_be_visible()
        expect(card.get_by_role("button", name="Switch on again")).to_be_visible()


def test_the_last_deliveries_are_told_with_their_receipts(browser: Browser, origin: str) -> None:
    with at(browser, f"{origin}/app/channels") as page:
        card = page.get_by_role("article", name="#on-call")
        card.get_by_text("Last deliveries").click()

        expect(card.get_by_text("Receipt a1b2c3d4")).to_be_visible()
        expect(
            card.get_by_text(re.compile("5 attempts . The server does not answer in time"))
        ).to_be_visible()
        for look in looks(page):
            assert not overflows(page), look


def test_a_signing_secret_is_made_and_shown_once(browser: Browser, origin: str) -> None:
    secret = {"secret": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"}
    answers = {f"POST channels/{data.HOOK}/signing-secret": Answer(secret)}
    with at(browser, f"{origin}/app/channels", answers=answers) as page:
        page.get_by_role("button", name="New signing secret").click()
        dialog = page.get_by_role("dialog")
        dialog.get_by_role("button", name="New signing secret").click()

        expect(dialog.get_by_label("Signing secret")).to_have_value(secret["secret"])
