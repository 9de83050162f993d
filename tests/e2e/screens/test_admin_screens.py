"""Every screen of the admin app, in every state, theme and width: accessible and undisturbed."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.screens import admin_data as data
from tests.e2e.screens.browser import (
    DESKTOP,
    PHONE,
    SCHEMES,
    WIDTHS,
    Answer,
    axe_violations,
    opened,
    overflows,
)

# Long enough for a new theme or width to be on the screen, however busy the machine is.
TWO_FRAMES = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"

pytestmark = pytest.mark.e2e

PATHS = {
    "home": "/app/",
    "sites": "/app/sites",
    "add site": "/app/sites/new",
    "site": f"/app/sites/{data.OFFLINE}",
    "waiting site": f"/app/sites/{data.PENDING}",
    "connect": f"/app/sites/{data.PENDING}/connect",
    "clients": "/app/clients",
    "client": f"/app/clients/{data.FIRST_CLIENT}",
    "site uptime": f"/app/sites/{data.OFFLINE}/uptime",
    "site keys": f"/app/sites/{data.OFFLINE}/keys",
    "users": "/app/users",
    "user": f"/app/users/{data.FRIEND}",
    "invitations": "/app/invitations",
    "monitors": "/app/monitors",
    "site monitors": f"/app/sites/{data.OFFLINE}/monitors",
    "channels": "/app/channels",
    "incidents": "/app/incidents",
    "maintenance": "/app/maintenance",
    "uptime wall": "/app/uptime",
    "status pages": "/app/status-pages",
    "status page": f"/app/status-pages/{data.STATUS_PAGE}",
    "approvals": "/app/approvals",
    "security": "/app/security",
    "audit log": "/app/audit-log",
    "not found": "/app/nowhere",
}
STATES = {
    "loaded": data.a_day(),
    "empty": data.nothing_yet(),
    "error": data.all_fails(data.a_day()),
    "forbidden": data.all_fails(data.a_day(), data.FORBIDDEN),
}
ONLY_ONE_STATE = {"waiting site", "site monitors", "not found"}
# The same page as an error, but for its words.
LATER = {"forbidden"}
# Nothing and no answer look there as they do on the screens beside them.
MOSTLY_LATER = {"maintenance", "uptime wall"}


def _marks(screen: str, state: str) -> Any:
    is_later = state in LATER or (screen in MOSTLY_LATER and state != "loaded")
    return pytest.mark.slow if is_later else ()


CASES = [
    pytest.param(
        path, answers, state == "error", id=f"{screen}, {state}", marks=_marks(screen, state)
    )
    for screen, path in PATHS.items()
    for state, answers in STATES.items()
    if state == "loaded" or screen not in ONLY_ONE_STATE
]


@pytest.mark.parametrize(("path", "answers", "fails"), CASES)
def test_a_screen_is_accessible_in_both_themes_and_widths(
    browser: Browser, origin: str, path: str, answers: dict[str, Any], fails: bool
) -> None:
    with opened(browser, origin + path, answers=answers, is_hurried=fails) as visit:
        expect(visit.page.locator("h1")).to_have_count(1)
        _expect_no_skeleton(visit.page)

        assert _violations_everywhere(visit.page) == []
        assert visit.errors == []


@pytest.mark.parametrize("failure", [None, "wrong", "out of reach"])
def test_the_sign_in_screen_is_accessible(
    browser: Browser, origin: str, failure: str | None
) -> None:
    answers = {
        "GET auth/me": data.SIGNED_OUT,
        "POST auth/login": data.SIGNED_OUT if failure == "wrong" else data.BROKEN,
    }
    with opened(browser, f"{origin}/app/", answers=answers) as visit:
        if failure:
            _sign_in(visit.page)
            expect(visit.page.get_by_role("alert")).to_be_visible()

        assert _violations_everywhere(visit.page) == []


@dataclass(frozen=True)
class Overlay:
    path: str
    keys: tuple[str, ...] = ()
    press: str | None = None
    choose: str | None = None
    shows: str = "dialog"


OVERLAYS = {
    "command palette": Overlay("/app/", keys=("Control+k",)),
    "shortcuts": Overlay("/app/", keys=("?",)),
    "jobs": Overlay("/app/", keys=("j",)),
    "account menu": Overlay("/app/", press="Alice Ackermann", shows="menu"),
    "new client": Overlay("/app/clients?new=1"),
    "edit site": Overlay(PATHS["site"], keys=("e",)),
    "edit client": Overlay(PATHS["client"], keys=("e",)),
    "site menu": Overlay(PATHS["site"], press="More actions", shows="menu"),
    "delete site": Overlay(
        PATHS["site"], press="More actions", choose="Delete site", shows="alertdialog"
    ),
    "invite": Overlay("/app/invitations?new=1"),
    "revoke invitation": Overlay(
        "/app/invitations", press="Revoke: ines@cedar.example", shows="alertdialog"
    ),
    "add monitor": Overlay("/app/monitors?new=1"),
    "ping address": Overlay("/app/monitors", press="New address to ping for Nightly backup"),
    "add channel": Overlay("/app/channels?new=1"),
    "change channel": Overlay("/app/channels", press="Change #on-call"),
    "remove channel": Overlay("/app/channels", press="Remove #on-call", shows="alertdialog"),
    "plan window": Overlay("/app/maintenance?new=1"),
    "start maintenance": Overlay("/app/maintenance?start=1"),
    "signing secret": Overlay("/app/channels", press="New signing secret"),
    "remove status page": Overlay(
        "/app/status-pages", press="Take down Cedar Bakery", shows="alertdialog"
    ),
    "write a post": Overlay(PATHS["status page"], press="Write a post"),
    "delete user": Overlay(PATHS["user"], press="Delete", shows="alertdialog"),
    "change keys": Overlay(PATHS["site keys"], press="Change keys now", shows="alertdialog"),
    "reject": Overlay(PATHS["approvals"], press="Reject"),
    "load key list": Overlay(PATHS["security"], press="Load a signed list"),
    "audit entry": Overlay(PATHS["audit log"], press="Changed a person"),
    "choose a client": Overlay("/app/sites/new", press="Clients", shows="listbox"),
}


@pytest.mark.parametrize("overlay", OVERLAYS.values(), ids=OVERLAYS.keys())
def test_an_opened_layer_is_accessible_and_gives_the_focus_back(
    browser: Browser, origin: str, overlay: Overlay
) -> None:
    with opened(browser, origin + overlay.path, answers=data.a_day()) as visit:
        page = visit.page
        _open(page, overlay)
        layer = page.get_by_role(overlay.shows).first  # type: ignore[arg-type]
        expect(layer).to_be_visible()

        assert _violations_everywhere(page) == []

        page.keyboard.press("Escape")
        expect(layer).to_be_hidden()
        assert not page.evaluate("document.activeElement?.closest('[role=dialog]') !== null")
        assert visit.errors == []


def _open(page: Page, overlay: Overlay) -> None:
    # A page knows its keys once it knows what it shows.
    expect(page.locator("h1")).to_have_count(1)
    _expect_no_skeleton(page)
    if overlay.press:
        page.get_by_role("button", name=overlay.press).last.click()
    if overlay.choose:
        page.get_by_role("menuitem", name=overlay.choose).click()
    for key in overlay.keys:
        page.keyboard.press(key)


def test_every_gallery_page_is_accessible_in_every_theme(browser: Browser, gallery: str) -> None:
    with opened(browser, gallery) as visit:
        expect(visit.page.get_by_role("heading", name="Components")).to_be_visible()
        for theme in ("light", "dark", "contrast"):
            visit.page.evaluate(f"document.documentElement.dataset.theme = '{theme}'")
            visit.page.wait_for_timeout(200)
            assert axe_violations(visit.page) == [], theme


@contextlib.contextmanager
def _at_sites(browser: Browser, origin: str, query: str = "", **options: Any) -> Iterator[Page]:
    url = f"{origin}/app/sites{query}"
    with opened(browser, url, answers=data.a_day(), **options) as visit:
        yield visit.page
        assert visit.errors == []


def test_filters_and_order_live_in_the_address(browser: Browser, origin: str) -> None:
    with _at_sites(browser, origin) as page:
        page.get_by_label("Status").select_option("degraded")
        page.get_by_role("button", name="Last report").click()
        page.get_by_role("searchbox").fill("shop")
        expect(page).to_have_url(f"{origin}/app/sites?q=shop&status=degraded&sort=seen")
        expect(page.get_by_text("1 of 60 sites")).to_be_visible()

        page.reload()

        expect(page.get_by_role("searchbox")).to_have_value("shop")
        expect(page.get_by_text("1 of 60 sites")).to_be_visible()
        expect(page.get_by_role("columnheader", name="Last report")).to_have_attribute(
            "aria-sort", "ascending"
        )


def test_no_match_offers_the_way_back(browser: Browser, origin: str) -> None:
    with _at_sites(browser, origin, "?q=zzz") as page:
        expect(page.get_by_text("No site matches")).to_be_visible()

        page.get_by_role("button", name="Clear filters").click()

        expect(page.get_by_text("60 sites", exact=True)).to_be_visible()


def test_a_paired_site_flips_to_connected_without_a_reload(browser: Browser, origin: str) -> None:
    states = [("waiting", False), ("connected", False), ("connected", True)]
    asked = 0

    def site(_route: Any) -> Answer:
        nonlocal asked
        state, reported = states[min(asked // 2, len(states) - 1)]
        asked += 1
        return Answer(data.detail(data.site(4), state=state, reported=reported))

    answers = {**data.a_day(), f"GET sites/{data.PENDING}": site}
    with opened(browser, origin + PATHS["connect"], answers=answers) as visit:
        page = visit.page
        page.evaluate("window.sameDocument = true")
        expect(page.get_by_label("Connection string")).to_have_value(
            data.PAIRING_CODE["connection_string"]
        )

        expect(page.get_by_role("heading", name="Connected")).to_be_visible(timeout=15_000)
        expect(page.get_by_text("First report received")).to_be_visible(timeout=15_000)
        assert page.evaluate("window.sameDocument")
        assert axe_violations(page) == []


def test_an_expired_code_offers_a_new_one(browser: Browser, origin: str) -> None:
    codes = [{**data.PAIRING_CODE, "expires_at": data.in_future(seconds=2)}, data.PAIRING_CODE]
    answers = {
        **data.a_day(),
        f"POST sites/{data.PENDING}/pairing-codes": lambda _route: Answer(codes.pop(0), 201),
    }
    with opened(browser, origin + PATHS["connect"], answers=answers) as visit:
        page = visit.page
        expect(page.get_by_text("The code has expired")).to_be_visible(timeout=10_000)
        assert axe_violations(page) == []

        page.get_by_role("button", name="New code").click()

        expect(page.get_by_text("Waiting for the plugin")).to_be_visible()
        expect(page.get_by_label("Connection string")).to_be_visible()


def test_an_ended_login_leads_back_to_the_same_place(browser: Browser, origin: str) -> None:
    signed_in = True

    def when_signed_in(answer: Answer) -> Any:
        return lambda _route: answer if signed_in else data.SIGNED_OUT

    answers = {
        name: when_signed_in(answer) if isinstance(answer, Answer) else answer
        for name, answer in data.a_day().items()
    }
    answers["POST auth/login"] = Answer(
        {"access_token": "t", "expires_at": data.in_future(hours=12), "user": data.USER}
    )
    with opened(browser, f"{origin}/app/sites?q=elm", answers=answers) as visit:
        page = visit.page
        signed_in = False
        page.get_by_role("link", name="Home").first.click()
        expect(page.get_by_text("Your login has ended")).to_be_visible()

        signed_in = True
        _sign_in(page)

        expect(page.get_by_role("heading", name="2 sites need you now")).to_be_visible()
        # A monitor that fails is told although its site answers; one that is well again is not.
        attention = page.get_by_role("region", name="Needs attention")
        expect(attention.get_by_text("Mail takes no connections")).to_be_visible()
        expect(attention.get_by_text("Basket is failing")).to_have_count(0)


def test_a_client_is_shown_to_the_other_door(browser: Browser, origin: str) -> None:
    client = {**data.USER, "role": "client", "client_id": data.FIRST_CLIENT}
    answers = {**data.a_day(), "GET auth/me": Answer(client)}
    with opened(browser, f"{origin}/app/", answers=answers) as visit:
        expect(visit.page.get_by_role("link", name="Go to the portal")).to_be_visible()
        assert _violations_everywhere(visit.page) == []


def test_the_app_speaks_german(browser: Browser, origin: str) -> None:
    with opened(browser, f"{origin}/app/", answers=data.a_day()) as visit:
        page = visit.page
        page.get_by_role("button", name="Alice Ackermann").click()
        page.get_by_role("menuitemradio", name="Deutsch").click()

        expect(page.get_by_role("heading", name="2 Websites brauchen Sie jetzt")).to_be_visible()
        assert page.evaluate("document.documentElement.lang") == "de"
        page.keyboard.press("Escape")
        page.set_viewport_size({"width": 320, "height": 700})
        assert not overflows(page)


def _violations_everywhere(page: Page) -> list[str]:
    """What axe finds in light and dark, wide and narrow, and whether the page must be dragged."""
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 844 if width == PHONE else 800})
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            page.evaluate(TWO_FRAMES)
            where = f"{scheme}, {width}"
            found += [f"{where}: {violation}" for violation in axe_violations(page)]
        if overflows(page):
            found.append(f"{width}: wider than the window")
    page.set_viewport_size({"width": DESKTOP, "height": 800})
    return found


def _expect_no_skeleton(page: Page) -> None:
    expect(page.get_by_role("status", name="Loading")).to_have_count(0)


def _sign_in(page: Page) -> None:
    page.get_by_label("E-mail").fill("alice@agency.example")
    page.get_by_label("Password").fill("correct horse")
    page.get_by_role("button", name="Sign in").click()
