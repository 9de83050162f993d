"""A site and what it may be in. Pure."""

import datetime as dt
import uuid
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

SNAPSHOT_INTERVAL = dt.timedelta(hours=1)
# A site may miss one heartbeat and be late with the next before we call it silent.
HEARTBEAT_GRACE = dt.timedelta(hours=2, minutes=15)
MESSAGE_TOLERANCE = dt.timedelta(seconds=300)


class SiteStatus(StrEnum):
    PENDING = "pending"
    ONLINE = "online"
    DEGRADED = "degraded"
    OFFLINE = "offline"
    MAINTENANCE = "maintenance"
    UNKNOWN = "unknown"
    PAUSED = "paused"


class Connection(StrEnum):
    """How the plugin stands to us."""

    NONE = "none"
    WAITING = "waiting"
    # The code is spent; the site's own address has not yet answered our challenge.
    WAITING_PROOF = "waiting_proof"
    CONNECTED = "connected"
    DISCONNECTED = "disconnected"
    MOVED = "moved"


class Severity(StrEnum):
    CRITICAL = "critical"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True)
class UpdateCounts:
    core: int = 0
    plugins: int = 0
    themes: int = 0
    translations: int = 0

    @property
    def total(self) -> int:
        """What needs a decision; translations install themselves."""
        return self.core + self.plugins + self.themes


@dataclass(frozen=True)
class ProblemCounts:
    critical: int = 0
    warning: int = 0


@dataclass(frozen=True)
class Site:
    """A site as dashboards show it."""

    id: uuid.UUID
    client_id: uuid.UUID
    client_name: str
    name: str
    url: str
    tags: list[str]
    status: SiteStatus
    status_reason: str
    status_since: dt.datetime
    connection: Connection
    created_at: dt.datetime
    wordpress_version: str | None = None
    php_version: str | None = None
    plugin_version: str | None = None
    last_seen_at: dt.datetime | None = None
    connected_at: dt.datetime | None = None
    paused_until: dt.datetime | None = None
    response_ms: int | None = None
    updates: UpdateCounts = field(default_factory=UpdateCounts)
    problems: ProblemCounts = field(default_factory=ProblemCounts)


@dataclass(frozen=True)
class SiteFilter:
    """Which sites a list shows; None does not filter."""

    status: SiteStatus | None = None
    client_id: uuid.UUID | None = None
    q: str | None = None


@dataclass(frozen=True)
class SiteDetail:
    """A site with everything its own page shows at once."""

    site: Site
    snapshot_taken_at: dt.datetime | None
    vitals: dict[str, Any]
    key_prefix: str | None
    # Why its address has not answered our challenge; None: it has, or nobody has asked.
    proof_problem: dict[str, str] | None = None


@dataclass(frozen=True)
class TimelineEntry:
    id: uuid.UUID
    site_id: uuid.UUID
    at: dt.datetime
    kind: str
    severity: str
    actor: str
    detail: dict[str, Any]
    site_name: str | None = None


@dataclass(frozen=True)
class KeyInUse:
    """The API key of a request that has proven itself by its signature."""

    id: uuid.UUID
    confirmed_at: dt.datetime | None
    last_used_at: dt.datetime | None


@dataclass(frozen=True)
class ConnectedSite:
    """The site behind a site key: who a plugin's message claims to be from."""

    id: uuid.UUID
    client_id: uuid.UUID
    # The one that signed this message.
    public_key: bytes
    home_url: str
    connection: Connection
    key: KeyInUse | None = None
    # It has signed with the key that it announced: the rotation is complete.
    has_moved_on: bool = False
