"""Fetch the home pages of a batch and report what is new. Edge zone: no database, no secrets."""

from chalicelib import bootstrap
from chalicelib.adapters.observability import logger
from chalicelib.consumer import consumes
from chalicelib.events.monitoring import ChecksChanged, ProbesDue
from chalicelib.monitoring.probes import Reason
from chalicelib.monitoring.probing import STALE_AFTER, probe


@consumes(ProbesDue)
def handler(message: ProbesDue) -> None:
    clock = bootstrap.clock()
    if clock.now() - message.due_at > STALE_AFTER:
        logger.warning("probes_overtaken", batch_id=message.batch_id)
        return
    changed = probe(message.targets, fetcher=bootstrap.http_fetcher(), clock=clock)
    if any(result.reason == Reason.PROBE_BLIND for result in changed):
        logger.error("probe_blind", batch_id=message.batch_id, sites=len(message.targets))
    if changed:
        told = ChecksChanged(batch_id=message.batch_id, results=changed)
        bootstrap.queue().send(ChecksChanged.queue, told.model_dump_json())
    logger.info(
        "sites_probed",
        batch_id=message.batch_id,
        sites=len(message.targets),
        changed=len(changed),
    )
