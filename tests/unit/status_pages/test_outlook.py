"""How a page adds up."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.sites.model import SiteStatus
from chalicelib.status_pages import colours, model
from chalicelib.status_pages.model import ComponentState, PostState
from chalicelib.status_pages.outlook import look_at
from tests.builders import NOW
from tests.unit.status_pages.pages import (
    BLOG,
    MINUTE,
    SHOP,
    SHOPPING,
    a_document,
    a_post,
    a_window,
)

HOUR = 60 * MINUTE
DAY = 24 * HOUR


@pytest.mark.parametrize(
    ("statuses", "shows_degraded", "expected"),
    [
        ([], False, "unknown"),
        (["unknown", "pending"], False, "unknown"),
        (["online", "unknown"], False, "operational"),
        (["online", "offline"], False, "partial_outage"),
        (["offline", "unknown"], False, "outage"),
        (["online", "degraded"], False, "operational"),
        (["online", "degraded"], True, "degraded"),
        (["online", "maintenance"], False, "maintenance"),
    ],
)
def test_a_component_is_what_its_watched_sites_are(
    statuses: list[str], shows_degraded: bool, expected: str
) -> None:
    assert model.state_of(statuses, shows_degraded=shows_degraded) == expected


@given(st.lists(st.sampled_from(ComponentState), min_size=1))
def test_a_page_is_never_better_than_its_worst_part_and_out_only_as_a_whole(
    states: list[ComponentState],
) -> None:
    said = model.overall(states)

    assert (said is ComponentState.OPERATIONAL) == (set(states) == {ComponentState.OPERATIONAL})
    assert (said is ComponentState.OUTAGE) == (set(states) == {ComponentState.OUTAGE})


@given(st.integers(0, 0xFFFFFF))
def test_the_name_can_be_read_on_any_colour(colour: int) -> None:
    accent = f"#{colour:06x}"

    assert colours.contrast(colours.ink_on(accent), accent) >= 4.5


def test_a_site_that_nobody_watches_says_nothing() -> None:
    outlook = look_at(a_document(), {SHOP: SiteStatus.ONLINE}, now=NOW)

    assert [one.state for one in outlook.components] == ["operational", "unknown"]
    assert outlook.overall == "unknown"


def test_days_end_today_and_count_outages_in_whole_minutes() -> None:
    shop = look_at(a_document(), {SHOP: "online"}, now=NOW).components[0]

    assert len(shop.days) == 90
    assert shop.days[-1].day == NOW.date()
    assert (shop.days[-1].uptime, shop.days[-2].down_minutes) == (None, 1)
    assert shop.uptime == 99.93


def test_an_incident_is_told_as_one_story_and_moves_to_the_past_when_resolved() -> None:
    first = a_post(at=NOW - HOUR)
    second = a_post(thread_id=first.id, state=PostState.RESOLVED, at=NOW, title="Solved")

    open_page = look_at(a_document(posts=[first]), {}, now=NOW)
    closed = look_at(a_document(posts=[second, first]), {}, now=NOW)

    assert [thread.title for thread in open_page.current] == ["Orders fail"]
    [story] = closed.past
    assert (story.title, [post.id for post in story.posts]) == (
        "Orders fail",
        [second.id, first.id],
    )
    assert closed.current == ()
    assert look_at(a_document(posts=[second, first]), {}, now=NOW + dt.timedelta(31)).past == ()


@pytest.mark.parametrize(
    ("said", "seen", "expected"),
    [
        (PostState.INVESTIGATING, "online", ["degraded", "degraded"]),
        (PostState.IDENTIFIED, "online", ["degraded", "degraded"]),
        (PostState.IDENTIFIED, "offline", ["outage", "partial_outage"]),
        (PostState.MONITORING, "online", ["operational", "operational"]),
        (PostState.RESOLVED, "online", ["operational", "operational"]),
        (PostState.ANNOUNCEMENT, "online", ["operational", "operational"]),
    ],
)
def test_who_writes_that_something_fails_is_believed_though_its_page_answers(
    said: PostState, seen: str, expected: list[str]
) -> None:
    page = a_document(posts=[a_post(state=said, component_ids=[SHOPPING])])

    outlook = look_at(page, {SHOP: seen, BLOG: "online"}, now=NOW)

    assert [outlook.components[0].state, outlook.overall] == expected
    assert outlook.components[1].state == "operational"


def test_an_incident_that_names_no_component_is_the_page_s() -> None:
    page, well = a_document(posts=[a_post()]), {SHOP: "online", BLOG: "online"}

    outlook = look_at(page, well, now=NOW)

    assert {one.state for one in outlook.components} == {"operational"}
    assert outlook.overall == "degraded"


def test_a_maintenance_is_planned_then_under_way_then_past() -> None:
    planned = a_post(
        state=PostState.MAINTENANCE,
        starts_at=NOW,
        ends_at=NOW + HOUR,
        component_ids=[SHOPPING],
        at=NOW - HOUR,
    )
    page, well = a_document(posts=[planned]), {SHOP: "offline", BLOG: "online"}

    before, during, after = (
        look_at(page, well, now=at) for at in (NOW - MINUTE, NOW + MINUTE, NOW + HOUR)
    )

    assert [len(before.planned), len(during.current), len(after.past)] == [1, 1, 1]
    assert [one.components[0].state for one in (before, during, after)] == [
        "outage",
        "maintenance",
        "outage",
    ]


def test_a_window_is_shown_a_week_ahead_and_while_it_is_open_and_no_longer() -> None:
    opens, closes = NOW + 7 * DAY, NOW + 7 * DAY + HOUR
    page = a_document(maintenance=[a_window((opens, closes))])

    def seen(at: dt.datetime) -> tuple[int, int]:
        outlook = look_at(page, {}, now=at)
        return len(outlook.maintenance_ahead), len(outlook.maintenance_now)

    assert [seen(at) for at in (NOW - MINUTE, NOW, opens, closes - MINUTE, closes)] == [
        (0, 0),
        (1, 0),
        (0, 1),
        (0, 1),
        (0, 0),
    ]


def test_what_happens_at_one_time_is_one_maintenance_however_many_windows_it_takes() -> None:
    night, morning = (NOW + HOUR, NOW + 2 * HOUR), (NOW + 3 * HOUR, NOW + 4 * HOUR)
    both = [a_window(morning, night), a_window(night, site_ids=[BLOG])]

    ahead = look_at(a_document(maintenance=both), {}, now=NOW).maintenance_ahead

    assert [(one.starts_at, one.components) for one in ahead] == [
        (night[0], ("Online shop", "Blog")),
        (morning[0], ("Online shop",)),
    ]


def test_what_fails_in_its_own_window_is_in_maintenance_and_its_neighbour_is_out() -> None:
    page = a_document(maintenance=[a_window((NOW, NOW + HOUR))])

    during, after = (
        look_at(page, {SHOP: "offline", BLOG: "offline"}, now=at) for at in (NOW, NOW + HOUR)
    )
    untouched = look_at(page, {SHOP: "online", BLOG: "online"}, now=NOW)

    assert [one.state for one in during.components] == ["maintenance", "outage"]
    assert [one.state for one in after.components] == ["outage", "outage"]
    assert untouched.overall == "operational"
