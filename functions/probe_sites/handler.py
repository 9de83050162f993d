"""Look at the sites and monitors of a batch, ask other regions where there is doubt, report what
is new.

Edge zone: no database. It opens the secrets of the monitors that it asks, and no others. The same
function runs in every region.
"""

from chalicelib import bootstrap
from chalicelib.adapters.observability import logger
from chalicelib.consumer import consumes
from chalicelib.events.monitoring import CheckResult, ChecksChanged, MonitorResult, ProbesDue
from chalicelib.monitoring import evidence, self_watch
from chalicelib.monitoring.measurements import MeasuredBatch
from chalicelib.monitoring.probing import STALE_AFTER, Findings, probe
from chalicelib.monitoring.regions import Regions


@consumes(ProbesDue)
def handler(message: ProbesDue) -> None:
    clock = bootstrap.clock()
    if clock.now() - message.due_at > STALE_AFTER:
        logger.warning("probes_overtaken", batch_id=message.batch_id)
        return
    regions = bootstrap.regions()
    findings = probe(
        message,
        regions=regions,
        fetcher=bootstrap.http_fetcher(),
        clock=clock,
        instruments=bootstrap.instruments() if message.monitors else None,
    )
    if findings.is_blind:
        logger.error("probe_blind", batch_id=message.batch_id, region=regions.own)
    _send(message, findings, regions)
    # After the news, which must not wait for it nor fail with it.
    _keep(MeasuredBatch(message.due_at, regions.own, findings.measured), message.batch_id)
    _note(message, regions.own)
    logger.info(
        "sites_probed",
        batch_id=message.batch_id,
        region=regions.own,
        sites=len(message.targets),
        monitors=len(message.monitors),
        changed=len(findings.results),
        questions=len(findings.questions),
    )


def _send(message: ProbesDue, findings: Findings, regions: Regions) -> None:
    for question in findings.questions:
        queue = bootstrap.queue_in(question.region)
        queue.send(regions.queue_of(question.region), question.message.model_dump_json())
    if findings.results:
        results = evidence.within(findings.results, evidence.LARGEST_RESULTS_BYTES)
        told = ChecksChanged(
            batch_id=message.batch_id,
            results=[one for one in results if isinstance(one, CheckResult)],
            monitor_results=[one for one in results if isinstance(one, MonitorResult)],
        )
        bootstrap.queue_in(regions.home).send(ChecksChanged.queue, told.model_dump_json())


def _keep(batch: MeasuredBatch, batch_id: str) -> None:
    """A lost batch is a gap of a minute in a chart; probing again for it would be worse."""
    if not batch.measurements:
        return
    try:
        bootstrap.history().keep_batch(batch, batch_id=batch_id)
    except Exception:
        logger.exception("history_not_kept", batch_id=batch_id)


def _note(message: ProbesDue, region: str) -> None:
    """For the watcher: what the tick had sent, and (for an answer) that this region answers."""
    part = self_watch.part_of_region(region)
    try:
        if message.doubted_at:
            bootstrap.heartbeats().beat(part)
        else:
            bootstrap.heartbeats().count(part, message.due_at, len(message.everything))
    except Exception:
        logger.exception("heartbeat_not_left", part=part)
