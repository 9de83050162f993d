"""The functions of the watch, called as Lambda calls them, with their own sample events."""

import base64
import datetime as dt
import json
import uuid
from pathlib import Path
from typing import Any

import pytest

from chalicelib import bootstrap
from chalicelib.adapters.database import Database, DatabaseRole
from chalicelib.adapters.http_fetcher import FetchResult
from chalicelib.adapters.sealer import LocalSealer
from chalicelib.events.monitoring import (
    AlertRaised,
    CheckResult,
    ChecksChanged,
    ProbesDue,
    ProbeTarget,
)
from chalicelib.events.notifications import DeliveryTried, NotificationRequested
from chalicelib.kit.clock import FixedClock
from chalicelib.monitoring import probing
from chalicelib.monitoring.history_objects import HistoryObjects
from chalicelib.monitoring.measurements import MeasuredBatch, Measurement
from chalicelib.monitoring.regions import Regions
from chalicelib.sites.model import SiteStatus
from tests import builders
from tests.builders import NOW
from tests.fakes.in_memory_delivery_log import InMemoryDeliveryLog
from tests.fakes.in_memory_object_store import InMemoryObjectStore
from tests.fakes.in_memory_probe_shards import InMemoryProbeShards
from tests.fakes.in_memory_votes import InMemoryVotes
from tests.fakes.recording_mailer import RecordingMailer
from tests.fakes.recording_queue import RecordingQueue
from tests.fakes.scripted_fetcher import ScriptedFetcher, a_failure, a_page

FUNCTIONS = Path(__file__).parents[2] / "functions"
SLACK = "https://hooks.slack.com/services/0/0/x"
WELL = {"batchItemFailures": []}


def sample(function: str) -> dict[str, Any]:
    return json.loads((FUNCTIONS / function / "event.json").read_text())


def sqs(*messages: Any) -> dict[str, Any]:
    records = [
        {
            "messageId": f"m{number}",
            "body": message if isinstance(message, str) else message.model_dump_json(),
        }
        for number, message in enumerate(messages)
    ]
    return {"Records": records}


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> RecordingQueue:
    queue = RecordingQueue()
    monkeypatch.setattr(bootstrap, "queue", lambda: queue)
    monkeypatch.setattr(bootstrap, "queue_in", lambda _region: queue)
    monkeypatch.setattr(bootstrap, "clock", lambda: FixedClock(NOW))
    return queue


@pytest.fixture
def measured(monkeypatch: pytest.MonkeyPatch) -> InMemoryObjectStore:
    store = InMemoryObjectStore()
    monkeypatch.setattr(bootstrap, "history", lambda: HistoryObjects(store))
    return store


def put(monkeypatch: pytest.MonkeyPatch, name: str, thing: Any) -> Any:
    monkeypatch.setattr(bootstrap, name, lambda: thing)
    return thing


class TestScheduleChecks:
    def test_due_sites_leave_in_batches(
        self, told: RecordingQueue, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from functions.schedule_checks.handler import handler

        targets = [
            ProbeTarget(site_id=uuid.uuid4(), url=f"https://{n}.example/", status="online")
            for n in range(501)
        ]
        put(monkeypatch, "probe_shards", InMemoryProbeShards(targets))

        answer = handler(sample("schedule_checks"), None)

        assert answer == {"sites": 501, "batches": 2, "pings": 0}
        batches = [ProbesDue.model_validate_json(body) for _, body in told.sent]
        assert {queue for queue, _ in told.sent} == {"probe-sites-queue"}
        assert batches[0].due_at == dt.datetime(2026, 11, 23, 9, 41, tzinfo=dt.UTC)
        assert [target for batch in batches for target in batch.targets] == targets

    @pytest.mark.parametrize("told_at", ["09:40:59.991Z", "09:41:00.4Z", "09:41:29Z"])
    def test_a_clock_that_is_early_or_late_by_seconds_means_its_minute(
        self, told: RecordingQueue, monkeypatch: pytest.MonkeyPatch, told_at: str
    ) -> None:
        """Else two runs share a minute, and the measurements of one overwrite the other's."""
        from functions.schedule_checks.handler import handler

        site = ProbeTarget(site_id=uuid.uuid4(), url="https://a.example/", status="online")
        put(monkeypatch, "probe_shards", InMemoryProbeShards([site]))

        handler({"time": f"2026-11-23T{told_at}"}, None)

        [(_, body)] = told.sent
        due = ProbesDue.model_validate_json(body)
        assert due.due_at == dt.datetime(2026, 11, 23, 9, 41, tzinfo=dt.UTC)
        assert due.batch_id == "20261123T0941Z-0"

    def test_nothing_to_watch_sends_nothing(
        self, told: RecordingQueue, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from functions.schedule_checks.handler import handler

        put(monkeypatch, "probe_shards", InMemoryProbeShards())

        assert handler({}, None) == {"sites": 0, "batches": 0, "pings": 0}
        assert told.sent == []


@pytest.mark.usefixtures("measured")
class TestProbeSites:
    def run(
        self, monkeypatch: pytest.MonkeyPatch, *answers: FetchResult, due_at: dt.datetime = NOW
    ) -> dict[str, Any]:
        from functions.probe_sites.handler import handler

        put(monkeypatch, "http_fetcher", ScriptedFetcher({"https://shop.example/": answers}))
        monkeypatch.setattr(probing, "SECOND_LOOK_AFTER_SECONDS", 0)
        event = sample("probe_sites")
        message = ProbesDue.model_validate_json(event["Records"][0]["body"])
        event["Records"][0]["body"] = message.model_copy(
            update={"due_at": due_at}
        ).model_dump_json()
        return handler(event, None)

    def test_what_changed_is_reported_once_per_batch(
        self, told: RecordingQueue, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        assert self.run(monkeypatch, a_failure()) == WELL

        [(queue, body)] = told.sent
        assert queue == "record-checks-queue"
        [result] = ChecksChanged.model_validate_json(body).results
        assert (result.status, result.reason) == ("offline", "connection_failed")

    def test_when_nothing_changed_nothing_is_said(
        self, told: RecordingQueue, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        assert self.run(monkeypatch, a_page()) == WELL
        assert told.sent == []

    def test_what_was_measured_is_kept_once_per_batch_also_when_nothing_changed(
        self,
        told: RecordingQueue,
        measured: InMemoryObjectStore,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        for _ in range(2):  # SQS may deliver twice
            assert self.run(monkeypatch, a_page()) == WELL

        history = HistoryObjects(measured)
        [key] = history.list_batches(NOW)
        [batch] = history.read_batches([key], unreadable=[])
        assert (batch.at, batch.measurements[0].status_code) == (NOW, 200)

    def test_a_bucket_that_refuses_costs_no_news(
        self, told: RecordingQueue, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        class Full(InMemoryObjectStore):
            def put(self, *_: Any, **__: Any) -> None:
                raise OSError

        put(monkeypatch, "history", HistoryObjects(Full()))

        assert self.run(monkeypatch, a_failure()) == WELL

        assert [queue for queue, _ in told.sent] == ["record-checks-queue"]

    def test_a_batch_that_newer_ones_have_overtaken_is_dropped(
        self, told: RecordingQueue, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        assert self.run(monkeypatch, a_failure(), due_at=NOW - dt.timedelta(minutes=4)) == WELL
        assert told.sent == []

    def test_a_poison_message_costs_only_itself(
        self, told: RecordingQueue, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from functions.probe_sites.handler import handler

        put(monkeypatch, "http_fetcher", ScriptedFetcher({}))
        empty = ProbesDue(batch_id="b", due_at=NOW, targets=[])

        answer = handler(sqs("{not json", empty, '{"batch_id": 1}'), None)

        assert answer == {"batchItemFailures": [{"itemIdentifier": "m0"}, {"itemIdentifier": "m2"}]}


class TestRecordChecks:
    def test_a_status_is_believed_and_the_shard_learns_it(
        self, database: Database, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from functions.record_checks.handler import handler

        shards = put(monkeypatch, "probe_shards", InMemoryProbeShards())
        with database.unit_of_work(DatabaseRole.WORKER) as uow:
            client_id = builders.a_client(uow)
            site_id = builders.a_connected_site(uow, client_id=client_id)
            uow.commit()
        result = CheckResult(site_id=site_id, checked_at=NOW, status="offline", reason="timed_out")

        for _ in range(2):  # SQS may deliver twice
            assert handler(sqs(ChecksChanged(batch_id="b", results=[result])), None) == WELL

        assert shards.places[site_id].status == "offline"
        with database.unit_of_work(DatabaseRole.WORKER) as uow:
            events = uow.connection.execute("select kind from site_events order by id").fetchall()
        assert events == [("status_changed",), ("condition_opened",)]

    def test_a_watched_site_gets_its_place_and_a_disconnected_one_loses_it(
        self, database: Database, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from functions.record_checks.handler import handler

        shards = put(monkeypatch, "probe_shards", InMemoryProbeShards())
        with database.unit_of_work(DatabaseRole.WORKER) as uow:
            client_id = builders.a_client(uow)
            site_id = builders.a_connected_site(uow, client_id=client_id)
            uow.commit()
        watch = sqs(ChecksChanged(batch_id="watch", watch=[site_id]))
        handler(watch, None)
        assert set(shards.places) == {site_id}

        with database.unit_of_work(DatabaseRole.WORKER) as uow:
            uow.connection.execute("update sites set connection = 'disconnected'")
            uow.commit()
        handler(watch, None)

        assert shards.places == {}


class TestThreeRegions:
    """What `probe_sites` and `record_checks` do where three regions look."""

    @pytest.fixture(autouse=True)
    def _regions(self, monkeypatch: pytest.MonkeyPatch) -> None:
        put(monkeypatch, "regions", Regions(own="north", every=("north", "east", "south")))
        put(monkeypatch, "probe_votes", InMemoryVotes())

    def test_a_doubt_goes_to_the_queues_of_three_regions_and_not_to_the_core(
        self, told: RecordingQueue, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        assert TestProbeSites().run(monkeypatch, a_failure()) == WELL

        assert [queue for queue, _ in told.sent] == [
            "probe-sites-queue",
            "probe-sites-east-queue",
            "probe-sites-south-queue",
        ]

    def test_one_region_wakes_no_database_and_two_are_believed(
        self, database: Database, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from functions.record_checks.handler import handler

        shards = put(monkeypatch, "probe_shards", InMemoryProbeShards())
        with database.unit_of_work(DatabaseRole.WORKER) as uow:
            client_id = builders.a_client(uow)
            site_id = builders.a_connected_site(uow, client_id=client_id)
            uow.commit()
        asked = NOW - dt.timedelta(seconds=20)

        def hears(region: str) -> None:
            answer = CheckResult(
                site_id=site_id,
                checked_at=NOW,
                status="offline",
                reason="timed_out",
                region=region,
                asked_at=asked,
            )
            assert handler(sqs(ChecksChanged(batch_id="b", results=[answer])), None) == WELL

        with monkeypatch.context() as asleep:
            asleep.setattr(bootstrap, "unit_of_work", None)
            hears("north")
            hears("north")  # SQS may deliver twice
        hears("south")

        assert shards.places[site_id].status == "offline"
        with database.unit_of_work(DatabaseRole.WORKER) as uow:
            [(since, detail)] = uow.connection.execute(
                "select t.status_since, e.detail from site_state t"
                " join site_events e using (site_id) where e.kind = 'status_changed'"
            ).fetchall()
        assert since == asked
        assert detail["regions"] == ["north", "south"]


class TestSendNotification:
    def test_the_sample_becomes_one_letter(
        self, told: RecordingQueue, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from functions.send_notification.handler import handler

        mailer = put(monkeypatch, "mailer", RecordingMailer())
        put(monkeypatch, "delivery_log", InMemoryDeliveryLog(FixedClock(NOW)))

        for _ in range(2):
            assert handler(sample("send_notification"), None) == WELL

        [letter] = mailer.letters
        assert letter.subject == "Flower Shop is offline"

    def test_a_refusing_provider_means_try_again(
        self, told: RecordingQueue, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from functions.send_notification.handler import handler

        put(monkeypatch, "mailer", RecordingMailer(failures=1))
        put(monkeypatch, "delivery_log", InMemoryDeliveryLog(FixedClock(NOW)))

        assert len(handler(sample("send_notification"), None)["batchItemFailures"]) == 1

    def test_a_busy_channel_is_tried_again_when_it_says_and_its_answer_is_told(
        self, told: RecordingQueue, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from functions.send_notification.handler import handler

        busy = a_page("", 429, headers={"retry-after": "77"})
        fetcher = ScriptedFetcher({SLACK: busy})
        event = self.by_slack(monkeypatch, fetcher)

        answer = handler(event, None)

        assert answer == {"batchItemFailures": [{"itemIdentifier": "m0"}]}
        assert told.postponed == [("send-notification-queue", "handle", 77)]
        [body] = told.bodies("record-delivery-queue")
        tried = DeliveryTried.model_validate_json(body)
        assert (tried.outcome, tried.attempt, tried.reason) == ("retrying", 2, "HTTP 429")

    def by_slack(self, monkeypatch: pytest.MonkeyPatch, fetcher: ScriptedFetcher) -> dict[str, Any]:
        """The sample by a channel, handed out for the second time."""
        put(monkeypatch, "mailer", RecordingMailer())
        put(monkeypatch, "sms", None)
        put(monkeypatch, "http_fetcher", fetcher)
        put(monkeypatch, "delivery_log", InMemoryDeliveryLog(FixedClock(NOW)))
        sealer = put(monkeypatch, "sealer", LocalSealer(bytes(32)))
        channel_id = uuid.uuid4()
        sealed = sealer.seal(SLACK.encode(), purpose="channel", owner=f"{channel_id}:target")
        body = sample("send_notification")["Records"][0]["body"]
        message = NotificationRequested.model_validate_json(body).model_copy(
            update={
                "channel": "slack",
                "channel_id": channel_id,
                "sealed_target": base64.b64encode(sealed).decode(),
            }
        )
        event = sqs(message)
        event["Records"][0] |= {
            "receiptHandle": "handle",
            "attributes": {"ApproximateReceiveCount": "2"},
        }
        return event


class TestRouteAlert:
    def test_the_sample_reaches_the_admin_and_an_early_end_waits(
        self, database: Database, told: RecordingQueue
    ) -> None:
        from functions.route_alert.handler import handler

        with database.unit_of_work(DatabaseRole.WORKER) as uow:
            builders.an_actor(uow, "alice")
            client_id = builders.a_client(uow)
            site_id = builders.a_connected_site(uow, client_id=client_id)
            uow.commit()
        body = sample("route_alert")["Records"][0]["body"]
        problem = AlertRaised.model_validate_json(body).model_copy(
            update={"client_id": client_id, "site_id": site_id}
        )
        end = problem.model_copy(
            update={
                "subject_key": "end",
                "ends": [problem.subject_key],
                "template": "all_clear",
                "context": {**problem.context, "closed_at": "2026-11-23T09:53:00+00:00"},
            }
        )
        early = sqs(end)
        early["Records"][0]["receiptHandle"] = "handle"

        assert handler(early, None)["batchItemFailures"]
        assert [(name, handle) for name, handle, _ in told.postponed] == [
            ("route-alert-queue", "handle")
        ]
        assert handler(sqs(problem), None) == WELL
        assert handler(early, None) == WELL
        with database.unit_of_work(DatabaseRole.WORKER) as uow:
            heard = uow.connection.execute(
                "select template, recipient from notifications order by id"
            ).fetchall()
        assert heard == [("problem", "alice@example.com"), ("all_clear", "alice@example.com")]


class TestRecordDelivery:
    def test_the_sample_of_a_channel_that_is_gone_is_no_failure(self, database: Database) -> None:
        from functions.record_delivery.handler import handler

        assert handler(sample("record_delivery"), None) == WELL


class TestWakeSite:
    @pytest.mark.parametrize("heard", [True, False])
    def test_a_wake_is_tried_once_and_never_an_error(
        self, heard: bool, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from functions.wake_site.handler import handler

        class Plugin:
            def __init__(self) -> None:
                self.woken: list[str] = []

            def wake(self, home_url: str, token: str) -> bool:
                self.woken.append(home_url)
                return heard

        plugin = put(monkeypatch, "site_client", Plugin())

        assert handler(sample("wake_site"), None) == WELL
        assert plugin.woken == ["https://shop.example"]


class TestCheckHeartbeats:
    def test_a_silent_site_is_judged(self, database: Database) -> None:
        from functions.check_heartbeats.handler import handler

        with database.unit_of_work(DatabaseRole.WORKER) as uow:
            client_id = builders.a_client(uow)
            builders.a_connected_site(
                uow, client_id=client_id, heartbeat_due_at=NOW - dt.timedelta(minutes=1)
            )
            uow.commit()

        assert handler(sample("check_heartbeats"), None)["silent"] == 1
        assert handler(sample("check_heartbeats"), None)["silent"] == 0

    def test_a_long_maintenance_is_a_warning_and_after_a_while_critical(
        self, database: Database, clock: FixedClock
    ) -> None:
        from functions.check_heartbeats.handler import handler

        with database.unit_of_work(DatabaseRole.WORKER) as uow:
            client_id = builders.a_client(uow)
            site_id = builders.a_connected_site(
                uow, client_id=client_id, status="maintenance", status_since=clock.now()
            )
            uow.commit()

        found = []
        for _ in range(5):
            handler(sample("check_heartbeats"), None)
            with database.unit_of_work(DatabaseRole.WORKER) as uow:
                rows = uow.connection.execute(
                    "select severity from site_conditions where site_id = %s", (site_id,)
                ).fetchall()
            found.append([severity for (severity,) in rows])
            clock.advance(dt.timedelta(minutes=5))

        assert found == [[], ["warning"], ["warning"], ["critical"], ["critical"]]


class TestFoldHistory:
    def test_the_last_hours_become_rows_and_a_second_run_finds_nothing(
        self, database: Database, measured: InMemoryObjectStore, clock: FixedClock
    ) -> None:
        from functions.fold_history.handler import handler

        with database.unit_of_work(DatabaseRole.WORKER) as uow:
            client_id = builders.a_client(uow)
            site_id = builders.a_connected_site(uow, client_id=client_id)
            uow.commit()
        at = NOW - dt.timedelta(minutes=30)
        probe = Measurement(site_id, SiteStatus.ONLINE, 200, 150)
        HistoryObjects(measured).keep_batch(MeasuredBatch(at, "home", [probe]), batch_id="0")
        clock.advance(dt.timedelta(minutes=10))

        first = handler(sample("fold_history"), None)
        second = handler(sample("fold_history"), None)

        assert first["hours"] > 0
        assert second == {"hours": 0, "days": 0, "speed_changes": 0}
        with database.unit_of_work(DatabaseRole.WORKER) as uow:
            rows = uow.connection.execute(
                "select checks, p50_ms from uptime_hours where checks > 0"
            ).fetchall()
        assert rows == [(1, 150)]
