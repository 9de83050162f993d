"""All that the publisher must know of a page, as the database last knew it; it lies in the bucket.

Sites stand here by their ids, never by address or name: not even this file could leak them.
"""

import datetime as dt
import uuid

from pydantic import BaseModel, ConfigDict, Field

from chalicelib.status_pages.model import Language, PostState


class Part(BaseModel):
    model_config = ConfigDict(frozen=True)


class DayFigures(Part):
    """A day of a component: all its sites in one sum."""

    day: dt.date
    up_ms: int
    down_ms: int


class ComponentPart(Part):
    id: uuid.UUID
    name: str
    site_ids: list[uuid.UUID]
    days: list[DayFigures] = Field(default_factory=list)


class PostPart(Part):
    id: uuid.UUID
    thread_id: uuid.UUID
    state: PostState
    title: str
    text: str
    components: list[str] = Field(default_factory=list)
    component_ids: list[uuid.UUID] = Field(default_factory=list)
    at: dt.datetime
    starts_at: dt.datetime | None = None
    ends_at: dt.datetime | None = None


class SpanPart(Part):
    starts_at: dt.datetime
    ends_at: dt.datetime


class MaintenancePart(Part):
    """A maintenance window. Its name stays inside: it was not written for everybody."""

    window_id: uuid.UUID
    site_ids: list[uuid.UUID]
    announced_at: dt.datetime
    times: list[SpanPart]
    """The soonest first, further ahead than is shown: the page may have to do without us."""


class PageDocument(Part):
    version: int = 1
    slug: str
    title: str
    language: Language
    accent: str
    logo: str = ""
    home: str
    """The deployment's own origin, where a subscription is asked for."""
    agency_name: str
    shows_degraded: bool = False
    tells_changes: bool = False
    components: list[ComponentPart] = Field(default_factory=list)
    posts: list[PostPart] = Field(default_factory=list)
    """The newest first."""
    maintenance: list[MaintenancePart] = Field(default_factory=list)
    described_at: dt.datetime
    is_gone: bool = False
    """There was a page here, and is none any more."""
