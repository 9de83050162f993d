"""Ask a site to fetch its commands now. One that does not hear fetches them by itself later."""

from chalicelib import bootstrap
from chalicelib.adapters.observability import logger
from chalicelib.consumer import consumes
from chalicelib.events.sites import WakeRequested


@consumes(WakeRequested)
def handler(message: WakeRequested) -> None:
    heard = bootstrap.site_client().wake(message.url, message.token)
    logger.info("site_woken" if heard else "site_not_woken", site_id=str(message.site_id))
