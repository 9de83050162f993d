"""The canary's own client and site: watched like any other, and hidden from every person's role in
the database (migration 0015), so that no list, figure or search has to leave them out.
"""

import uuid
from typing import TYPE_CHECKING

from chalicelib.sites.status_store import StatusStore

if TYPE_CHECKING:
    from chalicelib.adapters.database import UnitOfWork

CLIENT_ID = uuid.UUID("00000000-0000-7000-8000-000000000ca1")
SITE_ID = uuid.UUID("00000000-0000-7000-8000-000000000ca2")
_NAME = "Canary"


def keep(uow: "UnitOfWork", url: str) -> bool:
    """See to it that there is one, at this address; whether anything had to be done."""
    store = StatusStore(uow.connection)
    if store.find_url(SITE_ID) == url:
        return False
    store.keep_own_site(SITE_ID, client_id=CLIENT_ID, name=_NAME, url=url)
    return True
