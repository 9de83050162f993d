"""The whole local stack with thousands of monitored sites: the same template and functions as in
AWS, a durable PostgreSQL that logs every statement by who sent it, and counters around all of it.
"""

import base64
import contextlib
import datetime as dt
import json
import re
import time
import uuid
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import batched
from pathlib import Path
from typing import Any

import psycopg

from chalicelib.adapters.object_store import S3ObjectStore
from chalicelib.kit.ids import uuid7
from chalicelib.monitoring.history_objects import HistoryObjects
from chalicelib.monitoring.measurements import MeasuredBatch, Measurement
from chalicelib.monitoring.shards import LARGEST_BATCH
from chalicelib.sites.model import SiteStatus
from infra import packaging
from infra.function_specs import FunctionSpec, specs_with
from infra.normalise import COMMITTED
from infra.settings import LOCAL
from localstack.aws import ACCOUNT, MiniStack
from localstack.deploy import ASSET_BUCKET, Cloud, deploy, upload_assets
from localstack.network import free_port, wait_until
from localstack.postgres import SUPERUSER, DevelopmentCluster
from tests.soak.counting_gateway import CountingGateway
from tests.soak.script import behaviour, is_dead, is_slow
from tests.soak.targets import Targets, serving_targets

ROOT = Path(__file__).resolve().parents[2]
PREFIX = LOCAL.prefix
SPECS = {spec.hyphenated: spec for spec in specs_with(LOCAL.probe_regions)}
FUNCTIONS = tuple(SPECS)
BATCHES = ("schedule-checks", "SQS.SendMessage")
_SITES_PER_CLIENT = 100
_ENTRY_OF_A_QUICK_SITE = ("interval", "status", "url")
_STATEMENT = re.compile(
    r"^(\d{4}-\d\d-\d\d \d\d:\d\d):\S+ UTC\|([^|]*)\|LOG:  (?:statement|execute)"
)


@dataclass
class Stage:
    folder: Path
    cluster: DevelopmentCluster
    cloud: Cloud
    gateway: CountingGateway
    targets: Targets
    sites: int
    numbers: dict[uuid.UUID, int] = field(default_factory=dict)
    """What the script calls each site."""

    def connect(self) -> psycopg.Connection[Any]:
        return psycopg.connect(
            self.cluster.url(SUPERUSER), autocommit=True, application_name="soak"
        )

    def invoke(self, function: str) -> Any:
        answer = self.cloud.client("lambda").invoke(
            FunctionName=f"{PREFIX}{function}", Payload=b"{}"
        )
        told = answer["Payload"].read().decode()
        if "FunctionError" in answer:
            raise RuntimeError(f"{function}: {told}")
        return json.loads(told)

    def statements(self) -> dict[str, Counter[str]]:
        """By minute and by the function that sent them; ours are left out."""
        counted: dict[str, Counter[str]] = {}
        with self.cluster.service.log_file.open(errors="replace") as lines:
            for line in lines:
                found = _STATEMENT.match(line)
                if found and found[2] in FUNCTIONS:
                    counted.setdefault(found[1], Counter())[found[2]] += 1
        return counted

    def history(self) -> HistoryObjects:
        bucket = f"{PREFIX}{ACCOUNT}-history"
        return HistoryObjects(S3ObjectStore(self.cloud.client("s3"), bucket))

    def durations(self) -> dict[str, list[int]]:
        """What Lambda would report of each run, in milliseconds, by function."""
        logs = self.cloud.client("logs")
        found: dict[str, list[int]] = {}
        for function in FUNCTIONS:
            with contextlib.suppress(logs.exceptions.ResourceNotFoundException):
                found[function] = list(_reported(logs, f"/aws/lambda/{PREFIX}{function}"))
        return found

    def log_bytes(self) -> int:
        """What CloudWatch Logs would take in."""
        return sum(
            group.get("storedBytes", 0)
            for group in self.cloud.client("logs").describe_log_groups()["logGroups"]
        )


def _reported(logs: Any, group: str) -> Iterator[int]:
    for page in logs.get_paginator("filter_log_events").paginate(logGroupName=group):
        for event in page["events"]:
            took = re.search(r"REPORT RequestId.*?\tDuration: ([\d.]+) ms", event["message"])
            if took:
                yield int(float(took[1]))


@contextmanager
def a_stage(folder: Path, *, sites: int) -> Iterator[Stage]:
    cluster = DevelopmentCluster(folder / "postgres", port=free_port(5700), log_folder=folder)
    # Every statement with the moment and the function: PGAPPNAME says which.
    cluster.options |= {"log_statement": "all", "log_line_prefix": "%m|%a|"}
    aws = MiniStack(folder / "aws", free_port(4800), ROOT / ".venv-aws", folder)
    gateway = CountingGateway(aws.port, kept=frozenset({BATCHES}))
    with contextlib.ExitStack() as stack:
        targets = stack.enter_context(serving_targets(folder / "targets"))
        stack.callback(cluster.remove)
        cluster.start()
        stack.callback(aws.forget)
        aws.start()
        gateway.open(FUNCTIONS)
        stack.callback(gateway.close)
        stage = Stage(folder, cluster, Cloud(aws), gateway, targets, sites)
        _deploy(stage)
        stage.invoke("migrate-database")
        _store_sites(stage)
        _watch(stage)
        _learn_paces(stage)
        yield stage


def _deploy(stage: Stage) -> None:
    packages = packaging.build("host", out=stage.folder / "build")
    prefix = f"{packages.digest}/"
    assets = {path.name: path for path in (packages.functions, packages.layer, packages.api)}
    upload_assets(stage.cloud, assets=assets, prefix=prefix)

    def seed(first: int) -> str:
        return base64.b64encode(bytes(range(first, first + 32))).decode()

    parameters = {
        "AssetBucket": ASSET_BUCKET,
        "AssetPrefix": prefix,
        "DatabaseHost": stage.cluster.host,
        "DatabasePort": str(stage.cluster.port),
        "QueueBaseUrl": f"{stage.cloud.aws.endpoint}/{ACCOUNT}/{PREFIX}",
        "SignerKeyId": seed(0),
        "AnchorKeyId": seed(1),
        "SealKeyId": seed(2),
    }
    deploy(stage.cloud, stack=f"{PREFIX}app", template=COMMITTED, parameters=parameters)
    stage.cloud.client("ses").verify_email_identity(EmailAddress="wingman@agency.example")
    for spec in specs_with(LOCAL.probe_regions):
        _surround(stage, spec)


def _surround(stage: Stage, spec: FunctionSpec) -> None:
    """Through the counter to AWS, by its own name to PostgreSQL, and by our authority to sites."""
    function = spec.hyphenated
    name = f"{PREFIX}{function}"
    lambda_ = stage.cloud.client("lambda")
    variables = lambda_.get_function_configuration(FunctionName=name)["Environment"]["Variables"]
    variables |= {
        "AWS_ENDPOINT_URL": stage.gateway.address_for(function),
        "PGAPPNAME": function,
    }
    if spec.name == "probe_sites":
        variables |= {
            "SSL_CERT_FILE": str(stage.targets.root),
            "WINGMAN_DEMO_ORIGINS": ",".join(stage.targets.origins()),
        }
    lambda_.update_function_configuration(FunctionName=name, Environment={"Variables": variables})


def _store_sites(stage: Stage) -> None:
    clients = [uuid7() for _ in range(-(-stage.sites // _SITES_PER_CLIENT))]
    made = [(uuid7(), clients[n // _SITES_PER_CLIENT], n) for n in range(stage.sites)]
    stage.numbers = {site: n for site, _, n in made}
    with stage.connect() as connection, connection.cursor() as cursor:
        cursor.execute(
            "insert into users (id, email, name, password_hash, role)"
            " values (%s, 'alice@example.com', 'Alice', '', 'admin')",
            (uuid.uuid4(),),
        )
        cursor.executemany(
            "insert into clients (id, name) values (%s, %s)",
            [(client, f"Client {number}") for number, client in enumerate(clients)],
        )
        cursor.executemany(
            "insert into sites (id, client_id, name, url, connection, connected_at)"
            " values (%s, %s, %s, %s, 'connected', now())",
            [(site, client, f"Site {n:05}", stage.targets.url(n)) for site, client, n in made],
        )
        cursor.executemany(
            "insert into site_state (site_id, client_id, status, status_since)"
            " values (%s, %s, %s, now() - interval '1 day')",
            [(site, client, "offline" if is_dead(n) else "online") for site, client, n in made],
        )


def _watch(stage: Stage) -> None:
    """Fill the shards as the daily sweep does, through outbox, relay and recorder."""
    with stage.connect() as connection:
        shards: dict[int, list[str]] = {}
        for (site_id,) in connection.execute("select id from sites").fetchall():
            shards.setdefault(site_id.int % 64, []).append(str(site_id))
        for watch in shards.values():
            body = {"batch_id": "watch", "watch": watch}
            connection.execute(
                "insert into outbox (id, queue, body, created_at)"
                " values (%s, 'record-checks-queue', %s, now())",
                (uuid7(), json.dumps(body)),
            )
    stage.invoke("relay-outbox")
    if not wait_until(lambda: _is_watched(stage), patience=600):
        raise RuntimeError("the shards were not filled")


def _is_watched(stage: Stage) -> bool:
    time.sleep(1)
    items = stage.cloud.client("dynamodb").scan(
        TableName=f"{PREFIX}probe-shards", ProjectionExpression="sites"
    )["Items"]
    return sum(len(item["sites"]["M"]) for item in items if "sites" in item) >= stage.sites


def _learn_paces(stage: Stage) -> None:
    """As in operation: an hour of measurements is folded, and tells which sites are slow."""
    hour = last_hour()
    for minute in range(60):
        at = hour + dt.timedelta(minutes=minute)
        for batch, some in enumerate(batched(stage.numbers.items(), LARGEST_BATCH)):
            keep_measurements(stage, at, some, batch_id=f"{batch}")
    stage.invoke("fold-history")
    slow = sum(is_slow(number) for number in range(stage.sites))
    if not wait_until(lambda: _count_slow(stage) >= slow, patience=120):
        raise RuntimeError("the shards do not know who is slow")


def last_hour() -> dt.datetime:
    """The last one that is folded by now."""
    now = dt.datetime.now(dt.UTC) - dt.timedelta(minutes=5)
    return now.replace(minute=0, second=0, microsecond=0) - dt.timedelta(hours=1)


def keep_measurements(
    stage: Stage, at: dt.datetime, sites: Sequence[tuple[uuid.UUID, int]], *, batch_id: str
) -> None:
    measured = [_measurement(site, number, at.minute) for site, number in sites]
    home = LOCAL.probe_regions[0]
    stage.history().keep_batch(MeasuredBatch(at, home, measured), batch_id=batch_id)


def _measurement(site: uuid.UUID, number: int, minute: int) -> Measurement:
    told = behaviour(number, -60 + minute)
    if not told.status:
        return Measurement(site, SiteStatus.OFFLINE)
    return Measurement(site, SiteStatus.ONLINE, told.status, round(told.seconds * 1000))


def _count_slow(stage: Stage) -> int:
    items = stage.cloud.client("dynamodb").scan(TableName=f"{PREFIX}probe-shards")["Items"]
    entries = [
        entry["S"] for item in items if "sites" in item for entry in item["sites"]["M"].values()
    ]
    return sum(len(json.loads(entry)) > len(_ENTRY_OF_A_QUICK_SITE) for entry in entries)
