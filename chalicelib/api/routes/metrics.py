"""How the platform fares, for Prometheus. Never public: it tells how large an agency is."""

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

from chalice.app import Blueprint

from chalicelib import bootstrap
from chalicelib.adapters.health import SCHEMA_REVISION, Health, examine
from chalicelib.api import exposition
from chalicelib.api.endpoint import endpoint
from chalicelib.api.exposition import Gauge, Sample
from chalicelib.identity.model import Actor, Permission
from chalicelib.kit.lazy import lazily

if TYPE_CHECKING:
    from chalicelib.adapters.database import UnitOfWork
    from chalicelib.monitoring import loop_state
    from chalicelib.monitoring import service as monitoring
    from chalicelib.monitoring.loop_state import LoopState
    from chalicelib.notifications import channels
    from chalicelib.sites import status
else:
    channels = lazily("chalicelib.notifications.channels")
    loop_state = lazily("chalicelib.monitoring.loop_state")
    monitoring = lazily("chalicelib.monitoring.service")
    status = lazily("chalicelib.sites.status")

blueprint = Blueprint(__name__)
_DAY = dt.timedelta(days=1)


@endpoint(
    blueprint,
    "GET",
    "/api/v1/metrics",
    requires=Permission.READ_METRICS,
    content_type=exposition.CONTENT_TYPE,
    summary="How the platform fares, in Prometheus's text format",
)
def metrics(uow: "UnitOfWork", actor: Actor) -> str:
    now = uow.clock.now()
    state = loop_state.look(bootstrap.heartbeats(), regions=bootstrap.regions().every, now=now)
    return exposition.written(
        [*_of_loop(state, now), *_of_queues(state, now), *_of_database(uow, actor)]
    )


def _of_loop(state: "LoopState", now: dt.datetime) -> Iterator[Gauge]:
    yield _one(
        "wingman_probes_due", "Probes that were due in the last three full minutes", state.due
    )
    yield Gauge(
        "wingman_probes_run",
        "Of these, the probes that ran, by region",
        [Sample(count, {"region": region}) for region, count in state.ran.items()],
    )
    yield Gauge(
        "wingman_heartbeat_age_seconds",
        "For how long a part of the loop has not run",
        [
            Sample(max(0.0, (now - at).total_seconds()), {"part": part})
            for part, at in sorted(state.last_runs.items())
        ],
    )
    yield Gauge(
        "wingman_watch_trouble",
        "1 for each trouble of the watch itself that its watcher has told",
        [Sample(1, {"name": name}) for name in state.troubles],
    )
    if state.canary_alert_at and state.canary_delay_seconds is not None:
        yield _one(
            "wingman_canary_alert_timestamp_seconds",
            "When the canary's last alert arrived",
            state.canary_alert_at.timestamp(),
        )
        yield _one(
            "wingman_canary_delay_seconds",
            "From the canary's last fall to its alert",
            state.canary_delay_seconds,
        )


def _of_queues(state: "LoopState", now: dt.datetime) -> Iterator[Gauge]:
    yield Gauge(
        "wingman_queue_messages",
        "Messages of a queue, waiting or under way, as the watcher last saw them",
        [
            Sample(count, {"queue": name, "state": kind})
            for name, queue in state.queues.items()
            for kind, count in (("waiting", queue.waiting), ("under_way", queue.under_way))
        ],
    )
    yield Gauge(
        "wingman_queue_age_seconds",
        "For how long a queue has not been seen empty",
        [
            Sample(_seconds(now, state.waiting_since.get(name, now)), {"queue": name})
            for name in state.queues
        ],
    )
    yield Gauge(
        "wingman_dead_letters",
        "Messages that were given up",
        [Sample(queue.dead_letters, {"queue": name}) for name, queue in state.queues.items()],
    )


def _of_database(uow: "UnitOfWork", actor: Actor) -> Iterator[Gauge]:
    health: Health = examine(uow)
    yield Gauge(
        "wingman_schema_revision",
        "1 for the schema of the database, and the one that this code expects",
        [Sample(1, {"revision": health.schema_version or "", "expected": SCHEMA_REVISION})],
    )
    yield _one(
        "wingman_outbox_age_seconds",
        "For how long the oldest message has waited to leave",
        health.queue_age.total_seconds(),
    )
    yield Gauge(
        "wingman_sites",
        "Sites by status",
        [
            Sample(n, {"status": name})
            for name, n in status.count_by_status(uow, actor.scope).items()
        ],
    )
    yield Gauge(
        "wingman_problems_open",
        "Open problems by kind and severity",
        [
            Sample(count, {"kind": kind, "severity": severity})
            for (kind, severity), count in monitoring.count_open_conditions(uow, actor).items()
        ],
    )
    told = channels.count_deliveries(uow, since=health.now - _DAY)
    yield Gauge(
        "wingman_alerts_last_day",
        "Notifications of the last 24 hours by channel and outcome",
        [
            Sample(count, {"channel": channel, "outcome": outcome})
            for (channel, outcome), count in told.items()
        ],
    )


def _one(name: str, text: str, value: float) -> Gauge:
    return Gauge(name, text, [Sample(value)])


def _seconds(now: dt.datetime, since: dt.datetime) -> float:
    return max(0.0, (now - since).total_seconds())
