"""Judges a site after it has said something new."""

from typing import TYPE_CHECKING

from chalicelib.consumer import beats, consumes_with_database
from chalicelib.events.sites import SnapshotStored
from chalicelib.monitoring import service as monitoring
from chalicelib.updates import service as updates

if TYPE_CHECKING:
    from chalicelib.adapters.database import UnitOfWork


@beats("evaluate_snapshot")
@consumes_with_database(SnapshotStored)
def handler(uow: "UnitOfWork", message: SnapshotStored) -> None:
    monitoring.judge_site(uow, message.site_id)
    updates.track_available(uow, message.site_id)
