"""Maintenance windows: times are those of the wall clock in the window's own time zone."""

import datetime as dt
import uuid
from typing import Annotated, Literal, Self

from pydantic import (
    AfterValidator,
    Field,
    PlainSerializer,
    StrictBool,
    StrictInt,
    StringConstraints,
    model_validator,
)

from chalicelib.api.pagination import PageQuery
from chalicelib.api.schemas.base import Changes, In, Instant, Line, Out, TimeZone
from chalicelib.monitoring.windows import (
    LONGEST,
    LONGEST_REPEATED,
    Clock,
    Recurrence,
    WindowState,
)

_MINUTE = dt.timedelta(minutes=1)
_FIRST_YEAR, _LAST_YEAR = 2000, 2199


def _of_our_time(text: str) -> str:
    try:
        wall = dt.datetime.fromisoformat(text)
    except ValueError:
        raise ValueError("must be a time like 2026-11-29T02:30") from None
    if not _FIRST_YEAR <= wall.year <= _LAST_YEAR:
        raise ValueError(f"must lie between {_FIRST_YEAR} and {_LAST_YEAR}")
    return text


type WallTime = Annotated[
    str,
    StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?$"),
    AfterValidator(_of_our_time),
]
type Minutes = Annotated[StrictInt, Field(ge=1, le=LONGEST // _MINUTE)]
type Weekday = Annotated[StrictInt, Field(ge=1, le=7, description="1 is Monday")]
type MonthDay = Annotated[
    StrictInt, Field(ge=1, le=31, description="In shorter months their last day")
]
type MonthWeek = Literal[1, 2, 3, 4, -1]
type LastDay = Annotated[dt.date, Field(ge=dt.date(2000, 1, 1), le=dt.date(2199, 12, 31))]


class ScheduleIn(In):
    """`weekdays` for weekly; `month_day` for monthly by day; one weekday and `month_week` (-1: the
    last) for monthly by weekday. What a recurrence does not use does not matter."""

    starts_at: Annotated[
        WallTime, Field(description="Without an offset: 2026-11-29T02:30 in `time_zone`")
    ]
    time_zone: TimeZone
    duration_minutes: Minutes
    recurrence: Recurrence = Recurrence.ONCE
    weekdays: Annotated[list[Weekday], Field(max_length=7, default_factory=list)]
    month_day: MonthDay | None = None
    month_week: MonthWeek | None = None
    until: Annotated[LastDay | None, Field(description="The last day on which one begins")] = None

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        match self.recurrence:
            case Recurrence.WEEKLY if not self.weekdays:
                raise ValueError("weekly windows need at least one of weekdays")
            case Recurrence.MONTHLY_BY_DAY if self.month_day is None:
                raise ValueError("monthly windows by day need month_day")
            case Recurrence.MONTHLY_BY_WEEKDAY if len(self.weekdays) != 1 or not self.month_week:
                raise ValueError("monthly windows by weekday need one weekday and month_week")
            case _:
                pass
        longest = LONGEST if self.recurrence is Recurrence.ONCE else LONGEST_REPEATED
        if self.duration_minutes * _MINUTE > longest:
            raise ValueError("a window that repeats lasts a day at most")
        return self


class ScopeIn(In):
    """Every site that any of these names; `tags` are those of sites."""

    covers_all: StrictBool = False
    client_ids: Annotated[list[uuid.UUID], Field(max_length=200, default_factory=list)]
    site_ids: Annotated[list[uuid.UUID], Field(max_length=1000, default_factory=list)]
    tags: Annotated[list[Line], Field(max_length=50, default_factory=list)]

    @model_validator(mode="after")
    def _names_something(self) -> Self:
        if not (self.covers_all or self.client_ids or self.site_ids or self.tags):
            raise ValueError("name sites, clients or tags, or cover all sites")
        return self


_DOWN_EXPECTED = Field(description="Sites are shown in maintenance even while they answer")
_ANNOUNCED = Field(
    description="Its times are shown to clients and on status pages; its name is on no page"
)


class MaintenanceWindowCreate(In):
    name: Line
    schedule: ScheduleIn
    scope: ScopeIn
    is_down_expected: Annotated[StrictBool, _DOWN_EXPECTED] = False
    is_announced: Annotated[StrictBool, _ANNOUNCED] = True


class MaintenanceStart(In):
    """Maintenance from this moment on."""

    name: Line
    scope: ScopeIn
    duration_minutes: Minutes = 30
    is_down_expected: Annotated[StrictBool, _DOWN_EXPECTED] = False
    is_announced: Annotated[StrictBool, _ANNOUNCED] = True


class MaintenanceWindowUpdate(Changes):
    name: Line = ""
    schedule: ScheduleIn | None = None
    scope: ScopeIn | None = None
    is_down_expected: StrictBool = False
    is_announced: StrictBool = True

    @model_validator(mode="after")
    def _takes_nothing_away(self) -> Self:
        if any(getattr(self, name) is None for name in self.model_fields_set):
            raise ValueError("times and sites can be changed, not removed")
        return self


class MaintenanceWindowQuery(PageQuery):
    state: WindowState | None = None


def _as_wall_time(wall: dt.datetime) -> str:
    return wall.isoformat(timespec="seconds")


class ScheduleOut(Out):
    starts_at: Annotated[dt.datetime, PlainSerializer(_as_wall_time, return_type=str)]
    time_zone: str
    duration_minutes: int
    recurrence: Recurrence
    weekdays: list[int]
    month_day: int | None
    month_week: int | None
    until: dt.date | None


class ScopeOut(Out):
    covers_all: bool
    client_ids: list[uuid.UUID]
    site_ids: list[uuid.UUID]
    tags: list[str]


class OccurrenceOut(Out):
    """`clock` says what the wall clock does: `skipped`, there is no such time that night, and it
    begins an hour later; `repeated`, the time comes twice, and the first one counts; `changes`, the
    clock is put forward or back while it is open."""

    opens_at: Instant
    closes_at: Instant
    clock: Clock


class PreviewOut(Out):
    data: list[OccurrenceOut]


class PlannedMaintenanceQuery(PageQuery):
    site_id: uuid.UUID | None = None


class PlannedSiteOut(Out):
    id: uuid.UUID
    name: str


class PlannedMaintenanceOut(Out):
    """`sites` are the first hundred of those that the asker may see, by name."""

    window_id: uuid.UUID
    name: str
    opens_at: Instant
    closes_at: Instant
    sites: list[PlannedSiteOut]
    sites_count: int


class MaintenanceWindowOut(Out):
    """`occurrence` is the one that is open, else the next, else the last. `scope` is null for
    clients; `sites_count` counts the sites that the asker may see."""

    id: uuid.UUID
    name: str
    state: WindowState
    schedule: ScheduleOut
    scope: ScopeOut | None
    is_down_expected: bool
    is_automatic: bool
    is_announced: bool
    occurrence: OccurrenceOut | None
    sites_count: int
    created_at: Instant
    created_by: str
