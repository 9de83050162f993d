"""Each test here runs once per cloud: moto and MiniStack, or LocalStack with --emulator."""

import datetime as dt
import json
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from tests.contract.adapters.clouds import Cloud, opened


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--emulator", choices=["localstack"], help="prove the adapters on this one")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "needs(*features): skipped on a cloud that lacks them")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "cloud" in metafunc.fixturenames:
        chosen = metafunc.config.getoption("--emulator", default=None)
        clouds = [chosen] if chosen else ["moto", "ministack"]
        metafunc.parametrize("cloud", clouds, indirect=True, scope="session")


@pytest.fixture(scope="session")
def cloud(request: pytest.FixtureRequest) -> Iterator[Cloud]:
    with opened(request.param) as there:
        yield there


@pytest.fixture(autouse=True)
def _only_where_it_exists(request: pytest.FixtureRequest) -> None:
    needed = {name for mark in request.node.iter_markers("needs") for name in mark.args}
    if needed and "cloud" in request.fixturenames:
        missing = needed & request.getfixturevalue("cloud").lacks
        if missing:
            pytest.skip(f"{request.getfixturevalue('cloud').name} has no {', '.join(missing)}")


@pytest.fixture
def name() -> str:
    """A name that no other test uses."""
    return f"test-{uuid.uuid4().hex[:12]}"


@dataclass(frozen=True)
class Ticking:
    """A schedule of one minute that was set up when the tests began."""

    queue_url: str
    since: float


@pytest.fixture(scope="session", autouse=True)
def ticking(cloud: Cloud) -> Ticking | None:
    """Started first, looked at last: the minute it needs passes while the other tests run."""
    if "timers" in cloud.lacks:
        return None
    sqs, events = cloud.client("sqs"), cloud.client("events")
    url = sqs.create_queue(QueueName="ticks")["QueueUrl"]
    arn = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]
    events.put_rule(Name="every-minute", ScheduleExpression="rate(1 minute)", State="ENABLED")
    events.put_targets(Rule="every-minute", Targets=[{"Id": "queue", "Arn": arn["QueueArn"]}])
    return Ticking(url, time.monotonic())


def received(cloud: Cloud, queue_url: str, *, wait_seconds: int = 2) -> list[Any]:
    """The bodies of all messages that wait in a queue, as JSON."""
    sqs, bodies = cloud.client("sqs"), []
    while True:
        answer = sqs.receive_message(
            QueueUrl=queue_url, MaxNumberOfMessages=10, WaitTimeSeconds=wait_seconds
        )
        if not answer.get("Messages"):
            return bodies
        for message in answer["Messages"]:
            sqs.delete_message(QueueUrl=queue_url, ReceiptHandle=message["ReceiptHandle"])
            bodies.append(json.loads(message["Body"]))


NOW = dt.datetime(2026, 11, 23, 12, 0, tzinfo=dt.UTC)
