"""The landing page, as built: whole without JavaScript, open to everyone, light on the wire."""

import gzip
import json
import re
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.screens.browser import (
    DESKTOP,
    DIST,
    PHONE,
    ROOT,
    axe_violations,
    looks,
    opened,
    overflows,
)

pytestmark = pytest.mark.e2e

PAGES = {"english": "/", "german": "/de.html", "missing": "/nothing-here"}
LARGEST_PAGE_BYTES = 25_000
LARGEST_SCRIPT_BYTES = 20_000
LIGHTHOUSE = ROOT / "tools" / "lighthouse"


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(origin: str, browser: Browser, name: str) -> None:
    with opened(browser, origin + PAGES[name]) as shown:
        for details in shown.page.locator("summary").all():
            details.click()

        for look in looks(shown.page):
            assert axe_violations(shown.page) == [], look
        assert shown.errors == []


@pytest.mark.parametrize("width", [320, PHONE, DESKTOP])
def test_nothing_has_to_be_scrolled_sideways(origin: str, browser: Browser, width: int) -> None:
    for path in PAGES.values():
        with opened(browser, origin + path, width=width) as shown:
            assert not overflows(shown.page), path


def test_the_page_is_whole_without_javascript(origin: str, browser: Browser) -> None:
    with opened(browser, origin, java_script_enabled=False) as shown:
        page = shown.page
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        question = page.locator("details").first
        question.locator("summary").click()

        expect(question.locator("p")).to_be_visible()
        # What only a script can do is not offered.
        assert page.locator("button:visible").count() == 0
        assert page.get_by_role("link", name="Sign in").first.get_attribute("href") == "/app/"
        assert page.get_by_role("link", name="Client portal").first.get_attribute("href") == (
            "/portal/"
        )


def test_the_colours_can_be_chosen_and_are_remembered(origin: str, browser: Browser) -> None:
    with opened(browser, origin) as shown:
        switch = shown.page.get_by_role("button", name="Dark colours")
        expect(switch).to_have_attribute("aria-pressed", "false")
        switch.click()
        shown.page.reload()

        expect(switch).to_have_attribute("aria-pressed", "true")
        assert shown.page.evaluate("document.documentElement.dataset.theme") == "dark"
        assert axe_violations(shown.page) == []


def test_every_link_and_button_is_reached_by_keyboard_and_shows_it(
    origin: str, browser: Browser
) -> None:
    with opened(browser, origin) as shown:
        page = shown.page
        wanted = page.locator("a:visible, button:visible, summary:visible").count() + 1  # skip link
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
        expect(page.get_by_role("link", name="Skip to content")).to_be_in_viewport()

        reached = 1
        while page.evaluate("document.activeElement !== document.body") and reached <= wanted:
            outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert outline != "none", page.evaluate("document.activeElement.outerHTML")
            page.keyboard.press("Tab")
            reached += 1

    assert reached - 1 >= wanted - 1


def test_every_link_of_the_page_leads_somewhere(origin: str, browser: Browser) -> None:
    with opened(browser, origin) as shown:
        page = shown.page
        links = page.eval_on_selector_all("a", "all => all.map(a => a.getAttribute('href'))")
        for link in {link for link in links if not link.startswith("/api/")}:
            path, _, anchor = link.partition("#")
            if anchor:
                assert page.locator(f"#{anchor}").count() == 1, link
            if path:
                assert page.request.get(origin + path).ok, link


def test_each_claim_names_a_test_that_exists(origin: str, browser: Browser) -> None:
    with opened(browser, origin) as shown:
        claims = shown.page.locator("section[aria-labelledby=proofs] code").all_text_contents()

    assert len(claims) == 3
    assert [claim for claim in claims if not (ROOT / claim).is_file()] == []


def test_an_address_without_a_page_is_answered_with_404(origin: str, browser: Browser) -> None:
    with opened(browser, origin) as shown:
        answer = shown.page.request.get(f"{origin}/assets/gone.js")

        assert answer.status == 404


@pytest.mark.parametrize("name", ["index.html", "de.html"])
def test_the_page_stays_light(name: str) -> None:
    html = (DIST / name).read_bytes()
    scripts = [DIST / path for path in re.findall(r'src="/(assets/[^"]+\.js)"', html.decode())]

    assert len(gzip.compress(html, 9)) <= LARGEST_PAGE_BYTES
    assert sum(len(gzip.compress(script.read_bytes(), 9)) for script in scripts) <= (
        LARGEST_SCRIPT_BYTES
    )
    assert b'<link rel="stylesheet"' not in html


def test_robots_search_engines_and_language_models_find_their_files() -> None:
    sitemap = re.search(r"^Sitemap: (\S+)$", (DIST / "robots.txt").read_text(), re.MULTILINE)
    head = (DIST / "index.html").read_text().partition("</head>")[0]
    image = re.search(r'property="og:image" content="[^"]*/([^"/]+)"', head)

    assert sitemap
    assert sitemap[1].startswith("http")
    assert (DIST / "sitemap.xml").read_text().count("<loc>") == 2
    assert (DIST / "llms.txt").read_text().startswith("# WP Wingman")
    assert image
    assert (DIST / image[1]).is_file()
    assert 'name="description"' in head


def test_lighthouse_gives_full_marks(origin: str, tmp_path: Path) -> None:
    if not (LIGHTHOUSE / "node_modules").is_dir():
        subprocess.run(["npm", "ci", "--no-audit", "--no-fund"], cwd=LIGHTHOUSE, check=True)
    out = tmp_path / "lighthouse.json"

    measured = subprocess.run(
        ["node", "run.mjs", f"{origin}/", "--out", str(out)],
        cwd=LIGHTHOUSE,
        capture_output=True,
        text=True,
        check=False,
    )

    assert measured.returncode == 0, measured.stdout + measured.stderr
    points = [bench["ours"] for bench in json.loads(out.read_text()) if bench["unit"] == "points"]
    assert points == [100, 100, 100, 100]
