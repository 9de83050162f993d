"""Every five minutes: judge the sites that should have reported by now and those whose maintenance
has begun or ended, watch those again whose pause is over, end the commands that no site came for
and the approvals that nobody gave, ask sites with old keys to renew them, and tell the digests
whose hour has come."""

from typing import Any

from chalicelib import bootstrap
from chalicelib.adapters import settings
from chalicelib.adapters.database import DatabaseRole
from chalicelib.adapters.observability import logger
from chalicelib.consumer import beats
from chalicelib.monitoring import canary, heartbeats, silence, watching
from chalicelib.monitoring.judging import judge_site
from chalicelib.notifications import digests
from chalicelib.sites import approving, commanding, rotation


@beats("check_heartbeats")
def handler(event: dict[str, Any], context: object) -> dict[str, int]:  # noqa: ARG001
    with bootstrap.unit_of_work(DatabaseRole.WORKER) as uow:
        watching.keep_canary(uow, canary.url(settings.load().base_url))
        turned = silence.turn(uow)
        resumed = silence.end_pauses(uow)
        silent = heartbeats.check_heartbeats(uow)
        expired = commanding.expire_commands(uow)
        approving.expire_approvals(uow)
        rotating = rotation.rotate_due_keys(uow)
    for site_id in silent:
        # One transaction each: a run that is cut off has done what it has done.
        with bootstrap.unit_of_work(DatabaseRole.WORKER) as uow:
            judge_site(uow, site_id)
    with bootstrap.unit_of_work(DatabaseRole.WORKER) as uow:
        told = digests.send_due(uow)
    done = {
        "silent": len(silent),
        "turned": turned,
        "resumed": resumed,
        "expired": expired,
        "rotating": rotating,
        "digests": told,
    }
    logger.info("heartbeats_checked", extra=done)
    return done
