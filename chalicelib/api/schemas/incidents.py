"""Incidents: outages with their evidence, their timeline and what was said about them."""

import datetime as dt
import uuid
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, SecretStr, StrictBool, StringConstraints

from chalicelib.api.pagination import PageQuery
from chalicelib.api.schemas.base import In, Instant, Out
from chalicelib.api.schemas.sites import PresentDay
from chalicelib.monitoring.incident import (
    AffectedSite,
    EventKind,
    Incident,
    IncidentDetail,
    IncidentEvent,
    IncidentState,
    SiteChange,
)
from chalicelib.monitoring.plain_outage import Noticed, PlainOutage
from chalicelib.sites.changes import ChangeKind, Software
from chalicelib.sites.model import Severity

_LONGEST_TEXT = 10_000

Text = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=_LONGEST_TEXT)
]


class WantedState(StrEnum):
    """`active`: open or acknowledged."""

    ACTIVE = "active"
    OPEN = "open"
    ACKNOWLEDGED = "acknowledged"
    RESOLVED = "resolved"


class IncidentQuery(PageQuery):
    state: WantedState | None = None
    site_id: uuid.UUID | None = None
    client_id: uuid.UUID | None = None
    since: Annotated[PresentDay | None, Field(description="Those that were not over by then")] = (
        None
    )


class NoteIn(In):
    text: Text
    is_public: Annotated[
        StrictBool, Field(description="Whether the clients whose sites are hit may read it")
    ] = False


class IncidentLinkIn(In):
    token: Annotated[SecretStr, Field(min_length=1, max_length=100)]


class IncidentOut(Out):
    """An outage. `shared` is the address or the network that several sites have in common; then it
    is of no single site. It lasts from the first failed look to the first clean one."""

    id: uuid.UUID
    title: str
    kind: str
    cause: str
    severity: Severity
    state: IncidentState
    shared: str
    site_id: uuid.UUID | None
    site_name: str | None
    client_id: uuid.UUID | None
    client_name: str | None
    monitor_id: uuid.UUID | None
    site_count: int
    started_at: Instant
    acknowledged_at: Instant | None
    acknowledged_by: str
    resolved_at: Instant | None
    duration_seconds: Annotated[float | None, Field(description="null while it lasts")]

    @classmethod
    def of(cls, incident: Incident) -> Self:
        names = set(cls.model_fields) - {"duration_seconds"}
        return cls(
            **{name: getattr(incident, name) for name in names},
            duration_seconds=_seconds(incident.started_at, incident.resolved_at),
        )


class EvidenceOut(Out):
    """What the first failed look saw, that a second region confirmed. `body` is the beginning of
    the page as plain text: never show it as markup."""

    url: str = ""
    status_code: int | None = None
    detail: str = ""
    headers: dict[str, str] = Field(default_factory=dict)
    body: str = ""
    elapsed_ms: int | None = None
    phases: dict[str, int] = Field(default_factory=dict)
    seen_at: Instant | None = None
    seen_from: str = ""
    regions: list[str] = Field(default_factory=list)


class AffectedSiteOut(Out):
    site_id: uuid.UUID
    site_name: str
    site_url: str
    client_id: uuid.UUID
    client_name: str
    monitor_id: uuid.UUID | None
    cause: str
    started_at: Instant
    resolved_at: Instant | None
    duration_seconds: float | None
    address: str
    evidence: EvidenceOut

    @classmethod
    def of(cls, site: AffectedSite) -> Self:
        names = set(cls.model_fields) - {"duration_seconds", "evidence"}
        return cls(
            **{name: getattr(site, name) for name in names},
            duration_seconds=_seconds(site.started_at, site.resolved_at),
            evidence=EvidenceOut.model_validate(dict(site.evidence)),
        )


class IncidentEventOut(Out):
    id: uuid.UUID
    kind: EventKind
    at: Instant
    author: str
    text: str
    site_id: uuid.UUID | None
    site_name: str | None
    is_public: bool


class SiteChangeOut(Out):
    """Something that changed on a site between two of its snapshots, in the day before."""

    site_id: uuid.UUID
    site_name: str
    kind: ChangeKind
    software: Software
    name: str
    before_version: str
    version: str
    seen_at: Instant
    after: Instant

    @classmethod
    def of(cls, found: SiteChange) -> Self:
        names = set(cls.model_fields) - {"site_id", "site_name"}
        return cls(
            site_id=found.site_id,
            site_name=found.site_name,
            **{name: getattr(found.change, name) for name in names},
        )


class IncidentDetailOut(IncidentOut):
    sites: list[AffectedSiteOut]
    timeline: list[IncidentEventOut]
    changes: list[SiteChangeOut]
    post_mortem: IncidentEventOut | None

    @classmethod
    def of_detail(cls, detail: IncidentDetail) -> Self:
        lines = [_event(event) for event in detail.timeline]
        written = [line for line in lines if line.kind is EventKind.POST_MORTEM]
        return cls(
            **IncidentOut.of(detail.incident).model_dump(),
            sites=[AffectedSiteOut.of(site) for site in detail.sites],
            timeline=[line for line in lines if line.kind is not EventKind.POST_MORTEM],
            changes=[SiteChangeOut.of(change) for change in detail.changes],
            post_mortem=written[0] if written else None,
        )


class OutageQuery(PageQuery):
    site_id: uuid.UUID | None = None
    since: Annotated[PresentDay | None, Field(description="Those that were not over by then")] = (
        None
    )


class WordOut(Out):
    """What the agency wrote for the owner of the site."""

    at: Instant
    text: str
    is_report: Annotated[bool, Field(description="Written afterwards: what happened, and why")]


class OutageOut(Out):
    """What the owner of a site is told of an outage: by what visitors noticed of it, without what
    our probes saw. Of an incident that hits several sites each has its own."""

    id: uuid.UUID
    incident_id: uuid.UUID
    site_id: uuid.UUID
    site_name: str
    noticed: Noticed
    started_at: Instant
    resolved_at: Instant | None
    duration_seconds: Annotated[float | None, Field(description="null while it lasts")]
    is_looked_after: bool
    words: list[WordOut]

    @classmethod
    def of(cls, outage: PlainOutage) -> Self:
        names = set(cls.model_fields) - {"duration_seconds", "words"}
        return cls(
            **{name: getattr(outage, name) for name in names},
            duration_seconds=_seconds(outage.started_at, outage.resolved_at),
            words=[WordOut.model_validate(word) for word in outage.words],
        )


class LinkedIncidentOut(Out):
    """As much as somebody may know who has nothing but the link."""

    title: str
    state: IncidentState
    started_at: Instant
    acknowledged_at: Instant | None
    acknowledged_by: str
    resolved_at: Instant | None


def _event(event: IncidentEvent) -> IncidentEventOut:
    return IncidentEventOut.model_validate(event)


def _seconds(start: dt.datetime, end: dt.datetime | None) -> float | None:
    return (end - start).total_seconds() if end else None
