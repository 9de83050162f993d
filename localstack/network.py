"""Loopback ports: which one is free, and when one answers."""

import socket
import time
import urllib.error
import urllib.request
from collections.abc import Callable

LOOPBACK = "127.0.0.1"
OK = 200
SERVER_ERROR = 500


def is_free(port: int) -> bool:
    """Of TCP and of UDP, by which names are asked for."""
    return all(_can_bind(kind, port) for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM))


def _can_bind(kind: socket.SocketKind, port: int) -> bool:
    with socket.socket(type=kind) as probe:
        if kind is socket.SOCK_STREAM:
            # Without this, a port that was served a moment ago (TIME_WAIT) would look taken.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
    return True


def free_port(preferred: int | None = None, *, tries: int = 50) -> int:
    """The preferred port or the next free one above it; without a preference, any free one."""
    if preferred is not None:
        for port in range(preferred, preferred + tries):
            if is_free(port):
                return port
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])


def answers(url: str, *, timeout: float = 5.0) -> bool:
    """True for any HTTP answer below 500."""
    try:
        with urllib.request.urlopen(url, timeout=timeout) as response:
            return int(response.status) < SERVER_ERROR
    except urllib.error.HTTPError as refusal:
        return refusal.code < SERVER_ERROR
    except OSError:
        return False


def is_ready(url: str, *, timeout: float = 2.0) -> bool:
    """True for a plain 200, which is what readiness addresses answer."""
    try:
        with urllib.request.urlopen(url, timeout=timeout) as response:
            return int(response.status) == OK
    except OSError:  # an HTTPError is one too
        return False


def wait_until(
    ready: Callable[[], bool], *, patience: float, alive: Callable[[], bool] = lambda: True
) -> bool:
    """Poll until ready; give up early when the thing we wait for is dead."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        if ready():
            return True
        if not alive():
            return ready()
        time.sleep(0.05)
    return False
