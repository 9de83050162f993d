"""Incidents: what was seen is shown as text, somebody says that they are on it, words are kept."""

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from chalicelib.api.schemas.incidents import IncidentLinkIn, NoteIn
from tests.e2e.screens import admin_data as data
from tests.e2e.screens.browser import Answer, axe_violations, looks, opened, overflows
from tests.e2e.screens.test_admin_administration import Recorder, at, query_of

pytestmark = pytest.mark.e2e

PATH = f"incidents/{data.INCIDENT}"


def test_an_incident_tells_what_was_seen_and_what_changed_before(
    browser: Browser, origin: str
) -> None:
    acknowledged = Recorder(Answer(data.incident(0, "acknowledged")))
    noted = Recorder(Answer(data.incident_event(8, "note"), 201), NoteIn)
    answers = {f"POST {PATH}/acknowledge": acknowledged, f"POST {PATH}/updates": noted}
    with at(browser, f"{origin}/app/{PATH}", answers=answers) as page:
        expect(page.get_by_role("heading", name="Alder & Sons is offline")).to_be_visible()
        expect(page.get_by_text("HTTP 500")).to_be_visible()
        expect(page.get_by_text("eu-central-1, us-east-1")).to_be_visible()
        expect(page.get_by_text("WooCommerce updated from 9.8.1 to 9.9.0")).to_be_visible()
        expect(page.get_by_text("so it was passed on to Phone of the week")).to_be_visible()
        expect(page.get_by_text("Still nobody had answered: reminder to #on-call")).to_be_visible()
        timeline = page.get_by_role("list", name="Timeline")
        expect(timeline.get_by_text(re.compile(r"\d:\d\d"))).to_have_count(5)
        # A page that was seen is never run.
        expect(page.get_by_text("<script>alert(1)</script>")).to_be_visible()
        _is_well_in_every_look(page)

        page.keyboard.press("a")
        expect(page.get_by_text("The others see that you are on it")).to_be_visible()
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_text("Write something first.")).to_be_visible()
        page.get_by_label("What do we know").fill("The host restarts it.")
        page.get_by_label("Clients may read it").press("Space")
        page.get_by_role("button", name="Save").press("Enter")
        expect(page.get_by_text("Added to the timeline")).to_be_visible()
    assert len(acknowledged.sent) == 1
    assert noted.sent == [{"text": "The host restarts it.", "is_public": True}]


def test_an_incident_of_several_sites_names_them_and_keeps_its_post_mortem(
    browser: Browser, origin: str
) -> None:
    path = f"incidents/{data.SHARED_INCIDENT}"
    answer = Answer(data.incident_event(3, "post_mortem", text="x", author="Alice"))
    written = Recorder(answer, NoteIn)
    with at(browser, f"{origin}/app/{path}", answers={f"PUT {path}/post-mortem": written}) as page:
        title = "Several sites on 203.0.113.9 are offline"
        expect(page.get_by_role("heading", name=title)).to_be_visible()
        sites = page.get_by_role("list", name="Affected sites")
        expect(sites.get_by_role("listitem")).to_have_count(14)
        expect(page.get_by_text("hardly a change of one of them")).to_be_visible()
        _is_well_in_every_look(page)

        page.get_by_role("button", name="Change it").click()
        field = page.get_by_label("What happened, why")
        expect(field).to_have_value("The disk was full.")
        field.fill("A log filled the disk.")
        page.get_by_role("button", name="Save").first.click()
        expect(page.get_by_text("Post-mortem saved")).to_be_visible()
    assert written.sent == [{"text": "A log filled the disk.", "is_public": True}]


def test_the_list_asks_for_a_state_and_leads_to_an_incident(browser: Browser, origin: str) -> None:
    asked: list[Any] = []

    def answer(route: Any) -> Answer:
        asked.append(query_of(route).get("state"))
        return Answer(data.page_of(data.incidents()))

    with at(browser, f"{origin}/app/incidents", answers={"GET incidents": answer}) as page:
        monitors = page.get_by_role("listitem").filter(has_text="Basket is failing")
        expect(monitors).to_contain_text("The word is not there.")
        expect(monitors).to_contain_text("Lasted 2 hours 33 minutes")
        page.get_by_label("State").select_option("active")
        expect(page).to_have_url(f"{origin}/app/incidents?state=active")
        page.get_by_role("link", name="Several sites on 203.0.113.9 are offline").click()
        expect(page).to_have_url(f"{origin}/app/incidents/{data.SHARED_INCIDENT}")
    assert asked == [None, "active"]


def test_the_link_of_a_message_leads_to_one_button_and_only_that_acknowledges(
    browser: Browser, origin: str
) -> None:
    kept = ("title", "state", "started_at", "acknowledged_at", "acknowledged_by", "resolved_at")
    seen = {name: data.incident(0, "open")[name] for name in kept}
    done = Recorder(Answer({**seen, "state": "acknowledged"}), IncidentLinkIn)
    answers = {
        "GET auth/me": data.SIGNED_OUT,
        "POST incident-links/check": Answer(seen),
        "POST incident-links/acknowledge": done,
    }
    with opened(browser, f"{origin}/app/acknowledge#s3cret", answers=answers) as visit:
        button = visit.page.get_by_role("button", name="I am on it")
        expect(button).to_be_visible()
        _is_well_in_every_look(visit.page)
        assert done.sent == []
        button.press("Enter")
        expect(visit.page.get_by_text("The others see that somebody")).to_be_visible()
        assert visit.errors == []
    assert done.sent == [{"token": "s3cret"}]


def _is_well_in_every_look(page: Page) -> None:
    for look in looks(page):
        assert axe_violations(page) == [], look
        assert not overflows(page), look
