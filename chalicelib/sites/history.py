"""Where a late snapshot belongs in a history of runs. Pure.

History keeps only the start of each run of equal snapshots, so a snapshot that arrives after a
newer one may start a run, move the start of one, or split one in two.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class RunStart:
    seq: int
    fingerprint: str


@dataclass(frozen=True)
class Placement:
    """What to do with a late snapshot.

    `move_start_of`: the run (by its present start) that begins with this snapshot already.
    `is_new_run`: the snapshot starts a run of its own.
    `resumes_at`: after it the interrupted run goes on from this number.
    """

    move_start_of: int | None = None
    is_new_run: bool = False
    resumes_at: int | None = None


def place(
    late: RunStart, runs: Sequence[RunStart], has_arrived: Callable[[int], bool], newest: int
) -> Placement:
    """Where `late` goes among the `runs` (rising by seq) of snapshots up to `newest`.

    `has_arrived` tells which snapshots history already holds.
    """
    before = max((run for run in runs if run.seq < late.seq), key=lambda r: r.seq, default=None)
    after = min((run for run in runs if run.seq > late.seq), key=lambda r: r.seq, default=None)
    if before and before.fingerprint == late.fingerprint:
        return Placement()
    end = after.seq - 1 if after else newest
    interrupted = next((n for n in range(late.seq + 1, end + 1) if has_arrived(n)), None)
    if interrupted is not None and before:
        return Placement(is_new_run=True, resumes_at=interrupted)
    if after and after.fingerprint == late.fingerprint:
        return Placement(move_start_of=after.seq)
    return Placement(is_new_run=True)
