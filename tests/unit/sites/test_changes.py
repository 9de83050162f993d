"""What two inventories in a row show to have changed."""

import datetime as dt
from typing import Any

from chalicelib.sites.changes import Change, ChangeKind, Software, Step, changes_of

TEN = dt.datetime(2026, 11, 23, 10, 0, tzinfo=dt.UTC)
ELEVEN = TEN + dt.timedelta(hours=1)


def a_plugin(file: str, version: str = "1.0", *, active: bool = True) -> dict[str, Any]:
    return {"file": file, "name": file.title(), "version": version, "active": active}


def changes(before: dict[str, Any], now: dict[str, Any]) -> list[tuple[str, str]]:
    return [(one.kind, one.name) for one in changes_of([Step(TEN, ELEVEN, before, now)])]


def test_an_update_is_told_with_both_versions_and_when_it_must_have_been() -> None:
    step = Step(
        TEN, ELEVEN, {"plugins": [a_plugin("shop")]}, {"plugins": [a_plugin("shop", "2.0")]}
    )

    assert changes_of([step]) == [
        Change(
            ChangeKind.UPDATED,
            Software.PLUGIN,
            "Shop",
            seen_at=ELEVEN,
            after=TEN,
            before_version="1.0",
            version="2.0",
        )
    ]


def test_what_came_went_and_was_switched_is_told() -> None:
    before = {"plugins": [a_plugin("old"), a_plugin("a"), a_plugin("b", active=False)]}
    now = {"plugins": [a_plugin("new"), a_plugin("a", active=False), a_plugin("b")]}

    assert changes(before, now) == [
        ("deactivated", "A"),
        ("activated", "B"),
        ("installed", "New"),
        ("removed", "Old"),
    ]


def test_themes_wordpress_and_php_count_as_well() -> None:
    before = {"core": {"version": "6.8"}, "php": {"version": "8.2"}, "themes": [a_plugin("t")]}
    now = {"core": {"version": "6.9"}, "php": {"version": "8.3"}, "themes": [a_plugin("t", "2")]}

    assert changes(before, now) == [("updated", "WordPress"), ("updated", "PHP"), ("updated", "T")]


def test_what_a_snapshot_does_not_say_has_not_changed() -> None:
    assert changes({"plugins": [a_plugin("a")]}, {}) == []
    assert changes({"core": None, "plugins": "odd"}, {"core": {}, "plugins": [3]}) == []


def test_the_nearest_change_comes_first() -> None:
    early = Step(TEN, ELEVEN, {"php": {"version": "8.1"}}, {"php": {"version": "8.2"}})
    later = ELEVEN + dt.timedelta(hours=1)
    late = Step(ELEVEN, later, {"php": {"version": "8.2"}}, {"php": {"version": "8.3"}})

    assert [one.version for one in changes_of([early, late])] == ["8.3", "8.2"]
