"""The loop under the fetcher: turns, deadlines, threads, and nothing left behind."""

import socket
import threading
import time
from concurrent.futures import Future, ThreadPoolExecutor

import pytest

from chalicelib.adapters.socket_loop import Job, finished, readable, run_all, writable


def soon() -> float:
    return time.monotonic() + 0.05


def later() -> float:
    return time.monotonic() + 20


def run(*begins, at_once: int = 100, per_group: int = 100):
    jobs = [Job(f"group {number}", begin) for number, begin in enumerate(begins)]
    return run_all(jobs, at_once=at_once, per_group=per_group)


def test_results_come_in_the_order_of_the_jobs() -> None:
    with ThreadPoolExecutor(2) as threads:

        async def slow() -> str:
            return await finished(threads.submit(lambda: time.sleep(0.05) or "slow"), later())

        async def quick() -> str:
            return "quick"

        assert run(slow, quick, slow) == ["slow", "quick", "slow"]


def test_no_jobs_have_no_results() -> None:
    assert run() == []


@pytest.mark.parametrize(("at_once", "per_group", "most"), [(3, 100, 3), (100, 2, 2), (1, 1, 1)])
def test_no_more_run_at_once_than_may(at_once: int, per_group: int, most: int) -> None:
    running: list[int] = []
    peaks: list[int] = []

    async def work() -> None:
        running.append(1)
        peaks.append(len(running))
        await finished(threads.submit(time.sleep, 0.01), later())
        running.pop()

    with ThreadPoolExecutor(8) as threads:
        jobs = [Job("one host", work)] * 9
        run_all(jobs, at_once=at_once, per_group=per_group)

    assert (max(peaks), len(peaks)) == (most, 9)


def test_who_waits_too_long_is_told_and_may_go_on() -> None:
    ours, theirs = socket.socketpair()

    async def patient() -> str:
        try:
            await readable(ours, soon())
        except TimeoutError:
            await writable(ours, later())
            return "gave up and went on"
        return "read"

    with ours, theirs:
        assert run(patient) == ["gave up and went on"]


def test_a_socket_that_takes_the_number_of_a_closed_one_is_waited_for_anew() -> None:
    async def two_in_a_row() -> list[bytes]:
        read = []
        for word in (b"one", b"two"):
            ours, theirs = socket.socketpair()
            with ours, theirs:
                theirs.send(word)
                await readable(ours, later())
                read.append(ours.recv(9))
        return read

    assert run(*[two_in_a_row] * 5) == [[b"one", b"two"]] * 5


def test_a_result_that_comes_too_late_wakes_nobody() -> None:
    late: Future[str] = Future()

    async def hasty() -> str:
        try:
            return await finished(late, soon())
        except TimeoutError:
            pass
        other: Future[str] = Future()
        threading.Timer(0.01, late.set_result, ["late"]).start()
        threading.Timer(0.2, other.set_result, ["in time"]).start()
        return await finished(other, later())

    assert run(hasty) == ["in time"]


def test_a_thread_may_end_after_everybody_has_left() -> None:
    orphan: Future[str] = Future()

    async def leaves() -> str:
        try:
            return await finished(orphan, soon())
        except TimeoutError:
            return "left"

    assert run(leaves) == ["left"]
    orphan.set_result("nobody listens")


def test_what_one_raises_ends_the_others_and_their_connections() -> None:
    ours, theirs = socket.socketpair()

    async def holds_on() -> None:
        try:
            await readable(ours, later())
        finally:
            ours.close()

    async def breaks() -> None:
        raise LookupError("a mistake of ours")

    with theirs, pytest.raises(LookupError, match="a mistake of ours"):
        run(holds_on, breaks)

    assert ours.fileno() == -1
