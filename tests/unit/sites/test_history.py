"""A history of runs is the same in whatever order its snapshots arrive."""

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.sites.history import Placement, RunStart, place


def nothing_else(_: int) -> bool:
    return False


def test_a_late_snapshot_that_says_what_its_run_says_is_no_news():
    runs = [RunStart(1, "a"), RunStart(9, "b")]

    assert place(RunStart(4, "a"), runs, nothing_else, newest=9) == Placement()


def test_a_late_snapshot_before_an_equal_run_begins_it():
    runs = [RunStart(1, "a"), RunStart(9, "b")]

    assert place(RunStart(7, "b"), runs, nothing_else, newest=9) == Placement(move_start_of=9)


def test_a_late_snapshot_unlike_its_neighbours_is_a_run_of_its_own():
    runs = [RunStart(1, "a"), RunStart(9, "b")]

    assert place(RunStart(4, "c"), runs, nothing_else, newest=9) == Placement(is_new_run=True)


def test_a_late_snapshot_in_the_middle_of_a_run_splits_it():
    runs = [RunStart(1, "a")]

    placement = place(RunStart(4, "c"), runs, {1, 6, 7}.__contains__, newest=7)

    assert placement == Placement(is_new_run=True, resumes_at=6)


def run_starts(snapshots):
    starts = []
    for seq, fingerprint in sorted(snapshots):
        if not starts or starts[-1].fingerprint != fingerprint:
            starts.append(RunStart(seq, fingerprint))
    return starts


@given(st.lists(st.sampled_from("abc"), min_size=1, max_size=12), st.randoms())
def test_any_order_of_arrival_gives_the_same_history(fingerprints, random):
    snapshots = list(enumerate(fingerprints, start=1))
    shuffled = list(snapshots)
    random.shuffle(shuffled)
    runs: list[RunStart] = []
    arrived: set[int] = set()
    newest, current = 0, None
    for seq, fingerprint in shuffled:
        if seq > newest:
            if fingerprint != current:
                runs.append(RunStart(seq, fingerprint))
            newest, current = seq, fingerprint
        else:
            late = RunStart(seq, fingerprint)
            placement = place(late, runs, arrived.__contains__, newest=newest)
            runs = carry_out(placement, late, runs)
        arrived.add(seq)

    assert runs == run_starts(snapshots)


def carry_out(placement, late, runs):
    changed = [run for run in runs if run.seq != placement.move_start_of]
    if placement.is_new_run or placement.move_start_of is not None:
        changed.append(late)
    if placement.resumes_at is not None:
        interrupted = max((run for run in runs if run.seq < late.seq), key=lambda run: run.seq)
        changed.append(RunStart(placement.resumes_at, interrupted.fingerprint))
    return sorted(changed, key=lambda run: run.seq)
