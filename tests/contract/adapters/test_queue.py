"""Queues, the same on every cloud."""

import time

import pytest

from chalicelib.adapters.queue import SqsQueue
from tests.contract.adapters.clouds import Cloud
from tests.contract.adapters.conftest import received


@pytest.fixture
def queue_url(cloud: Cloud, name: str) -> str:
    return str(cloud.client("sqs").create_queue(QueueName=name)["QueueUrl"])


@pytest.fixture
def queue(cloud: Cloud) -> SqsQueue:
    return SqsQueue(cloud.client("sqs"), cloud.queue_base_url)


def test_a_message_arrives(cloud: Cloud, queue: SqsQueue, queue_url: str, name: str) -> None:
    queue.send(name, '{"text": "grüße"}')

    assert received(cloud, queue_url) == [{"text": "grüße"}]


def test_many_messages_arrive_each_once(
    cloud: Cloud, queue: SqsQueue, queue_url: str, name: str
) -> None:
    queue.send_all(name, (f'{{"n": {n}}}' for n in range(25)))

    assert sorted(body["n"] for body in received(cloud, queue_url)) == list(range(25))


def test_a_message_that_is_postponed_comes_again_when_it_was_told_to(
    cloud: Cloud, queue: SqsQueue, queue_url: str, name: str
) -> None:
    queue.send(name, '{"try": "again"}')
    [message] = cloud.client("sqs").receive_message(QueueUrl=queue_url)["Messages"]
    assert received(cloud, queue_url, wait_seconds=0) == []

    queue.postpone(name, message["ReceiptHandle"], seconds=1)

    assert received(cloud, queue_url, wait_seconds=3) == [{"try": "again"}]


def test_sending_nothing_is_no_error(
    cloud: Cloud, queue: SqsQueue, queue_url: str, name: str
) -> None:
    queue.send_all(name, [])

    assert received(cloud, queue_url, wait_seconds=0) == []


def test_a_message_for_no_queue_is_an_error(queue: SqsQueue, name: str) -> None:
    with pytest.raises(Exception, match=r"(?i)queue"):
        queue.send(f"{name}-that-is-not-there", "{}")


def test_a_message_that_nobody_can_handle_ends_among_the_dead_letters(
    cloud: Cloud, queue: SqsQueue, name: str
) -> None:
    sqs = cloud.client("sqs")
    dead = sqs.create_queue(QueueName=f"{name}-dead")["QueueUrl"]
    arn = sqs.get_queue_attributes(QueueUrl=dead, AttributeNames=["QueueArn"])["Attributes"]
    policy = f'{{"deadLetterTargetArn": "{arn["QueueArn"]}", "maxReceiveCount": "2"}}'
    url = sqs.create_queue(
        QueueName=f"{name}-live", Attributes={"RedrivePolicy": policy, "VisibilityTimeout": "0"}
    )["QueueUrl"]
    queue.send(f"{name}-live", '{"poison": true}')

    deadline = time.monotonic() + 20
    while time.monotonic() < deadline and not (found := received(cloud, dead, wait_seconds=0)):
        sqs.receive_message(QueueUrl=url, VisibilityTimeout=0)
        time.sleep(0.1)

    assert found == [{"poison": True}]
