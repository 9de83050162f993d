"""By keyboard: every control is reached and seen, and the journeys run without a mouse."""

import contextlib
import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.e2e.screens import admin_data as data
from tests.e2e.screens.browser import PHONE, Answer, opened

pytestmark = pytest.mark.e2e

MOST_STOPS = 260

# What a person could press. Rows of tabs and the arrow of a list of choices are no stops of their
# own: there the arrow keys walk.
CONTROLS = """() => [...document.querySelectorAll('a[href], button, input, select, textarea')]
  .filter(element => element.checkVisibility({visibilityProperty: true}) && !element.disabled
    && !element.closest('[inert], [aria-hidden=true]')
    && !(element.tabIndex < 0 && element.matches('[role=tab], [aria-haspopup=listbox]')))
  .map((element, index) => {
    element.dataset.control = String(index);
    return index + ' ' + (element.getAttribute('aria-label') ?? element.textContent.trim());
  })"""
FOCUSED = """() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const style = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  const x = Math.min(Math.max(box.x + box.width / 2, 0), innerWidth - 1);
  const y = Math.min(Math.max(box.y + box.height / 2, 0), innerHeight - 1);
  const on_top = document.elementFromPoint(x, y);
  return {
    control: element.dataset.control ?? null,
    outlined: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
    in_sight: box.bottom > 0 && box.top < innerHeight
      && (element === on_top || element.contains(on_top) || !!on_top?.contains(element)
          || box.width < 2),
    name: element.getAttribute('aria-label') ?? element.textContent.trim().slice(0, 40),
  };
}"""

FROM_THE_TOP = """() => {
  document.body.tabIndex = -1;
  document.body.focus();
  document.body.removeAttribute('tabindex');
}"""

SCREENS = {
    "home": "/app/",
    "sites": "/app/sites?q=cedar",
    "add site": "/app/sites/new",
    "site": f"/app/sites/{data.OFFLINE}",
    "connect": f"/app/sites/{data.PENDING}/connect",
    "clients": "/app/clients",
    "client": f"/app/clients/{data.FIRST_CLIENT}",
    "site uptime": f"/app/sites/{data.OFFLINE}/uptime",
    "site keys": f"/app/sites/{data.OFFLINE}/keys",
    "users": "/app/users",
    "user": f"/app/users/{data.FRIEND}",
    "invitations": "/app/invitations",
    "channels": "/app/channels",
    "monitors": "/app/monitors",
    "incident": f"/app/incidents/{data.INCIDENT}",
    "maintenance": "/app/maintenance",
    "status pages": "/app/status-pages",
    "status page": f"/app/status-pages/{data.STATUS_PAGE}",
    "approvals": "/app/approvals",
    "security": "/app/security",
    "audit log": "/app/audit-log?kind=site",
}


@pytest.mark.parametrize("width", [1280, PHONE])
@pytest.mark.parametrize("path", SCREENS.values(), ids=SCREENS.keys())
def test_tab_reaches_every_control_and_shows_where_it_is(
    browser: Browser, origin: str, path: str, width: int
) -> None:
    with opened(browser, origin + path, answers=data.a_day(), width=width) as visit:
        page = visit.page
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        wanted = {text.partition(" ")[0]: text for text in page.evaluate(CONTROLS)}
        reached = _walk(page)

        missed = [text for number, text in wanted.items() if number not in reached]
        assert missed == []


def _walk(page: Page) -> set[str]:
    """Presses Tab until the page begins anew, and looks at every stop."""
    reached: set[str] = set()
    last = None
    page.evaluate(FROM_THE_TOP)
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        # A date is one control with a stop for its day, its month and its year.
        if stop is None or (stop["control"] in reached and stop["control"] != last):
            break
        last = stop["control"]
        assert stop["outlined"], f"no focus to be seen on {stop['name']}"
        assert stop["in_sight"], f"the focus is hidden on {stop['name']}"
        if stop["control"]:
            reached.add(stop["control"])
    return reached


def test_signing_in(browser: Browser, origin: str) -> None:
    is_signed_in = False

    def login(route: Route) -> Answer:
        nonlocal is_signed_in
        is_signed_in = True
        assert json.loads(route.request.post_data or "") == {
            "email": "alice@agency.example",
            "password": "correct horse",
        }
        assert route.request.headers["x-wingman-request"] == "1"
        return Answer(
            {"access_token": "t", "expires_at": data.in_future(hours=1), "user": data.USER}
        )

    answers = {
        **data.a_day(),
        "GET auth/me": lambda _route: Answer(data.USER) if is_signed_in else data.SIGNED_OUT,
        "POST auth/login": login,
    }
    with opened(browser, f"{origin}/app/", answers=answers) as visit:
        keyboard = visit.page.keyboard
        expect(visit.page.get_by_label("E-mail")).to_be_focused()
        keyboard.type("alice@agency.example")
        keyboard.press("Tab")
        keyboard.type("correct horse")
        keyboard.press("Enter")

        expect(visit.page.get_by_role("heading", name="2 sites need you now")).to_be_visible()


def test_the_palette_finds_a_site_and_opens_it(browser: Browser, origin: str) -> None:
    with opened(browser, f"{origin}/app/sites", answers=data.a_day()) as visit:
        page = visit.page
        page.keyboard.press("Control+k")
        page.keyboard.type("alder & sons 1")
        expect(page.get_by_role("option", name="Alder & Sons 1", exact=True)).to_be_visible()
        page.keyboard.press("Enter")

        expect(page.get_by_role("heading", level=1, name="Alder & Sons 1")).to_be_visible()


@contextlib.contextmanager
def _held(page: Page, address: str) -> Iterator[list[Route]]:
    """Lets one request wait for as long as the test wants: what happens meanwhile is the point."""
    held: list[Route] = []
    page.route(address, lambda route: held.append(route))  # noqa: PLW0108 - playwright wants a function
    with page.expect_request(address):
        yield held


def test_what_is_typed_while_the_palette_is_fetched_arrives_there(
    browser: Browser, origin: str
) -> None:
    with opened(browser, f"{origin}/app/sites", answers=data.a_day()) as visit:
        page = visit.page
        expect(page.get_by_role("link", name="Alder & Sons 1", exact=True)).to_be_visible()
        with _held(page, "**/SearchLayer-*.js") as palette:
            page.keyboard.press("Control+k")
        # Each of these letters is a shortcut somewhere: none may act behind the palette's back.
        page.keyboard.type("alder & sons 11n")
        page.keyboard.press("Backspace")
        page.keyboard.press("Backspace")
        palette[0].continue_()

        expect(page.get_by_role("combobox", name="Search sites")).to_have_value("alder & sons 1")
        expect(page.get_by_role("option").first).to_have_text("Alder & Sons 1")
        expect(page).to_have_url(f"{origin}/app/sites")
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1, name="Alder & Sons 1")).to_be_visible()


def test_enter_is_kept_too_while_the_palette_is_fetched(browser: Browser, origin: str) -> None:
    with opened(browser, f"{origin}/app/", answers=data.a_day()) as visit:
        page = visit.page
        with _held(page, "**/SearchLayer-*.js") as palette:
            page.keyboard.press("Control+k")
        page.keyboard.type("go to clients")
        page.keyboard.press("Enter")
        palette[0].continue_()

        expect(page).to_have_url(f"{origin}/app/clients")
        expect(page.get_by_role("dialog")).to_be_hidden()


def test_escape_calls_off_a_palette_that_is_still_fetched(browser: Browser, origin: str) -> None:
    with opened(browser, f"{origin}/app/", answers=data.a_day()) as visit:
        page = visit.page
        with _held(page, "**/SearchLayer-*.js") as palette:
            page.keyboard.press("Control+k")
        page.keyboard.type("sites")
        page.keyboard.press("Escape")
        with page.expect_response("**/SearchLayer-*.js"):
            palette[0].continue_()
        expect(page.get_by_role("dialog")).to_be_hidden()

        page.keyboard.press("Control+k")

        expect(page.get_by_role("combobox", name="Search sites")).to_have_value("")


def test_sites_that_arrive_after_the_typing_are_found(browser: Browser, origin: str) -> None:
    with opened(browser, f"{origin}/app/", answers=data.a_day()) as visit:
        page = visit.page
        with _held(page, "**/api/v1/sites?**") as sites:
            page.keyboard.press("Control+k")
        field = page.get_by_role("combobox", name="Search sites")
        expect(field).to_be_focused()
        page.keyboard.type("alder & sons 1")
        expect(page.get_by_role("option", name="Search all sites for")).to_be_visible()
        expect(page.get_by_role("option", name="Alder & Sons 1", exact=True)).to_be_hidden()
        sites[0].fulfill(json=data.page_of(data.SITES))

        expect(page.get_by_role("option").first).to_have_text("Alder & Sons 1")
        expect(page.get_by_role("option").first).to_have_attribute("aria-selected", "true")
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1, name="Alder & Sons 1")).to_be_visible()


@pytest.mark.parametrize(("key", "layer"), [("j", "JobsSheet"), ("?", "ShortcutsDialog")])
def test_keys_pressed_while_a_layer_is_fetched_do_nothing_behind_it(
    browser: Browser, origin: str, key: str, layer: str
) -> None:
    with opened(browser, f"{origin}/app/", answers=data.a_day()) as visit:
        page = visit.page
        with _held(page, f"**/{layer}-*.js") as code:
            page.keyboard.press(key)
        page.keyboard.press("n")
        code[0].continue_()
        expect(page.get_by_role("dialog")).to_be_visible()
        expect(page).to_have_url(f"{origin}/app/")


def test_escape_calls_off_an_account_menu_that_is_still_fetched(
    browser: Browser, origin: str
) -> None:
    with opened(browser, f"{origin}/app/", answers=data.a_day()) as visit:
        page = visit.page
        account = page.get_by_role("button", name="Alice Ackermann")
        with _held(page, "**/AccountMenu-*.js") as menu:
            account.focus()
        page.keyboard.press("Enter")
        page.keyboard.press("Escape")
        with page.expect_response("**/AccountMenu-*.js"):
            menu[0].continue_()

        expect(page.get_by_role("menu")).to_be_hidden()
        expect(account).to_be_focused()


@pytest.mark.parametrize(
    ("keys", "path"),
    [
        ("gh", "/app/"),
        ("gs", "/app/sites"),
        ("gc", "/app/clients"),
        ("gu", "/app/users"),
        ("gi", "/app/invitations"),
        ("go", "/app/monitors"),
        ("gn", "/app/channels"),
        ("gm", "/app/maintenance"),
        ("gw", "/app/uptime"),
        ("gt", "/app/status-pages"),
        ("ga", "/app/approvals"),
        ("gl", "/app/audit-log"),
        ("gp", "/app/security"),
        ("n", "/app/sites/new"),
    ],
)
def test_keys_lead_everywhere(browser: Browser, origin: str, keys: str, path: str) -> None:
    with opened(browser, f"{origin}/app/nowhere", answers=data.a_day()) as visit:
        expect(visit.page.get_by_role("heading", level=1)).to_be_visible()
        for key in keys:
            visit.page.keyboard.press(key)

        expect(visit.page).to_have_url(origin + path)


def test_single_keys_can_be_switched_off(browser: Browser, origin: str) -> None:
    with opened(browser, f"{origin}/app/", answers=data.a_day()) as visit:
        page = visit.page
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        page.keyboard.press("?")
        page.get_by_role("switch", name="Single-key shortcuts").press("Space")
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_be_hidden()

        page.keyboard.press("n")
        page.keyboard.press("j")

        expect(page).to_have_url(f"{origin}/app/")
        expect(page.get_by_role("dialog")).to_be_hidden()


def test_the_skip_link_is_first_and_skips(browser: Browser, origin: str) -> None:
    with opened(browser, f"{origin}/app/", answers=data.a_day()) as visit:
        page = visit.page
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")

        expect(page.get_by_role("main").get_by_role("link", name="Add site")).to_be_focused()


def test_arrows_walk_the_sites_also_those_out_of_sight(browser: Browser, origin: str) -> None:
    with opened(browser, f"{origin}/app/sites", answers=data.a_day()) as visit:
        page = visit.page
        page.get_by_role("link", name="Alder & Sons 1", exact=True).focus()
        page.keyboard.press("ArrowDown")
        expect(page.get_by_role("link", name="Alder & Sons 11", exact=True)).to_be_focused()

        page.keyboard.press("End")
        expect(page.get_by_role("link", name="Elm Rentals 59", exact=True)).to_be_focused()
        page.keyboard.press("Enter")
        expect(page).to_have_url(f"{origin}/app/sites/{data.SITES[58]['id']}")


def test_pages_follow_each_other_with_menus_opened_on_the_way(
    browser: Browser, origin: str
) -> None:
    with opened(browser, f"{origin}/app/", answers=data.a_day()) as visit:
        page = visit.page
        for _ in range(2):
            page.get_by_role("button", name="Alice Ackermann").click()
            page.keyboard.press("Escape")
            page.get_by_role("link", name="Add site").first.click()
            page.get_by_role("combobox", name="Client").click()
            page.keyboard.press("Escape")
            page.get_by_role("link", name="Sites", exact=True).first.click()
            page.get_by_role("link", name="Alder & Sons 1", exact=True).click()
            page.get_by_role("button", name="More actions").click()
            page.keyboard.press("Escape")
            page.get_by_role("link", name="Home", exact=True).click()
            expect(page.get_by_role("heading", name="2 sites need you now")).to_be_visible()

        assert visit.errors == []


def test_deleting_a_site_takes_its_typed_name(browser: Browser, origin: str) -> None:
    deleted: list[str] = []

    def delete(route: Route) -> Answer:
        deleted.append(route.request.url)
        return Answer(None, 204)

    answers = {**data.a_day(), f"DELETE sites/{data.OFFLINE}": delete}
    with opened(browser, f"{origin}/app/sites/{data.OFFLINE}", answers=answers) as visit:
        page = visit.page
        page.get_by_role("button", name="More actions").press("Enter")
        page.get_by_role("menuitem", name="Delete site").press("Enter")
        field = page.get_by_role("textbox", name="Type “Alder & Sons 1” to confirm")
        field.press("Enter")
        assert deleted == []

        field.fill("Alder & Sons 1")
        field.press("Enter")

        expect(page).to_have_url(f"{origin}/app/sites")
        assert len(deleted) == 1


def test_adding_a_site_ends_where_it_is_paired(browser: Browser, origin: str) -> None:
    sent: list[Any] = []

    def create(route: Route) -> Answer:
        sent.append(json.loads(route.request.post_data or ""))
        assert route.request.headers["idempotency-key"]
        return Answer(data.SITES[4], 201)

    answers = {**data.a_day(), "POST sites": create}
    with opened(browser, f"{origin}/app/sites/new", answers=answers) as visit:
        page = visit.page
        expect(page.get_by_label("Web address")).to_be_focused()
        page.keyboard.type("cedar.example/")
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        page.keyboard.type("birch")
        expect(page.get_by_role("option")).to_have_text(["Birch Bakery"])
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.get_by_role("button", name="Next: pair it").press("Enter")

        expect(page).to_have_url(f"{origin}/app/sites/{data.PENDING}/connect")
        expect(page.get_by_label("Connection string")).to_be_visible()
        assert sent == [
            {
                "url": "https://cedar.example",
                "name": "cedar.example",
                "client_id": data.clients()[1]["id"],
            }
        ]
