"""An outage is on the public page while PostgreSQL and the API are down, function by function."""

import datetime as dt
import json
from typing import Any

import psycopg
import pytest

from chalicelib import bootstrap
from chalicelib.events.monitoring import CheckResult, ChecksChanged
from chalicelib.events.status_pages import PagesStale
from chalicelib.kit.clock import FixedClock
from chalicelib.monitoring.regions import Regions
from chalicelib.status_pages.page_objects import PageObjects
from tests.builders import NOW
from tests.fakes.in_memory_object_store import InMemoryObjectStore
from tests.fakes.in_memory_probe_shards import InMemoryProbeShards
from tests.fakes.in_memory_unrecorded import InMemoryUnrecorded
from tests.fakes.in_memory_votes import InMemoryVotes
from tests.fakes.recording_queue import RecordingQueue
from tests.functions.test_watch_functions import put, sample, sqs
from tests.unit.status_pages.pages import BLOG, SHOP, a_document, a_target

SECOND = dt.timedelta(seconds=1)


class Outage:
    """Everything but the database and the API; whoever asks for the database finds none."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.clock = FixedClock(NOW)
        self.store = InMemoryObjectStore()
        self.queue = RecordingQueue()
        objects = PageObjects(self.store)
        objects.keep_document(a_document())
        put(patch, "clock", self.clock)
        put(patch, "queue", self.queue)
        put(patch, "regions", Regions("north", ("north", "east", "south")))
        put(patch, "probe_votes", InMemoryVotes())
        put(patch, "unrecorded", InMemoryUnrecorded())
        put(patch, "probe_shards", InMemoryProbeShards([a_target(SHOP), a_target(BLOG)]))
        put(patch, "status_pages", objects)
        patch.setattr(bootstrap, "unit_of_work", self._no_database)

    @staticmethod
    def _no_database(*_: Any, **__: Any) -> Any:
        raise psycopg.OperationalError("connection refused")

    def regions_say(self, status: str, *regions: str) -> None:
        from functions.record_checks.handler import handler

        asked = self.clock.now()
        for region in regions:
            result = CheckResult(
                site_id=SHOP,
                checked_at=asked + 6 * SECOND,
                asked_at=asked,
                status=status,
                reason="timed_out",
                region=region,
            )
            message = ChecksChanged(batch_id="b", results=[result])
            # Once two have spoken the database must be told, which fails: it comes again later.
            handler(sqs(message), None)

    def publish(self) -> str:
        from functions.publish_status_pages.handler import handler

        handler(sample("publish_status_pages"), None)
        summary = json.loads(self.store.objects["public/status/lang/summary.json"])
        return str(summary["components"][0]["state"])


@pytest.fixture
def outage(monkeypatch: pytest.MonkeyPatch) -> Outage:
    return Outage(monkeypatch)


def test_an_outage_is_public_within_two_minutes_without_database_and_api(outage: Outage) -> None:
    assert outage.publish() == "operational"

    outage.clock.advance(60 * SECOND)
    outage.regions_say("offline", "north", "east")
    # The page is told to look at once, and again when nobody has said it anew.
    stale = [name for name, _ in outage.queue.sent if name == PagesStale.queue]
    assert (len(stale), outage.queue.delays) == (2, [0, 81])
    assert outage.publish() == "outage"

    outage.clock.advance(60 * SECOND)
    outage.regions_say("offline", "east", "south")
    outage.clock.advance(59 * SECOND)
    assert outage.publish() == "outage"
    # It works again: the home region sees what is believed, and nobody says anything.
    outage.clock.advance(22 * SECOND)
    assert outage.publish() == "operational"


def test_a_doubt_of_one_region_is_not_public(outage: Outage) -> None:
    outage.regions_say("offline", "north")

    assert outage.queue.sent == []
    assert outage.publish() == "operational"


def test_a_message_that_the_database_could_not_take_comes_again(outage: Outage) -> None:
    from functions.record_checks.handler import handler

    results = [
        CheckResult(site_id=SHOP, checked_at=NOW, status="offline", reason="x", region=region)
        for region in ("north", "east")
    ]
    answer = handler(sqs(ChecksChanged(batch_id="b", results=results)), None)

    assert answer == {"batchItemFailures": [{"itemIdentifier": "m0"}]}
