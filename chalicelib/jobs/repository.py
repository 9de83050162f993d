"""Queries about jobs. Plain psycopg: the event door advances jobs in its hot paths."""

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any

import psycopg
from psycopg.rows import class_row
from psycopg.types.json import Jsonb

from chalicelib.identity.model import ClientScope
from chalicelib.jobs.model import Job, JobState

# The sites room lies above this one: its table is known here by name only.
_SELECT = """
select jobs.id, jobs.client_id, jobs.kind, jobs.state, jobs.phase, jobs.progress, jobs.site_id,
       jobs.created_at, jobs.started_at, jobs.finished_at, jobs.error, sites.name as site_name
  from jobs left join sites on sites.id = jobs.site_id
 where (%(client)s::uuid is null or jobs.client_id = %(client)s)
   and (%(sites)s::uuid[] is null or jobs.site_id = any(%(sites)s))
"""


class JobRepository:
    def __init__(self, connection: psycopg.Connection[Any], scope: ClientScope) -> None:
        self._connection = connection
        self._scope = scope

    def add(self, job: Job, *, requested_by: uuid.UUID | None) -> None:
        self._connection.execute(
            "insert into jobs (id, client_id, site_id, kind, state, phase, progress, requested_by,"
            " created_at, updated_at) values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
            (
                job.id,
                job.client_id,
                job.site_id,
                job.kind,
                job.state,
                job.phase,
                job.progress,
                requested_by,
                job.created_at,
                job.created_at,
            ),
        )

    def find(self, job_id: uuid.UUID) -> Job | None:
        found = self._all(_SELECT + " and jobs.id = %(id)s", {"id": job_id})
        return found[0] if found else None

    def list_before(
        self,
        *,
        state: JobState | None,
        site_id: uuid.UUID | None,
        before: tuple[dt.datetime, uuid.UUID] | None,
        limit: int,
    ) -> Sequence[Job]:
        """The newest first."""
        query = _SELECT
        values: dict[str, Any] = {"limit": limit}
        if state:
            query += " and jobs.state = %(state)s"
            values["state"] = state.value
        if site_id:
            query += " and jobs.site_id = %(site)s"
            values["site"] = site_id
        if before:
            query += " and (jobs.created_at, jobs.id) < (%(at)s, %(id)s)"
            values |= {"at": before[0], "id": before[1]}
        query += " order by jobs.created_at desc, jobs.id desc limit %(limit)s"
        return self._all(query, values)

    def advance(
        self, job_id: uuid.UUID, *, phase: str, progress: int | None, at: dt.datetime
    ) -> bool:
        """Whether the job was still open, and is running now."""
        return self._changed(
            "update jobs set state = 'running', phase = %(phase)s,"
            " progress = greatest(progress, coalesce(%(progress)s, progress)),"
            " started_at = coalesce(started_at, %(at)s), updated_at = %(at)s"
            " where id = %(id)s and state in ('queued', 'running')",
            {"id": job_id, "phase": phase, "progress": progress, "at": at},
        )

    def finish(
        self,
        job_id: uuid.UUID,
        state: JobState,
        *,
        result: dict[str, Any] | None,
        error: dict[str, Any] | None,
        at: dt.datetime,
    ) -> bool:
        """Whether the job was still open, and has ended now."""
        return self._changed(
            "update jobs set state = %(state)s::text, result = %(result)s, error = %(error)s,"
            " progress = case when %(state)s::text = 'succeeded' then 100 else progress end,"
            " started_at = coalesce(started_at, %(at)s), finished_at = %(at)s,"
            " updated_at = %(at)s"
            " where id = %(id)s and state in ('queued', 'running')",
            {
                "id": job_id,
                "state": state.value,
                "result": None if result is None else Jsonb(result),
                "error": None if error is None else Jsonb(error),
                "at": at,
            },
        )

    def _all(self, query: str, values: dict[str, Any]) -> list[Job]:
        with self._connection.cursor(row_factory=class_row(Job)) as cursor:
            cursor.execute(query.encode(), {**values, **self._scope.as_parameters()})
            return cursor.fetchall()

    def _changed(self, query: str, values: dict[str, Any]) -> bool:
        return self._connection.execute(query.encode(), values).rowcount == 1
