"""Judge what was found at a site's address; a site that proves itself is watched from now on."""

from typing import TYPE_CHECKING

from chalicelib.adapters import settings
from chalicelib.adapters.observability import logger
from chalicelib.consumer import consumes_with_database
from chalicelib.events.sites import ProofFetched
from chalicelib.monitoring import service as monitoring
from chalicelib.monitoring import watching
from chalicelib.sites import proving

if TYPE_CHECKING:
    from chalicelib.adapters.database import UnitOfWork


@consumes_with_database(ProofFetched)
def handler(uow: "UnitOfWork", message: ProofFetched) -> None:
    proven = proving.take_proof(uow, message, platform=settings.load().base_url)
    if proven.is_connected:
        watching.watch_sites(uow, [message.site_id])
        watching.probe_now(uow, message.site_id)
        # It may have reported before we believed it.
        monitoring.judge_site(uow, message.site_id)
    logger.info("proof_recorded", site_id=str(message.site_id), is_connected=proven.is_connected)
