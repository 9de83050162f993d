"""The canary's own client and site: watched like any other, and hidden from every person's role in
the database (migration 0015), so that no list, figure or search has to leave them out.
"""

import uuid
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chalicelib.adapters.database import UnitOfWork

CLIENT_ID = uuid.UUID("00000000-0000-7000-8000-000000000ca1")
SITE_ID = uuid.UUID("00000000-0000-7000-8000-000000000ca2")
_NAME = "Canary"


def keep(uow: "UnitOfWork", url: str) -> bool:
    """See to it that there is one, at this address; whether anything had to be done."""
    connection = uow.connection
    found = connection.execute("select url from sites where id = %s", (SITE_ID,)).fetchone()
    if found == (url,):
        return False
    connection.execute(
        "insert into clients (id, name) values (%s, %s) on conflict do nothing", (CLIENT_ID, _NAME)
    )
    connection.execute(
        "insert into sites (id, client_id, name, url, connection) values (%s, %s, %s, %s,"
        " 'connected') on conflict (id) do update set url = excluded.url",
        (SITE_ID, CLIENT_ID, _NAME, url),
    )
    connection.execute(
        "insert into site_state (site_id, client_id) values (%s, %s) on conflict do nothing",
        (SITE_ID, CLIENT_ID),
    )
    return True
