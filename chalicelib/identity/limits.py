"""Limits of a client's user to some of the client's sites."""

import uuid

from chalicelib.identity.errors import SitesNotOfClient
from chalicelib.identity.repository import UserRepository


def refuse_foreign_sites(
    users: UserRepository,
    client_id: uuid.UUID | None,
    site_ids: frozenset[uuid.UUID] | None,
) -> None:
    """Raises SitesNotOfClient unless every site belongs to the client; staff have no limits.

    A site of another client and one that does not exist get the same answer.
    """
    if site_ids is None:
        return
    if client_id is None or users.count_sites_of(client_id, site_ids) != len(site_ids):
        raise SitesNotOfClient(
            errors=[{"pointer": "/body/site_ids", "detail": "Not all are sites of this client."}]
        )
