"""Long work and how far it is."""

import uuid
from typing import Any

from chalicelib.api.pagination import PageQuery
from chalicelib.api.schemas.base import Instant, Out
from chalicelib.jobs.model import JobState


class JobQuery(PageQuery):
    state: JobState | None = None
    site_id: uuid.UUID | None = None


class JobOut(Out):
    id: uuid.UUID
    kind: str
    state: JobState
    phase: str
    progress: int
    site_id: uuid.UUID | None
    site_name: str | None
    created_at: Instant
    started_at: Instant | None
    finished_at: Instant | None
    error: dict[str, Any] | None


class ApprovedJobOut(JobOut):
    """A job that begins when people have approved it."""

    approval_id: uuid.UUID
