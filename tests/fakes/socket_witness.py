"""Sees every connect and name lookup of this process, at the interpreter's audit hook."""

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class SocketWitness:
    """What one thread asked the operating system for while it was watched."""

    def __init__(self) -> None:
        self.connects: list[tuple[str, int]] = []
        self.lookups: list[str] = []
        self.thread = threading.get_ident()


_watching: list[SocketWitness] = []
_installed: list[bool] = []


def _hook(event: str, arguments: tuple[object, ...]) -> None:
    if not _watching or not event.startswith("socket."):
        return
    if event == "socket.connect":
        address = arguments[1]
        for witness in _watching:
            if witness.thread == threading.get_ident() and isinstance(address, tuple):
                witness.connects.append((str(address[0]), int(address[1])))
    elif event == "socket.getaddrinfo":
        for witness in _watching:
            witness.lookups.append(str(arguments[0]))


@contextmanager
def watched_sockets() -> Iterator[SocketWitness]:
    if not _installed:  # an audit hook can never be removed again
        sys.addaudithook(_hook)
        _installed.append(True)
    witness = SocketWitness()
    _watching.append(witness)
    try:
        yield witness
    finally:
        _watching.remove(witness)
