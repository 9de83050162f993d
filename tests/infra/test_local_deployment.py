"""The committed template really runs: deployed to the local AWS, with a real PostgreSQL behind it.

What is proven here is the wiring (queue, schedule, gateway, dead letters, permissions to nothing
else); an emulator says nothing about whether AWS itself would accept the template.
"""

import base64
import datetime as dt
import json
import time
import urllib.error
import urllib.request
import uuid
from dataclasses import dataclass
from email.parser import Parser
from pathlib import Path

import psycopg
import pytest

from chalicelib.adapters.object_store import S3ObjectStore
from chalicelib.adapters.sealer import LocalSealer
from chalicelib.events.monitoring import (
    ChecksChanged,
    MonitorTarget,
    ProbesDue,
    ProbeTarget,
    TryRequested,
)
from chalicelib.events.status_pages import StatusPagesChanged
from chalicelib.kit.clock import SystemClock
from chalicelib.kit.ids import uuid7
from chalicelib.monitoring.history_objects import HistoryObjects, Period
from chalicelib.monitoring.measurements import MeasuredBatch, Measurement
from chalicelib.monitoring.monitor import SEAL, seal_owner
from chalicelib.monitoring.monitor_settings import Secrets
from chalicelib.sites.model import SiteStatus
from infra.function_specs import API, FUNCTION_SPECS, specs_with
from infra.normalise import COMMITTED, normalised
from infra.settings import LOCAL
from localstack.aws import MiniStack
from localstack.deploy import ASSET_BUCKET, Cloud, deploy, upload_assets
from localstack.mail_carrier import events_of, to_event_bus
from localstack.network import LOOPBACK, free_port
from localstack.postgres import TestCluster
from tests.fakes.tiny_server import TinyServer, page, serving

ROOT = Path(__file__).parents[2]
STACK = "wingman-local-app"
PREFIX = "wingman-local-"
POISON = "this is no JSON"
HOUR = dt.timedelta(hours=1)


class Mood:
    """How a site answers, until a test wants it otherwise."""

    def __init__(self) -> None:
        self.is_well = True

    async def __call__(self, received, writer):
        well = page("<html><body>Welcome</body></html>")
        await (well if self.is_well else page("oops", "500 Internal Server Error"))(
            received, writer
        )


@dataclass(frozen=True)
class Deployment:
    """The deployed app stack with its database."""

    cloud: Cloud
    parameters: dict[str, str]
    outputs: dict[str, str]
    database: TestCluster
    broken_site: TinyServer
    healthy_site: TinyServer
    moody_site: TinyServer
    mood: "Mood"

    def queue_url(self, name: str) -> str:
        return f"{self.cloud.aws.endpoint}/000000000000/{PREFIX}{name}"

    def send(self, queue: str, body: str) -> None:
        self.cloud.client("sqs").send_message(QueueUrl=self.queue_url(queue), MessageBody=body)

    def logged(self, function: str) -> str:
        """All that the function has logged so far."""
        logs = self.cloud.client("logs")
        try:
            found = logs.filter_log_events(logGroupName=f"/aws/lambda/{PREFIX}{function}")
        except logs.exceptions.ResourceNotFoundException:
            return ""
        return "\n".join(event["message"] for event in found["events"])

    def rows(self, query: str, *values: object) -> list[tuple]:
        with psycopg.connect(self.database.url()) as connection:
            return connection.execute(query, values).fetchall()


def wait_for(condition, *, seconds: float, what: str):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = condition()
        if found:
            return found
        time.sleep(0.5)
    raise AssertionError(f"{what}: not within {seconds:.0f} s")


@pytest.fixture(scope="module")
def deployment(packages, tmp_path_factory):
    folder = tmp_path_factory.mktemp("aws")
    aws = MiniStack(
        folder=folder / "state",
        port=free_port(9320),
        environment_folder=ROOT / ".venv-aws",
        log_folder=folder,
    )
    aws.start()
    try:
        with (
            TestCluster(tcp=True) as database,
            serving(page("oops", "500 Internal Server Error")) as broken,
            serving(page("<html><body>Welcome</body></html>")) as healthy,
            serving(mood := Mood()) as moody,
        ):
            cloud = Cloud(aws)
            prefix = f"{packages.digest}/"
            assets = {
                path.name: path for path in (packages.functions, packages.layer, packages.api)
            }
            upload_assets(cloud, assets=assets, prefix=prefix)
            parameters = {
                "AssetBucket": ASSET_BUCKET,
                "AssetPrefix": prefix,
                "DatabaseHost": LOOPBACK,
                "DatabasePort": str(database.port),
                "QueueBaseUrl": f"{aws.endpoint}/000000000000/{PREFIX}",
                "SignerKeyId": base64.b64encode(bytes(range(32))).decode(),
                "AnchorKeyId": base64.b64encode(bytes(range(1, 33))).decode(),
                "DemoOrigins": f"{broken.origin},{healthy.origin},{moody.origin}",
                "SealKeyId": base64.b64encode(bytes(range(2, 34))).decode(),
            }
            outputs = deploy(cloud, stack=STACK, template=COMMITTED, parameters=parameters)
            deployment = Deployment(
                cloud, parameters, outputs, database, broken, healthy, moody, mood
            )
            # Being tried three times takes a while: it goes on while the other tests run.
            deployment.send("sign-command-queue", POISON)
            yield deployment
    finally:
        aws.stop()


@pytest.fixture(scope="module")
def migrated(deployment):
    """The deployment after its own first step: the function that brings the schema."""
    answer = deployment.cloud.client("lambda").invoke(
        FunctionName=f"{PREFIX}migrate-database", Payload=b"{}"
    )
    body = answer["Payload"].read().decode()
    assert "FunctionError" not in answer, body
    return deployment


def test_the_deployed_template_is_the_app_stack_of_the_synth(deployment, synth):
    stored = deployment.cloud.client("cloudformation").get_template(StackName=STACK)
    body = stored["TemplateBody"]

    template = json.loads(body) if isinstance(body, str) else body

    assert template == normalised(synth.out, synth.build)


def test_every_function_is_there_with_its_layer(deployment):
    found = deployment.cloud.client("lambda").list_functions()["Functions"]

    expected = (API, *specs_with(LOCAL.probe_regions))
    assert {f["FunctionName"] for f in found} == {f"{PREFIX}{s.hyphenated}" for s in expected}
    assert all(len(function["Layers"]) == 1 for function in found)


def test_the_audit_log_is_anchored_in_its_bucket(migrated):
    with psycopg.connect(migrated.database.url()) as connection:
        connection.execute(
            "insert into audit_logs (id, at, actor, action, object_kind, object_id)"
            " values (gen_random_uuid(), now(), 'system', 'x', 'x', 'x')"
        )
    answer = migrated.cloud.client("lambda").invoke(
        FunctionName=f"{PREFIX}anchor-audit-log", Payload=b"{}"
    )
    body = answer["Payload"].read().decode()
    assert "FunctionError" not in answer, body

    s3 = migrated.cloud.client("s3")
    bucket = f"{PREFIX}000000000000-audit"
    (anchor,) = s3.list_objects_v2(Bucket=bucket, Prefix="anchors/")["Contents"]
    document = json.loads(s3.get_object(Bucket=bucket, Key=anchor["Key"])["Body"].read())
    # That the bucket locks it, the template says (test_synth): this emulator sets no lock on a
    # bucket that a template makes.
    assert document["payload_type"] == "application/vnd.wpwingman.audit-anchor+json"
    assert json.loads(base64.b64decode(document["payload"]))["seq"] == 1


def test_what_lies_in_the_bucket_is_folded_into_rows_and_an_archive(migrated):
    site, client = uuid.uuid4(), uuid.uuid4()
    with psycopg.connect(migrated.database.url()) as connection:
        connection.execute("insert into clients (id, name) values (%s, 'C')", (client,))
        connection.execute(
            "insert into sites (id, client_id, name, url) values (%s, %s, 'S', 'https://s.example')",
            (site, client),
        )
        connection.execute(
            "insert into site_state (site_id, client_id, status, status_since)"
            " values (%s, %s, 'online', now() - interval '1 day')",
            (site, client),
        )
    hour = dt.datetime.now(dt.UTC).replace(minute=0, second=0, microsecond=0) - 2 * HOUR
    store = S3ObjectStore(migrated.cloud.client("s3"), f"{PREFIX}000000000000-history")
    history = HistoryObjects(store)
    batch = MeasuredBatch(hour, "home", [Measurement(site, SiteStatus.ONLINE, 200, 321)])
    history.keep_batch(batch, batch_id="0")

    answer = migrated.cloud.client("lambda").invoke(
        FunctionName=f"{PREFIX}fold-history", Payload=b"{}"
    )

    body = answer["Payload"].read().decode()
    assert "FunctionError" not in answer, body
    rows = migrated.rows(
        "select checks, p50_ms, up_ms from uptime_hours where site_id = %s and hour = %s",
        site,
        hour,
    )
    assert rows == [(1, 321, 3_600_000)]
    archive = history.find_archive(Period.HOUR, hour)
    assert archive is not None
    assert list(archive.by_site[site].response_ms) == [321]


def test_a_monitor_is_tried_with_what_was_sealed_for_its_address(deployment):
    try_id, origin = uuid7(), deployment.healthy_site.origin
    sealed = LocalSealer(base64.b64decode(deployment.parameters["SealKeyId"])).seal(
        Secrets(headers={"X-Api-Key": "k3y"}).model_dump_json().encode(),
        purpose=SEAL,
        owner=seal_owner(try_id, origin),
    )
    target = MonitorTarget(
        monitor_id=try_id,
        kind="http",
        address=f"{origin}/tried",
        status="pending",
        settings={"keyword": "Welcome"},
        sealed_secrets=base64.b64encode(sealed).decode(),
    )
    asked = TryRequested(try_id=try_id, asked_by=uuid7(), target=target)
    deployment.send("try-monitor-queue", asked.model_dump_json())

    dynamodb = deployment.cloud.client("dynamodb")
    kept = {"TableName": f"{PREFIX}monitor-notes", "Key": {"id": {"S": f"try-{try_id}"}}}
    item = wait_for(
        lambda: dynamodb.get_item(**kept).get("Item"), seconds=60, what="the monitor was tried"
    )

    report = json.loads(item["report"]["S"])
    assert (report["status"], report["status_code"]) == ("online", 200)
    heads = [one.head for one in deployment.healthy_site.received if one.path == "/tried"]
    assert ["X-Api-Key: k3y" in head for head in heads] == [True]


def test_the_word_of_ses_ends_the_doubt_about_a_letter(deployment):
    """A notifier claimed it, and died before it could note that SES has taken it."""
    key = {"id": {"S": f"notification#{(letter := uuid7())}"}}
    dynamodb = deployment.cloud.client("dynamodb")
    claimed = {"state": {"S": "sending"}, "claimed_at": {"N": "1"}, "expires_at": {"N": "9"}}
    dynamodb.put_item(TableName=f"{PREFIX}idempotency", Item={**key, **claimed})
    cloud = deployment.cloud
    publish = to_event_bus(cloud.client("events"), cloud.client("sqs"))

    for whose in ("somebody-elses", f"{PREFIX}mail"):
        told = Parser().parsestr(
            f"Message-ID: <0100-1@email.amazonses.com>\nX-SES-CONFIGURATION-SET: {whose}\n"
            f"X-SES-MESSAGE-TAGS: notification={letter}\n\n"
        )
        for event in events_of(told, ["olivia@agency.example"]):
            publish(event)

    def state() -> str:
        found = dynamodb.get_item(TableName=f"{PREFIX}idempotency", Key=key)
        return found["Item"]["state"]["S"]

    wait_for(lambda: state() == "sent", seconds=60, what="the letter is known to have left")
    heard = deployment.logged("record-mail-event").count("START RequestId")
    assert heard == 1, "the rule takes the events of our own letters"


def test_deploying_again_changes_nothing(deployment):
    resources = deployment.cloud.client("cloudformation").list_stack_resources
    before = resources(StackName=STACK)["StackResourceSummaries"]

    again = deploy(
        deployment.cloud, stack=STACK, template=COMMITTED, parameters=deployment.parameters
    )

    assert again == deployment.outputs
    assert before == resources(StackName=STACK)["StackResourceSummaries"]


def test_migrations_run_as_a_function_and_pin_the_signing_key(migrated):
    ((tables,),) = migrated.rows(
        "select count(*) from information_schema.tables where table_name in ('sites', 'outbox')"
    )
    ((keys,),) = migrated.rows("select count(*) from platform_keys")

    assert (tables, keys) == (2, 1)


def test_a_message_on_a_queue_starts_its_function(migrated):
    message = uuid.uuid4()
    with psycopg.connect(migrated.database.url()) as connection:
        connection.execute(
            "insert into outbox (id, queue, body, created_at) values (%s, %s, %s, now())",
            (message, "wake-site-queue", json.dumps({"seen": "by nobody"})),
        )

    migrated.send("relay-outbox-queue", "{}")

    wait_for(
        lambda: migrated.rows(
            "select 1 from outbox where id = %s and sent_at is not null", message
        ),
        seconds=30,
        what="the relay has marked the message as sent",
    )


def test_the_gateway_hands_requests_to_the_api(migrated):
    address = (
        f"{migrated.cloud.aws.endpoint}/restapis/{migrated.outputs['ApiId']}/live"
        "/_user_request_/api/v1/health"
    )

    try:
        with urllib.request.urlopen(address, timeout=30) as response:
            status, body = response.status, json.loads(response.read())
    except urllib.error.HTTPError as refusal:  # unhealthy is an answer of our API, too
        status, body = refusal.code, json.loads(refusal.read())

    assert status in {200, 503}, body
    assert "status" in body


def test_a_schedule_starts_its_function_every_minute(migrated):
    minutely = next(spec for spec in FUNCTION_SPECS if spec.every_minutes == 1)

    wait_for(
        lambda: "START RequestId" in migrated.logged(minutely.hyphenated),
        seconds=100,
        what=f"{minutely.name} has been started by its schedule",
    )


def test_a_poison_message_is_tried_three_times_and_set_aside(migrated):
    def dead_letter():
        answer = migrated.cloud.client("sqs").receive_message(
            QueueUrl=migrated.queue_url("sign-command-dead-letters"), WaitTimeSeconds=1
        )
        return answer.get("Messages")

    (message,) = wait_for(dead_letter, seconds=120, what="the message is among the dead letters")
    assert message["Body"] == POISON
    assert migrated.logged("sign-command").count("message_failed") == 3


def test_the_watcher_rings_the_alarm_topic_when_probes_do_not_run(migrated):
    """It needs no database: what it reads are heartbeats, and what it tells is a topic."""
    cloud = migrated.cloud
    sns, sqs = cloud.client("sns"), cloud.client("sqs")
    url = sqs.create_queue(QueueName="bell")["QueueUrl"]
    arn = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]
    (topic,) = [t["TopicArn"] for t in sns.list_topics()["Topics"] if "alarms" in t["TopicArn"]]
    sns.subscribe(TopicArn=topic, Protocol="sqs", Endpoint=arn["QueueArn"])
    this = dt.datetime.now(dt.UTC).replace(second=0, microsecond=0)
    for minutes_ago in range(7):
        minute = this - minutes_ago * dt.timedelta(minutes=1)
        cloud.client("dynamodb").update_item(
            TableName=f"{PREFIX}heartbeats",
            Key={"id": {"S": f"schedule_checks/{minute:%Y-%m-%dT%H:%M}"}},
            UpdateExpression="add #n :n set expires_at = :e",
            ExpressionAttributeNames={"#n": "number"},
            ExpressionAttributeValues={":n": {"N": "9000"}, ":e": {"N": "9999999999"}},
        )

    answer = cloud.client("lambda").invoke(FunctionName=f"{PREFIX}watch-watcher", Payload=b"{}")

    assert "FunctionError" not in answer, answer["Payload"].read()
    told = wait_for(
        lambda: sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages"),
        seconds=20,
        what="the bell is heard",
    )
    assert any("probes ran that were due in three minutes" in one["Body"] for one in told)


@dataclass(frozen=True)
class Watched:
    """A site that is believed to be online."""

    deployment: Deployment
    site_id: uuid.UUID
    url: str

    def look(self) -> None:
        """What the schedule does every minute."""
        target = ProbeTarget(site_id=self.site_id, url=self.url, status="online")
        due = ProbesDue(batch_id="minute", due_at=SystemClock().now(), targets=[target])
        self.deployment.send("probe-sites-queue", due.model_dump_json())

    def status(self) -> str:
        ((status,),) = self.deployment.rows(
            "select status from site_state where site_id = %s", self.site_id
        )
        return status

    def regions_that_saw_it(self) -> set[str]:
        found = self.deployment.rows(
            "select belief from monitor_beliefs where site_id = %s", self.site_id
        )
        return {look["region"] for (belief,) in found for look in belief["looks"]}


def watch(deployment: Deployment, server: TinyServer) -> Watched:
    client_id, site_id = uuid7(), uuid7()
    url = f"{server.origin}/{site_id}"
    with psycopg.connect(deployment.database.url()) as connection:
        connection.execute(
            "insert into clients (id, name, created_at) values (%s, 'Client', now())", (client_id,)
        )
        connection.execute(
            "insert into sites (id, client_id, name, url, connection)"
            " values (%s, %s, 'Shop', %s, 'connected')",
            (site_id, client_id, url),
        )
        connection.execute(
            "insert into site_state (site_id, client_id, status) values (%s, %s, 'online')",
            (site_id, client_id),
        )
    return Watched(deployment, site_id, url)


def unplug(deployment: Deployment, function: str, *, answer: str) -> None:
    """Set whether a region's probes see anything."""
    lambda_ = deployment.cloud.client("lambda")
    name = f"{PREFIX}{function}"
    variables = lambda_.get_function_configuration(FunctionName=name)["Environment"]["Variables"]
    lambda_.update_function_configuration(
        FunctionName=name, Environment={"Variables": {**variables, "WINGMAN_UNPLUGGED": answer}}
    )


def test_a_site_that_all_regions_see_failing_is_offline(migrated):
    site = watch(migrated, migrated.broken_site)

    site.look()

    wait_for(lambda: site.status() == "offline", seconds=60, what="two regions agree")
    wait_for(
        lambda: site.regions_that_saw_it() == {"north", "east", "south"},
        seconds=60,
        what="all three regions have answered",
    )


def test_what_only_one_region_cannot_reach_is_nobodys_news(migrated):
    site = watch(migrated, migrated.healthy_site)
    unplug(migrated, "probe-sites", answer="yes")
    try:
        asked = len(migrated.healthy_site.received)
        site.look()
        wait_for(
            lambda: len(migrated.healthy_site.received) >= asked + 2,
            seconds=60,
            what="the two other regions have looked",
        )
        time.sleep(10)  # for the unplugged one to look again, and the core to hear of it
    finally:
        unplug(migrated, "probe-sites", answer="no")

    assert site.status() == "online"
    assert site.regions_that_saw_it() == set()


def test_two_regions_that_cannot_reach_it_are_believed(migrated):
    site = watch(migrated, migrated.healthy_site)
    for function in ("probe-sites", "probe-sites-south"):
        unplug(migrated, function, answer="yes")
    try:
        site.look()
        wait_for(lambda: site.status() == "offline", seconds=60, what="two regions agree")
    finally:
        for function in ("probe-sites", "probe-sites-south"):
            unplug(migrated, function, answer="no")

    assert site.regions_that_saw_it() == {"north", "south"}


def shown_on_page(deployment: Deployment) -> str | None:
    """What everybody reads: the bucket as CloudFront reads it."""
    s3 = deployment.cloud.client("s3")
    try:
        found = s3.get_object(
            Bucket=f"{PREFIX}000000000000-status", Key="public/status/lang/summary.json"
        )
    except s3.exceptions.NoSuchKey:
        return None
    return json.loads(found["Body"].read())["state"]


def a_page_of(deployment: Deployment, site: Watched) -> None:
    component = {"id": str(uuid7()), "name": "Online shop", "site_ids": [str(site.site_id)]}
    with psycopg.connect(deployment.database.url()) as connection:
        connection.execute(
            "insert into status_pages (id, slug, title, language, accent, components, is_published)"
            " values (%s, 'lang', 'Lang', 'en', '#8a3b12', %s, true)",
            (uuid7(), json.dumps([component])),
        )
    deployment.send("describe-status-pages-queue", StatusPagesChanged().model_dump_json())


@pytest.mark.slow
def test_a_status_page_is_right_within_two_minutes_while_database_and_api_are_down(migrated):
    """No function of the API runs here, PostgreSQL is killed, and the schedules go on."""
    site = watch(migrated, migrated.moody_site)
    watched = ChecksChanged(batch_id="new", watch=[site.site_id])
    migrated.send("record-checks-queue", watched.model_dump_json())
    a_page_of(migrated, site)
    told = []

    def page_says(state: str, *, within: float = 120) -> None:
        began = time.monotonic()
        wait_for(lambda: shown_on_page(migrated) == state, seconds=within, what=f"page: {state}")
        told.append(f"{state} after {time.monotonic() - began:.0f} s")

    page_says("operational")
    migrated.database.crash()
    try:
        migrated.mood.is_well = False
        page_says("outage")
        migrated.mood.is_well = True
        page_says("operational")
        migrated.mood.is_well = False
        page_says("outage")
    finally:
        migrated.database.start()

    wait_for(lambda: site.status() == "offline", seconds=180, what="the database has heard of it")
    assert shown_on_page(migrated) == "outage"
    migrated.mood.is_well = True
    page_says("operational")
    assert site.status() == "online"
    print("\nstatus page: " + ", ".join(told))
