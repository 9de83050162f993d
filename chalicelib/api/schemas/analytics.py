"""The whole at a glance."""

import uuid
from typing import Any

from chalicelib.api.schemas.base import Instant, Out
from chalicelib.api.schemas.sites import TimelineEntryOut
from chalicelib.sites.model import Severity


class SitesByStatusOut(Out):
    total: int = 0
    online: int = 0
    degraded: int = 0
    offline: int = 0
    maintenance: int = 0
    unknown: int = 0
    pending: int = 0
    paused: int = 0


class AttentionOut(Out):
    site_id: uuid.UUID
    site_name: str
    client_name: str
    kind: str
    severity: Severity
    since: Instant
    detail: dict[str, Any]


class RecentOut(TimelineEntryOut):
    site_id: uuid.UUID
    site_name: str | None


class OverviewOut(Out):
    sites: SitesByStatusOut
    updates_waiting: int
    attention: list[AttentionOut]
    attention_total: int
    recent: list[RecentOut]
