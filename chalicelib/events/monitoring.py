"""What the monitoring room tells."""

import datetime as dt
import uuid
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field

from chalicelib.events.base import Message


class ProbeTarget(BaseModel):
    """A site to fetch, and what we last believed about it."""

    model_config = ConfigDict(frozen=True)
    site_id: uuid.UUID
    url: str
    status: str
    interval_seconds: int = 60


class ProbesDue(Message):
    """Sites to look at. With `doubted_at` it is a question: are they as we believe?"""

    queue: ClassVar[str] = "probe-sites-queue"
    batch_id: str
    due_at: dt.datetime
    targets: list[ProbeTarget]
    doubted_at: dt.datetime | None = None
    """When the region that asks saw them otherwise."""
    controls: list[str] = Field(default_factory=list)
    """Addresses that the asking region has just seen well: who cannot reach them is blind."""
    blind: list[str] = Field(default_factory=list)
    """Regions that have tried these sites and could not see."""


class CheckResult(BaseModel):
    """What a fetch showed; only results that differ from the last belief travel."""

    model_config = ConfigDict(frozen=True)
    site_id: uuid.UUID
    checked_at: dt.datetime
    status: str
    reason: str
    status_code: int | None = None
    response_ms: int | None = None
    detail: str = ""
    region: str = ""
    asked_at: dt.datetime | None = None
    """When the first look was taken that made somebody look again."""


class ChecksChanged(Message):
    """What probes found. `watch` names sites that may have to be probed from now on, or no more;
    `judge` those to judge anew, because a silence has begun or ended.
    """

    queue: ClassVar[str] = "record-checks-queue"
    batch_id: str
    results: list[CheckResult] = Field(default_factory=list)
    watch: list[uuid.UUID] = Field(default_factory=list)
    judge: list[uuid.UUID] = Field(default_factory=list)


class AlertRaised(Message):
    """People shall hear of a change; who, and by which way, is decided where channels are known.

    `subject_key` names the change: nobody hears of the same one twice. An all-clear names the
    problem that it ends in `ends`, by every key it may have been told with, so that the same
    people hear of both; a problem says in `ended_by` how its all-clear will be named.
    """

    queue: ClassVar[str] = "route-alert-queue"
    client_id: uuid.UUID
    site_id: uuid.UUID
    subject_key: str
    ends: list[str] = Field(default_factory=list)
    ended_by: str = ""
    template: str
    severity: str
    subject: str
    context: dict[str, Any]
