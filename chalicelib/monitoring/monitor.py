"""A monitor: something beside a site's home page that is watched. Pure."""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from chalicelib.sites.model import SiteStatus

# What a monitor's secrets are sealed for; the owner is `seal_owner`.
SEAL = "monitor"


class MonitorKind(StrEnum):
    HTTP = "http"
    TCP = "tcp"
    DNS = "dns"
    DOMAIN = "domain"
    HEARTBEAT = "heartbeat"


class Alarm(StrEnum):
    """How bad what people were told of is; the severities of alerts."""

    CRITICAL = "critical"
    WARNING = "warning"


# What is asked is the same from everywhere: one answer is enough, and no second region is asked.
COUNTS_ALONE = frozenset({MonitorKind.DOMAIN, MonitorKind.HEARTBEAT})


@dataclass(frozen=True)
class Monitor:
    """As people see it: secrets stay sealed, and of the address that is pinged only a digest is
    kept."""

    id: uuid.UUID
    client_id: uuid.UUID
    client_name: str
    site_id: uuid.UUID | None
    site_name: str | None
    name: str
    kind: MonitorKind
    interval_seconds: int
    address: str
    port: int
    settings: Mapping[str, Any]
    secret_names: tuple[str, ...]
    is_paused: bool
    status: SiteStatus
    status_reason: str
    status_detail: str
    status_since: dt.datetime
    checked_at: dt.datetime | None
    facts: Mapping[str, Any]
    created_at: dt.datetime
    sealed_secrets: bytes | None = field(default=None, repr=False)
    ping_digest: str | None = field(default=None, repr=False)

    @property
    def has_ping_url(self) -> bool:
        return self.ping_digest is not None


@dataclass(frozen=True)
class MonitorFilter:
    """Which monitors somebody wants to see; what is None does not matter."""

    site_id: uuid.UUID | None = None
    client_id: uuid.UUID | None = None
    kind: MonitorKind | None = None
    status: SiteStatus | None = None


def seal_owner(monitor_id: uuid.UUID, origin: str) -> str:
    """Whose secrets they are, and for whom: with another address in the row they do not open."""
    return f"{monitor_id} {origin}"
