"""Jobs: started by whoever asks for long work, advanced by whoever does it, shown to both."""

import datetime as dt
import uuid
from typing import TYPE_CHECKING, Any

from chalicelib.identity.model import Actor, ClientScope
from chalicelib.jobs.errors import JobNotFound
from chalicelib.jobs.model import Job, JobState
from chalicelib.jobs.repository import JobRepository
from chalicelib.kit.ids import uuid7
from chalicelib.kit.pagination import Page, as_id, as_instant, decode_cursor, encode_cursor

if TYPE_CHECKING:
    from chalicelib.adapters.database import UnitOfWork


def start_job(
    uow: "UnitOfWork",
    *,
    kind: str,
    client_id: uuid.UUID,
    site_id: uuid.UUID | None = None,
    requested_by: uuid.UUID | None = None,
) -> Job:
    """A queued job; `requested_by` is None when the platform itself wants it."""
    job = Job(
        id=uuid7(),
        client_id=client_id,
        kind=kind,
        state=JobState.QUEUED,
        phase="",
        progress=0,
        site_id=site_id,
        created_at=uow.clock.now(),
    )
    _jobs(uow).add(job, requested_by=requested_by)
    return job


def advance(
    uow: "UnitOfWork", job_id: uuid.UUID, *, phase: str, progress: int | None = None
) -> bool:
    """Note where the work is. False when the job has already ended: then the work should stop."""
    return _jobs(uow).advance(job_id, phase=phase, progress=progress, at=uow.clock.now())


def finish(
    uow: "UnitOfWork",
    job_id: uuid.UUID,
    state: JobState,
    *,
    result: dict[str, Any] | None = None,
    error: dict[str, Any] | None = None,
) -> bool:
    """End a job once. False when it had already ended; nothing changes then."""
    if not state.is_final:
        raise ValueError(f"a job cannot end as {state}")
    return _jobs(uow).finish(job_id, state, result=result, error=error, at=uow.clock.now())


def get_job(uow: "UnitOfWork", actor: Actor, job_id: uuid.UUID) -> Job:
    """Raises JobNotFound, also for a job that the actor may not see."""
    job = _jobs(uow, actor.scope).find(job_id)
    if job is None:
        raise JobNotFound
    return job


def list_jobs(
    uow: "UnitOfWork",
    actor: Actor,
    *,
    limit: int,
    cursor: str | None,
    state: JobState | None = None,
    site_id: uuid.UUID | None = None,
) -> Page[Job]:
    """The newest first."""
    found = _jobs(uow, actor.scope).list_before(
        state=state, site_id=site_id, before=_position(cursor), limit=limit + 1
    )
    shown = found[:limit]
    if len(found) <= limit:
        return Page(shown, None)
    return Page(shown, encode_cursor(shown[-1].created_at.isoformat(), str(shown[-1].id)))


def _position(cursor: str | None) -> tuple[dt.datetime, uuid.UUID] | None:
    if cursor is None:
        return None
    at, job_id = decode_cursor(cursor, str, str)
    return as_instant(at), as_id(job_id)


def _jobs(uow: "UnitOfWork", scope: ClientScope | None = None) -> JobRepository:
    return JobRepository(uow.connection, scope or ClientScope.everything())
