"""Every five minutes: judge the sites that should have reported by now."""

from typing import Any

from chalicelib import bootstrap
from chalicelib.adapters.database import DatabaseRole
from chalicelib.adapters.observability import logger
from chalicelib.monitoring import heartbeats
from chalicelib.monitoring.judging import judge_site


def handler(event: dict[str, Any], context: object) -> dict[str, int]:  # noqa: ARG001
    with bootstrap.unit_of_work(DatabaseRole.WORKER) as uow:
        silent = heartbeats.check_heartbeats(uow)
    for site_id in silent:
        # One transaction each: a run that is cut off has done what it has done.
        with bootstrap.unit_of_work(DatabaseRole.WORKER) as uow:
            judge_site(uow, site_id)
    logger.info("heartbeats_checked", silent=len(silent))
    return {"silent": len(silent)}
