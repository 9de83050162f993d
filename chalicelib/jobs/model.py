"""A job: long work that somebody waits for."""

import datetime as dt
import uuid
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class JobState(StrEnum):
    QUEUED = "queued"
    RUNNING = "running"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def is_final(self) -> bool:
        return self not in _OPEN


_OPEN = frozenset({JobState.QUEUED, JobState.RUNNING})


@dataclass(frozen=True)
class Job:
    id: uuid.UUID
    client_id: uuid.UUID
    kind: str
    state: JobState
    phase: str
    progress: int
    site_id: uuid.UUID | None
    created_at: dt.datetime
    started_at: dt.datetime | None = None
    finished_at: dt.datetime | None = None
    error: dict[str, Any] | None = None
    site_name: str | None = None

    def __post_init__(self) -> None:
        # From the database a state comes as plain text.
        object.__setattr__(self, "state", JobState(self.state))
