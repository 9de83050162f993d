"""What a status page says, and how its parts add up. Pure.

A page tells how its components are and nothing of the sites behind them: neither their addresses
nor why one of them is out.
"""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from chalicelib.sites.model import SiteStatus

MOST_PAGES = 200
MOST_COMPONENTS = 30
MOST_SITES_OF_A_COMPONENT = 200
DAYS_SHOWN = 90


class Language(StrEnum):
    ENGLISH = "en"
    GERMAN = "de"


class ComponentState(StrEnum):
    """From the best to the worst."""

    OPERATIONAL = "operational"
    UNKNOWN = "unknown"
    MAINTENANCE = "maintenance"
    DEGRADED = "degraded"
    PARTIAL_OUTAGE = "partial_outage"
    OUTAGE = "outage"


class PostState(StrEnum):
    ANNOUNCEMENT = "announcement"
    INVESTIGATING = "investigating"
    IDENTIFIED = "identified"
    MONITORING = "monitoring"
    RESOLVED = "resolved"
    MAINTENANCE = "maintenance"


_BADNESS = {state: place for place, state in enumerate(ComponentState)}
_OF_INCIDENTS = frozenset(
    {PostState.INVESTIGATING, PostState.IDENTIFIED, PostState.MONITORING, PostState.RESOLVED}
)


@dataclass(frozen=True)
class Component:
    """Sites under one public name."""

    id: uuid.UUID
    name: str
    site_ids: tuple[uuid.UUID, ...]


@dataclass(frozen=True)
class StatusPage:
    id: uuid.UUID
    client_id: uuid.UUID | None
    slug: str
    title: str
    language: Language
    accent: str
    logo: str
    domain: str | None
    components: tuple[Component, ...]
    is_published: bool
    shows_degraded: bool
    tells_changes: bool
    described_at: dt.datetime | None
    created_at: dt.datetime
    updated_at: dt.datetime


@dataclass(frozen=True)
class Post:
    id: uuid.UUID
    page_id: uuid.UUID
    thread_id: uuid.UUID
    state: PostState
    title: str
    text: str
    component_ids: tuple[uuid.UUID, ...]
    at: dt.datetime
    starts_at: dt.datetime | None = None
    ends_at: dt.datetime | None = None


def state_of(statuses: Sequence[str], *, shows_degraded: bool) -> ComponentState:
    """What to say of a component whose watched sites have these statuses."""
    known = [s for s in statuses if s not in (SiteStatus.UNKNOWN, SiteStatus.PENDING)]
    if not known:
        return ComponentState.UNKNOWN
    offline = sum(status == SiteStatus.OFFLINE for status in known)
    if offline:
        is_whole = offline == len(known)
        return ComponentState.OUTAGE if is_whole else ComponentState.PARTIAL_OUTAGE
    if SiteStatus.DEGRADED in known and shows_degraded:
        return ComponentState.DEGRADED
    if SiteStatus.MAINTENANCE in known:
        return ComponentState.MAINTENANCE
    return ComponentState.OPERATIONAL


def overall(states: Sequence[ComponentState]) -> ComponentState:
    """The page in one word: the worst of its components, an outage only when all are out."""
    if not states:
        return ComponentState.UNKNOWN
    worst = max(states, key=_BADNESS.__getitem__)
    if worst is ComponentState.OUTAGE and any(state is not worst for state in states):
        return ComponentState.PARTIAL_OUTAGE
    return worst


def is_incident(state: PostState) -> bool:
    return state in _OF_INCIDENTS
