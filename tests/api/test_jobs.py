"""Jobs: shown, advanced and ended once."""

import datetime as dt

import pytest

from chalicelib.adapters.database import Database, DatabaseRole, UnitOfWork
from chalicelib.jobs import service as jobs
from chalicelib.jobs.model import Job, JobState
from chalicelib.kit.clock import FixedClock
from tests.api.conftest import Api
from tests.conftest import Cast


def _a_job(database: Database, cast: Cast, *, kind: str = "site_check") -> Job:
    assert cast.bob.client_id
    with database.unit_of_work(DatabaseRole.WORKER) as uow:
        job = jobs.start_job(uow, kind=kind, client_id=cast.bob.client_id)
        uow.commit()
    return job


def test_a_job_goes_from_queued_to_succeeded(
    api: Api, cast: Cast, database: Database, clock: FixedClock
) -> None:
    job = _a_job(database, cast)
    with database.unit_of_work(DatabaseRole.WORKER) as uow:
        clock.advance(dt.timedelta(seconds=5))
        assert jobs.advance(uow, job.id, phase="fetching", progress=40)
        assert jobs.advance(uow, job.id, phase="reading", progress=30)
        uow.commit()
    running = api.get(f"jobs/{job.id}", by=cast.alice).json
    with database.unit_of_work(DatabaseRole.WORKER) as uow:
        clock.advance(dt.timedelta(seconds=5))
        assert jobs.finish(uow, job.id, JobState.SUCCEEDED)
        uow.commit()
    ended = api.get(f"jobs/{job.id}", by=cast.alice).json

    assert (running["state"], running["phase"], running["progress"]) == ("running", "reading", 40)
    assert (ended["state"], ended["progress"]) == ("succeeded", 100)
    assert ended["created_at"] == "2026-11-23T10:00:00.000Z"
    assert ended["started_at"] == "2026-11-23T10:00:05.000Z"
    assert ended["finished_at"] == "2026-11-23T10:00:10.000Z"


def test_a_job_ends_once(uow: UnitOfWork, database: Database, cast: Cast) -> None:
    job = _a_job(database, cast)

    assert jobs.finish(uow, job.id, JobState.FAILED, error={"code": "x", "message": "y"})
    assert not jobs.finish(uow, job.id, JobState.SUCCEEDED)
    assert not jobs.advance(uow, job.id, phase="late")
    found = jobs.get_job(uow, cast.alice, job.id)
    assert (found.state, found.error) == (JobState.FAILED, {"code": "x", "message": "y"})


def test_an_open_state_is_no_end(uow: UnitOfWork, database: Database, cast: Cast) -> None:
    job = _a_job(database, cast)

    with pytest.raises(ValueError, match="running"):
        jobs.finish(uow, job.id, JobState.RUNNING)


def test_the_newest_come_first_over_all_pages(
    api: Api, cast: Cast, database: Database, clock: FixedClock
) -> None:
    ids = []
    for _ in range(5):
        ids.append(str(_a_job(database, cast).id))
        clock.advance(dt.timedelta(milliseconds=1))

    first = api.get("jobs", by=cast.bob, limit=3).json
    rest = api.get("jobs", by=cast.bob, limit=3, cursor=first["next_cursor"]).json

    assert [job["id"] for job in [*first["data"], *rest["data"]]] == ids[::-1]
    assert not rest["has_more"]


def test_lists_narrow_by_state(api: Api, cast: Cast, database: Database) -> None:
    done, waiting = _a_job(database, cast), _a_job(database, cast)
    with database.unit_of_work(DatabaseRole.WORKER) as uow:
        jobs.finish(uow, done.id, JobState.CANCELLED)
        uow.commit()

    found = api.get("jobs", by=cast.alice, state="queued").json["data"]
    assert [job["id"] for job in found] == [str(waiting.id)]
    assert api.get("jobs", by=cast.alice, state="unknown").code == "invalid_parameter"


def test_foreign_jobs_are_not_there(api: Api, cast: Cast, database: Database) -> None:
    job = _a_job(database, cast)

    assert api.get(f"jobs/{job.id}", by=cast.charlie).code == "job_not_found"
    assert api.get("jobs", by=cast.charlie).json["data"] == []
