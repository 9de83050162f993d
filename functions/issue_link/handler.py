"""Makes the one-time link that somebody asked for, and sends it on its way, sealed.

Apart from the door, so that its answer depends on no address, and it never holds a link's secret.
"""

from typing import TYPE_CHECKING

from chalicelib import bootstrap
from chalicelib.adapters.observability import logger
from chalicelib.consumer import consumes_with_database
from chalicelib.events.identity import LinkRequested
from chalicelib.identity import issuing

if TYPE_CHECKING:
    from chalicelib.adapters.database import UnitOfWork


@consumes_with_database(LinkRequested)
def handler(uow: "UnitOfWork", message: LinkRequested) -> None:
    issued = issuing.issue_link(uow, message, sealer=bootstrap.sealer())
    logger.info("link_issued" if issued else "link_not_issued", purpose=message.purpose)
