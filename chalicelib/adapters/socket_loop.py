"""A loop as small as a probe needs: coroutines that wait for a socket, a thread or the clock.

asyncio can do all of this and more; what more it does costs a quarter of a probe (decision 23).
"""

import os
import selectors
import time
from collections import defaultdict, deque
from collections.abc import Callable, Coroutine, Generator, Sequence
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from threading import Lock
from types import TracebackType, coroutine
from typing import Any, Protocol, Self


class Socket(Protocol):
    """Whatever the operating system can tell us the readiness of."""

    def fileno(self) -> int: ...


type _Wait = tuple[Socket | Future[Any], int, float]

# How exact a deadline is: whoever waits is looked at this often.
_LOOK_EVERY_SECONDS = 0.05
# New ones begin a few at a time, after those under way had their turn: a hundred handshakes begun
# at once would measure our own queue and call it the site's response time.
_BEGIN_AT_ONCE = 16
_NO_ROPE = -1


@coroutine
def readable(connection: Socket, until: float) -> Generator[_Wait]:
    """Wait until there is something to read; `TimeoutError` at `until` (monotonic)."""
    yield connection, selectors.EVENT_READ, until


@coroutine
def writable(connection: Socket, until: float) -> Generator[_Wait]:
    """Wait until there is room to write, or the connection stands."""
    yield connection, selectors.EVENT_WRITE, until


@coroutine
def finished[R](future: Future[R], until: float) -> Generator[_Wait, None, R]:
    """Wait for the work of a thread."""
    yield future, 0, until
    return future.result()


@dataclass(frozen=True, slots=True)
class Job[R]:
    """Work that begins when its turn comes. Few of one group run at once."""

    group: str
    begin: Callable[[], Coroutine[Any, Any, R]]


def run_all[R](jobs: Sequence[Job[R]], *, at_once: int, per_group: int) -> list[R]:
    """Run them all, results in order. What one raises ends all of them."""
    with _Loop(jobs, at_once=at_once, per_group=per_group) as loop:
        return loop.run()


class _Task[R]:
    """One job under way. `waits_for` tells a late wake-up from the awaited one.

    `watched` is the socket that the selector knows of, by its number, and for what: between two
    waits on one socket nothing has to be told anew.
    """

    __slots__ = ("coroutine", "events", "index", "number", "until", "waits_for", "watched")

    def __init__(self, index: int, work: Coroutine[Any, Any, R]) -> None:
        self.index = index
        self.coroutine = work
        self.waits_for: Socket | Future[Any] | None = None
        self.until = 0.0
        self.watched: Socket | None = None
        self.number = 0
        self.events = 0


class _Turns:
    """Whose turn it is: so many at once, and few of one group."""

    def __init__(self, groups: Sequence[str], per_group: int) -> None:
        self._groups = groups
        self._behind: dict[str, deque[int]] = defaultdict(deque)
        self.ready: deque[int] = deque()
        ahead: dict[str, int] = defaultdict(int)
        for index, group in enumerate(groups):
            ahead[group] += 1
            (self.ready if ahead[group] <= per_group else self._behind[group]).append(index)

    def done(self, index: int) -> None:
        behind = self._behind.get(self._groups[index])
        if behind:
            self.ready.append(behind.popleft())


class _Loop[R]:
    def __init__(self, jobs: Sequence[Job[R]], *, at_once: int, per_group: int) -> None:
        self._jobs = jobs
        self._at_once = at_once
        self._turns = _Turns([job.group for job in jobs], per_group)
        self._running: set[_Task[R]] = set()
        self._results: dict[int, R] = {}
        self._woken: deque[tuple[_Task[R], Future[Any]]] = deque()
        self._selector = selectors.DefaultSelector()
        self._ringing = Lock()
        self._bell, self._rope = os.pipe()

    def __enter__(self) -> Self:
        os.set_blocking(self._rope, False)
        self._selector.register(self._bell, selectors.EVENT_READ)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for task in self._running:
            task.coroutine.close()
        self._selector.close()
        with self._ringing:
            os.close(self._rope)
            self._rope = _NO_ROPE
        os.close(self._bell)

    def run(self) -> list[R]:
        look_at = time.monotonic() + _LOOK_EVERY_SECONDS
        while self._running or self._turns.ready:
            self._begin_some()
            for key, _ in self._selector.select(0 if self._may_begin() else _LOOK_EVERY_SECONDS):
                if key.fd == self._bell:
                    self._answer_the_bell()
                else:
                    self._go_on(key.data)
            now = time.monotonic()
            if now >= look_at:
                self._end_the_late(now)
                look_at = now + _LOOK_EVERY_SECONDS
        return [self._results[index] for index in range(len(self._jobs))]

    def _may_begin(self) -> bool:
        return bool(self._turns.ready) and len(self._running) < self._at_once

    def _begin_some(self) -> None:
        for _ in range(_BEGIN_AT_ONCE):
            if not self._may_begin():
                return
            index = self._turns.ready.popleft()
            task = _Task(index, self._jobs[index].begin())
            self._running.add(task)
            self._go_on(task)

    def _go_on(self, task: _Task[R], error: BaseException | None = None) -> None:
        task.waits_for = None
        try:
            wait = task.coroutine.throw(error) if error else task.coroutine.send(None)
        except StopIteration as stop:
            self._unwatch(task)
            self._results[task.index] = stop.value
            self._running.discard(task)
            self._turns.done(task.index)
            return
        self._wait(task, *wait)

    def _wait(
        self, task: _Task[R], waits_for: Socket | Future[Any], events: int, until: float
    ) -> None:
        task.waits_for, task.until = waits_for, until
        if isinstance(waits_for, Future):
            self._unwatch(task)
            waits_for.add_done_callback(partial(self._ring, task))
        elif waits_for is not task.watched:
            self._unwatch(task)
            self._watch(task, waits_for, events)
        elif events != task.events:
            self._selector.modify(task.number, events, task)
            task.events = events

    def _watch(self, task: _Task[R], connection: Socket, events: int) -> None:
        task.watched, task.number, task.events = connection, connection.fileno(), events
        self._selector.register(task.number, events, task)

    def _unwatch(self, task: _Task[R]) -> None:
        """By its number: the socket is closed by now, and the number perhaps another one's. The
        system has forgotten it then, only the selector's own list has not.
        """
        if task.watched is not None:
            self._selector.unregister(task.number)
            task.watched = None

    def _ring(self, task: _Task[R], future: Future[Any]) -> None:
        """In the thread that did the work, which may end after all of us have left."""
        self._woken.append((task, future))
        with self._ringing, suppress(BlockingIOError):  # rung often enough
            if self._rope != _NO_ROPE:
                os.write(self._rope, b"!")

    def _answer_the_bell(self) -> None:
        os.read(self._bell, 4096)
        while self._woken:
            task, future = self._woken.popleft()
            if task.waits_for is future:
                self._go_on(task)

    def _end_the_late(self, now: float) -> None:
        for task in [task for task in self._running if task.until <= now]:
            self._go_on(task, TimeoutError())
