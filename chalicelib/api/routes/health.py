"""How the platform is; a database that does not answer shows as the problem `unavailable`. And the
page of the canary, which falls by the clock so that its alert proves the whole way."""

import datetime as dt
from typing import TYPE_CHECKING

from chalice.app import Blueprint

from chalicelib import bootstrap
from chalicelib.adapters.health import SCHEMA_REVISION, examine
from chalicelib.api.endpoint import Answer, document, endpoint
from chalicelib.api.incoming import Incoming
from chalicelib.api.schemas.health import HealthOut, PartOut
from chalicelib.identity.model import Permission
from chalicelib.kit.lazy import lazily
from chalicelib.monitoring import canary

if TYPE_CHECKING:
    from chalicelib.adapters.database import UnitOfWork
    from chalicelib.monitoring import loop_state
else:
    loop_state = lazily("chalicelib.monitoring.loop_state")

blueprint = Blueprint(__name__)
# The sweep runs every five minutes: what it has left twice is stuck.
_LONGEST_WAIT = dt.timedelta(minutes=10)


@endpoint(
    blueprint,
    "GET",
    "/api/v1/health",
    requires=Permission.PUBLIC,
    answers=HealthOut,
    summary="How the platform is: database, schema, waiting messages, the parts of the watch",
)
def health(uow: "UnitOfWork", _: Incoming) -> Answer:
    found = examine(uow)
    loop = loop_state.look(bootstrap.heartbeats(), regions=(), now=found.now)
    is_late = found.queue_age > _LONGEST_WAIT or loop.late
    status = "degraded" if is_late else "ok"
    shown = HealthOut(
        status=status if found.has_newest_schema else "failing",
        database="ok",
        schema_version=found.schema_version,
        schema_expected=SCHEMA_REVISION,
        oldest_unsent_seconds=int(found.queue_age.total_seconds()),
        loop=[
            PartOut(name=name, last_run_at=at, is_late=name in loop.late)
            for name, at in sorted(loop.last_runs.items())
        ],
    )
    return Answer(shown, status=200 if found.has_newest_schema else 503)


document(
    blueprint,
    canary.PATH,
    "text/plain; charset=utf-8",
    lambda: "The canary of WP Wingman. Every 65 minutes it is down for four, on purpose.\n",
    summary="A page that falls by the clock, so that its alert proves the whole way",
    is_there=lambda: not canary.is_down(bootstrap.clock().now()),
)
