"""One row per folder in functions/, and one for the API: what starts it and what it may do.

The single source for roles, queues, schedules and alarms. Imports nothing, so tests can read it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum


class Zone(StrEnum):
    """Where a function lives. Whoever talks to the internet cannot reach the database."""

    CORE = "core"  # in the VPC, no route to the internet
    EDGE = "edge"  # outside the VPC, no database credentials


class DatabaseUser(StrEnum):
    """Roles of PostgreSQL that a function may sign in as (with an IAM token)."""

    OWNER = "wingman_owner"
    STAFF = "wingman_staff"
    CLIENT = "wingman_client"
    WORKER = "wingman_worker"
    SIGNER = "wingman_signer"


class Table(StrEnum):
    SESSIONS = "sessions"
    SIGNING_KEYS = "signing-keys"
    IDEMPOTENCY = "idempotency"
    PROBE_SHARDS = "probe-shards"
    HEARTBEATS = "heartbeats"
    RATE_LIMITS = "rate-limits"
    CHALLENGES = "challenges"
    MONITOR_NOTES = "monitor-notes"


# Indexes beside the id: a table's further ways in, as (name, what it is found by, what it is
# sorted by). The sort key is a number.
INDEXES: dict[Table, tuple[tuple[str, str, str], ...]] = {
    Table.SESSIONS: (("by-user", "user_id", "created_at"),),
}


class TableAction(StrEnum):
    """What a function does with items; named as IAM names it."""

    GET = "GetItem"
    GET_MANY = "BatchGetItem"
    PUT = "PutItem"
    UPDATE = "UpdateItem"
    DELETE = "DeleteItem"
    QUERY = "Query"  # on the table's indexes


class Bucket(StrEnum):
    BACKUPS = "backups"
    ARTIFACTS = "artifacts"
    AUDIT = "audit"
    HISTORY = "history"
    STATUS = "status"


class BucketAction(StrEnum):
    """What a function does with objects. Nobody may delete one or shorten its lock."""

    LIST = "ListBucket"
    GET = "GetObject"
    PUT = "PutObject"


class SigningKeyUse(StrEnum):
    """What a function may do with the key that signs commands, or the one that signs anchors."""

    READ_PUBLIC_KEY = "GetPublicKey"
    SIGN = "Sign"


class Sealed(StrEnum):
    """What is sealed, by the purpose that KMS demands to hear when it is opened."""

    SECOND_FACTOR = "totp"
    MAILED_LINK = "mailed_link"
    CHANNEL = "channel"
    MONITOR = "monitor"
    SUBSCRIPTION = "subscription"


class SealUse(StrEnum):
    """What a function may do with sealed things of one kind."""

    SEAL = "Encrypt"
    OPEN = "Decrypt"


class Alarm(StrEnum):
    DEAD_LETTERS = "dead-letters"  # a message was given up
    ERRORS = "errors"  # the function failed; for those that no queue tries again
    SILENCE = "silence"  # it did not run at all
    BLINDNESS = "blindness"  # it says itself that it sees nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueTrigger:
    """The function's own queue (`<function>-queue`), with its dead letters."""

    batch_size: int
    batch_window_seconds: int = 0
    max_concurrency: int
    """Copies at once. Each copy in the core zone holds a database connection."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FunctionSpec:
    """One Lambda."""

    name: str
    zone: Zone
    memory_mb: int
    timeout_seconds: int
    queue: QueueTrigger | None = None
    every_minutes: int | None = None
    database: tuple[DatabaseUser, ...] = ()
    sends_to: tuple[str, ...] = ()
    """Functions to whose queues it sends."""
    tables: tuple[tuple[Table, tuple[TableAction, ...]], ...] = ()
    buckets: tuple[tuple[Bucket, tuple[BucketAction, ...]], ...] = ()
    signing_key: tuple[SigningKeyUse, ...] = ()
    anchor_key: tuple[SigningKeyUse, ...] = ()
    """The key that signs anchors of the audit log, and nothing else."""
    seals: tuple[tuple[Sealed, tuple[SealUse, ...]], ...] = ()
    sends_mail: bool = False
    hears_of_mail: bool = False
    """SES says into its queue what became of letters."""
    sends_sms: bool = False
    inspects: tuple[str, ...] = ()
    """Functions whose queues and dead letters it counts, without reading any."""
    rings_alarm: bool = False
    """It tells the alarm topic itself."""
    alarms: tuple[Alarm, ...]
    region: str = ""
    """Where this copy looks from, when it is not the one at home."""

    @property
    def hyphenated(self) -> str:
        name = self.name.replace("_", "-")
        return f"{name}-{self.region}" if self.region else name

    @property
    def asks_its_copies(self) -> bool:
        """What sends to itself does so in other regions too, if it lives where these exist."""
        return self.zone is Zone.EDGE and self.name in self.sends_to

    @property
    def queue_name(self) -> str:
        return f"{self.hyphenated}-queue"


_BEATS = (Table.HEARTBEATS, (TableAction.UPDATE,))

API = FunctionSpec(
    name="api",
    zone=Zone.CORE,
    # bcrypt at cost 12 and the imports want a good share of a CPU: 1,769 MB would be a whole one.
    memory_mb=1024,
    timeout_seconds=29,  # API Gateway gives up after 29
    database=(DatabaseUser.STAFF, DatabaseUser.CLIENT, DatabaseUser.WORKER),
    sends_to=("relay_outbox",),
    tables=(
        (
            Table.SESSIONS,
            (
                TableAction.GET,
                TableAction.PUT,
                TableAction.UPDATE,
                TableAction.DELETE,
                TableAction.QUERY,
            ),
        ),
        (Table.SIGNING_KEYS, (TableAction.GET, TableAction.PUT)),
        (Table.IDEMPOTENCY, (TableAction.GET, TableAction.PUT, TableAction.DELETE)),
        (
            Table.RATE_LIMITS,
            (TableAction.GET, TableAction.PUT, TableAction.UPDATE, TableAction.DELETE),
        ),
        (
            Table.CHALLENGES,
            (TableAction.GET, TableAction.PUT, TableAction.UPDATE, TableAction.DELETE),
        ),
        # Pings come in by it; what a try found is waited for.
        (Table.MONITOR_NOTES, (TableAction.GET, TableAction.PUT, TableAction.UPDATE)),
        (Table.HEARTBEATS, (TableAction.GET_MANY,)),
    ),
    # It compares the log with its anchors, and can write none.
    buckets=((Bucket.AUDIT, (BucketAction.LIST, BucketAction.GET)),),
    anchor_key=(SigningKeyUse.READ_PUBLIC_KEY,),
    # What channels post to and monitors send goes in by the API, and comes out only at the edge.
    seals=(
        (Sealed.SECOND_FACTOR, (SealUse.SEAL, SealUse.OPEN)),
        (Sealed.CHANNEL, (SealUse.SEAL,)),
        (Sealed.MONITOR, (SealUse.SEAL,)),
        (Sealed.SUBSCRIPTION, (SealUse.SEAL,)),
    ),
    alarms=(Alarm.ERRORS,),
)

_RELAYED = (
    "describe_status_pages",
    "evaluate_snapshot",
    "issue_link",
    "probe_sites",
    "prove_site",
    "record_checks",
    "route_alert",
    "send_notification",
    "sign_command",
    "try_monitor",
    "wake_site",
)

FUNCTION_SPECS: tuple[FunctionSpec, ...] = (
    FunctionSpec(
        name="relay_outbox",
        zone=Zone.CORE,
        memory_mb=512,
        timeout_seconds=30,
        # Many nudges, one relay: each run empties the outbox, so a batch of nudges is one run.
        queue=QueueTrigger(batch_size=10, max_concurrency=2),
        every_minutes=5,
        database=(DatabaseUser.WORKER,),
        # To itself: a nudge that comes when a message that waits may leave.
        sends_to=("relay_outbox", *_RELAYED),
        tables=(_BEATS,),
        alarms=(Alarm.DEAD_LETTERS, Alarm.ERRORS),
    ),
    FunctionSpec(
        name="evaluate_snapshot",
        zone=Zone.CORE,
        memory_mb=512,
        timeout_seconds=30,
        queue=QueueTrigger(batch_size=10, max_concurrency=10),
        database=(DatabaseUser.WORKER,),
        sends_to=("relay_outbox",),
        tables=(_BEATS,),
        alarms=(Alarm.DEAD_LETTERS,),
    ),
    FunctionSpec(
        name="check_heartbeats",
        zone=Zone.CORE,
        memory_mb=512,
        timeout_seconds=60,
        every_minutes=5,
        database=(DatabaseUser.WORKER,),
        sends_to=("relay_outbox",),
        tables=(_BEATS,),
        alarms=(Alarm.ERRORS,),
    ),
    FunctionSpec(
        name="schedule_checks",
        zone=Zone.CORE,
        memory_mb=512,
        timeout_seconds=30,
        every_minutes=1,
        tables=(
            (Table.PROBE_SHARDS, (TableAction.GET_MANY,)),
            (Table.MONITOR_NOTES, (TableAction.GET_MANY,)),
            _BEATS,
        ),
        sends_to=("probe_sites", "record_checks"),
        # The heart of the watch: when it stops, nothing else would tell.
        alarms=(Alarm.ERRORS, Alarm.SILENCE),
    ),
    FunctionSpec(
        name="probe_sites",
        zone=Zone.EDGE,
        # Mostly waiting for the slowest site, which costs by memory; 500 handshakes take a third
        # of a CPU three seconds.
        memory_mb=512,
        timeout_seconds=60,
        queue=QueueTrigger(batch_size=1, max_concurrency=20),
        sends_to=("record_checks", "probe_sites"),  # in doubt, its copies in other regions look
        tables=(_BEATS,),
        # What it measured; it can read and change none of what is there.
        buckets=((Bucket.HISTORY, (BucketAction.PUT,)),),
        seals=((Sealed.MONITOR, (SealUse.OPEN,)),),
        alarms=(Alarm.DEAD_LETTERS, Alarm.BLINDNESS),
    ),
    FunctionSpec(
        name="record_checks",
        zone=Zone.CORE,
        memory_mb=512,
        timeout_seconds=60,
        # In a mass outage one message carries 500 results: seconds of statements.
        queue=QueueTrigger(batch_size=1, max_concurrency=5),
        database=(DatabaseUser.WORKER,),
        tables=(
            (Table.PROBE_SHARDS, (TableAction.UPDATE,)),
            (Table.MONITOR_NOTES, (TableAction.UPDATE,)),
            _BEATS,
        ),
        sends_to=("relay_outbox", "publish_status_pages"),
        alarms=(Alarm.DEAD_LETTERS,),
    ),
    FunctionSpec(
        name="try_monitor",
        zone=Zone.EDGE,
        memory_mb=256,
        timeout_seconds=45,
        queue=QueueTrigger(batch_size=1, max_concurrency=5),
        tables=((Table.MONITOR_NOTES, (TableAction.PUT,)),),
        seals=((Sealed.MONITOR, (SealUse.OPEN,)),),
        alarms=(Alarm.DEAD_LETTERS,),
    ),
    FunctionSpec(
        name="fold_history",
        zone=Zone.CORE,
        # An hour of 10,000 sites is 600,000 probes, held at once.
        memory_mb=1024,
        timeout_seconds=300,
        every_minutes=15,
        database=(DatabaseUser.WORKER,),
        sends_to=("relay_outbox",),
        buckets=((Bucket.HISTORY, (BucketAction.LIST, BucketAction.GET, BucketAction.PUT)),),
        tables=(_BEATS,),
        alarms=(Alarm.ERRORS,),
    ),
    FunctionSpec(
        name="issue_link",
        zone=Zone.CORE,
        memory_mb=512,
        timeout_seconds=30,
        queue=QueueTrigger(batch_size=10, max_concurrency=2),
        database=(DatabaseUser.WORKER,),
        sends_to=("relay_outbox",),
        seals=((Sealed.MAILED_LINK, (SealUse.SEAL,)),),
        alarms=(Alarm.DEAD_LETTERS,),
    ),
    FunctionSpec(
        name="route_alert",
        zone=Zone.CORE,
        memory_mb=512,
        timeout_seconds=30,
        queue=QueueTrigger(batch_size=10, max_concurrency=2),
        database=(DatabaseUser.WORKER,),
        sends_to=("relay_outbox",),
        tables=(_BEATS,),
        alarms=(Alarm.DEAD_LETTERS,),
    ),
    FunctionSpec(
        name="send_notification",
        zone=Zone.EDGE,
        memory_mb=512,
        timeout_seconds=30,
        # A webhook may take ten seconds to answer: so few that a run outlasts them all.
        queue=QueueTrigger(batch_size=2, max_concurrency=10),
        sends_to=("record_delivery",),
        tables=(
            (Table.IDEMPOTENCY, (TableAction.GET, TableAction.PUT, TableAction.UPDATE)),
            _BEATS,
        ),
        seals=(
            (Sealed.MAILED_LINK, (SealUse.OPEN,)),
            (Sealed.CHANNEL, (SealUse.OPEN,)),
            (Sealed.SUBSCRIPTION, (SealUse.OPEN,)),
        ),
        sends_mail=True,
        sends_sms=True,
        alarms=(Alarm.DEAD_LETTERS,),
    ),
    FunctionSpec(
        name="record_delivery",
        zone=Zone.CORE,
        memory_mb=512,
        timeout_seconds=15,
        queue=QueueTrigger(batch_size=10, max_concurrency=2),
        database=(DatabaseUser.WORKER,),
        sends_to=("relay_outbox",),
        tables=(_BEATS,),
        alarms=(Alarm.DEAD_LETTERS,),
    ),
    FunctionSpec(
        name="record_mail_event",
        zone=Zone.EDGE,
        memory_mb=256,
        timeout_seconds=15,
        queue=QueueTrigger(batch_size=10, max_concurrency=2),
        tables=((Table.IDEMPOTENCY, (TableAction.UPDATE,)),),
        sends_to=("record_delivery",),
        hears_of_mail=True,
        alarms=(Alarm.DEAD_LETTERS,),
    ),
    FunctionSpec(
        name="describe_status_pages",
        zone=Zone.CORE,
        memory_mb=512,
        timeout_seconds=60,
        queue=QueueTrigger(batch_size=10, max_concurrency=2),
        # After the history is folded, for the bars of 90 days.
        every_minutes=15,
        database=(DatabaseUser.WORKER,),
        sends_to=("relay_outbox", "publish_status_pages"),
        buckets=((Bucket.STATUS, (BucketAction.LIST, BucketAction.GET, BucketAction.PUT)),),
        alarms=(Alarm.DEAD_LETTERS, Alarm.ERRORS),
    ),
    FunctionSpec(
        name="publish_status_pages",
        # Needs neither the database nor the network that it is in: pages outlive both.
        zone=Zone.EDGE,
        memory_mb=512,
        timeout_seconds=50,
        queue=QueueTrigger(batch_size=10, max_concurrency=2),
        every_minutes=1,
        tables=((Table.PROBE_SHARDS, (TableAction.GET_MANY,)),),
        sends_to=("describe_status_pages",),
        buckets=((Bucket.STATUS, (BucketAction.LIST, BucketAction.GET, BucketAction.PUT)),),
        # Pages that nobody renews say so themselves; somebody should know before.
        alarms=(Alarm.DEAD_LETTERS, Alarm.ERRORS, Alarm.SILENCE),
    ),
    FunctionSpec(
        name="watch_watcher",
        # Outside the core: it must tell of it when the core, its network or the database is gone.
        zone=Zone.EDGE,
        memory_mb=256,
        timeout_seconds=30,
        every_minutes=1,
        tables=((Table.HEARTBEATS, (TableAction.GET_MANY, TableAction.UPDATE)),),
        inspects=(
            "probe_sites",
            "record_checks",
            "relay_outbox",
            "evaluate_snapshot",
            "route_alert",
            "send_notification",
            "record_delivery",
        ),
        rings_alarm=True,
        alarms=(Alarm.ERRORS, Alarm.SILENCE),
    ),
    FunctionSpec(
        name="sign_command",
        zone=Zone.CORE,
        memory_mb=512,
        timeout_seconds=15,
        queue=QueueTrigger(batch_size=10, max_concurrency=2),
        # A role of its own: its books tell what may be signed, and nobody else writes there.
        database=(DatabaseUser.SIGNER,),
        signing_key=(SigningKeyUse.READ_PUBLIC_KEY, SigningKeyUse.SIGN),
        sends_to=("relay_outbox",),
        alarms=(Alarm.DEAD_LETTERS,),
    ),
    FunctionSpec(
        name="wake_site",
        zone=Zone.EDGE,
        memory_mb=256,
        timeout_seconds=30,
        queue=QueueTrigger(batch_size=5, max_concurrency=5),  # each may wait five seconds
        # A wake that fails is no loss: the site fetches its commands by itself within the hour.
        alarms=(Alarm.DEAD_LETTERS,),
    ),
    FunctionSpec(
        name="note_passkeys",
        zone=Zone.CORE,
        memory_mb=256,
        timeout_seconds=30,
        every_minutes=5,
        database=(DatabaseUser.SIGNER,),
        sends_to=("relay_outbox",),
        alarms=(Alarm.ERRORS,),
    ),
    FunctionSpec(
        name="prove_site",
        zone=Zone.EDGE,
        memory_mb=256,
        timeout_seconds=45,
        queue=QueueTrigger(batch_size=1, max_concurrency=5),
        sends_to=("record_proof",),
        alarms=(Alarm.DEAD_LETTERS,),
    ),
    FunctionSpec(
        name="record_proof",
        zone=Zone.CORE,
        memory_mb=512,
        timeout_seconds=15,
        queue=QueueTrigger(batch_size=10, max_concurrency=2),
        database=(DatabaseUser.WORKER,),
        sends_to=("relay_outbox",),
        alarms=(Alarm.DEAD_LETTERS,),
    ),
    FunctionSpec(
        name="anchor_audit_log",
        zone=Zone.CORE,
        memory_mb=256,
        timeout_seconds=60,
        every_minutes=60,
        database=(DatabaseUser.WORKER,),
        buckets=((Bucket.AUDIT, (BucketAction.PUT,)),),
        anchor_key=(SigningKeyUse.READ_PUBLIC_KEY, SigningKeyUse.SIGN),
        # Without anchors an owner of the database could write the log anew.
        alarms=(Alarm.ERRORS,),
    ),
    FunctionSpec(
        name="maintain_partitions",
        zone=Zone.CORE,
        memory_mb=256,
        timeout_seconds=300,
        every_minutes=24 * 60,
        database=(DatabaseUser.WORKER,),  # the SQL functions it calls run with their owner's rights
        alarms=(Alarm.ERRORS,),
    ),
    FunctionSpec(
        name="migrate_database",
        zone=Zone.CORE,
        memory_mb=512,
        timeout_seconds=900,
        database=(DatabaseUser.OWNER, DatabaseUser.WORKER),
        signing_key=(SigningKeyUse.READ_PUBLIC_KEY,),
        alarms=(Alarm.ERRORS,),
    ),
)

ALL_SPECS: tuple[FunctionSpec, ...] = (API, *FUNCTION_SPECS)


def in_region(region: str) -> FunctionSpec:
    """The copy of the probes that looks from another region."""
    (probes,) = [spec for spec in FUNCTION_SPECS if spec.name == "probe_sites"]
    return replace(probes, region=region)


def specs_with(regions: Sequence[str]) -> tuple[FunctionSpec, ...]:
    """The rows of a stack in which all these regions live; the first is home."""
    return (*FUNCTION_SPECS, *(in_region(region) for region in regions[1:]))
