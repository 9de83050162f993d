"""The same story as it should go: one process, every message once and in order, nothing fails."""

from collections.abc import Iterable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

from tests.chaos import processes
from tests.chaos.story import Story, Wire


class PatientQueue:
    """Keeps what it is given until somebody has time for it."""

    def __init__(self) -> None:
        self.waiting: list[tuple[str, str]] = []
        self.was_nudged = False

    def send(self, queue: str, body: str, *, delay_seconds: int = 0) -> None:
        self.was_nudged = True

    def send_all(self, queue: str, bodies: Iterable[str]) -> None:
        self.waiting += [(queue, body) for body in bodies]


def tell_in_order(environment: Mapping[str, str], log: Path, story: Story, ends: int) -> None:
    """Run in a process of its own; ends with exit code 0 when all went well."""
    processes._become(environment, log)
    from app import app
    from chalicelib import bootstrap
    from localstack.gateway import Gateway, HttpRequest

    queue = PatientQueue()
    bootstrap.queue = lambda: queue  # type: ignore[assignment]
    gateway = Gateway(app)
    for messages in story.messages(ends=ends):
        for message in messages:
            _send(gateway, HttpRequest, message.wire())
            if queue.was_nudged:
                _work(queue)


def _send(gateway: Any, request: Any, message: Wire) -> None:
    headers = {name.lower(): value for name, value in message.headers.items()}
    answer = gateway.answer(request("POST", message.path, "", headers, message.body))
    assert answer.status == 202, answer.body
    assert b'"inventory_needed":true' not in answer.body.replace(b" ", b"")


def _work(queue: PatientQueue) -> None:
    relay = import_module("functions.relay_outbox.handler")
    work = {
        "evaluate-snapshot-queue": import_module("functions.evaluate_snapshot.handler").handler,
        "route-alert-queue": import_module("functions.route_alert.handler").handler,
    }
    queue.was_nudged = False
    while relay.relay_batch(queue):
        waiting, queue.waiting = queue.waiting, []
        for name, body in waiting:
            if name in work:
                record = {"messageId": "1", "body": body}
                assert work[name]({"Records": [record]}, None) == {"batchItemFailures": []}
