"""Messages of the plugin. What we know is checked; what we do not know is kept, never refused, so
that a newer plugin always gets through."""

import base64
import datetime as dt
import uuid
from typing import Annotated, Any, Literal, Self
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StrictBool,
    StrictInt,
    StrictStr,
    model_validator,
)

from chalicelib.kit.clock import from_unix
from chalicelib.sites.commanding import CommandResult, KnownKeys
from chalicelib.sites.snapshot import DailyReport, Snapshot

_OLDEST_SNAPSHOT = dt.timedelta(days=7)
_FUTURE_SNAPSHOT = dt.timedelta(minutes=5)

type UnixSeconds = Annotated[StrictInt, Field(ge=0, le=253_402_300_799)]
type Sequence = Annotated[StrictInt, Field(ge=1, le=2**62)]
type ShortText = Annotated[StrictStr, Field(max_length=200)]


def _with_readable_host(url: str) -> str:
    parts = urlsplit(url)  # raises ValueError for brackets that are no IPv6 address
    if not parts.hostname or parts.port == 0:
        raise ValueError("this is no address of a site")
    return url


type Url = Annotated[
    StrictStr,
    Field(max_length=2000, pattern=r"^https?://[^\s]+$"),
    AfterValidator(_with_readable_host),
]


class PluginModel(BaseModel):
    # Built at its first use, as in base.py.
    model_config = ConfigDict(extra="allow", frozen=True, defer_build=True)


class Message(PluginModel):
    """What every signed message says besides its own matter."""

    v: Annotated[StrictInt, Field(ge=1, le=1)]  # a Literal would let `true` pass for 1
    aud: ShortText
    sent_at: UnixSeconds
    nonce: Annotated[StrictStr, Field(pattern=r"^[A-Za-z0-9_-]{22}$")]


class SiteMessage(Message):
    site_id: uuid.UUID


class ConnectMessage(Message):
    code: Annotated[StrictStr, Field(max_length=100)]
    site_url: Url
    home_url: Url
    public_key: Annotated[StrictStr, Field(min_length=44, max_length=44)]
    plugin_version: ShortText
    wordpress_version: ShortText
    php_version: ShortText
    name: Annotated[StrictStr, Field(max_length=1000)] = ""


class PlatformKeyOut(BaseModel):
    kid: str
    public_key: str

    @classmethod
    def of(cls, kid: str, public_key: bytes) -> Self:
        return cls(kid=kid, public_key=base64.b64encode(public_key).decode())


class ConnectAnswer(BaseModel):
    site_id: uuid.UUID
    site_key: str
    aud: str
    client_name: str
    agency_name: str
    # For plugins that know no lists, and while there is no root key.
    platform_keys: list[PlatformKeyOut]
    root_key: PlatformKeyOut | None
    key_list: dict[str, Any] | None
    snapshot_interval_seconds: int
    next_seq: int
    server_time: int


class Installed(PluginModel):
    """A plugin or theme, as far as we read it ourselves."""

    name: StrictStr | None = None
    version: StrictStr | None = None
    update: StrictStr | None = None


class Core(PluginModel):
    version: ShortText | None = None
    update: ShortText | None = None


class Php(PluginModel):
    version: ShortText | None = None


class SiteHealthIssue(PluginModel):
    label: StrictStr | None = None
    status: StrictStr | None = None


class SiteHealth(PluginModel):
    critical: StrictInt = 0
    issues: list[SiteHealthIssue] = []


class Inventory(PluginModel):
    core: Core = Core()
    php: Php = Php()
    plugins: list[Installed] = []
    themes: list[Installed] = []
    translation_updates: Annotated[StrictInt, Field(ge=0, le=10_000)] = 0
    site_health: SiteHealth | None = None


class CronHealth(PluginModel):
    enabled: StrictBool | None = None
    overdue_events: StrictInt | None = None
    oldest_overdue_seconds: StrictInt | None = None


class FatalErrors(PluginModel):
    count_24h: StrictInt = 0
    last: list[dict[str, Any]] = []


class Vitals(PluginModel):
    disk_free_bytes: StrictInt | None = None
    disk_total_bytes: StrictInt | None = None
    cron: CronHealth | None = None
    fatal_errors: FatalErrors | None = None


class SnapshotMessage(SiteMessage):
    seq: Sequence
    taken_at: UnixSeconds
    reason: ShortText = "schedule"
    plugin_version: ShortText
    inventory_hash: Annotated[StrictStr, Field(pattern=r"^[0-9a-f]{64}$")]
    inventory: Inventory | None = None
    vitals: Vitals

    @model_validator(mode="after")
    def taken_lately(self) -> Self:
        # In plain seconds: a date near the end of the calendar cannot be added to.
        age = dt.timedelta(seconds=self.sent_at - self.taken_at)
        if not -_FUTURE_SNAPSHOT <= age <= _OLDEST_SNAPSHOT:
            raise ValueError("taken_at must lie in the seven days before sent_at")
        return self

    def to_snapshot(self, sent: dict[str, Any]) -> Snapshot:
        """The snapshot, its documents exactly as they were `sent`."""
        return Snapshot(
            seq=self.seq,
            taken_at=from_unix(self.taken_at),
            reason=self.reason,
            plugin_version=self.plugin_version,
            inventory_hash=self.inventory_hash,
            inventory=sent.get("inventory"),
            vitals=sent["vitals"],
            raw=self.model_extra or {},
        )


class SnapshotAnswer(BaseModel):
    accepted: bool = True
    inventory_needed: bool
    next_in_seconds: int


class DailyReportMessage(SiteMessage):
    seq: Sequence
    taken_at: UnixSeconds
    plugin_version: ShortText
    day: dt.date
    counts: dict[str, StrictInt]
    changes: Annotated[list[dict[str, Any]], Field(max_length=1000)] = []

    def to_report(self) -> DailyReport:
        return DailyReport(
            seq=self.seq,
            day=self.day,
            counts=self.counts,
            changes=self.changes,
            raw=self.model_extra or {},
        )


class Accepted(BaseModel):
    accepted: bool = True


class ResultAnswer(BaseModel):
    accepted: bool = True
    # The one moment in which a new API key exists outside its site.
    site_key: str | None = None


class PullMessage(SiteMessage):
    wake: ShortText | None = None
    capabilities: dict[str, StrictBool] = {}
    last_command_seq: StrictInt = 0
    # From a plugin that knows lists: the version it has (0: none), and its root key.
    key_list_version: Annotated[StrictInt, Field(ge=0, le=2**31 - 1)] | None = None
    root_kid: ShortText | None = None

    def known_keys(self) -> KnownKeys:
        return KnownKeys(list_version=self.key_list_version, root_kid=self.root_kid)


class PullAnswer(BaseModel):
    commands: list[dict[str, Any]]
    key_list_version: int
    key_list: dict[str, Any] | None
    # Whether the site's address has proven itself: until then it answers our challenge.
    is_connected: bool
    server_time: int
    next_pull_seconds: int


class CommandProblem(PluginModel):
    code: ShortText
    message: StrictStr = ""


class ResultMessage(SiteMessage):
    command_id: uuid.UUID
    status: Literal["running", "succeeded", "failed", "refused"]
    progress: Annotated[StrictInt, Field(ge=0, le=100)] | None = None
    output: dict[str, Any] = {}
    error: CommandProblem | None = None

    def to_result(self) -> CommandResult:
        return CommandResult(
            command_id=self.command_id,
            status=self.status,
            progress=self.progress,
            output=self.output,
            error=self.error.model_dump() if self.error else None,
        )
