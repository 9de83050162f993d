"""The portal, as built: every screen in every state, by eye, by axe and by keyboard."""

import datetime as dt
import gzip
import re
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.e2e.screens.browser import (
    DIST,
    Answer,
    Answers,
    axe_violations,
    looks,
    opened,
    overflows,
)
from tests.e2e.screens.portal_data import (
    EMPTY,
    FAILING,
    LOADED,
    OUTAGES,
    OVEN,
    PLANNED,
    SHOP,
    SIGNED_IN,
    SIGNED_OUT,
    SITES,
    STUDIO,
    USER,
    ago,
    detail,
    page_of,
)

pytestmark = pytest.mark.e2e

SCREENS: dict[str, tuple[str, Answers, str]] = {
    "sign-in": ("/portal/sign-in", SIGNED_OUT, "See how your websites are doing"),
    "overview": ("/portal/", LOADED, "One of your websites cannot be reached right now."),
    "overview, empty": ("/portal/", EMPTY, "No websites here yet"),
    "overview, error": ("/portal/", FAILING, "This did not work"),
    "website down": (
        f"/portal/sites/{SHOP}",
        LOADED,
        "Visitors have not been able to open this website since",
    ),
    "website well": (f"/portal/sites/{OVEN}", LOADED, "Nothing is waiting"),
    "website, empty": (f"/portal/sites/{STUDIO}", LOADED, "Once the website is connected"),
    "website, error": (f"/portal/sites/{SHOP}", FAILING, "This did not work"),
    "website, missing": ("/portal/sites/unknown", LOADED, "This website is not here"),
    "missing page": ("/portal/nowhere", LOADED, "This page is not here"),
    "staff": (
        "/portal/",
        {"GET auth/me": Answer({**USER, "role": "admin"})},
        "This is the portal for clients",
    ),
}
# The app asks twice more before it believes a failure.
PATIENCE_MS = 15_000
LARGEST_FIRST_LOAD_BYTES = 110_000
JARGON = re.compile(r"\b(PHP|plugin|heartbeat|cron|snapshot|inventory|HTTP|\d{3} error)\b", re.I)


def shows(page: Page, text: str) -> None:
    expect(page.get_by_text(text).first).to_be_visible(timeout=PATIENCE_MS)


@pytest.mark.parametrize("name", SCREENS)
def test_axe_finds_nothing_and_a_client_hears_no_jargon(
    origin: str, browser: Browser, name: str
) -> None:
    path, answers, text = SCREENS[name]
    with opened(browser, origin + path, answers=answers) as shown:
        shows(shown.page, text)

        for look in looks(shown.page):
            assert axe_violations(shown.page) == [], look
            assert not overflows(shown.page), look
        assert JARGON.findall(shown.page.inner_text("main")) == []
        assert shown.errors == []


def test_an_outage_is_told_in_ones_own_words_and_time_and_its_end_without_a_reload(
    origin: str, browser: Browser
) -> None:
    asked: list[str] = []
    is_over: list[bool] = []

    def outages(route: Route) -> Answer:
        asked.append(route.request.url)
        over = {**OUTAGES[0], "resolved_at": ago(minutes=1), "duration_seconds": 480.0}
        return Answer(page_of([over, *OUTAGES[1:]] if is_over else OUTAGES, "older"))

    def shop(_route: Route) -> Answer:
        return Answer({**detail(1), **SITES[1], **({"status": "online"} if is_over else {})})

    answers = {**LOADED, "GET outages": outages, f"GET sites/{SHOP}": shop}
    path = f"{origin}/portal/sites/{SHOP}"
    with opened(browser, path, answers=answers, width=390, is_hurried=True) as shown:
        page = shown.page
        told = page.get_by_role("region", name="Outages of the last 90 days")
        first = told.get_by_role("listitem").first
        expect(first).to_contain_text("Visitors see an error instead of the website.")
        expect(first).to_contain_text("Your agency is looking after it.")
        expect(first).to_contain_text("The shop is back within the hour.")
        expect(told).to_contain_text("What we learnt")
        expect(told).to_contain_text("(1 hour 35 minutes)")
        expect(page.get_by_role("img", name="The last 90 days: outages on 3 days")).to_be_visible()
        more = told.get_by_role("button", name="Load more")
        more.press("Enter")
        expect(told.get_by_role("listitem").nth(7)).to_be_visible()
        assert f"site_id={SHOP}" in asked[-1]
        assert "cursor=older" in asked[-1]

        page.get_by_role("button", name="Your account").click()
        page.get_by_text("Deutsch").click()
        page.keyboard.press("Escape")
        expect(
            page.get_by_text(f"Website seit {_in_berlin(OUTAGES[0]['started_at'])}")
        ).to_be_visible()
        planned = page.get_by_role("region", name="Geplante Wartung")
        expect(planned).to_contain_text(f"Läuft, bis {_in_berlin(PLANNED[0]['closes_at'])}")
        expect(planned).to_contain_text(_in_berlin(PLANNED[1]["opens_at"]))

        is_over.append(True)
        page.clock.fast_forward(61_000)
        ausfaelle = page.get_by_role("region", name="Ausfälle der letzten 90 Tage")
        expect(ausfaelle).to_contain_text("Besucher sahen einen Fehler statt der Website.")
        expect(page.get_by_text("nicht öffnen. Ihre Agentur wurde")).to_have_count(0)


def _in_berlin(at: str) -> str:
    """As a German reads it: with its day, when that is not today."""
    zone = ZoneInfo("Europe/Berlin")
    local = dt.datetime.fromisoformat(at).astimezone(zone)
    is_today = local.date() == dt.datetime.now(zone).date()
    return f"{local:%H:%M}" if is_today else f"{local:%d.%m.%Y}, {local:%H:%M}"


def test_axe_finds_nothing_in_the_open_profile(origin: str, browser: Browser) -> None:
    with opened(browser, f"{origin}/portal/", answers=LOADED) as shown:
        shown.page.get_by_role("button", name="Your account").click()
        for look in looks(shown.page):
            assert axe_violations(shown.page) == [], look


def test_axe_finds_nothing_in_a_refused_sign_in(origin: str, browser: Browser) -> None:
    answers = {**SIGNED_OUT, "POST auth/login": Answer({"code": "wrong_credentials"}, 401)}
    with opened(browser, f"{origin}/portal/", answers=answers) as shown:
        sign_in_by_keyboard(shown.page)
        shows(shown.page, "do not match")
        for look in looks(shown.page):
            assert axe_violations(shown.page) == [], look


def test_a_client_signs_in_reads_and_signs_out_with_the_keyboard_alone(
    origin: str, browser: Browser
) -> None:
    signed_in: list[object] = []

    def who(_route: Route) -> Answer:
        return SIGNED_IN["GET auth/me"] if signed_in else SIGNED_OUT["GET auth/me"]

    def login(route: Route) -> Answer:
        signed_in.append(route.request.post_data_json)
        return Answer({"access_token": "t", "expires_at": "2030-01-01T00:00:00Z", "user": USER})

    answers = {
        **LOADED,
        "GET auth/me": who,
        "POST auth/login": login,
        "POST auth/logout": Answer(None, 204),
    }
    with opened(browser, f"{origin}/portal/sites/{SHOP}", answers=answers) as shown:
        page = shown.page
        shows(page, "You were signed out")
        sign_in_by_keyboard(page)

        # Back where the reader wanted to go.
        expect(page.get_by_role("heading", level=1, name="Birch Shop")).to_be_visible()
        focused = page.evaluate("document.activeElement.matches('h1, main')")
        assert focused
        assert signed_in == [{"email": USER["email"], "password": "correct horse"}]

        tab_to(page, "link", "All websites")
        page.keyboard.press("Enter")
        shows(page, "One of your websites cannot be reached right now.")
        tab_to(page, "link", "Sourdough Stories")
        focused_is_visible(page)

        page.keyboard.press("Control+Home")
        page.reload()
        tab_to(page, "button", "Your account: Mara Birch")
        page.keyboard.press("Enter")
        tab_to(page, "button", "Sign out")
        focused_is_visible(page)
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="See how your websites are doing")).to_be_visible()


def test_empty_fields_are_named_and_take_the_focus(origin: str, browser: Browser) -> None:
    with opened(browser, f"{origin}/portal/", answers=SIGNED_OUT) as shown:
        page = shown.page
        page.get_by_role("button", name="Sign in").click()

        expect(page.get_by_label("E-mail address")).to_be_focused()
        expect(page.get_by_label("E-mail address")).to_have_attribute("aria-invalid", "true")
        expect(page.get_by_label("Password")).to_have_attribute("aria-invalid", "true")


def test_language_and_colours_change_on_the_spot_and_stay(origin: str, browser: Browser) -> None:
    with opened(browser, f"{origin}/portal/", answers=LOADED) as shown:
        page = shown.page
        page.get_by_role("button", name="Your account").click()
        page.get_by_text("Deutsch").click()
        page.get_by_text("Dunkel").click()
        shows(page, "Eine Ihrer Websites ist gerade nicht erreichbar.")
        page.reload()

        shows(page, "Eine Ihrer Websites ist gerade nicht erreichbar.")
        root = page.evaluate(
            "[document.documentElement.lang, document.documentElement.dataset.theme]"
        )
        assert root == ["de", "dark"]
        assert axe_violations(page) == []


def test_a_failure_can_be_tried_again(origin: str, browser: Browser) -> None:
    is_mended: list[bool] = []

    def sites(_route: Route) -> Answer:
        return (LOADED if is_mended else FAILING)["GET sites"]

    with opened(browser, f"{origin}/portal/", answers={**LOADED, "GET sites": sites}) as shown:
        shows(shown.page, "This did not work")
        shows(shown.page, "req_01HX")
        is_mended.append(True)
        shown.page.get_by_role("button", name="Try again").click()

        shows(shown.page, "One of your websites cannot be reached right now.")


def test_a_login_that_ended_leads_to_the_sign_in_and_back(origin: str, browser: Browser) -> None:
    ended = {**LOADED, "GET sites": SIGNED_OUT["GET auth/me"]}
    with opened(browser, f"{origin}/portal/", answers=ended) as shown:
        shows(shown.page, "You were signed out")
        assert shown.page.url.endswith("/portal/sign-in?next=/")


def test_while_loading_the_shape_of_the_page_is_there(origin: str, browser: Browser) -> None:
    with opened(browser, f"{origin}/portal/sign-in", answers=SIGNED_OUT) as shown:
        page = shown.page
        page.unroute_all()
        page.route("**/api/v1/auth/me", lambda route: route.fulfill(json=USER))
        page.route("**/api/v1/sites?**", lambda _route: None)  # never answered
        page.goto(f"{origin}/portal/")

        expect(page.get_by_role("status", name="Loading")).to_be_visible()
        assert axe_violations(page) == []


def test_the_first_load_stays_light(origin: str, browser: Browser) -> None:
    with opened(browser, f"{origin}/portal/", answers=LOADED) as shown:
        loaded = shown.page.evaluate(
            "performance.getEntriesByType('resource').map(entry => new URL(entry.name).pathname)"
        )

    files = {path for path in loaded if path.endswith((".js", ".css"))}
    weight = sum(len(gzip.compress((DIST / file.lstrip("/")).read_bytes(), 9)) for file in files)
    assert weight <= LARGEST_FIRST_LOAD_BYTES


def sign_in_by_keyboard(page: Page) -> None:
    tab_to(page, "textbox", "E-mail address")
    page.keyboard.type(USER["email"])
    page.keyboard.press("Tab")
    page.keyboard.type("correct horse")
    page.keyboard.press("Enter")


def tab_to(page: Page, role: str, name: str) -> None:
    """Press Tab until the element has the focus, as a person without a mouse does."""
    target = page.get_by_role(role, name=name)  # type: ignore[arg-type]
    expect(target).to_be_visible(timeout=PATIENCE_MS)
    for _ in range(40):
        if target.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{role} {name} is not reached by Tab")


def focused_is_visible(page: Page) -> None:
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline != "none"
