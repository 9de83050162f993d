"""Believe what enough regions found, then bring the probe shards up to date with it.

While the database cannot be told, what they found is kept aside for the status pages.
"""

import itertools
import uuid
from collections.abc import Sequence

from chalicelib import bootstrap
from chalicelib.adapters.database import DatabaseRole
from chalicelib.consumer import beats, consumes
from chalicelib.events.monitoring import (
    CheckResult,
    ChecksChanged,
    MonitorResult,
    MonitorTarget,
    ProbeTarget,
)
from chalicelib.events.status_pages import PagesStale
from chalicelib.monitoring import monitor_recording, quorum, recording, unrecorded
from chalicelib.monitoring.judgement import Terms

_AT_ONCE = 25  # a transaction locks this many sites or monitors, or those that fell together


@beats("record_checks")
@consumes(ChecksChanged)
def handler(message: ChecksChanged) -> None:
    terms = Terms(needed=1 if bootstrap.regions().is_alone else quorum.OF_THREE)
    found = recording.gather(message.results, votes=bootstrap.probe_votes(), needed=terms.needed)
    monitors = monitor_recording.gather(
        message.monitor_results, votes=bootstrap.probe_votes(), needed=terms.needed
    )
    try:
        places = _record(message, found, monitors, terms)
    except Exception:  # whatever it is: the queue tries again, the pages cannot wait for that
        _keep_aside(found)
        raise
    # Only after the commit. A crash in between leaves an old status in the shard: the next probe
    # differs from it and reports again. The other way round nobody would ever notice.
    if places:
        bootstrap.probe_shards().change(places)
        _renew_pages()


def _record(
    message: ChecksChanged,
    found: Sequence[CheckResult],
    monitors: Sequence[MonitorResult],
    terms: Terms,
) -> dict[uuid.UUID, ProbeTarget | MonitorTarget | None]:
    """What the shards are to hold of all that this touched."""
    for results in recording.together(found, at_once=_AT_ONCE):
        with bootstrap.unit_of_work(DatabaseRole.WORKER) as uow:
            recording.record_checks(uow, results, terms=terms)
    for monitor_results in itertools.batched(monitors, _AT_ONCE):
        with bootstrap.unit_of_work(DatabaseRole.WORKER) as uow:
            monitor_recording.record_monitors(uow, monitor_results, terms=terms)
    for site_ids in itertools.batched(message.judge, _AT_ONCE):
        with bootstrap.unit_of_work(DatabaseRole.WORKER) as uow:
            recording.judge_again(uow, site_ids, terms=terms)
        # Apart: nobody holds a site while waiting for a monitor.
        with bootstrap.unit_of_work(DatabaseRole.WORKER) as uow:
            monitor_recording.judge_again(uow, site_ids, terms=terms)
    touched = [*(result.site_id for result in found), *message.judge, *message.watch]
    if not touched and not monitors and not message.watch_monitors:
        return {}
    with bootstrap.unit_of_work(DatabaseRole.WORKER) as uow:
        places = recording.places(uow, touched)
        monitor_places = monitor_recording.places(uow, message, monitors)
    _listen(monitor_recording.digests(monitor_places.values()), message.ended_pings)
    return {**places, **monitor_places}


def _listen(digests: list[str], ended: list[str]) -> None:
    """Who watches for pings must take them first."""
    if digests:
        bootstrap.pings().listen(digests)
    if ended:
        bootstrap.pings().forget(ended)


def _keep_aside(found: Sequence[CheckResult]) -> None:
    if not found:
        return
    bootstrap.unrecorded().note(dict(recording.questions_of(found)))
    _renew_pages()
    # Once more when it counts no longer, unless it was said anew: nobody tells when a site is well.
    after = unrecorded.lasts(ProbeTarget.model_fields["interval_seconds"].default)
    _renew_pages(delay_seconds=int(after.total_seconds()) + 1)


def _renew_pages(*, delay_seconds: int = 0) -> None:
    body = PagesStale().model_dump_json()
    bootstrap.queue().send(PagesStale.queue, body, delay_seconds=delay_seconds)
