"""A small AWS and a durable PostgreSQL with the product's processes on them, and a hand that kills.

Everything is real: the queues, tables and letters are MiniStack's, the database is a PostgreSQL
with fsync on, and the processes are killed with SIGKILL and started anew.
"""

import base64
import contextlib
import json
import multiprocessing
import os
import signal
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import boto3
import psycopg

from localstack.aws import ACCOUNT, MiniStack
from localstack.mail_carrier import MailEvent, carrier
from localstack.network import LOOPBACK, free_port, is_free, wait_until
from localstack.postgres import DATABASE, SUPERUSER, Cluster, DevelopmentCluster
from tests.chaos import processes

ROOT = Path(__file__).resolve().parents[2]
PREFIX = "wingman-local-"
PLATFORM = "http://127.0.0.1:8000"
WORKERS = (
    "relay_outbox",
    "evaluate_snapshot",
    "evaluate_snapshot",
    "route_alert",
    "send_notification",
    "record_mail_event",
)
QUEUES = (
    "relay-outbox",
    "evaluate-snapshot",
    "record-checks",
    "route-alert",
    "send-notification",
    "record-mail-event",
)
# Written to, and read by nobody here.
UNREAD = ("publish-status-pages",)
TABLES = ("idempotency", "heartbeats", "probe-shards")
INVISIBLE_SECONDS = 5
MOST_RECEIVES = 5
_SWEEP_SECONDS = 3.0  # the relay's five minutes


@dataclass
class Rig:
    folder: Path
    cluster: DevelopmentCluster
    aws: MiniStack
    count_of_apis: int = 3
    workers: tuple[str, ...] = WORKERS
    kills: dict[str, int] = field(default_factory=dict)
    restarts: int = 0
    redriven: int = 0
    ports: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._running: list[tuple[str, Any]] = []
        self._spawner = multiprocessing.get_context("forkserver")
        self._spawner.set_forkserver_preload(["tests.chaos.preload"])
        self._lock = threading.Lock()
        self._over = threading.Event()

    # The stage

    def environment(self, cluster: Cluster | None = None) -> dict[str, str]:
        database = cluster or self.cluster
        return {
            **self.aws.client_environment,
            "WINGMAN_BASE_URL": PLATFORM,
            "WINGMAN_DATABASE_HOST": database.host,
            "WINGMAN_DATABASE_PORT": str(database.port),
            "WINGMAN_DATABASE_NAME": DATABASE,
            "WINGMAN_QUEUE_BASE_URL": f"{self.aws.endpoint}/{ACCOUNT}/{PREFIX}",
            "WINGMAN_SIGNER_KEY_ID": base64.b64encode(bytes(range(32))).decode(),
            "WINGMAN_ANCHOR_KEY_ID": base64.b64encode(bytes(range(1, 33))).decode(),
            "WINGMAN_SEAL_KEY_ID": base64.b64encode(bytes(range(32, 64))).decode(),
            "WINGMAN_MAIL_CONFIGURATION_SET": "storm",
            "WINGMAN_LOG_LEVEL": "WARNING",
        }

    @property
    def journal(self) -> Path:
        return self.folder / "claims.txt"

    def prepare(self) -> None:
        self.cluster.start()
        self.aws.start()
        assert self.aws.mail_port is not None
        self._carrier = carrier(self.aws.mail_port, self._tell_of_letter)
        self._carrier.start()
        self.journal.touch()
        sqs = self.client("sqs")
        for name in (*QUEUES, *UNREAD):
            letters = sqs.create_queue(QueueName=f"{PREFIX}{name}-dead-letters")["QueueUrl"]
            wanted = sqs.get_queue_attributes(QueueUrl=letters, AttributeNames=["QueueArn"])
            redrive = {
                "deadLetterTargetArn": wanted["Attributes"]["QueueArn"],
                "maxReceiveCount": MOST_RECEIVES,
            }
            sqs.create_queue(
                QueueName=f"{PREFIX}{name}-queue",
                Attributes={
                    "VisibilityTimeout": str(INVISIBLE_SECONDS),
                    "RedrivePolicy": json.dumps(redrive),
                },
            )
        for table in TABLES:
            self.client("dynamodb").create_table(
                TableName=f"{PREFIX}{table}",
                KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
                AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
                BillingMode="PAY_PER_REQUEST",
            )
        self.client("ses").verify_email_identity(EmailAddress="wingman@agency.example")

    def client(self, service: str) -> Any:
        given = self.aws.client_environment
        make: Any = boto3.Session(
            aws_access_key_id=given["AWS_ACCESS_KEY_ID"],
            aws_secret_access_key=given["AWS_SECRET_ACCESS_KEY"],
            region_name=given["AWS_REGION"],
        ).client
        return make(service, endpoint_url=self.aws.endpoint)

    def connect(self) -> psycopg.Connection[Any]:
        return psycopg.connect(self.cluster.url(SUPERUSER))

    # The actors

    def start(self) -> None:
        self.ports = [free_port() for _ in range(self.count_of_apis)]
        for number in range(self.count_of_apis):
            self._spawn(f"api {number}")
        for number, function in enumerate(self.workers):
            self._spawn(f"{function} {number}")
        for port in self.ports:
            assert wait_until(lambda p=port: not is_free(p), patience=30)
        threading.Thread(target=self._sweep, daemon=True).start()

    def stop(self) -> None:
        self._over.set()
        for _, process in self._running:
            process.kill()
            process.join()
        self._carrier.stop()
        self.aws.forget()
        self.cluster.remove()

    def kill(self, function: str, *, which: int) -> None:
        """SIGKILL one process of a function, and start another in its place."""
        with self._lock:
            mine = [entry for entry in self._running if entry[0].startswith(function)]
            name, process = entry = mine[which % len(mine)]
            assert process.is_alive(), f"{name} died by itself: see {self.folder}"
            os.kill(process.pid, signal.SIGKILL)
            process.join()
            self._running.remove(entry)
            self.kills[function] = self.kills.get(function, 0) + 1
            self._spawn(name)

    def restart_database(self) -> None:
        """What `pg_ctl restart -m immediate` does: no goodbye, and recovery from the log."""
        with self._lock:
            pid = self.cluster.service.pid
            assert pid
            os.kill(pid, signal.SIGQUIT)
            assert wait_until(lambda: not self.cluster.service.is_running(), patience=20)
            self.cluster.start()
            self.restarts += 1

    def _spawn(self, name: str) -> None:
        role, number = name.split()
        log = self.folder / f"{role}.log"
        if role == "api":
            port = self.ports[int(number)]
            process = self.spawn(processes.serve_api, self.environment(), log, port)
        else:
            process = self.spawn(processes.run_worker, self.environment(), log, role, self.journal)
        self._running.append((name, process))

    def spawn(self, target: Callable[..., None], *arguments: Any) -> Any:
        process = self._spawner.Process(target=target, args=arguments, daemon=True)
        process.start()
        return process

    def _tell_of_letter(self, event: MailEvent) -> None:
        """The event bus with its rule."""
        self.send("record-mail-event", json.dumps(event.as_event()))

    def _sweep(self) -> None:
        """The relay's own schedule: it finds what a lost nudge left behind."""
        sqs = self.client("sqs")
        while not self._over.wait(_SWEEP_SECONDS):
            with contextlib.suppress(Exception):
                sqs.send_message(QueueUrl=self._queue("relay-outbox"), MessageBody='{"version": 1}')

    # What is left

    def _queue(self, name: str, kind: str = "queue") -> str:
        return f"{self.aws.endpoint}/{ACCOUNT}/{PREFIX}{name}-{kind}"

    def settle(self, *, patience: float) -> None:
        """Wait until nothing is on its way; what was set aside is sent again, as a person would."""
        end = time.monotonic() + patience
        while time.monotonic() < end:
            if self._waiting() == 0:
                set_aside = self._redrive()
                if not set_aside:
                    return
            time.sleep(0.3)
        raise AssertionError(f"{self._waiting()} messages are still on their way")

    def _waiting(self) -> int:
        sqs = self.client("sqs")
        counts = ("ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible")
        waiting = 0
        for name in QUEUES[1:]:  # the sweep keeps the relay's own queue busy
            found = sqs.get_queue_attributes(QueueUrl=self._queue(name), AttributeNames=counts)
            waiting += sum(int(found["Attributes"][count]) for count in counts)
        with self.connect() as connection:
            row = connection.execute("select count(*) from outbox where sent_at is null").fetchone()
        return waiting + (row[0] if row else 0)

    def _redrive(self) -> int:
        sqs, moved = self.client("sqs"), 0
        for name in QUEUES:
            letters = self._queue(name, "dead-letters")
            while messages := sqs.receive_message(QueueUrl=letters, MaxNumberOfMessages=10).get(
                "Messages"
            ):
                for message in messages:
                    sqs.send_message(QueueUrl=self._queue(name), MessageBody=message["Body"])
                    sqs.delete_message(QueueUrl=letters, ReceiptHandle=message["ReceiptHandle"])
                moved += len(messages)
        self.redriven += moved
        return moved

    def send(self, queue: str, body: str) -> None:
        self._sqs.send_message(QueueUrl=self._queue(queue), MessageBody=body)

    @cached_property
    def _sqs(self) -> Any:
        return self.client("sqs")

    def letters(self) -> list[Mapping[str, Any]]:
        address = f"{self.aws.endpoint}/_ministack/ses/messages"
        with urllib.request.urlopen(address, timeout=20) as answer:
            accounts = json.load(answer)["messages"]
        return [letter for letters in accounts.values() for letter in letters]


@contextlib.contextmanager
def a_rig(folder: Path, **options: Any) -> Iterator[Rig]:
    rig = Rig(
        folder,
        DevelopmentCluster(folder / "postgres", port=free_port(), log_folder=folder),
        MiniStack(folder / "aws", free_port(), ROOT / ".venv-aws", folder, mail_port=free_port()),
        **options,
    )
    try:
        rig.prepare()
        yield rig
    finally:
        rig.stop()


def address_of(port: int) -> str:
    return f"http://{LOOPBACK}:{port}"
