"""Believe what the probes found, then bring the probe shards up to date with what is believed."""

import itertools

from chalicelib import bootstrap
from chalicelib.adapters.database import DatabaseRole
from chalicelib.consumer import consumes
from chalicelib.events.monitoring import ChecksChanged
from chalicelib.monitoring import recording

_AT_ONCE = 25  # each transaction locks this many sites


@consumes(ChecksChanged)
def handler(message: ChecksChanged) -> None:
    for results in itertools.batched(message.results, _AT_ONCE):
        with bootstrap.unit_of_work(DatabaseRole.WORKER) as uow:
            recording.record_checks(uow, results)
    touched = [*(result.site_id for result in message.results), *message.watch]
    with bootstrap.unit_of_work(DatabaseRole.WORKER) as uow:
        places = recording.places(uow, touched)
    # Only after the commit. A crash in between leaves an old status in the shard: the next probe
    # differs from it and reports again. The other way round nobody would ever notice.
    bootstrap.probe_shards().change(places)
