"""A page is written when it says something new, and never claims what nobody looks after."""

import datetime as dt
import json
import re
import uuid
from collections.abc import Sequence
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from chalicelib.events.monitoring import ProbeTarget
from chalicelib.events.status_pages import ComponentTurned
from chalicelib.monitoring.quorum import Look
from chalicelib.sites.model import SiteStatus
from chalicelib.status_pages.document import PageDocument
from chalicelib.status_pages.model import Language, PostState
from chalicelib.status_pages.page_objects import PageObjects
from chalicelib.status_pages.publishing import Published, publish
from tests.builders import NOW
from tests.fakes.in_memory_object_store import InMemoryObjectStore
from tests.unit.status_pages.pages import (
    BLOG,
    MINUTE,
    SHOP,
    SHOPPING,
    a_document,
    a_look,
    a_post,
    a_target,
    a_window,
)

PAGE = "public/status/lang/"
EVIL = "<script>alert('x')</script>&\x0b"


class Stage:
    """A bucket with one page, and who publishes it."""

    def __init__(self, document: PageDocument | None = None) -> None:
        self.store = InMemoryObjectStore()
        self.objects = PageObjects(self.store)
        self.objects.keep_document(document or a_document())
        self.told: list[ComponentTurned] = []
        self.targets: list[ProbeTarget] = [a_target(SHOP), a_target(BLOG)]
        self.looks: dict[uuid.UUID, Sequence[Look]] = {}

    def publish(self, at: dt.datetime = NOW) -> Published:
        return publish(
            self.objects,
            targets=self.targets,
            looks=self.looks,
            needed=2,
            now=at,
            tell=self.told.extend,
        )

    def text(self, name: str = "index.html") -> str:
        return self.store.objects[PAGE + name].decode()

    @property
    def summary(self) -> Any:
        return json.loads(self.text("summary.json"))

    @property
    def alive_at(self) -> str:
        return str(json.loads(self.store.objects["public/status/alive.json"])["at"])


@pytest.fixture
def stage() -> Stage:
    return Stage()


def test_all_files_of_a_page_are_there_with_what_they_lead_to(stage: Stage) -> None:
    stage.publish()

    names = {name for name in stage.store.objects if name.startswith("public/")}
    own = ("index.html", "subscribe.html", "subscription.html", "summary.json", "feed.xml")
    assert names == {PAGE + name for name in (*own, "badge.svg")} | {
        f"public/status/{name}" for name in ("page.css", "page.js", "alive.json")
    }
    links = re.findall(r'(?:href|src)="([^"#]+)"', stage.text() + stage.text("subscribe.html"))
    home = "https://wingman.agency.example/status/lang/"
    for link in {link.removeprefix(home) for link in links} - {"./"}:
        beside = link.startswith("../")
        assert ("public/status/" if beside else PAGE) + link.removeprefix("../") in names, link


def test_nothing_is_written_while_nothing_changes_but_that_somebody_looks(stage: Stage) -> None:
    stage.publish()
    stage.store.objects.pop(PAGE + "index.html")

    done = stage.publish(NOW + MINUTE)

    assert (done.pages, done.written) == (1, [])
    assert PAGE + "index.html" not in stage.store.objects
    assert stage.alive_at == "2026-11-23T10:01:00+00:00"


def test_the_time_on_the_page_is_renewed_every_ten_minutes(stage: Stage) -> None:
    stage.publish()
    for minute in range(1, 11):
        stage.publish(NOW + minute * MINUTE)

    assert "23 Nov 2026, 10:10 UTC" in stage.text()


def test_an_outage_without_the_database_is_seen_within_its_minute_and_so_is_its_end(
    stage: Stage,
) -> None:
    stage.publish()
    stage.looks = {SHOP: [a_look(r, SiteStatus.OFFLINE, NOW) for r in ("north", "east")]}

    stage.publish(NOW + MINUTE)
    assert [one["state"] for one in stage.summary["components"]] == ["outage", "operational"]
    assert "Something is not available" in stage.text()

    stage.publish(NOW + dt.timedelta(seconds=81))
    assert stage.summary["state"] == "operational"


def test_one_region_alone_changes_no_page(stage: Stage) -> None:
    stage.looks = {SHOP: [a_look("north", SiteStatus.OFFLINE, NOW)]}
    stage.publish()

    assert stage.summary["state"] == "operational"


def test_what_is_not_meant_for_the_public_is_in_no_file(stage: Stage) -> None:
    stage.targets = [a_target(SHOP, "offline"), a_target(BLOG)]
    stage.publish()

    for name, content in stage.store.objects.items():
        if name.startswith("public/"):
            text = content.decode()
            assert "secret-address" not in text, name
            assert "timed_out" not in text, name
            assert str(SHOP) not in text, name


def test_whatever_is_written_stays_text() -> None:
    post = a_post(title=EVIL, text=EVIL, components=[EVIL])
    stage = Stage(a_document(title=EVIL, agency_name=EVIL, posts=[post]))
    stage.publish()

    for name in ("index.html", "subscribe.html", "badge.svg", "feed.xml"):
        assert "<script>alert" not in stage.text(name), name
    ET.fromstring(stage.text("feed.xml"))
    # No style and no script inside the page: the policy forbids both.
    assert not re.search(r"<style|style=|<script(?! src)| on[a-z]+=", stage.text())


def test_the_feed_has_what_a_reader_needs() -> None:
    old, new = a_post(title="Old", at=NOW - MINUTE), a_post(title="New", state=PostState.RESOLVED)
    stage = Stage(a_document(posts=[new, old]))
    stage.publish()

    channel = ET.fromstring(stage.text("feed.xml")).find("channel")
    assert channel is not None
    for name in ("title", "link", "description"):
        assert channel.findtext(name)
    items = channel.findall("item")
    assert [item.findtext("title") for item in items] == ["Resolved: New", "Investigating: Old"]
    assert items[0].findtext("pubDate") == "Mon, 23 Nov 2026 10:00:00 GMT"
    assert [item.findtext("guid") for item in items] == [str(new.id), str(old.id)]


def test_a_german_page_speaks_german() -> None:
    stage = Stage(a_document(language=Language.GERMAN))
    stage.publish()

    assert '<html lang="de">' in stage.text()
    assert "Alles funktioniert" in stage.text()
    assert "22.11.2026: 99,930 %, 1 Minuten nicht erreichbar" in stage.text()


def test_a_page_that_was_taken_down_claims_nothing_any_more(stage: Stage) -> None:
    stage.publish()
    stage.objects.keep_document(a_document(is_gone=True, components=[], posts=[]))
    stage.publish(NOW + MINUTE)

    assert "This status page is no more" in stage.text()
    assert "Online shop" not in stage.text()
    assert stage.summary["state"] == "unknown"


def test_subscribers_hear_once_that_a_component_is_out_and_once_that_it_works() -> None:
    stage = Stage(a_document(tells_changes=True))
    stage.publish()
    for minute, status in enumerate(["offline", "offline", "unknown", "online", "online"], 1):
        stage.targets = [a_target(SHOP, status), a_target(BLOG)]
        stage.publish(NOW + minute * MINUTE)

    assert [(one.component_id, one.state) for one in stage.told] == [
        (SHOPPING, "outage"),
        (SHOPPING, "operational"),
    ]


def test_a_damaged_document_costs_only_its_own_page(stage: Stage) -> None:
    stage.store.objects["documents/broken.json"] = b"{"

    done = stage.publish()

    assert (done.pages, done.unreadable) == (1, ["documents/broken.json"])


def test_planned_maintenance_is_on_the_page_in_the_data_and_in_the_news() -> None:
    opens, closes = NOW + dt.timedelta(hours=15), NOW + dt.timedelta(hours=16)
    window = a_window((opens, closes))
    stage = Stage(a_document(maintenance=[window], language=Language.GERMAN))
    stage.publish()

    assert "Geplante Wartung" in stage.text()
    assert f'<time datetime="{opens.isoformat()}">24.11.2026, 01:00 UTC</time>' in stage.text()
    assert stage.summary["planned"] == [
        {
            "title": "Wartung",
            "state": "maintenance",
            "components": ["Online shop"],
            "starts_at": "2026-11-24T01:00:00+00:00",
            "ends_at": "2026-11-24T02:00:00+00:00",
            "posts": [],
        }
    ]
    [item] = ET.fromstring(stage.text("feed.xml")).iter("item")
    assert item.findtext("title") == "Wartung: Online shop"
    assert item.findtext("description") == "Von 24.11.2026, 01:00 UTC bis 24.11.2026, 02:00 UTC."
    # It was not news before it could be seen here.
    assert item.findtext("pubDate") == "Tue, 17 Nov 2026 01:00:00 GMT"


def test_a_window_opens_closes_moves_and_goes_within_the_minute(stage: Stage) -> None:
    opens, closes = NOW + 2 * MINUTE, NOW + 4 * MINUTE
    window = a_window((opens, closes))

    def seen(at: dt.datetime) -> tuple[int, int, str | None]:
        stage.publish(at)
        [*items] = ET.fromstring(stage.text("feed.xml")).iter("guid")
        said = stage.summary
        return len(said["planned"]), len(said["current"]), items[0].text if items else None

    stage.objects.keep_document(a_document(maintenance=[window]))
    planned, under_way = seen(NOW), seen(opens)
    moved = a_window((opens, closes + MINUTE), window_id=window.window_id)
    stage.objects.keep_document(a_document(maintenance=[moved]))
    longer, over = seen(closes), seen(closes + MINUTE)
    stage.objects.keep_document(a_document())

    assert [one[:2] for one in (planned, under_way, longer, over)] == [
        (1, 0),
        (0, 1),
        (0, 1),
        (0, 0),
    ]
    # Readers of the feed skip what they know, and must not skip what has changed.
    assert planned[2] == under_way[2] != longer[2]
    assert over[2] is None
    assert seen(closes + 2 * MINUTE)[:2] == (0, 0)


def test_that_more_of_a_series_is_known_makes_no_page_new(stage: Stage) -> None:
    night = (NOW + MINUTE * 60, NOW + MINUTE * 90)
    later = tuple(at + dt.timedelta(days=13) for at in night)
    series = a_window(night)
    stage.objects.keep_document(a_document(maintenance=[series]))
    stage.publish()

    longer = a_window(night, (later[0], later[1]), window_id=series.window_id)
    stage.objects.keep_document(a_document(maintenance=[longer]))

    assert stage.publish(NOW + MINUTE).written == []
