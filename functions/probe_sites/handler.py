"""Fetch the home pages of a batch and report what is new. Edge zone: no database, no secrets."""

from chalicelib import bootstrap
from chalicelib.adapters.observability import logger
from chalicelib.consumer import consumes
from chalicelib.events.monitoring import ChecksChanged, ProbesDue
from chalicelib.monitoring.measurements import MeasuredBatch, Measurement
from chalicelib.monitoring.probes import Reason
from chalicelib.monitoring.probing import STALE_AFTER, probe

_REGION = "home"


@consumes(ProbesDue)
def handler(message: ProbesDue) -> None:
    clock = bootstrap.clock()
    if clock.now() - message.due_at > STALE_AFTER:
        logger.warning("probes_overtaken", batch_id=message.batch_id)
        return
    measured: list[Measurement] = []
    changed = probe(
        message.targets, fetcher=bootstrap.http_fetcher(), clock=clock, keep=measured.extend
    )
    if any(result.reason == Reason.PROBE_BLIND for result in changed):
        logger.error("probe_blind", batch_id=message.batch_id, sites=len(message.targets))
    if changed:
        told = ChecksChanged(batch_id=message.batch_id, results=changed)
        bootstrap.queue().send(ChecksChanged.queue, told.model_dump_json())
    # After the news, which must not wait for it nor fail with it.
    _keep(MeasuredBatch(message.due_at, _REGION, measured), message.batch_id)
    logger.info(
        "sites_probed",
        batch_id=message.batch_id,
        sites=len(message.targets),
        changed=len(changed),
    )


def _keep(batch: MeasuredBatch, batch_id: str) -> None:
    """A lost batch is a gap of a minute in a chart; probing again for it would be worse."""
    if not batch.measurements:
        return
    try:
        bootstrap.history().keep_batch(batch, batch_id=batch_id)
    except Exception:
        logger.exception("history_not_kept", batch_id=batch_id)
