"""What can be wrong with a site, and what is known of it when it is judged. Pure."""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from chalicelib.sites.model import Connection, Severity, SiteStatus, TimelineEntry, UpdateCounts


class ConditionKind(StrEnum):
    """Something wrong with a site, from when it is noticed until it is mended."""

    SITE_OFFLINE = "site_offline"
    MAINTENANCE_LASTS = "maintenance_lasts"
    CONNECTION_MOVED = "connection_moved"
    DISK_LOW = "disk_low"
    FATAL_ERRORS = "fatal_errors"
    HEARTBEAT_OVERDUE = "heartbeat_overdue"
    CRON_DEAD = "cron_dead"
    SITE_HEALTH_CRITICAL = "site_health_critical"
    PHP_OUTDATED = "php_outdated"
    CORE_OUTDATED = "core_outdated"
    UPDATES_WAITING = "updates_waiting"
    SLOWER_THAN_USUAL = "slower_than_usual"


class Resolution(StrEnum):
    """What one point of a chart stands for."""

    HOUR = "hour"
    DAY = "day"
    MONTH = "month"


@dataclass(frozen=True)
class Condition:
    """A verdict: this is wrong now, this badly; `detail` holds the figures behind it."""

    kind: ConditionKind
    severity: Severity
    detail: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class OpenCondition:
    """A condition as stored, still open."""

    id: uuid.UUID
    kind: ConditionKind
    severity: Severity
    opened_at: dt.datetime
    detail: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Vitals:
    """The figures of a snapshot that rules look at; None is what the host keeps to itself."""

    disk_free_bytes: int | None = None
    disk_total_bytes: int | None = None
    fatal_errors_24h: int = 0
    last_fatal_error: str = ""
    cron_overdue_seconds: int = 0

    @classmethod
    def from_document(cls, document: Mapping[str, Any]) -> "Vitals":
        """Read a snapshot's `vitals`; what has an unexpected form counts as not said."""
        fatal = _mapping(document.get("fatal_errors"))
        last = fatal.get("last")
        newest = _mapping(last[0]) if isinstance(last, list) and last else {}
        return cls(
            disk_free_bytes=_count(document.get("disk_free_bytes")),
            disk_total_bytes=_count(document.get("disk_total_bytes")),
            fatal_errors_24h=_count(fatal.get("count_24h")) or 0,
            last_fatal_error=str(newest.get("message") or "")[:300],
            cron_overdue_seconds=_count(
                _mapping(document.get("cron")).get("oldest_overdue_seconds")
            )
            or 0,
        )


@dataclass(frozen=True)
class SlowDown:
    """From `since` on a site took much longer than it usually does at that hour."""

    since: dt.datetime
    usual_ms: int
    now_ms: int

    def as_detail(self) -> dict[str, Any]:
        return {
            "since": self.since.isoformat(),
            "usual_ms": self.usual_ms,
            "now_ms": self.now_ms,
        }

    @classmethod
    def from_detail(cls, detail: Mapping[str, Any]) -> "SlowDown":
        return cls(dt.datetime.fromisoformat(detail["since"]), detail["usual_ms"], detail["now_ms"])


@dataclass(frozen=True)
class SiteFacts:
    """All that a judgement looks at."""

    status: SiteStatus
    status_reason: str = ""
    status_since: dt.datetime | None = None
    connection: Connection = Connection.CONNECTED
    heartbeat_due_at: dt.datetime | None = None
    last_seen_at: dt.datetime | None = None
    wordpress_version: str | None = None
    wordpress_update: str | None = None
    php_version: str | None = None
    updates: UpdateCounts = field(default_factory=UpdateCounts)
    vitals: Vitals = field(default_factory=Vitals)
    health_critical: int = 0
    health_issues: tuple[str, ...] = ()
    slow_down: SlowDown | None = None


@dataclass(frozen=True)
class AttentionItem:
    """One line of "what needs me now"."""

    site_id: uuid.UUID
    site_name: str
    client_name: str
    kind: ConditionKind
    severity: Severity
    since: dt.datetime
    detail: Mapping[str, Any]


@dataclass(frozen=True)
class SiteNumbers:
    """How many sites have a status, and what waits on them."""

    status: str
    sites: int
    updates_waiting: int
    problems: int


@dataclass(frozen=True)
class Overview:
    """What the Home screen shows: what is, what needs me, what happened."""

    sites_by_status: Mapping[str, int]
    updates_waiting: int
    attention: list[AttentionItem]
    attention_total: int
    recent: list[TimelineEntry]


@dataclass(frozen=True)
class WallFilter:
    """Which sites the wall shows; None does not filter."""

    client_id: uuid.UUID | None = None
    status: str | None = None
    tag: str | None = None


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _count(value: Any) -> int | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return int(value)
