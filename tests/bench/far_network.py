"""A server far away, on this machine: two networks of our own, joined by a line that takes its time
and counts each packet. Needs root; nothing of the machine's own network is touched.
"""

import fcntl
import heapq
import os
import select
import struct
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

SERVER = "11.0.0.1"  # public to our rules; here it leads nowhere else
_CLIENT = "11.0.0.2"
ONE_WAY_SECONDS = 0.02
_TUNSETIFF = 0x400454CA
_IFF_TUN_WITHOUT_INFO = 0x0001 | 0x1000
_MTU = 1500
_NO_WAIT = 0.0


@dataclass
class Line:
    """What has left the client, headers of IP and TCP included."""

    packets: Counter[str] = field(default_factory=Counter)
    sent_bytes: int = 0
    payload_bytes: int = 0

    def forget(self) -> None:
        self.packets.clear()
        self.sent_bytes = self.payload_bytes = 0

    def count(self, packet: bytes) -> None:
        of_ip = (packet[0] & 15) * 4
        tcp = packet[of_ip:]
        carried = len(packet) - of_ip - (tcp[12] >> 4) * 4
        self.packets[_kind(tcp[13], carried)] += 1
        self.sent_bytes += len(packet)
        self.payload_bytes += carried


def _kind(flags: int, carried: int) -> str:
    if carried:
        return "carrying"
    return "begin" if flags & 2 else "end" if flags & 5 else "acknowledging"


def enter_server_side() -> int:
    """This thread, and what it starts from now on, is where the server is. The line's end there."""
    return _end_of_line("far", SERVER)


@contextmanager
def on_client_side(far: int) -> Iterator[Line]:
    """This thread is where the probes are, and the line carries."""
    near = _end_of_line("near", _CLIENT)
    line, over = Line(), threading.Event()
    carrier = threading.Thread(target=_carry, args=(near, far, line, over))
    carrier.start()
    try:
        yield line
    finally:
        over.set()
        carrier.join()
        os.close(near)
        os.close(far)


def _end_of_line(name: str, address: str) -> int:
    os.unshare(os.CLONE_NEWNET)
    end = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
    fcntl.ioctl(end, _TUNSETIFF, struct.pack("16sH22x", name.encode(), _IFF_TUN_WITHOUT_INFO))
    for command in (
        "ip link set lo up",
        f"ip address add {address}/24 dev {name}",
        f"ip link set {name} mtu {_MTU} up",
    ):
        subprocess.run(command.split(), check=True)
    return end


def _carry(near: int, far: int, line: Line, over: threading.Event) -> None:
    """Each packet as it is: nothing is put together, as nothing promises it on a real network."""
    under_way: list[tuple[float, int, int, bytes]] = []
    number = 0
    while not over.is_set():
        wait = under_way[0][0] - time.monotonic() if under_way else 0.1
        came, _, _ = select.select([near, far], [], [], max(_NO_WAIT, min(wait, 0.1)))
        for end in came:
            packet = os.read(end, 2 * _MTU)
            if packet[0] >> 4 != 4:
                continue
            if end == near:
                line.count(packet)
            number += 1
            arrives = time.monotonic() + ONE_WAY_SECONDS
            heapq.heappush(under_way, (arrives, number, far if end == near else near, packet))
        while under_way and under_way[0][0] <= time.monotonic():
            _, _, end, packet = heapq.heappop(under_way)
            os.write(end, packet)
