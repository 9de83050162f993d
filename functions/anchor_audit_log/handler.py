"""Every hour: signs where the audit log ends and puts that where nobody can change it."""

from typing import Any

from chalicelib import bootstrap
from chalicelib.adapters import settings
from chalicelib.adapters.database import DatabaseRole
from chalicelib.adapters.observability import logger
from chalicelib.audit import anchoring


def handler(event: dict[str, Any], context: object) -> dict[str, int]:  # noqa: ARG001
    with bootstrap.unit_of_work(DatabaseRole.WORKER) as uow:
        anchor = anchoring.anchor_head(
            uow,
            bootstrap.audit_anchors(),
            deployment=settings.load().base_url,
            signer=bootstrap.anchor_signer(),
        )
    seq = anchor.mark.seq if anchor else 0
    logger.info("audit_log_anchored", extra={"seq": seq})
    return {"seq": seq}
