"""Says what is being done and how long it took."""

import contextlib
import sys
import time
from collections.abc import Iterator

WIDTH = 34


@contextlib.contextmanager
def step(title: str) -> Iterator[None]:
    """One line: the title while it runs, its time when it is done."""
    started = time.monotonic()
    _write(f"  {title} ".ljust(WIDTH, "·") + " ")
    try:
        yield
    except BaseException:
        _write(f"failed after {time.monotonic() - started:.1f} s\n")
        raise
    _write(f"{time.monotonic() - started:6.1f} s\n")


def say(text: str) -> None:
    _write(f"{text}\n")


def _write(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()
