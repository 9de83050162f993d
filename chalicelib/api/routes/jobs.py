"""Long work and how far it is."""

import uuid
from typing import TYPE_CHECKING

from chalice.app import Blueprint

from chalicelib.api.endpoint import endpoint
from chalicelib.api.pagination import PageOut
from chalicelib.api.schemas.jobs import JobOut, JobQuery
from chalicelib.identity.model import Actor, Permission
from chalicelib.jobs import service as jobs
from chalicelib.jobs.model import Job
from chalicelib.kit.pagination import Page

if TYPE_CHECKING:
    from chalicelib.adapters.database import UnitOfWork

blueprint = Blueprint(__name__)


@endpoint(
    blueprint,
    "GET",
    "/api/v1/jobs",
    requires=Permission.READ_JOBS,
    query=JobQuery,
    answers=PageOut[JobOut],
    summary="List jobs, newest first",
)
def list_jobs(uow: "UnitOfWork", actor: Actor, query: JobQuery) -> Page[Job]:
    return jobs.list_jobs(
        uow,
        actor,
        limit=query.limit,
        cursor=query.cursor,
        state=query.state,
        site_id=query.site_id,
    )


@endpoint(
    blueprint,
    "GET",
    "/api/v1/jobs/{job_id}",
    requires=Permission.READ_JOBS,
    answers=JobOut,
    summary="Show a job",
)
def get_job(uow: "UnitOfWork", actor: Actor, job_id: uuid.UUID) -> Job:
    return jobs.get_job(uow, actor, job_id)
