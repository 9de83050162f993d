"""The composition root: adapters built once per container, units of work for the doors.

Only doors ask for anything here. Heavy libraries are imported inside the builder that needs them,
so that a function loads only what it uses.
"""

import base64
import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from importlib import import_module
from typing import TYPE_CHECKING

from chalicelib.adapters import settings
from chalicelib.events.outbox import OutboxFilled
from chalicelib.kit.clock import Clock, SystemClock

if TYPE_CHECKING:
    import uuid

    from sqlalchemy import MetaData

    from chalicelib.adapters.alarm_bell import AlarmBell
    from chalicelib.adapters.database import Database, DatabaseRole, UnitOfWork
    from chalicelib.adapters.heartbeats import Heartbeats
    from chalicelib.adapters.http_fetcher import HttpFetcher
    from chalicelib.adapters.mailer import Mailer
    from chalicelib.adapters.queue import Queue
    from chalicelib.adapters.queue_figures import QueueInspector
    from chalicelib.adapters.rate_limiter import RateLimiter
    from chalicelib.adapters.sealer import Sealer
    from chalicelib.adapters.signer import Signer
    from chalicelib.adapters.site_client import SiteClient
    from chalicelib.adapters.sms import SmsSender
    from chalicelib.audit.anchors import AnchorStore
    from chalicelib.monitoring.beats import Beats
    from chalicelib.monitoring.history_objects import HistoryObjects
    from chalicelib.monitoring.monitor_looks import Instruments
    from chalicelib.monitoring.regions import Regions
    from chalicelib.monitoring.shards import ProbeShards
    from chalicelib.monitoring.try_report import Tries
    from chalicelib.monitoring.unrecorded import Unrecorded
    from chalicelib.monitoring.votes import Votes
    from chalicelib.notifications.model import DeliveryLog
    from chalicelib.sites.approving import Terms
    from chalicelib.status_pages.page_objects import PageObjects

_ROOMS_WITH_TABLES = (
    "identity",
    "clients",
    "audit",
    "jobs",
    "sites",
    "updates",
    "backups",
    "security",
    "billing",
    "support",
    "reports",
    "monitoring",
    "notifications",
    "status_pages",
)


@cache
def clock() -> Clock:
    return SystemClock()


@cache
def database() -> "Database":
    from chalicelib.adapters.database import Database

    return Database(settings.load(), clock())


@cache
def queue() -> "Queue":
    import boto3

    from chalicelib.adapters.queue import SqsQueue

    return SqsQueue(boto3.client("sqs"), settings.load().queue_base_url)


@cache
def queue_in(region: str) -> "Queue":
    """The queues of another region's deployment; locally all regions share one address."""
    import boto3

    from chalicelib.adapters.queue import SqsQueue, base_url_in

    current = settings.load()
    base_url = base_url_in(current.queue_base_url, region=region, own=current.region)
    elsewhere = None if base_url == current.queue_base_url else region
    return SqsQueue(boto3.client("sqs", region_name=elsewhere), base_url)


def regions() -> "Regions":
    """Who looks at sites, as this process sees it."""
    from chalicelib.monitoring.regions import Regions

    current = settings.load()
    return Regions(own=current.region, every=current.probe_regions)


@cache
def signers() -> "list[Signer]":
    """Our command keys: one, or two while the one takes over from the other."""
    from chalicelib.adapters.signer import KmsSigner, LocalSigner

    current = settings.load()
    if current.signer == "local":
        return [LocalSigner(base64.b64decode(seed)) for seed in current.signer_key_ids]
    import boto3

    kms = boto3.client("kms")
    return [KmsSigner(kms, key_id) for key_id in current.signer_key_ids]


def root_public_key() -> bytes | None:
    """The root key that sites pin, if this deployment has one."""
    text = settings.load().root_public_key
    return base64.b64decode(text) if text else None


def approval_terms() -> "Terms":
    """What a passkey's yes must look like; a new passkey waits, except on a developer's machine."""
    from chalicelib.identity.passkeys import relying_party
    from chalicelib.sites.approving import Terms
    from chalicelib.sites.policy import NEW_PASSKEY_WAITS

    current = settings.load()
    party = relying_party(current.base_url)
    waits = dt.timedelta(0) if current.is_local else NEW_PASSKEY_WAITS
    return Terms(rp_id=party.id, origins=party.origins, new_passkey_waits=waits)


@cache
def anchor_signer() -> "Signer":
    """Signs the anchors of the audit log, with a key that signs nothing else."""
    from chalicelib.adapters.signer import KmsSigner, LocalSigner

    current = settings.load()
    if current.signer == "local":
        return LocalSigner(base64.b64decode(current.anchor_key_id))
    import boto3

    return KmsSigner(boto3.client("kms"), current.anchor_key_id)


@cache
def audit_anchors() -> "AnchorStore":
    import boto3

    from chalicelib.adapters.object_store import SIGNING, S3ObjectStore
    from chalicelib.audit.anchors import AnchorStore

    bucket = f"{settings.load().bucket_prefix}audit"
    return AnchorStore(S3ObjectStore(boto3.client("s3", config=SIGNING), bucket))


@cache
def history() -> "HistoryObjects":
    """What probes measured. Reading may take its time, but a probe must not wait for a bucket."""
    import boto3
    from botocore.config import Config

    from chalicelib.adapters.object_store import SIGNING, S3ObjectStore
    from chalicelib.monitoring.history_objects import HistoryObjects

    patience = Config(connect_timeout=2, read_timeout=5, retries={"total_max_attempts": 2})
    client = boto3.client("s3", config=SIGNING.merge(patience))
    return HistoryObjects(S3ObjectStore(client, f"{settings.load().bucket_prefix}history"))


@cache
def status_pages() -> "PageObjects":
    """The bucket of public status pages, and of what their publisher must know."""
    import boto3

    from chalicelib.adapters.object_store import SIGNING, S3ObjectStore
    from chalicelib.status_pages.page_objects import PageObjects

    bucket = f"{settings.load().bucket_prefix}status"
    return PageObjects(S3ObjectStore(boto3.client("s3", config=SIGNING), bucket))


@cache
def sealer() -> "Sealer":
    from chalicelib.adapters.sealer import KmsSealer, LocalSealer

    current = settings.load()
    if current.signer == "local":
        return LocalSealer(base64.b64decode(current.seal_key_id))
    import boto3

    # Probes in other regions know the key by its ARN, and ask for it where it is.
    at_home = current.seal_key_id.split(":")[3] if ":" in current.seal_key_id else None
    return KmsSealer(boto3.client("kms", region_name=at_home), current.seal_key_id)


@cache
def rate_limiter() -> "RateLimiter":
    from chalicelib.adapters.dynamo_rate_limiter import DynamoRateLimiter

    return DynamoRateLimiter(clock())


@contextmanager
def unit_of_work(
    role: "DatabaseRole",
    *,
    client_id: "uuid.UUID | None" = None,
    site_ids: "frozenset[uuid.UUID] | None" = None,
) -> Iterator["UnitOfWork"]:
    """A unit of work that commits on leaving and rolls back on any exception.

    When messages left their rows in the outbox the relay is nudged at once.
    """
    with database().unit_of_work(role, client_id=client_id, site_ids=site_ids) as uow:
        yield uow
        uow.commit()
        must_relay = uow.has_messages
    if must_relay:
        _nudge_relay()


def all_tables() -> "MetaData":
    """The metadata of every room's tables, for migrations."""
    from chalicelib.adapters.orm import Base

    import_module("chalicelib.adapters.outbox")
    for room in _ROOMS_WITH_TABLES:
        import_module(f"chalicelib.{room}.tables")
    return Base.metadata


def _nudge_relay() -> None:
    """Best effort: the committed rows are safe, and the sweep finds them within five minutes."""
    try:
        queue().send(OutboxFilled.queue, OutboxFilled().model_dump_json())
    except Exception:
        from chalicelib.adapters.observability import logger

        logger.exception("relay_nudge_failed")


@cache
def http_fetcher() -> "HttpFetcher":
    from chalicelib.adapters.http_fetcher import SafeHttpFetcher
    from chalicelib.adapters.unplugged_fetcher import UnpluggedFetcher

    current = settings.load()
    if current.is_unplugged:
        return UnpluggedFetcher()
    if not current.demo_name_server:
        return SafeHttpFetcher(demo_origins=current.demo_origins)
    from chalicelib.adapters.demo_network import DemoResolver, server_of, trusting

    return SafeHttpFetcher(
        demo_origins=current.demo_origins,
        resolver=DemoResolver(server_of(current.demo_name_server)),
        tls=partial(trusting, current.demo_authority),
    )


@cache
def site_client() -> "SiteClient":
    from chalicelib.adapters.site_client import HttpSiteClient

    return HttpSiteClient(http_fetcher())


@cache
def mailer() -> "Mailer":
    import boto3

    from chalicelib.adapters.mailer import ONE_TRY, SesMailer

    current = settings.load()
    return SesMailer(
        boto3.client("ses", config=ONE_TRY),
        sender=current.mail_from,
        sender_name=current.agency_name,
        configuration_set=current.mail_configuration_set,
    )


@cache
def sms() -> "SmsSender":
    import boto3

    from chalicelib.adapters.mailer import ONE_TRY
    from chalicelib.adapters.sms import SnsSmsSender

    return SnsSmsSender(boto3.client("sns", config=ONE_TRY))


@cache
def delivery_log() -> "DeliveryLog":
    from chalicelib.notifications.items import DynamoDeliveryLog

    return DynamoDeliveryLog(clock())


@cache
def probe_shards() -> "ProbeShards":
    from chalicelib.monitoring.items import DynamoProbeShards

    return DynamoProbeShards(clock())


@cache
def probe_votes() -> "Votes":
    from chalicelib.monitoring.items import DynamoVotes

    return DynamoVotes(clock())


@cache
def pings() -> "Beats":
    """When monitors were last pinged."""
    from chalicelib.monitoring.items import DynamoBeats

    return DynamoBeats(clock())


@cache
def tries() -> "Tries":
    from chalicelib.monitoring.items import DynamoTries

    return DynamoTries(clock())


@cache
def instruments() -> "Instruments":
    """What monitors are looked at with, beside the fetcher."""
    from chalicelib.adapters.dns_records import ResolverDnsRecords
    from chalicelib.adapters.port_prober import PortProber
    from chalicelib.monitoring.monitor_looks import Instruments
    from chalicelib.monitoring.monitor_secrets import OpenedSecrets

    current, secrets = settings.load(), OpenedSecrets(sealer())
    if not current.demo_name_server:
        ports = PortProber(demo_origins=current.demo_origins)
        return Instruments(ports=ports, names=ResolverDnsRecords(), secrets=secrets)
    from chalicelib.adapters.demo_network import DemoDnsRecords, DemoResolver, server_of

    server = server_of(current.demo_name_server)
    ports = PortProber(demo_origins=current.demo_origins, resolver=DemoResolver(server))
    return Instruments(ports=ports, names=DemoDnsRecords(server), secrets=secrets)


@cache
def unrecorded() -> "Unrecorded":
    """What regions say while the database cannot be told."""
    from chalicelib.monitoring.unrecorded_items import DynamoUnrecorded

    return DynamoUnrecorded(clock())


@cache
def heartbeats() -> "Heartbeats":
    from chalicelib.adapters.heartbeats import DynamoHeartbeats

    return DynamoHeartbeats(clock())


@cache
def queue_inspector() -> "QueueInspector":
    import boto3

    from chalicelib.adapters.queue_figures import SqsQueueInspector

    return SqsQueueInspector(boto3.client("sqs"), settings.load().queue_base_url)


@cache
def alarm_bell() -> "AlarmBell":
    import boto3

    from chalicelib.adapters.alarm_bell import SnsAlarmBell

    return SnsAlarmBell(boto3.client("sns"), settings.load().alarm_topic)
