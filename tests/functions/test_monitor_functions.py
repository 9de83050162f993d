"""Monitors through the functions of the watch, with the real fetcher and real servers on loopback.

The messages travel as the queues carry them: schedule, probe, record, and round again.
"""

import asyncio
import datetime as dt
import json
import socket
import uuid
from collections.abc import Iterator
from typing import Any

import pytest

from chalicelib import bootstrap
from chalicelib.adapters.database import Database, DatabaseRole
from chalicelib.adapters.dns_records import ResolverDnsRecords
from chalicelib.adapters.http_fetcher import SafeHttpFetcher
from chalicelib.adapters.mailer import Email
from chalicelib.adapters.outbox_store import OutboxStore
from chalicelib.adapters.port_prober import PortProber
from chalicelib.events.monitoring import AlertRaised
from chalicelib.events.notifications import NotificationRequested
from chalicelib.identity.model import Actor
from chalicelib.kit.clock import FixedClock
from chalicelib.monitoring import (
    domain_expiry,
    incident_desk,
    monitors,
    pinging,
    probing,
    silence,
    watching,
)
from chalicelib.monitoring.errors import MonitorInvalid, PingUnknown
from chalicelib.monitoring.history_objects import HistoryObjects
from chalicelib.monitoring.incident import IncidentFilter
from chalicelib.monitoring.monitor import Monitor, MonitorKind
from chalicelib.monitoring.monitor_looks import Instruments
from chalicelib.monitoring.monitor_secrets import OpenedSecrets
from chalicelib.monitoring.shards import ticks
from chalicelib.monitoring.windows import Scope
from chalicelib.notifications.composing import compose
from functions.probe_sites.handler import handler as probe_sites
from functions.record_checks.handler import handler as record_checks
from functions.route_alert.handler import handler as route_alert
from functions.schedule_checks.handler import handler as schedule_checks
from functions.try_monitor.handler import handler as try_monitor
from tests import builders
from tests.builders import NOW
from tests.fakes.in_memory_monitor_notes import InMemoryBeats, InMemoryTries
from tests.fakes.in_memory_object_store import InMemoryObjectStore
from tests.fakes.in_memory_probe_shards import InMemoryProbeShards
from tests.fakes.name_server import name_server
from tests.fakes.recording_queue import RecordingQueue
from tests.fakes.tiny_server import Received, TinyServer, page, redirect, serving

_HANDLERS: dict[str, Any] = {
    AlertRaised.queue: route_alert,
    "probe-sites-queue": probe_sites,
    "record-checks-queue": record_checks,
    "try-monitor-queue": try_monitor,
}


class Pages:
    """A server whose answers a test changes."""

    def __init__(self) -> None:
        self.answers: dict[str, Any] = {}

    async def __call__(self, received: Received, writer: asyncio.StreamWriter) -> None:
        await self.answers.get(received.path, page("nothing here", "404 Not Found"))(
            received, writer
        )


class Loop:
    """The minute, from the shards round to the shards."""

    def __init__(
        self,
        database: Database,
        queue: RecordingQueue,
        clock: FixedClock,
        pages: Pages,
        server: TinyServer,
    ) -> None:
        self._database, self._queue, self.clock = database, queue, clock
        self.pages, self.server = pages, server
        self.alerts: list[AlertRaised] = []
        self.letters: list[Email] = []
        with database.unit_of_work(DatabaseRole.WORKER) as uow:
            self.client_id = builders.a_client(uow)
            self.alice: Actor = builders.an_actor(uow)
            uow.commit()

    @property
    def means(self) -> monitors.Means:
        return monitors.Means(bootstrap.sealer(), frozenset({self.server.origin}))

    def draft(self, kind: str, address: str = "", **values: Any) -> monitors.MonitorDraft:
        if kind == "http":
            address = self.server.origin + address
        return monitors.MonitorDraft(
            **{
                "name": kind,
                "kind": MonitorKind(kind),
                "address": address,
                "client_id": self.client_id,
                **values,
            }
        )

    def add(self, kind: str, address: str = "", **values: Any) -> uuid.UUID:
        monitor = self.do(monitors.add_monitor, self.draft(kind, address, **values), self.means)
        self.carry()
        return monitor.id

    def do(self, use_case: Any, *arguments: Any, **named: Any) -> Any:
        """As the API does it for alice."""
        with self._database.unit_of_work(DatabaseRole.STAFF) as uow:
            result = use_case(uow, self.alice, *arguments, **named)
            uow.commit()
        return result

    def get(self, monitor_id: uuid.UUID) -> Monitor:
        return self.do(monitors.get_monitor, monitor_id)

    def minute(self, count: int = 1) -> None:
        for _ in range(count):
            self.clock.advance(dt.timedelta(minutes=1))
            schedule_checks({"time": self.clock.now().isoformat()}, None)
            self.carry()

    def carry(self) -> None:
        """Until nothing waits any more."""
        while True:
            with self._database.unit_of_work(DatabaseRole.WORKER) as uow:
                outbox = OutboxStore(uow.connection)
                waiting = outbox.claim(100, now=self.clock.now())
                outbox.mark_sent(waiting, self.clock.now())
                uow.commit()
            sent, self._queue.sent[:] = list(self._queue.sent), []
            if not waiting and not sent:
                return
            for queue, body in [*((one.queue, one.body) for one in waiting), *sent]:
                self._hand(queue, body)

    def _hand(self, queue: str, body: str) -> None:
        if queue == AlertRaised.queue:
            self.alerts.append(AlertRaised.model_validate_json(body))
        if queue == NotificationRequested.queue:
            message = NotificationRequested.model_validate_json(body)
            self.letters.append(compose(message, base_url="https://x.example", agency_name="A"))
        elif queue in _HANDLERS:
            event = {"Records": [{"messageId": "m", "body": body}]}
            assert _HANDLERS[queue](event, None) == {"batchItemFailures": []}, body


@pytest.fixture
def shards(monkeypatch: pytest.MonkeyPatch) -> InMemoryProbeShards:
    kept = InMemoryProbeShards()
    monkeypatch.setattr(bootstrap, "probe_shards", lambda: kept)
    return kept


@pytest.fixture
def loop(
    database: Database,
    queue: RecordingQueue,
    clock: FixedClock,
    shards: InMemoryProbeShards,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Loop]:
    pages = Pages()
    beats, tries = InMemoryBeats(), InMemoryTries()
    history = HistoryObjects(InMemoryObjectStore())
    with serving(pages) as server, socket.create_server(("127.0.0.1", 0)) as port:
        origins = [server.origin, f"http://127.0.0.1:{port.getsockname()[1]}"]
        instruments = Instruments(
            PortProber(demo_origins=origins),
            ResolverDnsRecords(),
            OpenedSecrets(bootstrap.sealer()),
        )
        for name, thing in {
            "http_fetcher": SafeHttpFetcher(demo_origins=origins),
            "instruments": instruments,
            "pings": beats,
            "tries": tries,
            "history": history,
        }.items():
            monkeypatch.setattr(bootstrap, name, lambda thing=thing: thing)
        monkeypatch.setattr(bootstrap, "queue_in", lambda _: queue)
        monkeypatch.setattr(probing, "SECOND_LOOK_AFTER_SECONDS", 0)
        yield Loop(database, queue, clock, pages, server)


def test_an_http_monitor_is_judged_by_its_rules_and_told_once(loop: Loop) -> None:
    loop.pages.answers["/shop"] = page("<p>Basket</p>")
    monitor = loop.add("http", "/shop", name="Basket", settings={"keyword": "Basket"})
    assert loop.get(monitor).status == "online"  # looked at at once

    loop.pages.answers["/shop"] = page("<p>Fatal</p>")
    loop.minute(3)
    failing = loop.get(monitor)
    assert (failing.status, failing.status_reason) == ("offline", "keyword_missing")
    assert failing.status_detail == "Basket"
    assert failing.status_since == NOW + dt.timedelta(minutes=1)

    loop.pages.answers["/shop"] = page("<p>Basket</p>")
    loop.minute(2)
    problem, end = loop.alerts
    assert (problem.template, problem.severity) == ("problem", "critical")
    assert problem.subject == "Basket is failing"
    assert problem.site_id is None
    assert problem.ended_by == end.subject_key
    assert problem.subject_key in end.ends
    first, last = loop.letters
    assert (first.subject, last.subject) == ("Basket is failing", "Basket is well again")
    assert "A word that should be there was missing." in first.text
    assert f"https://x.example/app/monitors?show={monitor}" in first.text
    assert "Open the monitor in WP Wingman" in first.html
    assert loop.get(monitor).status == "online"


def test_a_failing_monitor_of_a_site_is_an_incident_with_what_was_seen(
    loop: Loop, database: Database
) -> None:
    site_id = a_site_of(loop, database)
    loop.pages.answers["/shop"] = page("<p>Basket</p>")
    loop.add("http", "/shop", name="Basket", site_id=site_id, settings={"keyword": "Basket"})

    loop.pages.answers["/shop"] = page("<p>Fatal</p>")
    loop.minute(3)
    [found] = loop.do(incident_desk.list_incidents, IncidentFilter(), limit=9, cursor=None).items
    incident = loop.do(incident_desk.get_incident, found.id)
    loop.pages.answers["/shop"] = page("<p>Basket</p>")
    loop.minute(2)

    assert (incident.incident.kind, incident.incident.cause) == ("monitor_http", "keyword_missing")
    assert incident.incident.title.endswith("Basket is failing")
    assert incident.incident.started_at == NOW + dt.timedelta(minutes=1)
    assert incident.sites[0].evidence["body"] == "<p>Fatal</p>"
    over = loop.do(incident_desk.get_incident, found.id)
    assert (over.incident.state, over.incident.resolved_at) == (
        "resolved",
        NOW + dt.timedelta(minutes=4),
    )
    assert [line.kind for line in over.timeline] == ["opened", "resolved"]
    assert [alert.incident_id for alert in loop.alerts] == [found.id, found.id]
    assert f"https://x.example/app/incidents/{found.id}" in loop.letters[0].text


def test_an_incident_ends_with_its_monitor(loop: Loop, database: Database) -> None:
    site_id = a_site_of(loop, database)
    monitor = loop.add("http", "/gone", site_id=site_id)
    [found] = loop.do(incident_desk.list_incidents, IncidentFilter(), limit=9, cursor=None).items

    loop.do(monitors.remove_monitor, monitor)
    loop.carry()

    over = loop.do(incident_desk.get_incident, found.id)
    assert over.incident.state == "resolved"
    assert [alert.template for alert in loop.alerts] == ["problem"]


def test_in_its_sites_maintenance_a_monitor_tells_nothing_but_what_outlasts_it(
    loop: Loop, database: Database, shards: InMemoryProbeShards
) -> None:
    site_id = a_site_of(loop, database)
    loop.pages.answers["/shop"] = page("<p>Basket</p>")
    monitor = loop.add("http", "/shop", site_id=site_id)
    with database.unit_of_work(DatabaseRole.WORKER) as uow:
        until = loop.clock.now() + dt.timedelta(minutes=5)
        silence.silence(uow, Scope(site_ids=(site_id,)), until=until, why="A move")
        uow.commit()
    loop.carry()

    del loop.pages.answers["/shop"]
    loop.minute(4)
    meanwhile = (loop.get(monitor).status, list(loop.alerts))
    assert shards.places[monitor].status == "offline"  # seen so, and no news every minute
    loop.minute(3)
    with database.unit_of_work(DatabaseRole.WORKER) as uow:
        silence.turn(uow)
        uow.commit()
    loop.carry()

    assert meanwhile == ("maintenance", [])
    assert [alert.template for alert in loop.alerts] == ["problem"]
    assert loop.get(monitor).status == "offline"


def a_site_of(loop: Loop, database: Database) -> uuid.UUID:
    """Not connected yet: its home page is nobody's matter here."""
    with database.unit_of_work(DatabaseRole.WORKER) as uow:
        site_id = builders.a_site(uow, client_id=loop.client_id)
        uow.commit()
    return site_id


def test_in_a_quiet_minute_no_monitor_wakes_the_database(
    loop: Loop, monkeypatch: pytest.MonkeyPatch
) -> None:
    loop.pages.answers["/"] = page("<p>fine</p>")
    loop.add("http", "/")
    loop.add("heartbeat", interval_seconds=3600)
    asked = len(loop.server.received)

    with monkeypatch.context() as asleep:
        asleep.setattr(bootstrap, "unit_of_work", None)
        asleep.setattr(loop, "carry", lambda: None)
        loop.minute()
        [(queue, body)] = loop._queue.sent
        probe_sites({"Records": [{"messageId": "m", "body": body}]}, None)

    assert queue == "probe-sites-queue"
    assert len(loop._queue.sent) == 1
    assert len(loop.server.received) == asked + 1


def test_every_half_minute_is_twice_a_minute(loop: Loop) -> None:
    loop.pages.answers["/"] = page("<p>fine</p>")
    loop.add("http", "/", interval_seconds=30)
    asked, loop._queue.delays[:] = len(loop.server.received), []

    loop.minute()

    assert len(loop.server.received) == asked + 2
    assert loop._queue.delays == [0, 30]


def test_secrets_travel_sealed_and_arrive(loop: Loop, shards: InMemoryProbeShards) -> None:
    loop.pages.answers["/api"] = page('{"queue": {"waiting": 3}}')
    secrets = {"headers": {"X-Api-Key": "k3y-s3cret"}, "user": "bob", "password": "pa55word"}
    settings = {"json_path": "$.queue.waiting", "json_compare": "at_most", "json_expected": "5"}

    monitor = loop.add("http", "/api", settings=settings, secrets=secrets)

    head = loop.server.received[-1].head
    assert "X-Api-Key: k3y-s3cret" in head
    assert "Authorization: Basic Ym9iOnBhNTV3b3Jk" in head
    assert loop.get(monitor).status == "online"
    assert loop.get(monitor).secret_names == ("X-Api-Key", "basic_auth")
    kept = shards.places[monitor].model_dump_json()
    assert "s3cret" not in kept
    assert "pa55word" not in kept


def test_secrets_open_for_their_own_address_only(loop: Loop, shards: InMemoryProbeShards) -> None:
    """Neither by the API nor by a hand in the database does a secret go elsewhere."""
    loop.pages.answers["/"] = page("<p>fine</p>")
    monitor = loop.add("http", "/", secrets={"password": "pa55word"})
    elsewhere = {"address": "https://elsewhere.example/"}
    moved_draft = monitors.MonitorDraft(name="", kind=MonitorKind.HTTP, **elsewhere)
    tried = {"tries": bootstrap.tries(), "monitor_id": monitor}

    with pytest.raises(MonitorInvalid, match="another address"):
        loop.do(monitors.change_monitor, monitor, elsewhere, loop.means)
    with pytest.raises(MonitorInvalid, match="another address"):
        loop.do(monitors.request_try, moved_draft, loop.means, **tried)
    with serving(page("<p>mine now</p>")) as thief:
        moved = shards.places[monitor].model_copy(update={"address": thief.origin + "/"})
        shards.change({monitor: moved})
        loop.minute()

        assert thief.received == []
    assert loop.get(monitor).status_reason == "secrets_sealed"


def test_a_redirect_is_required_or_forbidden(loop: Loop) -> None:
    loop.pages.answers["/old"] = redirect("/new", "301 Moved Permanently")
    loop.pages.answers["/new"] = page("<p>here</p>")
    led = {"redirects": "required", "redirect_to": f"{loop.server.origin}/new"}

    led_there = loop.add("http", "/old", settings=led)
    must_not = loop.add("http", "/old", settings={"redirects": "forbidden", "method": "HEAD"})

    assert loop.get(led_there).status == "online"
    assert loop.get(must_not).status_reason == "redirected"


def test_a_port_is_asked(loop: Loop) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closing:
        gone = closing.getsockname()[1]
        origin = f"http://127.0.0.1:{gone}"
        bootstrap.instruments().ports._connector._demo_origins |= {origin}
        means = monitors.Means(bootstrap.sealer(), frozenset({origin}))
        draft = loop.draft("tcp", "127.0.0.1", port=gone)
        monitor = loop.do(monitors.add_monitor, draft, means).id
        loop.carry()
        assert loop.get(monitor).status == "online"

    loop.minute()

    assert loop.get(monitor).status_reason == "connection_failed"
    assert loop.alerts[-1].subject == "tcp takes no connections"


def test_a_changed_record_is_told_and_what_was_found_first_is_right(
    loop: Loop, monkeypatch: pytest.MonkeyPatch
) -> None:
    zone = {("shop.example", "MX"): ["10 mail.shop.example."]}
    with name_server(zone) as server:
        names = bootstrap.instruments().names
        monkeypatch.setattr(names, "_resolver", ResolverDnsRecords(server)._resolver)
        monitor = loop.add("dns", "shop.example", settings={"record": "MX"})
        assert loop.get(monitor).facts == {"records": ["10 mail.shop.example"]}

        zone["shop.example", "MX"] = ["5 mx.elsewhere.example."]
        loop.minute()
        changed = loop.get(monitor)
        assert changed.status_reason == "dns_changed"
        assert changed.status_detail == "MX -10 mail.shop.example +5 mx.elsewhere.example"

        right = {"settings": {"record": "MX", "expected": ["5 mx.elsewhere.example"]}}
        loop.do(monitors.change_monitor, monitor, right, loop.means)
        loop.carry()
        assert loop.get(monitor).status == "online"
    assert [alert.template for alert in loop.alerts] == ["problem", "all_clear"]


def test_a_domain_is_asked_for_once_a_day_and_warns_in_time(
    loop: Loop, shards: InMemoryProbeShards, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(domain_expiry, "servers", lambda: {"example": loop.server.origin})

    def ends(after: dt.timedelta) -> None:
        event = {"eventAction": "expiration", "eventDate": (loop.clock.now() + after).isoformat()}
        loop.pages.answers["/domain/shop.example"] = page(json.dumps({"events": [event]}))

    ends(dt.timedelta(days=40))
    first, second = (loop.add("domain", "shop.example", name=name) for name in ("one", "other"))
    assert loop.get(first).status == "online"
    assert loop.get(first).facts["domain"] == "shop.example"
    asked = len(loop.server.received)

    loop.clock.advance(dt.timedelta(days=1))
    ends(dt.timedelta(days=29))
    minutes = [loop.clock.now() + dt.timedelta(minutes=number) for number in range(1440)]
    [(_, batch)] = [tick for at in minutes for tick in ticks(shards.list_targets(), at=at)]
    loop._queue.send(batch.queue, batch.model_dump_json())
    loop.carry()

    assert len(batch.monitors) == 2
    assert len(loop.server.received) == asked + 1  # and with one question
    assert loop.get(second).status_reason == "domain_ends"
    assert {alert.severity for alert in loop.alerts} == {"warning"}


def test_a_heartbeat_is_missed_within_a_minute_and_heard_again(loop: Loop) -> None:
    monitor = loop.add("heartbeat", interval_seconds=600, settings={"grace_seconds": 120})
    token = loop.do(monitors.renew_ping_address, monitor)
    loop.carry()

    def pings(said: str = "ok") -> None:
        pinging.ping(token, said, beats=bootstrap.pings(), now=loop.clock.now())

    loop.minute(30)
    assert loop.get(monitor).status == "pending"  # nobody has pinged so far: nobody is told
    pings()
    loop.minute(12)
    assert loop.get(monitor).status == "online"
    loop.minute()
    missed = loop.get(monitor)
    assert (missed.status, missed.status_reason) == ("offline", "heartbeat_missed")
    assert missed.status_since == NOW + dt.timedelta(minutes=42)
    pings("start")
    pings()
    loop.minute()
    assert loop.get(monitor).status == "online"
    pings("fail")
    loop.minute()
    assert loop.get(monitor).status_reason == "heartbeat_failed"

    told = [(alert.template, alert.context["detail"]["reason"]) for alert in loop.alerts]
    assert told[0] == ("problem", "heartbeat_missed")
    assert [template for template, _ in told] == ["problem", "all_clear", "problem"]


def test_an_old_address_takes_no_ping(loop: Loop) -> None:
    monitor = loop.add("heartbeat", interval_seconds=600)
    old = loop.do(monitors.renew_ping_address, monitor)
    loop.carry()
    new = loop.do(monitors.renew_ping_address, monitor)
    loop.carry()

    pinging.ping(new, "ok", beats=bootstrap.pings(), now=NOW)
    with pytest.raises(PingUnknown):
        pinging.ping(old, "ok", beats=bootstrap.pings(), now=NOW)
    loop.do(monitors.remove_monitor, monitor)
    loop.carry()
    with pytest.raises(PingUnknown):
        pinging.ping(new, "ok", beats=bootstrap.pings(), now=NOW)


def test_who_rests_is_not_asked(
    loop: Loop, shards: InMemoryProbeShards, database: Database
) -> None:
    loop.pages.answers["/"] = page("oops", "500 Internal Server Error")
    with database.unit_of_work(DatabaseRole.WORKER) as uow:
        site_id = builders.a_site(uow, client_id=loop.client_id)
        uow.commit()
    monitor = loop.add("http", "/", site_id=site_id)
    assert set(shards.places) == {monitor}
    loop.do(monitors.pause_monitor, monitor)
    loop.carry()
    assert shards.places == {}
    assert loop.get(monitor).status == "paused"
    loop.do(monitors.resume_monitor, monitor)
    loop.carry()
    assert loop.get(monitor).status == "offline"

    with database.unit_of_work(DatabaseRole.WORKER) as uow:
        uow.connection.execute("update sites set paused_at = %s", (NOW,))
        watching.watch_sites(uow, [site_id])
        uow.commit()
    loop.carry()
    assert shards.places == {}
    with database.unit_of_work(DatabaseRole.WORKER) as uow:
        uow.connection.execute("update sites set paused_at = null")
        watching.watch_all(uow)
        uow.commit()
    loop.carry()
    assert set(shards.places) == {monitor}
    assert [alert.template for alert in loop.alerts] == ["problem", "problem"]


def test_a_try_says_all_that_was_seen_and_believes_nothing(loop: Loop) -> None:
    loop.pages.answers["/"] = page("<p>Hello</p>" + "x" * 3000, headers="X-Powered-By: PHP\r\n")
    draft = loop.draft("http", "/", settings={"keyword": "Basket"})
    tries = bootstrap.tries()

    asked = loop.do(monitors.request_try, draft, loop.means, tries=tries, monitor_id=None)
    assert monitors.get_try(loop.alice, asked.id, tries=tries).report is None
    loop.carry()

    report = monitors.get_try(loop.alice, asked.id, tries=tries).report
    assert report is not None
    assert (report.status, report.reason) == ("offline", "keyword_missing")
    assert report.failed_rule == "keyword"
    assert report.phases is not None
    assert report.headers["x-powered-by"] == "PHP"
    assert (len(report.body), report.is_cut) == (2048, True)
    assert tries.find(asked.id, asked_by=uuid.uuid4()) is None
    assert loop.alerts == []
