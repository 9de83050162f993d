"""A port is asked for whether it takes connections, and never one of somebody's inside."""

import errno
import socket
from collections.abc import Iterator

import pytest

from chalicelib.adapters.http_fetcher import FetchFailed, FetchFailure
from chalicelib.adapters.port_prober import PortCheck, PortOpen, PortProber, PortResult
from tests.fakes.fake_resolver import FakeResolver
from tests.fakes.hostile_urls import BY_CLASS, INSIDE_NAMES
from tests.fakes.socket_witness import SocketWitness, watched_sockets


@pytest.fixture
def witness() -> Iterator[SocketWitness]:
    with watched_sockets() as watched:
        yield watched


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server


def prober_of(port: int) -> PortProber:
    return PortProber(demo_origins=[f"http://127.0.0.1:{port}"])


def failure_of(result: PortResult) -> FetchFailure:
    assert isinstance(result, FetchFailed)
    return result.failure


def test_a_port_that_listens_is_open(listener: socket.socket) -> None:
    port = listener.getsockname()[1]

    [result] = prober_of(port).probe_all([PortCheck("127.0.0.1", port)])

    assert isinstance(result, PortOpen)
    assert (result.url, result.address) == (f"tcp://127.0.0.1:{port}", "127.0.0.1")


def test_a_port_that_nobody_listens_on_is_not(listener: socket.socket) -> None:
    port = listener.getsockname()[1]
    listener.close()

    [result] = prober_of(port).probe_all([PortCheck("127.0.0.1", port)])

    assert failure_of(result) is FetchFailure.CONNECTION_FAILED


def test_a_port_beyond_the_web_is_asked_for_at_a_public_address(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tried: list[tuple[str, int]] = []

    def refuse(_: object, address: tuple[str, int]) -> int:
        tried.append(address)
        return errno.ECONNREFUSED

    monkeypatch.setattr(socket.socket, "connect_ex", refuse)
    resolver = FakeResolver({"mail.example": ["93.184.215.14"]})

    [result] = PortProber(resolver=resolver).probe_all([PortCheck("mail.example", 993)])

    assert tried == [("93.184.215.14", 993)]
    assert failure_of(result) is FetchFailure.CONNECTION_FAILED


def hostile_hosts() -> set[str]:
    """What the hostile URLs name as a host, as far as any grammar could read one out of them."""
    hosts = set(INSIDE_NAMES)
    for url in (url for urls in BY_CLASS.values() for url in urls):
        rest = url.split("://", 1)[-1]
        hosts.add(rest.split("/", 1)[0].rsplit(":", 1)[0] or rest)
    return hosts - {"8.8.8.8"}  # public; only its port was wrong for a page


def test_no_port_of_the_inside_is_connected_to(witness: SocketWitness) -> None:
    checks = [PortCheck(host, port, 2) for host in hostile_hosts() for port in (22, 443, 3306)]

    results = PortProber(resolver=FakeResolver(INSIDE_NAMES)).probe_all(checks)

    assert len(checks) > 500
    assert witness.connects == []
    assert {failure_of(result) for result in results} <= {
        FetchFailure.REFUSED,
        FetchFailure.NAME_NOT_FOUND,
    }


@pytest.mark.parametrize("port", [-1, 0, 65536, 99999999])
def test_what_is_no_port_is_refused(port: int, witness: SocketWitness) -> None:
    [result] = PortProber().probe_all([PortCheck("93.184.215.14", port)])

    assert failure_of(result) is FetchFailure.REFUSED
    assert witness.connects == []


@pytest.mark.parametrize("host", ["a.example/x?", "a.example:80/", "u@a.example", "a.example#", ""])
def test_a_host_is_only_a_host(host: str, witness: SocketWitness) -> None:
    [result] = PortProber(resolver=FakeResolver({})).probe_all([PortCheck(host, 22)])

    assert failure_of(result) in {FetchFailure.REFUSED, FetchFailure.NAME_NOT_FOUND}
    assert witness.connects == []
