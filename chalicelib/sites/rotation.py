"""Asking a site for new keys: by a person, and by the calendar."""

import uuid

from chalicelib.adapters.database import UnitOfWork
from chalicelib.audit import service as audit
from chalicelib.sites import site_keys
from chalicelib.sites.commanding import request_command


def rotate_due_keys(uow: UnitOfWork) -> int:
    """Ask the sites whose keys are older than they should be. Returns how many were asked."""
    due = site_keys.claim_due_rotations(uow)
    for site_id, client_id in due:
        _ask(uow, site_id, client_id)
    return len(due)


def _ask(uow: UnitOfWork, site_id: uuid.UUID, client_id: uuid.UUID) -> None:
    request_command(
        uow, site_id=site_id, client_id=client_id, name="rotate_keys", requested_by=None
    )
    audit.record(
        uow,
        None,
        action="site_keys.rotate",
        object_kind="site",
        object_id=site_id,
        client_id=client_id,
    )
