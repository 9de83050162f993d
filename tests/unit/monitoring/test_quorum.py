"""What two regions of three say."""

import datetime as dt

import pytest

from chalicelib.monitoring.quorum import Agreement, Look, agreement
from chalicelib.sites.model import SiteStatus

NOW = dt.datetime(2026, 11, 23, 12, 0, tzinfo=dt.UTC)
LATER = NOW + dt.timedelta(seconds=20)


def looks(*statuses: str) -> list[Look]:
    names = ("north", "east", "south")
    return [
        Look(region, NOW, LATER, SiteStatus(status), f"{status}-by-{region}")
        for region, status in zip(names, statuses, strict=False)
    ]


def believed_after(believed: str, *statuses: str, needed: int = 2) -> str | None:
    found = agreement(looks(*statuses), believed=believed, needed=needed)
    return found.status if found else None


def test_one_region_alone_changes_nothing() -> None:
    assert believed_after("online", "offline") is None
    assert believed_after("online", "offline", "online") is None
    assert believed_after("offline", "online", "offline") is None


def test_two_of_three_decide_in_both_directions() -> None:
    assert believed_after("online", "offline", "online", "offline") == "offline"
    assert believed_after("offline", "online", "offline", "online") == "online"


def test_where_only_one_looks_it_is_believed() -> None:
    assert believed_after("online", "offline", needed=1) == "offline"
    assert believed_after("offline", "online", needed=1) == "online"


def test_regions_agree_on_the_milder_of_what_they_say() -> None:
    assert believed_after("online", "offline", "degraded") == "degraded"
    assert believed_after("offline", "online", "degraded") == "degraded"
    assert believed_after("degraded", "offline", "degraded") is None


def test_a_blind_region_has_no_vote() -> None:
    assert believed_after("online", "offline", "unknown") is None
    assert believed_after("online", "offline", "unknown", "offline") == "offline"


def test_when_nobody_sees_nothing_is_known() -> None:
    assert believed_after("online", "unknown", "unknown") == "unknown"
    assert believed_after("unknown", "unknown") is None


@pytest.mark.parametrize("known", ["pending", "unknown"])
def test_of_a_site_nobody_knows_good_news_is_believed_at_once_and_bad_news_is_not(
    known: str,
) -> None:
    assert believed_after(known, "online") == "online"
    assert believed_after(known, "offline") is None
    assert believed_after(known, "offline", "offline") == "offline"


def test_it_began_with_the_question_and_is_told_in_the_words_of_the_first_that_saw_it() -> None:
    assert agreement(
        looks("online", "offline", "offline"), believed="online", needed=2
    ) == Agreement(SiteStatus.OFFLINE, "offline-by-east", NOW)
