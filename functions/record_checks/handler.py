"""Believe what enough regions found, then bring the probe shards up to date with it."""

import itertools

from chalicelib import bootstrap
from chalicelib.adapters.database import DatabaseRole
from chalicelib.consumer import beats, consumes
from chalicelib.events.monitoring import ChecksChanged
from chalicelib.monitoring import quorum, recording
from chalicelib.monitoring.judgement import Terms

_AT_ONCE = 25  # each transaction locks this many sites


@beats("record_checks")
@consumes(ChecksChanged)
def handler(message: ChecksChanged) -> None:
    terms = Terms(needed=1 if bootstrap.regions().is_alone else quorum.OF_THREE)
    found = recording.gather(message.results, votes=bootstrap.probe_votes(), needed=terms.needed)
    for results in itertools.batched(found, _AT_ONCE):
        with bootstrap.unit_of_work(DatabaseRole.WORKER) as uow:
            recording.record_checks(uow, results, terms=terms)
    touched = [*(result.site_id for result in found), *message.watch]
    if not touched:
        return
    with bootstrap.unit_of_work(DatabaseRole.WORKER) as uow:
        places = recording.places(uow, touched)
    # Only after the commit. A crash in between leaves an old status in the shard: the next probe
    # differs from it and reports again. The other way round nobody would ever notice.
    bootstrap.probe_shards().change(places)
