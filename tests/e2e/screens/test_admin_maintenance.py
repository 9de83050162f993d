"""Maintenance, planned, started and ended by keyboard; and ten thousand sites on a wall."""

import pytest
from playwright.sync_api import Browser, Route, expect

from chalicelib.api.schemas.maintenance import (
    MaintenanceStart,
    MaintenanceWindowCreate,
    ScheduleIn,
)
from chalicelib.api.schemas.sites import SiteUpdate
from tests.e2e.screens import admin_data as data
from tests.e2e.screens.browser import Answer
from tests.e2e.screens.test_admin_administration import Recorder, at, query_of

pytestmark = pytest.mark.e2e

WINDOW = data.windows()[0]


def test_a_series_is_planned_by_keyboard_while_its_next_times_are_shown(
    browser: Browser, origin: str
) -> None:
    planned = Recorder(Answer(data.windows()[1], 201), MaintenanceWindowCreate)
    previews = Recorder(Answer(data.PREVIEW), ScheduleIn)
    answers = {
        "POST maintenance-windows": planned,
        "POST maintenance-windows/preview": previews,
    }
    with at(browser, f"{origin}/app/maintenance", answers=answers) as page:
        page.keyboard.press("n")
        sheet = page.get_by_role("dialog")
        sheet.get_by_label("Repeats").select_option("Every month, by day of the week")
        sheet.get_by_label("Which one").select_option("last")
        sheet.get_by_label("Day of the week").select_option("Sunday")
        sheet.get_by_label("First day").fill("2026-12-01")
        with page.expect_request(lambda asked: "T02:30" in (asked.post_data or "")):
            sheet.get_by_label("Begins at").fill("02:30")
        expect(sheet.get_by_text("The clock jumps over this time")).to_be_visible()
        sheet.get_by_role("button", name="Save window").press("Enter")
        expect(sheet.get_by_text("Give the window a name.")).to_be_visible()
        sheet.get_by_label("Name").fill("Last Sundays")
        sheet.get_by_role("button", name="Save window").press("Enter")
        expect(sheet.get_by_text("Choose at least one site")).to_be_visible()
        assert planned.sent == []
        sheet.get_by_role("switch", name="All sites").press("Space")
        sheet.get_by_role("switch", name="Clients and status pages are told").press("Space")
        sheet.get_by_role("button", name="Save window").press("Enter")

        expect(page.get_by_text("Last Sundays saved")).to_be_visible()
    [sent] = planned.sent
    assert sent["schedule"] == {
        "starts_at": "2026-12-01T02:30:00",
        "time_zone": "Europe/Berlin",
        "duration_minutes": 60,
        "recurrence": "monthly_by_weekday",
        "weekdays": [7],
        "month_day": None,
        "month_week": -1,
        "until": None,
    }
    assert sent["is_announced"] is False
    assert sent["scope"] == {"covers_all": True, "client_ids": [], "site_ids": [], "tags": []}
    assert previews.sent[-1] == sent["schedule"]


def test_maintenance_of_a_site_is_started_from_its_page_and_shown_there(
    browser: Browser, origin: str
) -> None:
    started = Recorder(Answer(WINDOW, 201), MaintenanceStart)
    paused = Recorder(Answer(data.detail(data.SITES[0])), SiteUpdate)
    site = f"sites/{data.OFFLINE}"
    answers = {
        "POST maintenance-windows/start": started,
        f"PATCH {site}": paused,
        f"GET {site}": Answer(data.in_maintenance(data.SITES[0])),
        f"POST maintenance-windows/{WINDOW['id']}/end": Answer({**WINDOW, "state": "past"}),
    }
    with at(browser, f"{origin}/app/{site}", answers=answers) as page:
        expect(page.get_by_text("Maintenance until")).to_contain_text("Move to the new server")
        page.get_by_role("button", name="More actions").click()
        page.get_by_role("menuitem", name="Pause for an hour").click()
        expect(page.get_by_text("is paused")).to_be_visible()
        page.get_by_role("button", name="More actions").click()
        page.get_by_role("menuitem", name="Start maintenance").click()
        sheet = page.get_by_role("dialog")
        expect(sheet.get_by_label("Alder & Sons 1", exact=True)).to_be_checked()
        sheet.get_by_label("For how long").select_option("1 hour")
        sheet.get_by_role("button", name="Start now").press("Enter")
        expect(page.get_by_text("1 site is in maintenance")).to_be_visible()
        page.get_by_role("button", name=f"End now: {WINDOW['name']}").press("Enter")
        expect(page.get_by_text("has ended; its sites are judged anew")).to_be_visible()

    assert [set(sent) for sent in paused.sent] == [{"paused_until"}]
    [sent] = started.sent
    assert (sent["scope"]["site_ids"], sent["duration_minutes"]) == ([data.OFFLINE], 60)
    assert sent["is_announced"] is True


def test_ten_thousand_sites_hang_on_the_wall_the_worst_first(browser: Browser, origin: str) -> None:
    sites = data.wall([data.site(number) for number in range(10_000)])
    asked: list[str] = []

    def answer(route: Route) -> Answer:
        query = query_of(route)
        asked.append(query["days"])
        start = int(query.get("cursor", "0"))
        end = start + 1000
        more = str(end) if end < len(sites) else None
        page = {"data": sites[start:end], "next_cursor": more, "has_more": more is not None}
        return Answer(page)

    answers = {"GET analytics/uptime-wall": answer}
    with at(browser, f"{origin}/app/uptime", answers=answers) as page:
        expect(page.get_by_text("10,000 sites")).to_be_visible()
        tiles = page.get_by_role("list", name="Sites, the worst first").get_by_role("listitem")
        expect(tiles.first).to_contain_text("Offline for")
        assert tiles.count() < 200
        assert page.evaluate("document.querySelectorAll('*').length") < 3000
        page.get_by_role("list", name="Sites, the worst first").locator("..").evaluate(
            "board => board.scrollTo(0, board.scrollHeight)"
        )
        expect(page.locator("[aria-posinset='10000']")).to_be_visible()

        page.get_by_label("Status", exact=True).select_option("Offline")
        expect(page).to_have_url(f"{origin}/app/uptime?status=offline")
        expect(page.get_by_text("of 10,000 sites")).to_be_visible()
        page.get_by_label("Days shown").select_option("Last 90 days")
        expect(page).to_have_url(f"{origin}/app/uptime?status=offline&days=90")
        page.get_by_role("button", name="Full screen").press("Enter")
        expect(page.locator("[data-theme=dark]")).to_be_visible()
        page.get_by_role("button", name="Leave full screen").press("Enter")
        expect(page.locator("[data-theme=dark]")).to_have_count(0)
    assert set(asked) == {"30", "90"}
