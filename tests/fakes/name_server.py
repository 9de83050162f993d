"""A name server on loopback that answers from a table, over UDP as a real one."""

import socket
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

import dns.flags
import dns.message
import dns.rcode
import dns.rdatatype
import dns.rrset

type Zone = Mapping[tuple[str, str], Sequence[str]]


@contextmanager
def name_server(zone: Zone, *, fails: bool = False, port: int = 0) -> Iterator[tuple[str, int]]:
    """`zone[name, kind]` are the records; a name that appears with no kind does not exist."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as server:
        server.bind(("127.0.0.1", port))
        thread = threading.Thread(target=_serve, args=(server, zone, fails), daemon=True)
        thread.start()
        address, port = server.getsockname()
        yield address, port
        server.sendto(b"", (address, port))
        thread.join(5)


def _serve(server: socket.socket, zone: Zone, fails: bool) -> None:
    while True:
        asked, client = server.recvfrom(4096)
        if not asked:
            return
        server.sendto(_answer(dns.message.from_wire(asked), zone, fails=fails), client)


def _answer(query: dns.message.Message, zone: Zone, *, fails: bool) -> bytes:
    answer = dns.message.make_response(query)
    answer.flags |= dns.flags.RA
    question = query.question[0]
    name, kind = question.name.to_text().rstrip("."), dns.rdatatype.to_text(question.rdtype)
    if fails:
        answer.set_rcode(dns.rcode.SERVFAIL)
    elif name not in {known for known, _ in zone}:
        answer.set_rcode(dns.rcode.NXDOMAIN)
    elif records := zone.get((name, kind)):
        answer.answer.append(dns.rrset.from_text(question.name, 60, "IN", kind, *records))
    return answer.to_wire()
