"""An escalation's whole way through the doors, with workers that die on it."""

import datetime as dt
from typing import Any

import pytest

from chalicelib.adapters.database import Database, DatabaseRole, UnitOfWork
from chalicelib.adapters.outbox_store import OutboxStore
from chalicelib.events.monitoring import AlertRaised
from chalicelib.kit.clock import FixedClock
from chalicelib.notifications.channel import Route
from chalicelib.sites.model import Severity
from functions.relay_outbox.handler import handler as relay
from functions.route_alert.handler import handler as route
from tests import builders
from tests.fakes.recording_queue import RecordingQueue
from tests.integration.notifications.desk import Desk

STEPS, LETTERS = "route-alert-queue", "send-notification-queue"
LATER = Route(
    None, Severity.CRITICAL, after=dt.timedelta(minutes=15), repeats_every=dt.timedelta(hours=1)
)


class Killed(BaseException):
    """No handler of errors sees it, like a kill."""


def die(*_: object, **__: object) -> None:
    raise Killed


def records(*bodies: str) -> dict[str, Any]:
    return {"Records": [{"messageId": f"m{n}", "body": body} for n, body in enumerate(bodies)]}


def count(database: Database, query: str) -> int:
    with database.unit_of_work(DatabaseRole.WORKER) as uow:
        row = uow.connection.execute(query.encode()).fetchone()
    assert row is not None
    return int(row[0])


@pytest.fixture
def problem(database: Database, clock: FixedClock) -> AlertRaised:
    with database.unit_of_work(DatabaseRole.STAFF) as uow:
        desk = Desk(uow, clock)
        desk.channel(name="#on-call")
        desk.channel(LATER, name="The boss")
        incident_id = builders.an_incident(uow, client_id=desk.client_id, site_id=desk.site_id)
        alert = desk.problem().model_copy(update={"incident_id": incident_id})
        uow._messages.clear()
        uow.commit()
    return alert


def test_what_is_planned_outlives_workers_and_is_told_once(
    database: Database,
    queue: RecordingQueue,
    clock: FixedClock,
    problem: AlertRaised,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told = "select count(*) from notifications"
    waiting = "select count(*) from outbox where sent_at is null and not_before is not null"
    message = problem.model_dump_json()

    with monkeypatch.context() as patch:
        patch.setattr(UnitOfWork, "commit", die)
        with pytest.raises(Killed):
            route(records(message), None)
    # Neither the first notices without the step, nor the step without them.
    assert (count(database, told), count(database, waiting)) == (0, 0)

    route(records(message), None)
    relay({}, None)
    assert (count(database, told), count(database, waiting)) == (1, 1)
    assert (len(queue.bodies(LETTERS)), queue.bodies(STEPS)) == (1, [])

    clock.advance(dt.timedelta(minutes=15))
    with monkeypatch.context() as patch:
        patch.setattr(OutboxStore, "mark_sent", die)
        with pytest.raises(Killed):
            relay({}, None)
    relay({}, None)
    twice = queue.bodies(STEPS)
    assert len(twice) == 2

    assert route(records(*twice), None) == {"batchItemFailures": []}
    relay({}, None)
    assert (count(database, told), count(database, waiting)) == (2, 1)
    assert len([body for body in queue.bodies(LETTERS) if "Escalation: " in body]) == 1

    # The alert itself comes again: its step is asked once more and finds everybody told.
    route(records(message), None)
    clock.advance(dt.timedelta(minutes=15))
    relay({}, None)
    route(records(*queue.bodies(STEPS)[2:]), None)
    assert (count(database, told), count(database, waiting)) == (2, 1)
