"""Believe what enough regions found, then bring the probe shards up to date with it."""

import itertools

from chalicelib import bootstrap
from chalicelib.adapters.database import DatabaseRole
from chalicelib.consumer import consumes
from chalicelib.events.monitoring import ChecksChanged
from chalicelib.monitoring import monitor_recording, quorum, recording
from chalicelib.monitoring.judgement import Terms

_AT_ONCE = 25  # a transaction locks this many sites or monitors, or those that fell together


@consumes(ChecksChanged)
def handler(message: ChecksChanged) -> None:
    terms = Terms(needed=1 if bootstrap.regions().is_alone else quorum.OF_THREE)
    found = recording.gather(message.results, votes=bootstrap.probe_votes(), needed=terms.needed)
    for results in recording.together(found, at_once=_AT_ONCE):
        with bootstrap.unit_of_work(DatabaseRole.WORKER) as uow:
            recording.record_checks(uow, results, terms=terms)
    monitors = monitor_recording.gather(
        message.monitor_results, votes=bootstrap.probe_votes(), needed=terms.needed
    )
    for monitor_results in itertools.batched(monitors, _AT_ONCE):
        with bootstrap.unit_of_work(DatabaseRole.WORKER) as uow:
            monitor_recording.record_monitors(uow, monitor_results, terms=terms)
    for site_ids in itertools.batched(message.judge, _AT_ONCE):
        with bootstrap.unit_of_work(DatabaseRole.WORKER) as uow:
            recording.judge_again(uow, site_ids, terms=terms)
            monitor_recording.judge_again(uow, site_ids, terms=terms)
    touched = [*(result.site_id for result in found), *message.judge, *message.watch]
    if not touched and not monitors and not message.watch_monitors:
        return
    with bootstrap.unit_of_work(DatabaseRole.WORKER) as uow:
        places = recording.places(uow, touched)
        monitor_places = monitor_recording.places(uow, message, monitors)
    _listen(monitor_recording.digests(monitor_places.values()), message.ended_pings)
    # Only after the commit. A crash in between leaves an old status in the shard: the next probe
    # differs from it and reports again. The other way round nobody would ever notice.
    bootstrap.probe_shards().change({**places, **monitor_places})


def _listen(digests: list[str], ended: list[str]) -> None:
    """Who watches for pings must take them first."""
    if digests:
        bootstrap.beats().listen(digests)
    if ended:
        bootstrap.beats().forget(ended)
