"""What all schemas share: the portal refuses what it does not know."""

import datetime as dt
from typing import Annotated, Any, Self
from zoneinfo import available_timezones

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    PlainSerializer,
    StringConstraints,
    model_validator,
)

from chalicelib.kit.text import clean_line


class In(BaseModel):
    """A body that a person's program sends."""

    # defer_build: the schema is built when it is first used; a cold start pays for its own route.
    model_config = ConfigDict(extra="forbid", frozen=True, str_max_length=10_000, defer_build=True)


class Query(In):
    """Query parameters."""


class Out(BaseModel):
    """An answer, read from a room's own objects by name."""

    model_config = ConfigDict(from_attributes=True, frozen=True, defer_build=True)


def _as_utc(instant: dt.datetime) -> str:
    return instant.astimezone(dt.UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


# One spelling of instants everywhere: 2026-11-23T10:00:00.000Z
Instant = Annotated[
    dt.datetime, PlainSerializer(_as_utc, return_type=str, when_used="json-unless-none")
]


def _not_empty(text: str) -> str:
    if not text:
        raise ValueError("must not be empty")
    return text


Line = Annotated[
    str,
    StringConstraints(max_length=200),
    AfterValidator(clean_line),
    AfterValidator(_not_empty),
]
Email = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True, max_length=254, pattern=r"^[^@\s]{1,64}@[^@\s]+\.[^@\s.]+$"
    ),
]
# What somebody types to find something.
Search = Annotated[str, StringConstraints(max_length=200), AfterValidator(clean_line)]


def _known_zone(name: str) -> str:
    if name not in available_timezones():
        raise ValueError("must be a time zone like Europe/Berlin")
    return name


TimeZone = Annotated[str, StringConstraints(max_length=64), AfterValidator(_known_zone)]


class Changes(In):
    """A PATCH: only members that were sent count, and at least one must be."""

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.model_fields_set:
            raise ValueError("send at least one member to change")
        return self

    def sent(self) -> dict[str, Any]:
        """What shall change, by name."""
        return {name: getattr(self, name) for name in self.model_fields_set}
