"""The whole product, started as `make up` starts it, in a folder of its own, and a real browser."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from localstack.api_client import ApiClient
from localstack.demo_site import demo_wordpress, installed_sites
from localstack.deploy import Cloud
from localstack.layout import PREFIX, ROOT, Layout
from localstack.system_packages import find_browser
from localstack.wordpress import WordPressSite

CHROMIUM_OPTIONS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--font-render-hinting=none",
)
# Two busy cores run everything here: what is asked for soon may take a while.
PATIENCE_MS = 30_000


@dataclass(frozen=True)
class Stack:
    """A running local stack, as its var/stack.json tells."""

    layout: Layout

    @property
    def told(self) -> dict[str, Any]:
        return json.loads(self.layout.description.read_text())

    @property
    def base_url(self) -> str:
        return self.told["base_url"]

    def run(self, command: str, *options: str) -> subprocess.CompletedProcess[str]:
        """`python -m localstack.COMMAND` for this stack."""
        return subprocess.run(
            [sys.executable, "-m", f"localstack.{command}", "--var", self.layout.var, *options],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )

    def sign_in(self, role: str = "admin") -> ApiClient:
        client = ApiClient(self.base_url)
        login = self.told["logins"][role]
        client.login(login["email"], login["password"])
        return client

    def mails(self, *, about: str = "") -> list[dict[str, Any]]:
        """Newest first; `about` is searched for in subject and text."""
        with urlopen(f"{self.told['mailbox_url']}/messages.json", timeout=10) as answer:
            mails = json.load(answer)["data"]
        return [mail for mail in mails if about in mail["subject"] + mail["text"]]

    def begin_minute(self) -> None:
        """What the clock starts each minute, at once: for what a test needs and does not test."""
        function = Cloud(self.layout.aws).client("lambda")
        function.invoke(FunctionName=f"{PREFIX}schedule-checks", InvocationType="Event")

    def add_wordpress(self, *, version: str) -> WordPressSite:
        """One more site with the plugin, not paired: `make demo-site`."""
        done = self.run("demo_site", "--version", version)
        assert done.returncode == 0, done.stdout + done.stderr
        return installed_sites(self.layout)[-1]


@pytest.fixture(scope="session")
def stack() -> Iterator[Stack]:
    """Fresh, unless WPW_E2E_VAR names the folder of a stack that runs already."""
    running = os.environ.get("WPW_E2E_VAR")
    if running:
        yield Stack(Layout(Path(running).resolve()))
        return
    stack = Stack(Layout(ROOT / "var" / "e2e"))
    try:
        started = stack.run("up", "--detach", "--fresh")
        assert started.returncode == 0, started.stdout + started.stderr
        yield Stack(Layout(stack.layout.var))
    finally:
        stack.run("down")


@pytest.fixture(scope="session")
def api(stack: Stack) -> ApiClient:
    return stack.sign_in()


@pytest.fixture(scope="session")
def first_site(stack: Stack) -> WordPressSite:
    """The demo site that `make up` has paired."""
    return demo_wordpress(stack.layout, 1)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=CHROMIUM_OPTIONS)
        yield browser
        browser.close()


@pytest.fixture
def new_page(browser: Browser) -> Iterator[Callable[[], Page]]:
    """Pages of people who know nothing of each other."""
    contexts = []

    def open_page() -> Page:
        context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        return context.new_page()

    expect.set_options(timeout=PATIENCE_MS)
    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def dashboard(stack: Stack, new_page: Callable[[], Page]) -> Page:
    """The admin app with the admin signed in."""
    page = new_page()
    login = stack.told["logins"]["admin"]
    page.goto(f"{stack.base_url}/app/")
    page.get_by_label("E-mail").fill(login["email"])
    page.get_by_label("Password").fill(login["password"])
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("navigation").get_by_role("link", name="Sites").wait_for()
    return page


@pytest.fixture
def wp_admin(new_page: Callable[[], Page]) -> Callable[[WordPressSite], Page]:
    """A function that signs the site's administrator in."""

    def sign_in(site: WordPressSite) -> Page:
        page = new_page()
        page.goto(site.admin_url)
        page.locator("#user_login").fill(site.admin_user)
        page.locator("#user_pass").fill(site.admin_password)
        page.locator("#wp-submit").click()
        page.locator("#wpadminbar").wait_for()
        return page

    return sign_in


def eventually[Found](
    look: Callable[[], Found], *, within: float, every: float = 1.0, what: str = ""
) -> Found:
    """The first true answer; fails when there is none in time."""
    end = time.monotonic() + within
    found = look()
    while not found and time.monotonic() < end:
        time.sleep(every)
        found = look()
    assert found, f"not within {within:.0f} s: {what or look}"
    return found
