"""Use cases of updates: keep track of what waits on each site."""

import uuid

from chalicelib.adapters.database import UnitOfWork
from chalicelib.sites import status as site_status
from chalicelib.updates.model import UpdateStatus, installed_versions, waiting_updates
from chalicelib.updates.update_store import KnownUpdate, UpdateStore


def track_available(uow: UnitOfWork, site_id: uuid.UUID) -> None:
    """Bring the list of a site's waiting updates in line with its current inventory."""
    current = site_status.find_current_inventory(uow, site_id)
    if current is None:
        return
    store = UpdateStore(uow.connection)
    now = uow.clock.now()
    waiting = {update.key: update for update in waiting_updates(current.document)}
    installed = installed_versions(current.document)
    known = {update.key: update for update in store.list_available(site_id)}
    for key, update in known.items():
        if key not in waiting or waiting[key].to_version != update.to_version:
            store.resolve(update, _what_became_of(update, installed), now)
    for key, new in waiting.items():
        if key not in known or known[key].to_version != new.to_version:
            store.add(site_id, current.client_id, new, now)


def _what_became_of(update: KnownUpdate, installed: dict[tuple[str, str], str]) -> UpdateStatus:
    was_applied = installed.get(update.key) == update.to_version
    return UpdateStatus.APPLIED if was_applied else UpdateStatus.WITHDRAWN
