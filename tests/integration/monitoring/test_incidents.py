"""Outages become incidents, exact to the look, told once, and ended when the last site is back."""

import datetime as dt
import random
import threading
import uuid
from collections.abc import Sequence
from typing import Any

import pytest

from chalicelib import bootstrap
from chalicelib.adapters.database import Database, DatabaseRole, UnitOfWork
from chalicelib.events.monitoring import AlertRaised, CheckResult, ChecksChanged, Evidence
from chalicelib.kit.clock import FixedClock
from chalicelib.monitoring import recording, watching
from chalicelib.monitoring.judgement import Terms
from chalicelib.monitoring.judging import judge_site
from tests import builders
from tests.builders import NOW
from tests.fakes.in_memory_probe_shards import InMemoryProbeShards
from tests.fakes.in_memory_votes import InMemoryVotes

SECOND = dt.timedelta(seconds=1)
MINUTE = dt.timedelta(minutes=1)
SERVER = "203.0.113.9"


class Fleet:
    """Sites of two clients; one region's word is believed."""

    def __init__(self, uow: UnitOfWork, clock: FixedClock) -> None:
        self.uow = uow
        self.clock = clock
        self.bakery = builders.a_client(uow)
        self.garage = builders.a_client(uow, name="Garage Wolff")
        self.sites = [
            builders.a_connected_site(
                uow, client_id=(self.bakery, self.garage)[n % 2], name=f"Site {n}"
            )
            for n in range(6)
        ]

    def look(
        self, status: str, *numbers: int, at: dt.datetime, address: str = "", **values: Any
    ) -> list[CheckResult]:
        return [
            CheckResult(
                site_id=self.sites[number],
                checked_at=at,
                status=status,
                reason="timed_out" if status == "offline" else "answered",
                address=address if status == "offline" else "",
                **values,
            )
            for number in numbers
        ]

    def record(self, results: Sequence[CheckResult]) -> None:
        """As record_checks does it, all in one transaction."""
        latest = max(result.checked_at for result in results)
        self.clock.advance(max(latest - self.clock.now(), dt.timedelta(0)))
        for together in recording.together(results, at_once=25):
            recording.record_checks(self.uow, together, terms=Terms(needed=1))

    def check(self, status: str, *numbers: int, at: dt.datetime, address: str = "") -> None:
        self.record(self.look(status, *numbers, at=at, address=address))

    def incidents(self, columns: str = "state, shared") -> list[Any]:
        return self.rows(
            f"select {columns} from incidents where merged_into is null order by started_at, title"
        )

    def alerts(self) -> list[tuple[str, int]]:
        """What was told, and of how many sites."""
        raised = [m for m in self.uow._messages if isinstance(m, AlertRaised)]
        return [(alert.template, len(alert.sites) or 1) for alert in raised]

    def rows(self, query: str) -> list[Any]:
        return self.uow.connection.execute(query.encode()).fetchall()


@pytest.fixture
def fleet(uow: UnitOfWork, clock: FixedClock) -> Fleet:
    return Fleet(uow, clock)


def test_a_long_maintenance_is_an_incident_and_the_outage_that_follows_is_another(
    fleet: Fleet,
) -> None:
    fleet.check("maintenance", 0, at=NOW)
    fleet.clock.advance(6 * MINUTE)
    judge_site(fleet.uow, fleet.sites[0])
    fleet.check("offline", 0, at=NOW + 7 * MINUTE)
    fleet.check("online", 0, at=NOW + 9 * MINUTE)

    assert fleet.incidents("kind, cause, started_at, resolved_at") == [
        ("maintenance_lasts", "maintenance", NOW, NOW + 7 * MINUTE),
        ("site_offline", "timed_out", NOW + 7 * MINUTE, NOW + 9 * MINUTE),
    ]
    assert fleet.alerts() == [("problem", 1), ("all_clear", 1), ("problem", 1), ("all_clear", 1)]


def test_an_outage_lasts_from_its_first_failed_look_to_its_first_clean_one(fleet: Fleet) -> None:
    began, ended = NOW + 7 * SECOND, NOW + 11 * MINUTE
    doubted = fleet.look("offline", 0, at=began + 9 * SECOND, asked_at=began)
    fleet.record(doubted)
    fleet.record(fleet.look("online", 0, at=ended + 4 * SECOND, asked_at=ended))

    assert fleet.incidents("state, started_at, resolved_at") == [("resolved", began, ended)]
    assert fleet.rows("select started_at, resolved_at from incident_sites") == [(began, ended)]
    [problem, all_clear] = [m for m in fleet.uow._messages if isinstance(m, AlertRaised)]
    assert problem.context["opened_at"] == began.isoformat()
    assert all_clear.context["closed_at"] == ended.isoformat()
    assert problem.incident_id == all_clear.incident_id is not None


def test_the_incident_keeps_what_the_failing_look_saw(fleet: Fleet) -> None:
    evidence = Evidence(body="Bad gateway", headers={"server": "nginx"}, phases={"tls": 40})
    results = [
        *fleet.look("offline", 0, at=NOW, address=SERVER, region="east", evidence=evidence),
        *fleet.look("offline", 0, at=NOW + SECOND, address=SERVER, region="north", asked_at=NOW),
    ]
    fleet.record([result.model_copy(update={"asked_at": NOW}) for result in results])

    [(address, network, seen)] = fleet.rows("select address, network, evidence from incident_sites")
    assert (address, network) == (SERVER, "203.0.113.0/24")
    assert (seen["body"], seen["headers"], seen["phases"]["tls"]) == (
        "Bad gateway",
        {"server": "nginx"},
        40,
    )
    assert (seen["regions"], seen["seen_from"]) == (["east", "north"], "east")


def test_late_doubled_and_flapping_messages_open_nothing_twice(fleet: Fleet) -> None:
    looks = [("offline", 0), ("online", 1), ("offline", 2), ("online", 3), ("offline", 4)]
    results = [
        result
        for status, minute in looks
        for result in fleet.look(status, 0, at=NOW + minute * MINUTE)
    ]
    for result in results + random.Random(3).sample(results * 2, k=10):
        fleet.record([result])

    # The third change within the hour is not told as an end: the second outage goes on.
    assert fleet.incidents("state") == [("resolved",), ("open",)]
    assert fleet.alerts() == [("problem", 1), ("all_clear", 1), ("problem", 1)]


def test_a_paused_site_ends_its_incident_and_nobody_is_told(fleet: Fleet) -> None:
    fleet.check("offline", 0, at=NOW)

    watching.close_conditions(fleet.uow, fleet.sites[0])

    assert fleet.incidents("state") == [("resolved",)]
    assert fleet.alerts() == [("problem", 1)]


def test_sites_of_one_server_that_fall_together_are_one_incident_and_one_notice(
    fleet: Fleet,
) -> None:
    fleet.record(
        [
            *fleet.look("offline", 0, 1, 2, at=NOW, address=SERVER),
            *fleet.look("offline", 3, at=NOW, address="198.51.100.7"),
        ]
    )

    assert sorted(fleet.incidents()) == [("open", ""), ("open", SERVER)]
    assert sorted(fleet.alerts()) == [("problem", 1), ("problem", 3)]
    assert fleet.rows("select client_id, site_id from incidents where shared <> ''") == [
        (None, None)
    ]


def test_they_are_over_when_the_last_one_is_back(fleet: Fleet) -> None:
    fleet.check("offline", 0, 1, 2, at=NOW, address=SERVER)
    fleet.check("online", 0, 1, at=NOW + 5 * MINUTE)
    assert fleet.incidents("state") == [("open",)]
    fleet.check("online", 2, at=NOW + 9 * MINUTE)

    assert fleet.incidents("state, resolved_at") == [("resolved", NOW + 9 * MINUTE)]
    assert fleet.alerts() == [("problem", 3), ("all_clear", 3)]
    kinds = [kind for (kind,) in fleet.rows("select kind from incident_events")]
    assert sorted(kinds) == ["opened", "recovered", "recovered", "recovered", "resolved"]


def test_a_site_that_follows_within_three_minutes_joins(fleet: Fleet) -> None:
    fleet.check("offline", 0, 1, 2, at=NOW, address=SERVER)
    fleet.check("offline", 3, at=NOW + 2 * MINUTE, address=SERVER)
    fleet.check("offline", 4, at=NOW + 9 * MINUTE, address=SERVER)

    assert fleet.incidents() == [("open", SERVER), ("open", "")]
    # The second word of the same incident is for those who have not heard of it.
    keys = {m.subject_key for m in fleet.uow._messages if isinstance(m, AlertRaised) and m.sites}
    assert len(keys) == 1
    assert fleet.alerts() == [("problem", 3), ("problem", 1), ("problem", 1)]


def test_sites_scattered_over_messages_are_put_together_at_the_third(fleet: Fleet) -> None:
    for number in range(3):
        fleet.check("offline", number, at=NOW + number * 20 * SECOND, address=SERVER)
    fleet.check("online", 0, 1, 2, at=NOW + 5 * MINUTE)

    assert fleet.incidents("state, shared, started_at") == [("resolved", SERVER, NOW)]
    assert fleet.alerts() == [("problem", 1), ("problem", 1), ("problem", 3), ("all_clear", 3)]
    end = [m for m in fleet.uow._messages if isinstance(m, AlertRaised)][-1]
    # Whoever heard of the first two one by one hears of their end by this one.
    singles = [m for m in fleet.uow._messages if isinstance(m, AlertRaised) and not m.sites]
    assert {single.subject_key for single in singles} < set(end.ends)
    assert {single.ended_by for single in singles} < set(end.also)


def test_more_servers_of_a_network_make_it_the_providers_trouble(fleet: Fleet) -> None:
    fleet.check("offline", 0, 1, 2, at=NOW, address=SERVER)
    fleet.check("offline", 3, 4, at=NOW + MINUTE, address="203.0.113.77")

    assert fleet.incidents("shared, title") == [
        ("203.0.113.0/24", "Several sites on 203.0.113.0/24 are offline")
    ]


def test_who_was_told_of_alone_is_absorbed_when_the_network_turns_out_to_be_down(
    fleet: Fleet,
) -> None:
    fleet.check("offline", 0, 1, 2, at=NOW, address=SERVER)
    fleet.check("offline", 3, at=NOW + MINUTE, address="203.0.113.77")
    fleet.check("offline", 4, at=NOW + 2 * MINUTE, address="203.0.113.78")
    fleet.check("online", *range(5), at=NOW + 9 * MINUTE)

    assert fleet.incidents("shared, state") == [("203.0.113.0/24", "resolved")]
    assert fleet.alerts()[-1] == ("all_clear", 5)


def test_what_belongs_together_is_recorded_in_one_transaction(fleet: Fleet) -> None:
    ids = [uuid.uuid4() for _ in range(100)]
    results = [
        CheckResult(site_id=one, checked_at=NOW, status="offline", reason="x", address=address)
        for n, one in enumerate(ids)
        for address in [SERVER if n < 60 else f"198.51.{n}.7"]
    ]

    sizes = [len(some) for some in recording.together(results, at_once=25)]

    assert sizes == [60, 25, 15]


def test_many_recorders_at_once_open_and_end_it_once(
    fleet: Fleet, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    from functions.record_checks.handler import handler

    fleet.uow.commit()
    monkeypatch.setattr(bootstrap, "probe_shards", InMemoryProbeShards)
    monkeypatch.setattr(bootstrap, "probe_votes", InMemoryVotes)
    monkeypatch.setenv("WINGMAN_PROBE_REGIONS", "")

    def everybody(status: str, at: dt.datetime) -> None:
        results = fleet.look(status, *range(6), at=at, address=SERVER)
        cuts = [results, results[3:], results[:3], results[::-1]]
        workers = [threading.Thread(target=hand, args=(cut,)) for cut in cuts]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()

    def hand(results: list[CheckResult]) -> None:
        body = ChecksChanged(batch_id="b", results=results).model_dump_json()
        assert not handler({"Records": [{"messageId": "1", "body": body}]}, None)[
            "batchItemFailures"
        ]

    everybody("offline", NOW)
    everybody("online", NOW + MINUTE)

    with database.unit_of_work(DatabaseRole.WORKER) as uow:
        told = uow.connection.execute(
            "select body ->> 'template', body ->> 'subject_key' from outbox"
            " where queue = 'route-alert-queue'"
        ).fetchall()
        states = uow.connection.execute(
            "select state, count(*) from incidents where merged_into is null group by 1"
        ).fetchall()
        hits = uow.connection.execute(
            "select count(*), count(resolved_at) from incident_sites"
        ).fetchone()
    assert states == [("resolved", 1)]
    assert hits == (6, 6)
    assert len({key for template, key in told if template == "problem"}) == 1
    assert len([1 for template, _ in told if template == "all_clear"]) == 1


def test_a_recorder_that_dies_half_way_leaves_nothing_half_done(
    fleet: Fleet, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    from functions.record_checks.handler import handler

    fleet.uow.commit()
    monkeypatch.setattr(bootstrap, "probe_shards", InMemoryProbeShards)
    monkeypatch.setattr(bootstrap, "probe_votes", InMemoryVotes)
    results = fleet.look("offline", *range(5), at=NOW, address=SERVER)
    body = ChecksChanged(batch_id="b", results=results).model_dump_json()
    event = {"Records": [{"messageId": "1", "body": body}]}

    with monkeypatch.context() as dying:
        dying.setattr(UnitOfWork, "_fill_outbox", _die)
        assert handler(event, None)["batchItemFailures"]
    assert _kept(database) == ([], 0, 0)
    for _ in range(2):  # the queue brings it again, and may bring it twice
        assert not handler(event, None)["batchItemFailures"]

    assert _kept(database) == ([(SERVER, "open")], 5, 1)


def _die(_: UnitOfWork) -> None:
    raise RuntimeError("killed")


def _kept(database: Database) -> tuple[list[Any], int, int]:
    """Incidents, sites that they hit, alerts on their way."""
    with database.unit_of_work(DatabaseRole.WORKER) as uow:
        found = uow.connection.execute("select shared, state from incidents").fetchall()
        counts = uow.connection.execute(
            "select (select count(*) from incident_sites),"
            " (select count(*) from outbox where queue = 'route-alert-queue')"
        ).fetchone()
    assert counts
    return found, counts[0], counts[1]
