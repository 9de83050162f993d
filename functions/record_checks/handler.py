"""Believe what enough regions found, then bring the probe shards up to date with it.

While the database cannot be told, what they found is kept aside for the status pages.
"""

import itertools
import uuid
from collections.abc import Iterable, Sequence

from chalicelib import bootstrap
from chalicelib.adapters.database import DatabaseRole
from chalicelib.consumer import consumes
from chalicelib.events.monitoring import CheckResult, ChecksChanged, ProbeTarget
from chalicelib.events.status_pages import PagesStale
from chalicelib.monitoring import quorum, recording, unrecorded
from chalicelib.monitoring.judgement import Terms

_AT_ONCE = 25  # each transaction locks this many sites


@consumes(ChecksChanged)
def handler(message: ChecksChanged) -> None:
    terms = Terms(needed=1 if bootstrap.regions().is_alone else quorum.OF_THREE)
    found = recording.gather(message.results, votes=bootstrap.probe_votes(), needed=terms.needed)
    try:
        places = _record(found, message.watch, terms)
    except Exception:  # whatever it is: the queue tries again, the pages cannot wait for that
        _keep_aside(found)
        raise
    # Only after the commit. A crash in between leaves an old status in the shard: the next probe
    # differs from it and reports again. The other way round nobody would ever notice.
    if places:
        bootstrap.probe_shards().change(places)
        _renew_pages()


def _record(
    found: Sequence[CheckResult], watch: Iterable[uuid.UUID], terms: Terms
) -> dict[uuid.UUID, ProbeTarget | None]:
    for results in itertools.batched(found, _AT_ONCE):
        with bootstrap.unit_of_work(DatabaseRole.WORKER) as uow:
            recording.record_checks(uow, results, terms=terms)
    touched = [*(result.site_id for result in found), *watch]
    if not touched:
        return {}
    with bootstrap.unit_of_work(DatabaseRole.WORKER) as uow:
        return recording.places(uow, touched)


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
