"""Every five minutes: write new passkeys into the signer's book, and tell all admins of them."""

from typing import Any

from chalicelib import bootstrap
from chalicelib.adapters.database import DatabaseRole
from chalicelib.adapters.observability import logger
from chalicelib.sites import signing


def handler(event: dict[str, Any], context: object) -> dict[str, int]:  # noqa: ARG001
    with bootstrap.unit_of_work(DatabaseRole.SIGNER) as uow:
        noted = signing.note_new_passkeys(uow)
    logger.info("passkeys_noted", people=noted)
    return {"people": noted}
