"""Channels: what they post to goes in and never comes out again."""

import datetime as dt
import re
import uuid
from typing import Annotated, Literal, Self

from pydantic import (
    AfterValidator,
    Field,
    SecretStr,
    StrictBool,
    StrictInt,
    StringConstraints,
    model_validator,
)

from chalicelib.api.schemas.base import Changes, In, Instant, Line, Out, TimeZone
from chalicelib.notifications.channel import ChannelKind
from chalicelib.notifications.deliveries import Outcome
from chalicelib.sites.model import Severity

_MOST_ROUTES = 50
_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


def _time_of_day(text: str) -> str:
    if not _CLOCK.fullmatch(text):
        raise ValueError("must be a time like 22:00")
    return text


TimeOfDay = Annotated[str, StringConstraints(max_length=5), AfterValidator(_time_of_day)]
Target = Annotated[
    SecretStr,
    Field(
        min_length=1,
        max_length=2048,
        description="A webhook's URL, an e-mail address, or a phone number with its country code."
        " It is sealed and never shown again.",
    ),
]


class QuietHoursIn(In):
    starts: TimeOfDay
    ends: TimeOfDay
    time_zone: TimeZone
    wakes_for_critical: Annotated[
        StrictBool, Field(description="Whether critical alerts come through all the same")
    ] = True

    @model_validator(mode="after")
    def _last_a_while(self) -> Self:
        if self.starts == self.ends:
            raise ValueError("quiet hours must end at another time than they start")
        return self


class DigestIn(In):
    hour: Annotated[StrictInt, Field(ge=0, le=23)]
    weekday: Annotated[
        StrictInt | None, Field(ge=1, le=7, description="1 is Monday; null: every day")
    ] = None
    time_zone: TimeZone


class RouteIn(In):
    """Which alerts go by a channel. Its first route that covers an alert's client decides whose
    routes count; of these the first that wants the alert's severity."""

    client_id: Annotated[uuid.UUID | None, Field(description="null: all clients")] = None
    minimum_severity: Severity = Severity.CRITICAL
    quiet_hours: QuietHoursIn | None = None
    after_minutes: Annotated[
        Literal[5, 10, 15, 30, 60] | None,
        Field(description="Only when nobody has acknowledged by then; null: at once"),
    ] = None
    repeat_minutes: Annotated[
        Literal[30, 60, 240, 1440] | None,
        Field(description="Again and again until somebody acknowledges, at most 24 times"),
    ] = None
    digest: Annotated[
        DigestIn | None, Field(description="Collected for one message a day or a week")
    ] = None

    @model_validator(mode="after")
    def _go_one_way(self) -> Self:
        if self.digest and (self.after_minutes or self.repeat_minutes or self.quiet_hours):
            raise ValueError("a digest neither waits for an answer, nor repeats, nor is held")
        return self


type Routes = Annotated[list[RouteIn], Field(max_length=_MOST_ROUTES)]


class ChannelCreate(In):
    kind: ChannelKind
    name: Line
    target: Target
    routes: Annotated[
        Routes, Field(description="By default all that is critical, of all clients")
    ] = [RouteIn()]  # noqa: RUF012 - pydantic copies defaults


class ChannelUpdate(Changes):
    name: Line = ""
    target: Target = SecretStr("")
    is_enabled: StrictBool = True
    routes: Routes = []  # noqa: RUF012 - pydantic copies defaults


class QuietHoursOut(Out):
    starts: str
    ends: str
    time_zone: str
    wakes_for_critical: bool


class DigestOut(Out):
    hour: int
    weekday: int | None
    time_zone: str


class RouteOut(Out):
    client_id: uuid.UUID | None
    minimum_severity: Severity
    quiet_hours: QuietHoursOut | None
    after_minutes: int | None
    repeat_minutes: int | None
    digest: DigestOut | None


class ChannelOut(Out):
    id: uuid.UUID
    kind: ChannelKind
    name: str
    hint: str
    is_enabled: bool
    disabled_at: Instant | None
    disabled_reason: str | None
    created_at: Instant
    last_delivered_at: Instant | None
    routes: list[RouteOut]


class SigningSecretOut(Out):
    secret: str


class DeliveryOut(Out):
    id: uuid.UUID
    channel_id: uuid.UUID
    site_id: uuid.UUID | None
    subject: str
    is_test: bool
    outcome: Outcome
    attempts: int
    receipt: str
    reason: str
    requested_at: Instant
    held_until: Instant | None
    tried_at: Instant | None


def clock(time: dt.time) -> str:
    return f"{time:%H:%M}"
