"""The public status page in a real browser: readable by everybody, with and without its script."""

import contextlib
import datetime as dt
import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from chalicelib.status_pages.document import DayFigures
from chalicelib.status_pages.model import PostState
from infra.web_headers import headers_for
from tests.e2e.screens.browser import axe_violations, looks, opened, overflows
from tests.unit.status_pages.pages import BLOG, SHOPPING, a_document, a_post, a_window
from tests.unit.status_pages.test_publishing import Stage

pytestmark = pytest.mark.e2e

HOST = "http://localhost:9"  # by name: a browser trusts it as it trusts https
PAGE = f"{HOST}/status/lang/"
TYPES = {
    "html": "text/html",
    "css": "text/css",
    "js": "text/javascript",
    "json": "application/json",
}
HOUR = dt.timedelta(hours=1)


def a_full_page() -> Stage:
    """Everything that a page can have, with one service out, renewed just now."""
    now = dt.datetime.now(dt.UTC)
    incident = a_post(component_ids=[SHOPPING], components=["Online shop"], at=now - HOUR)
    found = a_post(thread_id=incident.id, state=PostState.IDENTIFIED, text="A full disk.", at=now)
    planned = a_post(
        state=PostState.MAINTENANCE,
        title="A new server",
        starts_at=now + HOUR,
        ends_at=now + 2 * HOUR,
        at=now - 2 * HOUR,
    )
    news = a_post(state=PostState.ANNOUNCEMENT, title="We have moved", at=now - 3 * HOUR)
    past = a_post(state=PostState.RESOLVED, title="Slow pages", at=now - 50 * HOUR)
    night = (now + 50 * HOUR, now + 51 * HOUR)
    window = a_window((now - HOUR, now + HOUR), night, site_ids=[BLOG])
    whole = a_document(posts=[found, incident, planned, news, past], maintenance=[window])
    shop, blog = whole.components
    days = [
        DayFigures(
            day=now.date() - dt.timedelta(days=back),
            up_ms=86_400_000 - down,
            down_ms=down,
        )
        for back, down in enumerate([0, 0, 60_000, 3_600_000, *[0] * 70])
    ]
    shop = shop.model_copy(update={"days": days})
    stage = Stage(whole.model_copy(update={"home": HOST, "components": [shop, blog]}))
    stage.targets = [one.model_copy(update={"status": "offline"}) for one in stage.targets[:1]]
    stage.publish(now)
    return stage


@contextlib.contextmanager
def at(
    browser: Browser, stage: Stage, address: str = PAGE, *, api: int | None = None, **options: Any
) -> Iterator[Page]:
    """The page as CloudFront gives it; `api` is the status that the API answers, if it does."""

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix(HOST).partition("?")[0]
        path += "index.html" if path.endswith("/") else ""
        if path.startswith("/api/"):
            route.abort() if api is None else route.fulfill(status=api, body="")
            return
        content = stage.store.objects.get(f"public{path}")
        kind = TYPES.get(path.rpartition(".")[2], "application/octet-stream")
        headers = {**headers_for(path), "Content-Type": f"{kind}; charset=utf-8"}
        route.fulfill(status=200 if content else 404, body=content or b"", headers=headers)

    with opened(browser, "about:blank", **options) as visit:
        visit.page.route(f"{HOST}/**", answer)
        visit.page.goto(address)
        visit.page.wait_for_load_state("networkidle")
        yield visit.page
        assert visit.errors == []


def test_the_page_can_be_read_by_everybody(browser: Browser) -> None:
    stage = a_full_page()
    with at(browser, stage) as page:
        expect(
            page.get_by_role("heading", level=1, name="Something is not available")
        ).to_be_visible()
        for section in ("What is going on", "Planned maintenance"):
            told = page.get_by_role("region", name=section).get_by_role("article")
            expect(told.filter(has_text="Affects: Blog")).to_be_visible()
        for look in looks(page):
            assert axe_violations(page) == [], look
            assert not overflows(page), look
        page.set_viewport_size({"width": 320, "height": 700})
        assert not overflows(page)
        page.get_by_text("Days with outages: 2").press("Enter")
        expect(page.get_by_text("60 minutes not available").last).to_be_visible()
        for address in ("subscribe.html", "subscription.html#token"):
            page.goto(PAGE + address)
            for look in looks(page):
                assert axe_violations(page) == [], (address, look)


def test_without_its_script_nothing_is_missing_but_the_form(browser: Browser) -> None:
    with at(browser, a_full_page(), java_script_enabled=False) as page:
        expect(page.get_by_text("A full disk.")).to_be_visible()
        expect(page.locator("noscript p")).to_be_visible()
        expect(page.locator("#stale")).to_be_hidden()


def test_a_page_that_nobody_renews_says_so_and_takes_it_back(browser: Browser) -> None:
    stage = a_full_page()
    with at(browser, stage) as page:
        expect(page.locator("#stale")).to_be_hidden()
        old = (dt.datetime.now(dt.UTC) - dt.timedelta(minutes=4)).isoformat()
        stage.store.objects["public/status/alive.json"] = json.dumps({"at": old}).encode()
        page.reload()

        expect(page.get_by_role("alert")).to_contain_text("has not been renewed")
        assert axe_violations(page) == []


def test_what_is_new_is_shown_without_a_reload_by_hand(browser: Browser) -> None:
    stage = a_full_page()
    with at(browser, stage) as page:
        page.clock.install()
        page.goto(PAGE)
        stage.targets = [one.model_copy(update={"status": "online"}) for one in stage.targets]
        stage.objects.keep_document(a_document())
        stage.publish(dt.datetime.now(dt.UTC))

        page.clock.run_for(61_000)

        expect(page.get_by_role("heading", level=1)).to_contain_text("We cannot tell")


@pytest.mark.parametrize(
    ("api", "words"),
    [
        (202, "a letter is on its way"),
        (422, "no e-mail address that we can write to"),
        (429, "Please wait a while"),
        (503, "cannot be taken at the moment"),
        (None, "cannot be taken at the moment"),
    ],
)
def test_the_form_says_what_became_of_it_also_while_the_api_is_down(
    browser: Browser, api: int | None, words: str
) -> None:
    with at(browser, a_full_page(), f"{PAGE}subscribe.html", api=api) as page:
        page.get_by_label("Your e-mail address").fill("guest@example.com")
        page.keyboard.press("Enter")

        expect(page.get_by_role("status")).to_contain_text(words)


def test_the_link_of_a_letter_needs_a_click_to_confirm(browser: Browser) -> None:
    with at(browser, a_full_page(), f"{PAGE}subscription.html#secret", api=200) as page:
        page.get_by_role("button", name="Confirm the subscription").click()

        expect(page.get_by_role("status")).to_contain_text("Your subscription is confirmed.")
