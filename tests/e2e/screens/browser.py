"""A real browser on the built apps: headers of production, answers of our choice, and axe."""

import contextlib
import functools
import itertools
import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, Route, sync_playwright

from localstack.system_packages import find_browser
from tools.lighthouse.origin import serve

ROOT = Path(__file__).resolve().parents[3]
DIST = ROOT / "frontend" / "dist"
AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
STATUS_STYLES = ROOT / "chalicelib" / "status_pages" / "assets" / "page.css"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

DESKTOP, PHONE = 1280, 390
WIDTHS = (DESKTOP, PHONE)
HEIGHTS = {DESKTOP: 800, PHONE: 844}
SCHEMES = ("light", "dark")

_CHROMIUM_ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--font-render-hinting=none",
]

# What fails is asked for again after pauses that grow.
_RETRIES, _LONGEST_PAUSE_MS = 3, 10_000


@dataclass(frozen=True)
class Answer:
    """What the API answers: a document, or a problem when the status says so."""

    body: Any = None
    status: int = 200


type Answers = Mapping[str, Answer | Callable[[Route], Answer]]


@dataclass
class Opened:
    page: Page
    errors: list[str] = field(default_factory=list)


@contextlib.contextmanager
def built_origin() -> Iterator[str]:
    """The address of frontend/dist, served as the origin serves it."""
    server = serve()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextlib.contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=_CHROMIUM_ARGS)
        try:
            yield browser
        finally:
            browser.close()


@contextlib.contextmanager
def opened(
    browser: Browser,
    url: str,
    *,
    answers: Answers | None = None,
    scheme: str = "light",
    width: int = DESKTOP,
    is_hurried: bool = False,
    **context_options: Any,
) -> Iterator[Opened]:
    """A page that was asked for and has come to rest. Errors of its scripts are collected.

    In a hurry its clock is put forward until it has given up to ask for what fails.
    """
    context = browser.new_context(
        viewport={"width": width, "height": HEIGHTS.get(width, 800)},
        color_scheme=scheme,
        reduced_motion="reduce",
        timezone_id="Europe/Berlin",
        locale="en-GB",
        **context_options,
    )
    try:
        page = context.new_page()
        result = Opened(page)
        page.on("pageerror", lambda error: result.errors.append(str(error)))
        page.on("console", functools.partial(_collect, result.errors))
        page.route("**/api/v1/**", functools.partial(_answer, answers or {}))
        # What the publisher puts beside the apps; the preview of a status page is drawn with it.
        page.route("**/status/page.css", lambda route: route.fulfill(path=STATUS_STYLES))
        traffic = _Traffic(page)
        if is_hurried:
            page.clock.install()
        page.goto(url)
        traffic.wait_for_rest()
        for _ in range(_RETRIES if is_hurried else 0):
            page.clock.fast_forward(_LONGEST_PAUSE_MS)
            traffic.wait_for_rest()
        yield result
    finally:
        context.close()


class _Traffic:
    """A page's requests. Playwright's own "networkidle" waits half a second: hundreds of times."""

    _REST_SECONDS = 0.15
    _PATIENCE_SECONDS = 30.0

    def __init__(self, page: Page) -> None:
        self._page = page
        self._open = 0
        self._moved_at = time.monotonic()
        page.on("request", lambda _: self._note(1))
        page.on("requestfinished", lambda _: self._note(-1))
        page.on("requestfailed", lambda _: self._note(-1))

    def _note(self, change: int) -> None:
        self._open += change
        self._moved_at = time.monotonic()

    def wait_for_rest(self) -> None:
        ends = time.monotonic() + self._PATIENCE_SECONDS
        while self._open or time.monotonic() - self._moved_at < self._REST_SECONDS:
            assert time.monotonic() < ends, f"{self._open} requests have no answer"
            self._page.wait_for_timeout(30)


def looks(page: Page) -> Iterator[str]:
    """The same page in every colour scheme and width, one after the other."""
    for scheme, width in itertools.product(SCHEMES, WIDTHS):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
        yield f"{scheme}, {width} px"


def axe_violations(page: Page) -> list[str]:
    """What axe finds, one readable line each."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text())
    found = page.evaluate(
        # What passed is not wanted: naming it would take as long as looking.
        "rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})"
        ".then(result => result.violations)",
        RULES,
    )
    return [
        f"{violation['id']}: {node['target']} {node['failureSummary']}"
        for violation in found
        for node in violation["nodes"]
    ]


def overflows(page: Page) -> bool:
    """Whether the page has to be scrolled sideways."""
    return page.evaluate(
        "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    )


def _collect(errors: list[str], message: Any) -> None:
    # The browser itself reports each refused request; whether that is wrong, a test decides.
    if message.type == "error" and "Failed to load resource" not in message.text:
        errors.append(message.text)


def _answer(answers: Answers, route: Route) -> None:
    request = route.request
    path = request.url.partition("/api/v1/")[2].partition("?")[0]
    answer = answers.get(f"{request.method} {path}")
    if answer is None:
        answer = Answer({"code": "not_found", "title": "Not found"}, status=404)
    if callable(answer):
        answer = answer(route)
    kind = "application/problem+json" if answer.status >= 400 else "application/json"
    body = "" if answer.body is None else json.dumps(answer.body)
    route.fulfill(status=answer.status, content_type=kind, body=body)
