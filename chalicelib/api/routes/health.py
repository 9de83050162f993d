"""How the platform is; a database that does not answer shows as the problem `unavailable`."""

import datetime as dt
from typing import TYPE_CHECKING

from chalice.app import Blueprint

from chalicelib.adapters.health import SCHEMA_REVISION, examine
from chalicelib.api.endpoint import Answer, endpoint
from chalicelib.api.incoming import Incoming
from chalicelib.api.schemas.health import HealthOut
from chalicelib.identity.model import Permission

if TYPE_CHECKING:
    from chalicelib.adapters.database import UnitOfWork

blueprint = Blueprint(__name__)
# The sweep runs every five minutes: what it has left twice is stuck.
_LONGEST_WAIT = dt.timedelta(minutes=10)


@endpoint(
    blueprint,
    "GET",
    "/api/v1/health",
    requires=Permission.PUBLIC,
    answers=HealthOut,
    summary="How the platform is: database, schema, waiting messages",
)
def health(uow: "UnitOfWork", _: Incoming) -> Answer:
    found = examine(uow)
    is_late = found.queue_age > _LONGEST_WAIT
    status = "degraded" if is_late else "ok"
    shown = HealthOut(
        status=status if found.has_newest_schema else "failing",
        database="ok",
        schema_version=found.schema_version,
        schema_expected=SCHEMA_REVISION,
        oldest_unsent_seconds=int(found.queue_age.total_seconds()),
    )
    return Answer(shown, status=200 if found.has_newest_schema else 503)
