"""Sites as screens and programs see them."""

import datetime as dt
import uuid
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, AwareDatetime, ConfigDict, Field, StrictBool, StringConstraints

from chalicelib.api.pagination import PageQuery
from chalicelib.api.schemas.base import Changes, In, Instant, Line, Out, Query, Search
from chalicelib.sites.model import Connection, Severity, SiteStatus

type Url = Annotated[str, StringConstraints(min_length=1, max_length=2000)]
type Tag = Annotated[str, StringConstraints(min_length=1, max_length=50)]
type Tags = Annotated[list[Tag], Field(max_length=50)]
type SiteOrder = Literal["name", "-name", "status", "last_seen_at", "-updates"]


def _of_our_time(instant: dt.datetime) -> dt.datetime:
    """Calendars end: a month before the year 1 cannot be reckoned."""
    if not _FIRST_YEAR <= instant.year <= _LAST_YEAR:
        raise ValueError(f"must lie between {_FIRST_YEAR} and {_LAST_YEAR}")
    return instant


_FIRST_YEAR, _LAST_YEAR = 2000, 2199
type PresentDay = Annotated[AwareDatetime, AfterValidator(_of_our_time)]


class SiteCreate(In):
    name: Line
    url: Url
    client_id: uuid.UUID
    tags: Tags = Field(default_factory=list)


class SiteUpdate(Changes):
    name: Line = ""
    url: Url = ""
    tags: Tags = Field(default_factory=list)
    is_paused: StrictBool = False
    paused_until: Annotated[
        PresentDay | None, Field(description="Pauses the site; the pause ends by itself then")
    ] = None


class SiteQuery(PageQuery):
    status: SiteStatus | None = None
    client_id: uuid.UUID | None = None
    q: Search | None = None
    sort: SiteOrder = "name"


class UpdatesOut(Out):
    core: int
    plugins: int
    themes: int
    translations: int


class ProblemsOut(Out):
    critical: int
    warning: int


class SiteOut(Out):
    id: uuid.UUID
    client_id: uuid.UUID
    client_name: str
    name: str
    url: str
    status: SiteStatus
    status_reason: str
    status_since: Instant
    wordpress_version: str | None
    php_version: str | None
    plugin_version: str | None
    last_seen_at: Instant | None
    connected_at: Instant | None
    paused_until: Instant | None
    tags: list[str]
    updates: UpdatesOut
    problems: ProblemsOut
    response_ms: int | None
    created_at: Instant


class NumbersOut(Out):
    """From the site's last snapshot; null is what its host does not tell."""

    disk_free_bytes: int | None = None
    disk_total_bytes: int | None = None
    database_bytes: int | None = None
    uploads_bytes: int | None = None
    memory_peak_bytes: int | None = None
    load_ms: int | None = None
    users_total: int | None = None


class ConditionOut(Out):
    id: uuid.UUID
    kind: str
    severity: Severity
    opened_at: Instant
    detail: dict[str, Any]


class ConnectionProblemOut(Out):
    """Why the site could not prove its address, in words for people."""

    code: str
    detail: str


class ConnectionOut(Out):
    state: Connection
    key_prefix: str | None
    problem: ConnectionProblemOut | None = None


class SilenceOut(Out):
    """The maintenance that the site is in now: nobody is told of anything before it has ended."""

    window_id: uuid.UUID
    name: str
    since: Instant
    until: Instant


class SiteDetailOut(SiteOut):
    numbers: NumbersOut
    conditions: list[ConditionOut]
    snapshot_taken_at: Instant | None
    connection: ConnectionOut
    maintenance: SilenceOut | None


class PairingCodeOut(Out):
    """Shown once; works once, for 15 minutes."""

    code: str
    connection_string: str
    expires_at: Instant


class InventoryOut(Out):
    """What is installed, as the site last said; unknown members of newer plugins stay in."""

    model_config = ConfigDict(from_attributes=True, frozen=True, extra="allow")

    hash: str
    taken_at: Instant | None


class SnapshotQuery(Query):
    from_: Annotated[PresentDay | None, Field(alias="from")] = None
    to: PresentDay | None = None


class SnapshotOut(Out):
    """A span of time in which the site's snapshots said the same; `until` is null for now."""

    seq: int
    taken_at: Instant
    until: Instant | None
    disk_free_bytes: int | None
    database_bytes: int | None
    uploads_bytes: int | None
    memory_peak_bytes: int | None
    load_ms: int | None


class SnapshotsOut(Out):
    data: list[SnapshotOut]


class TimelineEntryOut(Out):
    id: uuid.UUID
    at: Instant
    kind: str
    severity: Severity
    actor: str
    detail: dict[str, Any]


LONGEST_HISTORY = dt.timedelta(days=366)
USUAL_HISTORY = dt.timedelta(days=30)
