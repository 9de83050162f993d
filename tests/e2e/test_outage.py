"""A site loses its database and gets it back: one e-mail each, none about sites that look odd."""

import time

import pytest
from playwright.sync_api import expect

from localstack import seed
from localstack.demo_site import pair
from tests.e2e.conftest import eventually

pytestmark = pytest.mark.e2e
TWO_MINUTES = 120
# Long enough for a second copy of a message to arrive, if there was one.
ANOTHER_ROUND = 30
# Slow, but it answers; and one single refusal, which the next try does not meet again.
SLOW = "if ( '/' === $path ) { sleep( 3 ); }"
ONE_REFUSAL = """
if ( '/' === $path ) {
    unlink( __FILE__ );
    http_response_code( 503 );
    return true;
}
"""


@pytest.fixture(scope="module")
def site(stack, api):
    """A paired site that was seen online."""
    site = stack.add_wordpress(version="6.8.7")
    client = api.get("clients")["data"][0]
    pair(site, api, client_id=client["id"])
    look_at(stack, api, site)
    return site


@pytest.fixture(scope="module")
def odd_site(stack, api, first_site):
    """Healthy, though it will not look so."""
    look_at(stack, api, first_site)
    yield first_site
    first_site.set_weather(None)


def test_an_outage_is_told_once_and_its_end_is_told_once(stack, api, site, odd_site, dashboard):
    name = site_of(api, site)["name"]
    before = len(stack.mails(about=name))
    odd_before = (len(stack.mails(about=odd_site.url)), statuses_of(api, odd_site))
    dashboard.goto(f"{stack.base_url}/app/sites/{site_of(api, site)['id']}")
    state = dashboard.get_by_role("main").get_by_role("status")
    expect(state).to_contain_text("Online")
    odd_site.set_weather(SLOW)

    site.stop_database()
    expect(state).to_contain_text("Offline", timeout=TWO_MINUTES * 1000)
    eventually(lambda: len(stack.mails(about=name)) > before, within=30, what="an alert")
    alert = stack.mails(about=name)[0]

    odd_site.set_weather(ONE_REFUSAL)
    site.start_database()
    expect(state).to_contain_text("Online", timeout=TWO_MINUTES * 1000)
    eventually(lambda: len(stack.mails(about=name)) > before + 1, within=30, what="an all-clear")
    time.sleep(ANOTHER_ROUND)

    assert len(stack.mails(about=name)) == before + 2
    assert alert["to"] == [seed.ADMIN]
    assert all((alert["text"], alert["html"]))
    assert alert["subject"] != stack.mails(about=name)[0]["subject"]
    assert not (odd_site.root / "weather.php").exists(), "nobody asked for the page that refused"
    assert (len(stack.mails(about=odd_site.url)), statuses_of(api, odd_site)) == odd_before


def look_at(stack, api, site):
    """Until it was seen online, without waiting for the clock."""

    def is_online():
        if site_of(api, site)["status"] == "online":
            return True
        stack.begin_minute()
        return False

    eventually(is_online, within=180, every=10, what=f"{site.url} online")


def site_of(api, site):
    sites = api.get("sites?limit=1000")["data"]
    return next(one for one in sites if one["url"].rstrip("/") == site.url)


def statuses_of(api, site):
    """Every change of status in the site's timeline."""
    timeline = api.get(f"sites/{site_of(api, site)['id']}/timeline")["data"]
    return [entry["detail"] for entry in timeline if entry["kind"] == "status_changed"]
