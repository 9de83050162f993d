"""What an incident is: an outage of one site, or of several that have something in common. Pure."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from ipaddress import ip_address, ip_network
from typing import Any

from chalicelib.monitoring.model import OpenCondition
from chalicelib.sites.changes import Change
from chalicelib.sites.model import Severity
from chalicelib.sites.status import JudgedSite

# What a provider is given at least: neighbours in it share a rack, a router or a mistake.
_PREFIX_LENGTHS = {4: 24, 6: 48}


class IncidentState(StrEnum):
    OPEN = "open"
    ACKNOWLEDGED = "acknowledged"
    RESOLVED = "resolved"


class EventKind(StrEnum):
    OPENED = "opened"
    JOINED = "joined"  # another site fell for the same reason
    RECOVERED = "recovered"  # one site of several is back
    ACKNOWLEDGED = "acknowledged"
    ESCALATED = "escalated"  # a channel was told because nobody had answered
    REMINDED = "reminded"  # a channel was told again, for the same reason
    NOTE = "note"
    POST_MORTEM = "post_mortem"
    RESOLVED = "resolved"


@dataclass(frozen=True)
class Sighting:
    """Where the failed look went, and what it saw, as it is kept."""

    address: str = ""
    evidence: Mapping[str, Any] = field(default_factory=dict)

    @property
    def network(self) -> str:
        return network_of(self.address)


@dataclass(frozen=True)
class Outage:
    """A site, or one monitor of it, that went down or came back.

    `problem` is what people are told of it; `at` is exact to the look that first saw it so.
    """

    site: JudgedSite
    problem: OpenCondition
    at: dt.datetime
    is_over: bool = False
    is_quiet: bool = False
    """It is not watched any more: nobody is told."""
    monitor_id: uuid.UUID | None = None
    sighting: Sighting = Sighting()

    @property
    def place(self) -> tuple[uuid.UUID, uuid.UUID | None]:
        return self.site.site_id, self.monitor_id

    @property
    def alert_key(self) -> str:
        """By which name its own alerts are known."""
        return f"condition:{self.problem.id}"

    @property
    def cause(self) -> str:
        return str(self.problem.detail.get("reason") or "")


@dataclass(frozen=True)
class MonitorOutage:
    """One monitor of a site that went down; it stands alone, whatever else falls."""

    client_id: uuid.UUID
    site_id: uuid.UUID
    monitor_id: uuid.UUID
    kind: str
    title: str
    alert_key: str
    cause: str
    at: dt.datetime
    evidence: Mapping[str, Any]


@dataclass(frozen=True)
class Incident:
    id: uuid.UUID
    client_id: uuid.UUID | None
    site_id: uuid.UUID | None
    monitor_id: uuid.UUID | None
    kind: str
    cause: str
    title: str
    severity: Severity
    state: IncidentState
    shared: str
    started_at: dt.datetime
    acknowledged_at: dt.datetime | None
    acknowledged_by: str
    resolved_at: dt.datetime | None
    updated_at: dt.datetime
    site_count: int = 1
    site_name: str | None = None
    client_name: str | None = None


@dataclass(frozen=True)
class AffectedSite:
    """A site that an incident hits, from its first failed look to its first clean one."""

    id: uuid.UUID
    incident_id: uuid.UUID
    site_id: uuid.UUID
    site_name: str
    site_url: str
    client_id: uuid.UUID
    client_name: str
    monitor_id: uuid.UUID | None
    alert_key: str
    cause: str
    started_at: dt.datetime
    resolved_at: dt.datetime | None
    address: str
    evidence: Mapping[str, Any]


@dataclass(frozen=True)
class IncidentEvent:
    """A line of the timeline."""

    id: uuid.UUID
    kind: EventKind
    at: dt.datetime
    author: str
    text: str
    site_id: uuid.UUID | None
    site_name: str | None
    is_public: bool
    detail: Mapping[str, Any]


@dataclass(frozen=True)
class SiteChange:
    """Something that changed on a site before it went down."""

    site_id: uuid.UUID
    site_name: str
    change: Change


@dataclass(frozen=True)
class IncidentFilter:
    """Which incidents are wanted; `is_over` where no certain state is."""

    state: IncidentState | None = None
    is_over: bool | None = None
    site_id: uuid.UUID | None = None
    client_id: uuid.UUID | None = None
    since: dt.datetime | None = None


@dataclass(frozen=True)
class IncidentDetail:
    incident: Incident
    sites: Sequence[AffectedSite]
    timeline: Sequence[IncidentEvent]
    changes: Sequence[SiteChange]


def network_of(address: str) -> str:
    """The neighbourhood of a server; empty for no address."""
    if not address:
        return ""
    parsed = ip_address(address)
    return str(ip_network((parsed, _PREFIX_LENGTHS[parsed.version]), strict=False))
