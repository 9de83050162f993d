"""Heartbeats, the figures of queues and the alarm bell, the same on every cloud."""

import datetime as dt
from collections.abc import Iterator

import pytest

from chalicelib.adapters.alarm_bell import SnsAlarmBell
from chalicelib.adapters.heartbeats import DynamoHeartbeats, HeartbeatItem, Heartbeats
from chalicelib.adapters.queue_figures import QueueFigures, SqsQueueInspector
from chalicelib.kit.clock import FixedClock
from tests.contract.adapters.clouds import Cloud
from tests.contract.adapters.conftest import NOW, received
from tests.fakes.in_memory_heartbeats import InMemoryHeartbeats

MINUTE = dt.timedelta(minutes=1)


@pytest.fixture(params=["memory", "cloud"])
def kept(request: pytest.FixtureRequest, cloud: Cloud) -> Iterator[tuple[FixedClock, Heartbeats]]:
    """The same on the fake that the other tests use."""
    clock = FixedClock(NOW)
    if request.param == "memory":
        yield clock, InMemoryHeartbeats(clock)
        return
    HeartbeatItem._connection = None  # pynamodb keeps a client, and with it the cloud before
    HeartbeatItem.create_table(billing_mode="PAY_PER_REQUEST", wait=True)
    yield clock, DynamoHeartbeats(clock)
    HeartbeatItem.delete_table()
    HeartbeatItem._connection = None


@pytest.mark.needs("dynamodb")
def test_the_last_beat_of_each_part_is_known(kept: tuple[FixedClock, Heartbeats]) -> None:
    clock, heartbeats = kept
    heartbeats.beat("relay_outbox")
    clock.advance(MINUTE)
    heartbeats.beat("relay_outbox", {"sent": 3, "open": {"probes": 0}})

    found = heartbeats.last(["relay_outbox", "fold_history", "relay_outbox"])

    assert list(found) == ["relay_outbox"]
    assert found["relay_outbox"].at == NOW + MINUTE
    assert found["relay_outbox"].figures == {"sent": 3, "open": {"probes": 0}}


@pytest.mark.needs("dynamodb")
def test_what_batches_did_of_a_minute_adds_up(kept: tuple[FixedClock, Heartbeats]) -> None:
    _, heartbeats = kept
    for number in (500, 500, 17):
        heartbeats.count("probe_sites/north", NOW + dt.timedelta(seconds=9), number)
    heartbeats.count("probe_sites/north", NOW + MINUTE, 0)
    heartbeats.count("probe_sites/east", NOW, 40)

    found = heartbeats.counted("probe_sites/north", [NOW - MINUTE, NOW, NOW + MINUTE])

    assert found == {NOW: 1017, NOW + MINUTE: 0}


def test_what_waits_and_what_was_given_up_is_counted_without_reading_it(
    cloud: Cloud, name: str
) -> None:
    sqs = cloud.client("sqs")
    url = sqs.create_queue(QueueName=f"{name}-queue")["QueueUrl"]
    sqs.create_queue(QueueName=f"{name}-dead-letters")
    for _ in range(3):
        sqs.send_message(QueueUrl=url, MessageBody="{}")
    sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=1)

    found = SqsQueueInspector(sqs, cloud.queue_base_url).inspect(name)

    assert found == QueueFigures(waiting=2, under_way=1, dead_letters=0)


def test_the_bell_reaches_who_subscribed_to_the_topic(cloud: Cloud, name: str) -> None:
    sns, sqs = cloud.client("sns"), cloud.client("sqs")
    topic = sns.create_topic(Name=name)["TopicArn"]
    url = sqs.create_queue(QueueName=name)["QueueUrl"]
    wanted = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]
    sns.subscribe(TopicArn=topic, Protocol="sqs", Endpoint=wanted["QueueArn"])

    SnsAlarmBell(sns, topic).ring("The watch is in trouble, " + "very " * 40, "Only 3 of 9 ran.")

    [told] = received(cloud, url)
    assert told["Message"] == "Only 3 of 9 ran."
    assert len(told["Subject"]) == 100
