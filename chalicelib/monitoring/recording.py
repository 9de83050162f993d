"""Believe what probes found, in the order in which they looked, and judge what changed."""

import uuid
from collections.abc import Iterable, Sequence

from chalicelib.adapters.database import UnitOfWork
from chalicelib.events.monitoring import CheckResult, ProbeTarget
from chalicelib.monitoring.judging import judge_site
from chalicelib.sites import status
from chalicelib.sites.model import SiteStatus


def record_checks(uow: UnitOfWork, results: Sequence[CheckResult]) -> None:
    """Take over the status of each site, unless a later check has spoken already.

    Repeating it, or doing it in another order, ends in the same state and tells nothing twice.
    """
    watched = {site.site_id for site in status.list_watched(uow, _ids(results))}
    # Always in the same order: two recorders with the same sites wait, they do not deadlock.
    for result in sorted(results, key=lambda result: (result.site_id, result.checked_at)):
        if result.site_id in watched and _record(uow, result):
            judge_site(uow, result.site_id)


def places(uow: UnitOfWork, site_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, ProbeTarget | None]:
    """What the probe shards should hold for these sites; None for one that is not watched."""
    wanted = list(dict.fromkeys(site_ids))
    found = {
        site.site_id: ProbeTarget(
            site_id=site.site_id,
            url=site.url,
            status=site.status,
            interval_seconds=site.interval_seconds,
        )
        for site in status.list_watched(uow, wanted)
    }
    return {site_id: found.get(site_id) for site_id in wanted}


def _record(uow: UnitOfWork, result: CheckResult) -> bool:
    detail = {"status_code": result.status_code, "detail": result.detail}
    return status.record_status(
        uow,
        result.site_id,
        status=SiteStatus(result.status),
        reason=result.reason,
        checked_at=result.checked_at,
        response_ms=result.response_ms,
        detail={name: value for name, value in detail.items() if value},
    )


def _ids(results: Iterable[CheckResult]) -> list[uuid.UUID]:
    return [result.site_id for result in results]
