"""Every quarter of an hour: fold what the probes measured into hours, days and archives, then see
which sites have become slower than usual."""

from typing import Any

from chalicelib import bootstrap
from chalicelib.adapters.database import DatabaseRole
from chalicelib.adapters.observability import logger
from chalicelib.consumer import beats
from chalicelib.monitoring import folding, watching
from chalicelib.monitoring.judging import judge_speed


@beats("fold_history")
def handler(event: dict[str, Any], context: object) -> dict[str, int]:  # noqa: ARG001
    # One transaction per step: a run that is cut off has done what it has done.
    hours = _fold_hours()
    if hours:
        _tell_paces()
    days = _archive_days()
    with bootstrap.unit_of_work(DatabaseRole.WORKER) as uow:
        changes = folding.find_speed_changes(uow)
    for site_id, slow_down in changes.items():
        with bootstrap.unit_of_work(DatabaseRole.WORKER) as uow:
            judge_speed(uow, site_id, slow_down)
    done = {"hours": hours, "days": days, "speed_changes": len(changes)}
    logger.info("history_folded", extra=done)
    return done


def _fold_hours() -> int:
    with bootstrap.unit_of_work(DatabaseRole.WORKER) as uow:
        hours = folding.hours_to_fold(uow)
    new = 0
    for hour, folded in hours.items():
        measured = folding.measure_hour(bootstrap.history(), hour, folded=folded)
        if measured is not None and measured.unreadable:
            logger.error("history_unreadable", keys=measured.unreadable)
        with bootstrap.unit_of_work(DatabaseRole.WORKER) as uow:
            new += folding.fold_hour(uow, hour, measured)
    return new


def _tell_paces() -> None:
    """To the probe shards, where slow sites wait together. What is lost here is told daily."""
    with bootstrap.unit_of_work(DatabaseRole.WORKER) as uow:
        watching.watch_sites(uow, folding.find_pace_changes(uow))


def _archive_days() -> int:
    with bootstrap.unit_of_work(DatabaseRole.WORKER) as uow:
        days = folding.days_to_archive(uow)
    for day, fingerprint in days.items():
        folding.archive_day(bootstrap.history(), day)
        with bootstrap.unit_of_work(DatabaseRole.WORKER) as uow:
            folding.mark_archived(uow, day, fingerprint)
    return len(days)
