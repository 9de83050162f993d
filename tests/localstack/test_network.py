"""Ports of the local stack."""

import socket

import pytest

from localstack.network import LOOPBACK, free_port, is_free


@pytest.mark.parametrize("kind", [socket.SOCK_STREAM, socket.SOCK_DGRAM])
def test_a_port_that_somebody_serves_by_tcp_or_udp_is_taken(kind: socket.SocketKind) -> None:
    with socket.socket(type=kind) as served:
        served.bind((LOOPBACK, 0))
        port = served.getsockname()[1]

        assert not is_free(port)
        assert free_port(port) != port

    assert is_free(port)
