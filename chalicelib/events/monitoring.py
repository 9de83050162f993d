"""What the monitoring room tells."""

import datetime as dt
import uuid
from abc import abstractmethod
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field

from chalicelib.events.base import Message


class ProbeTarget(BaseModel):
    """A site to fetch, and what we last believed about it."""

    model_config = ConfigDict(frozen=True)
    site_id: uuid.UUID
    url: str
    status: str
    interval_seconds: int = 60
    pace: int = 0
    """How slow it usually is, by `monitoring/pace.py`."""

    @property
    def key(self) -> uuid.UUID:
        return self.site_id


class MonitorTarget(BaseModel):
    """A monitor to look at: what it asks, and what we last believed about it."""

    model_config = ConfigDict(frozen=True)
    monitor_id: uuid.UUID
    kind: str
    address: str = ""
    """A URL, a host or a domain; a heartbeat has none."""
    port: int = 0
    status: str
    interval_seconds: int = 60
    settings: dict[str, Any] = Field(default_factory=dict)
    sealed_secrets: str = ""
    """Base64; only the function that asks can open it."""
    facts: dict[str, Any] = Field(default_factory=dict)
    """What was seen before, to compare with."""
    ping_digest: str = ""

    @property
    def key(self) -> uuid.UUID:
        return self.monitor_id


type Target = ProbeTarget | MonitorTarget


class ProbesDue(Message):
    """Things to look at. With `doubted_at` it is a question: are they as we believe?"""

    queue: ClassVar[str] = "probe-sites-queue"
    batch_id: str
    due_at: dt.datetime
    targets: list[ProbeTarget]
    monitors: list[MonitorTarget] = Field(default_factory=list)
    doubted_at: dt.datetime | None = None
    """When the region that asks saw them otherwise."""
    controls: list[str] = Field(default_factory=list)
    """Addresses that the asking region has just seen well: who cannot reach them is blind."""
    blind: list[str] = Field(default_factory=list)
    """Regions that have tried these sites and could not see."""

    @property
    def everything(self) -> list[Target]:
        return [*self.targets, *self.monitors]


class Evidence(BaseModel):
    """What a failed look saw; texts of the site's own, never to be read as markup."""

    model_config = ConfigDict(frozen=True)
    url: str = ""
    headers: dict[str, str] = Field(default_factory=dict)
    body: str = ""
    elapsed_ms: int | None = None
    phases: dict[str, int] = Field(default_factory=dict)


class Result(BaseModel):
    """What a look showed; only results that differ from the last belief travel."""

    model_config = ConfigDict(frozen=True)
    checked_at: dt.datetime
    status: str
    reason: str
    status_code: int | None = None
    response_ms: int | None = None
    detail: str = ""
    region: str = ""
    asked_at: dt.datetime | None = None
    """When the first look was taken that made somebody look again."""
    address: str = ""
    """Which server answered, or did not."""
    evidence: Evidence | None = None
    """Only with bad news."""

    @property
    @abstractmethod
    def key(self) -> uuid.UUID:
        """Whose result it is."""


class CheckResult(Result):
    """What a fetch of a site's home page showed."""

    site_id: uuid.UUID

    @property
    def key(self) -> uuid.UUID:
        return self.site_id


class MonitorResult(Result):
    """What a look at a monitor showed."""

    monitor_id: uuid.UUID
    facts: dict[str, Any] = Field(default_factory=dict)
    """What to compare the next looks with, where this one has learned it."""
    counts_alone: bool = False
    """It rests on what is the same from everywhere: no second region need agree."""

    @property
    def key(self) -> uuid.UUID:
        return self.monitor_id


class ChecksChanged(Message):
    """What probes found. `watch` names sites that may have to be probed from now on, or no more.

    Their monitors are looked up anew with them. `judge` names sites to judge anew, with all their
    monitors, because a silence has begun or ended.
    """

    queue: ClassVar[str] = "record-checks-queue"
    batch_id: str
    results: list[CheckResult] = Field(default_factory=list)
    watch: list[uuid.UUID] = Field(default_factory=list)
    judge: list[uuid.UUID] = Field(default_factory=list)
    monitor_results: list[MonitorResult] = Field(default_factory=list)
    watch_monitors: list[uuid.UUID] = Field(default_factory=list)
    ended_pings: list[str] = Field(default_factory=list)
    """Digests of addresses that shall take no more pings."""


class TryRequested(Message):
    """Somebody wants to see at once what a monitor would find, before it is saved."""

    queue: ClassVar[str] = "try-monitor-queue"
    try_id: uuid.UUID
    asked_by: uuid.UUID
    target: MonitorTarget


class AlertedSite(BaseModel):
    """One of several sites that an alert is about."""

    model_config = ConfigDict(frozen=True)
    site_id: uuid.UUID
    client_id: uuid.UUID
    site_name: str
    site_url: str
    client_name: str


class AlertStep(BaseModel):
    """A later telling of an alert by one channel, planned when it was routed.

    Number 0 is its escalation, 1 and more are its reminders.
    """

    model_config = ConfigDict(frozen=True)
    channel_id: uuid.UUID
    number: int = 0


class AlertRaised(Message):
    """People shall hear of a change; who, and by which way, is decided where channels are known.

    `subject_key` names the change: nobody hears of the same one twice. An all-clear names the
    problem that it ends in `ends`, by every key it may have been told with, so that the same
    people hear of both; a problem says in `ended_by` how its all-clear will be named.

    An alert about `sites` is about all of these at once: each channel hears of those that it
    covers. Their problems may have been told one by one before; an all-clear then stands for
    theirs (`also`) as well.

    With a `step` it has been routed before, and the time of that step has come.
    """

    queue: ClassVar[str] = "route-alert-queue"
    client_id: uuid.UUID
    site_id: uuid.UUID | None
    """None for a monitor that belongs to a client alone, and for several sites."""
    incident_id: uuid.UUID | None = None
    sites: list[AlertedSite] = Field(default_factory=list)
    subject_key: str
    ends: list[str] = Field(default_factory=list)
    also: list[str] = Field(default_factory=list)
    ended_by: str = ""
    template: str
    severity: str
    subject: str
    context: dict[str, Any]
    step: AlertStep | None = None
