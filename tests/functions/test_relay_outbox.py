"""The relay sends, then marks: a refusal or a crash loses nothing."""

import datetime as dt
import json
from typing import get_args

import pytest

from chalicelib.adapters.database import DatabaseRole
from chalicelib.adapters.outbox_store import OutboxStore
from chalicelib.adapters.queue import QueueRefused
from chalicelib.api.schemas.channels import RouteIn
from chalicelib.events.outbox import OutboxFilled
from chalicelib.events.sites import WakeRequested
from chalicelib.kit.ids import uuid7
from functions.relay_outbox.handler import _AHEAD, handler
from infra.function_specs import FUNCTION_SPECS


def publish(database, *messages):
    with database.unit_of_work(DatabaseRole.WORKER) as uow:
        for message in messages:
            uow.publish(message)
        uow.commit()


def unsent(database):
    with database.unit_of_work(DatabaseRole.WORKER) as uow:
        row = uow.connection.execute("select count(*) from outbox where sent_at is null").fetchone()
    return row[0]


def a_wake():
    return WakeRequested(site_id=uuid7(), url="https://shop.example", token="t")


def test_every_message_goes_to_its_own_queue_once(database, queue):
    wake = a_wake()
    publish(database, wake, OutboxFilled())

    assert handler({}, None) == {"sent": 2}
    assert handler({}, None) == {"sent": 0}

    assert [json.loads(body)["url"] for body in queue.bodies("wake-site-queue")] == [wake.url]
    assert len(queue.bodies("relay-outbox-queue")) == 1


def test_what_the_queue_refuses_is_sent_again_later(database, queue, monkeypatch):
    publish(database, a_wake())

    def refuse(*_):
        raise QueueRefused("full")

    with monkeypatch.context() as patch:
        patch.setattr(queue, "send_all", refuse)
        with pytest.raises(QueueRefused):
            handler({}, None)

    assert unsent(database) == 1
    assert handler({}, None) == {"sent": 1}


def test_a_message_that_another_relay_holds_is_left_to_it(database, queue):
    publish(database, a_wake())
    with database.connect(DatabaseRole.WORKER) as other:
        other.execute("select id from outbox for update")

        assert handler({}, None) == {"sent": 0}

    assert handler({}, None) == {"sent": 1}


def test_more_messages_than_one_batch_all_leave(database, queue):
    publish(database, *(a_wake() for _ in range(250)))

    assert handler({}, None) == {"sent": 250}
    assert unsent(database) == 0


def test_a_sweep_sends_itself_a_nudge_for_what_may_leave_before_the_next(database, queue, clock):
    with database.unit_of_work(DatabaseRole.WORKER) as uow:
        start = uow.clock.now().replace(second=0, microsecond=0)
        for seconds in (70, 100, 250, 600):
            uow.publish_later(a_wake(), not_before=start + dt.timedelta(seconds=seconds))
        uow.commit()

    assert handler({"Records": []}, None) == {"sent": 0}
    assert queue.delays == []
    handler({}, None)

    # One for both of the first minute, when the later may leave; the last is the next sweep's.
    assert len(queue.bodies("relay-outbox-queue")) == 2
    first, second = queue.delays
    assert second - first == 150
    clock.advance(dt.timedelta(seconds=first))
    assert handler({"Records": []}, None) == {"sent": 2}


@pytest.mark.parametrize("member", ["subject_key", "notification_id"])
def test_what_is_taken_back_is_found_among_thousands_that_wait(database, member):
    with database.unit_of_work(DatabaseRole.OWNER) as uow:  # only its owner may look at a table
        uow.connection.execute(
            "insert into outbox (id, queue, body, created_at, not_before) select"
            " gen_random_uuid(), 'x', jsonb_build_object(%s::text, n::text), now(), now()"
            " from generate_series(1, 2000) n",
            (member,),
        )
        uow.connection.execute("analyze outbox")
        plan = uow.connection.execute(
            "explain delete from outbox where sent_at is null and not_before is not null"
            f" and body ->> '{member}' = any('{{7,8}}')".encode()
        ).fetchall()

        assert any(f"ix_outbox_waiting_{member}" in line for (line,) in plan)
        assert OutboxStore(uow.connection).withdraw(member, "7", "8")
        left = uow.connection.execute("select count(*) from outbox").fetchone()
        assert left == (1998,)


def test_no_step_is_so_short_that_no_sweep_comes_before_it():
    (relay,) = [spec for spec in FUNCTION_SPECS if spec.name == "relay_outbox"]
    waits = get_args(RouteIn.model_fields["after_minutes"].annotation)
    shortest = min(minutes for some in waits for minutes in get_args(some))

    assert relay.every_minutes is not None
    assert relay.every_minutes <= shortest
    assert dt.timedelta(minutes=relay.every_minutes) < _AHEAD
