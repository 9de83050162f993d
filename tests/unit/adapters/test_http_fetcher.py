"""The fetcher reaches the public internet and nothing else, whatever the other side does."""

import asyncio
import datetime as dt
import errno
import gzip
import resource
import socket
import time
from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest

from chalicelib.adapters.connections import Connector
from chalicelib.adapters.http_fetcher import (
    Fetch,
    Fetched,
    FetchFailed,
    FetchFailure,
    FetchResult,
    SafeHttpFetcher,
)
from chalicelib.adapters.http_target import Target
from chalicelib.adapters.socket_loop import finished
from localstack.authority import Authority
from tests.fakes.fake_resolver import FakeResolver
from tests.fakes.hostile_urls import BY_CLASS, INSIDE_NAMES
from tests.fakes.socket_witness import SocketWitness, watched_sockets
from tests.fakes.tiny_server import Answer, Received, page, raw, redirect, serving

HOSTILE = [
    pytest.param(url, id=f"{kind}-{index}")
    for kind, urls in BY_CLASS.items()
    for index, url in enumerate(urls)
]


@pytest.fixture
def witness() -> Iterator[SocketWitness]:
    with watched_sockets() as watched:
        yield watched


@pytest.fixture(scope="module")
def guarded() -> SafeHttpFetcher:
    """One whose names resolve to the inside, and that grants exactly one demo origin."""
    return SafeHttpFetcher(
        resolver=FakeResolver(INSIDE_NAMES), demo_origins=["http://127.0.0.1:9499"]
    )


def fetch_from(answer: Answer, **limits: float) -> FetchResult:
    with serving(answer) as server:
        return SafeHttpFetcher(demo_origins=[server.origin]).fetch(
            Fetch(server.origin + "/", **limits)  # type: ignore[arg-type]
        )


def failure_of(result: FetchResult) -> FetchFailure:
    assert isinstance(result, FetchFailed)
    return result.failure


def page_of(result: FetchResult) -> Fetched:
    assert isinstance(result, Fetched), result
    return result


def test_the_table_of_hostile_urls_is_long_enough() -> None:
    assert sum(len(urls) for urls in BY_CLASS.values()) >= 400


@pytest.mark.parametrize("url", HOSTILE)
def test_a_hostile_url_makes_no_connect(
    url: str, guarded: SafeHttpFetcher, witness: SocketWitness
) -> None:
    result = guarded.fetch(Fetch(url, deadline_seconds=2))

    assert witness.connects == []
    assert witness.lookups == []  # only the fake resolver was asked
    assert failure_of(result) in (FetchFailure.REFUSED, FetchFailure.NAME_NOT_FOUND)


@pytest.mark.parametrize("url", HOSTILE)
def test_a_redirect_to_a_hostile_url_connects_nowhere_else(
    url: str, witness: SocketWitness
) -> None:
    # A header is one line of bytes. What still reads as a path leads back to the same server.
    location = url.encode().decode("latin-1").replace("\r", "").replace("\n", "")

    async def answer(received: Received, writer: asyncio.StreamWriter) -> None:
        chosen = redirect(location) if received.path == "/start" else page("home")
        await chosen(received, writer)

    with serving(answer) as server:
        SafeHttpFetcher(resolver=FakeResolver(INSIDE_NAMES), demo_origins=[server.origin]).fetch(
            Fetch(server.origin + "/start", deadline_seconds=2)
        )

    own_port = int(server.origin.rsplit(":", 1)[1])
    assert {port for _, port in witness.connects} == {own_port}
    assert witness.lookups == []


@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "303 See", "307 T", "308 P"])
def test_every_kind_of_redirect_is_judged_anew(status: str, witness: SocketWitness) -> None:
    with serving(redirect("http://169.254.169.254/latest/meta-data/", status)) as server:
        result = SafeHttpFetcher(demo_origins=[server.origin]).fetch(Fetch(server.origin))

    assert failure_of(result) is FetchFailure.REFUSED
    assert len(witness.connects) == 1


def test_a_loop_of_redirects_ends(witness: SocketWitness) -> None:
    result = fetch_from(redirect("/again"))

    assert failure_of(result) is FetchFailure.TOO_MANY_REDIRECTS
    assert len(witness.connects) == 4


def test_a_name_is_looked_up_once_and_the_checked_address_is_connected(
    witness: SocketWitness,
) -> None:
    # TEST-NET is no place to connect to, so the "public" answer here is the demo server's own.
    with serving(page("hello")) as server:
        origin = server.origin.replace("127.0.0.1", "shop.example")
        resolver = FakeResolver({"shop.example": [["127.0.0.1"], ["10.0.0.1"]]})
        result = SafeHttpFetcher(demo_origins=[origin], resolver=resolver).fetch(Fetch(origin))

    assert page_of(result).body == b"hello"
    assert resolver.asked == ["shop.example"]
    assert [address for address, _ in witness.connects] == ["127.0.0.1"]


def test_a_name_that_turns_inside_between_two_hops_is_refused(witness: SocketWitness) -> None:
    with serving(redirect("/next")) as server:
        origin = server.origin.replace("127.0.0.1", "shop.example")
        resolver = FakeResolver({"shop.example": [["127.0.0.1"], ["10.0.0.1"]]})
        result = SafeHttpFetcher(demo_origins=[origin], resolver=resolver).fetch(Fetch(origin))

    assert failure_of(result) is FetchFailure.REFUSED
    assert [address for address, _ in witness.connects] == ["127.0.0.1"]


@pytest.mark.parametrize(
    "neighbour",
    [
        "https://127.0.0.1:{port}/",
        "http://127.0.0.2:{port}/",
        "http://127.0.0.1:{other}/",
        "http://localhost:{port}/",
    ],
)
def test_a_demo_origin_opens_exactly_itself(neighbour: str, witness: SocketWitness) -> None:
    with serving(page("hello")) as server:
        port = int(server.origin.rsplit(":", 1)[1])
        url = neighbour.format(port=port, other=port + 1)
        result = SafeHttpFetcher(demo_origins=[server.origin]).fetch(Fetch(url))

    assert failure_of(result) is FetchFailure.REFUSED
    assert witness.connects == []


def test_a_demo_origin_does_not_open_private_addresses(witness: SocketWitness) -> None:
    resolver = FakeResolver({"demo.example": ["10.0.0.1"]})
    fetcher = SafeHttpFetcher(demo_origins=["http://demo.example:9400"], resolver=resolver)

    assert failure_of(fetcher.fetch(Fetch("http://demo.example:9400/"))) is FetchFailure.REFUSED
    assert witness.connects == []


def test_a_public_address_is_connected_to_by_number(
    monkeypatch: pytest.MonkeyPatch, witness: SocketWitness
) -> None:
    tried: list[tuple[str, int]] = []

    def refuse(_: object, address: tuple[str, int]) -> int:
        tried.append(address)
        return errno.ECONNREFUSED

    monkeypatch.setattr(socket.socket, "connect_ex", refuse)
    resolver = FakeResolver({"shop.example": ["2606:4700::1111", "93.184.215.14"]})

    result = SafeHttpFetcher(resolver=resolver).fetch(Fetch("https://shop.example/"))

    assert tried == [("93.184.215.14", 443), ("2606:4700::1111", 443)]
    assert failure_of(result) is FetchFailure.CONNECTION_FAILED


def test_proxy_variables_are_not_looked_at(
    monkeypatch: pytest.MonkeyPatch, witness: SocketWitness
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1/")

    assert page_of(fetch_from(page("direct"))).body == b"direct"
    assert all(port != 1 for _, port in witness.connects)


def test_a_request_carries_nothing_that_identifies_or_trusts_us() -> None:
    with serving(page("", headers="Set-Cookie: a=b\r\n")) as server:
        fetcher = SafeHttpFetcher(demo_origins=[server.origin])
        fetcher.fetch(Fetch(server.origin))
        fetcher.fetch(Fetch(server.origin))

    for received in server.received:
        head = received.head.lower()
        assert "cookie" not in head
        assert "authorization" not in head
        assert "user-agent: wp-wingman/1 (site monitoring)" in head


def test_a_post_sends_its_body_and_keeps_it_through_a_redirect() -> None:
    async def answer(received: Received, writer: asyncio.StreamWriter) -> None:
        chosen = redirect("/there", "308 P") if received.path == "/" else page("{}")
        await chosen(received, writer)

    with serving(answer) as server:
        SafeHttpFetcher(demo_origins=[server.origin]).fetch(
            Fetch(server.origin, method="POST", body=b'{"token":"x"}')
        )

    assert [received.body for received in server.received] == [b'{"token":"x"}'] * 2


def test_a_gzipped_page_is_unpacked() -> None:
    content = gzip.compress(b"<h1>hello</h1>")

    result = page_of(fetch_from(page(content, headers="Content-Encoding: gzip\r\n")))

    assert (result.body, result.truncated) == (b"<h1>hello</h1>", False)


def test_a_chunked_page_is_put_together() -> None:
    result = page_of(
        fetch_from(
            raw(
                b"HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n"
                b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                b"5;note=1\r\nhello\r\n6\r\n world\r\n0\r\n\r\n"
            )
        )
    )

    assert result.body == b"hello world"


def test_a_page_without_a_length_ends_with_its_connection() -> None:
    assert page_of(fetch_from(raw(b"HTTP/1.0 200 OK\r\n\r\nhello"))).body == b"hello"


def test_a_page_that_breaks_off_is_marked_as_cut() -> None:
    result = page_of(fetch_from(raw(b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nhello")))

    assert (result.body, result.truncated) == (b"hello", True)


def test_a_gzip_bomb_is_cut_at_the_limit_and_costs_no_memory() -> None:
    bomb = gzip.compress(gzip.compress(bytes(200_000_000), 9), 9)
    inner = gzip.compress(bytes(100_000_000), 9)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    result = page_of(
        fetch_from(page(inner, headers="Content-Encoding: gzip\r\n"), max_body_bytes=500_000)
    )

    assert len(bomb) < 100_000
    assert (len(result.body), result.truncated) == (500_000, True)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 20_000


def test_an_endless_page_is_cut_at_the_limit() -> None:
    async def endless(_: Received, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            writer.write(bytes(65536))
            await writer.drain()

    result = page_of(fetch_from(endless, max_body_bytes=300_000))

    assert (len(result.body), result.truncated) == (300_000, True)


def test_a_page_that_drips_byte_by_byte_meets_the_deadline() -> None:
    async def drip(_: Received, writer: asyncio.StreamWriter) -> None:
        for byte in b"HTTP/1.1 200 OK\r\nX: " + b"y" * 1000:
            writer.write(bytes([byte]))
            await writer.drain()
            await asyncio.sleep(0.05)

    started = time.monotonic()
    result = fetch_from(drip, deadline_seconds=0.5)

    assert failure_of(result) is FetchFailure.TIMED_OUT
    assert time.monotonic() - started < 5


@pytest.mark.parametrize(
    "answer",
    [
        raw(b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 1000 + b"\r\n"),
        raw(b"HTTP/1.1 200 OK\r\nX: " + b"y" * 100_000 + b"\r\n\r\n"),
        raw(b"HTTP/1.1 100 Continue\r\n\r\n" * 50),
        raw(b"SSH-2.0-OpenSSH_9.2\r\n\r\n"),
        raw(b"HTTP/2 200\r\n\r\n"),
        raw(b"HTTP/1.1 abc OK\r\n\r\n"),
        raw(b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nhello"),
        raw(b"HTTP/1.1 200 OK\r\nContent-Length: 5, 6\r\n\r\nhello"),
        raw(b"HTTP/1.1 200 OK\r\nContent-Length: \xb2\r\n\r\nhello"),
        raw(b"HTTP/1.1 \xb2\xb2\xb2 OK\r\n\r\nhello"),
        raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n0\r\n\r\n"),
        raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + b"5" * 200_000),
        raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-5\r\nhello\r\n0\r\n\r\n"),
        page(b"this is not gzip", headers="Content-Encoding: gzip\r\n"),
        raw(b""),
    ],
    ids=lambda value: "answer",
)
def test_what_is_not_http_within_limits_is_a_bad_response(answer: Answer) -> None:
    assert failure_of(fetch_from(answer, deadline_seconds=5)) is FetchFailure.BAD_RESPONSE


def test_a_certificate_nobody_vouches_for_is_refused(authority: Authority) -> None:
    with serving(page("secret"), tls=authority.server("127.0.0.1")) as server:
        result = SafeHttpFetcher(demo_origins=[server.origin]).fetch(Fetch(server.origin))

    assert failure_of(result) is FetchFailure.TLS_INVALID
    assert server.received == []


def test_a_certificate_for_another_name_is_refused(authority: Authority) -> None:
    result = fetch_by_name("shop.example", authority, certified="other.example")

    assert failure_of(result) is FetchFailure.CERTIFICATE_OF_OTHERS


def test_a_certificate_that_has_run_out_is_refused_and_called_so(authority: Authority) -> None:
    yesterday = dt.datetime.now(dt.UTC) - dt.timedelta(days=1)
    result = fetch_by_name("shop.example", authority, certified="shop.example", until=yesterday)

    assert failure_of(result) is FetchFailure.CERTIFICATE_EXPIRED


def test_a_mistake_of_ours_costs_one_site_its_look_and_no_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def break_for_one(target: Target) -> None:
        if target.host == "127.0.0.1":
            raise ZeroDivisionError

    with serving(page("well")) as server:
        well = server.origin.replace("127.0.0.1", "shop.example")
        fetcher = SafeHttpFetcher(
            demo_origins=[server.origin, well],
            resolver=FakeResolver({"shop.example": ["127.0.0.1"]}),
        )
        connect = Connector.connect

        async def connect_but(self: Connector, target: Target, *rest: Any, **named: Any) -> Any:
            break_for_one(target)
            return await connect(self, target, *rest, **named)

        monkeypatch.setattr(Connector, "connect", connect_but)
        broken, fine = fetcher.fetch_all([Fetch(server.origin), Fetch(well)], budget_seconds=10)

    assert failure_of(broken) is FetchFailure.NOT_ATTEMPTED
    assert page_of(fine).body == b"well"


def test_a_server_that_hangs_up_without_a_goodbye_is_read_all_the_same(
    authority: Authority,
) -> None:
    async def hang_up(_received: Received, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\n\r\nall there is")
        await writer.drain()
        writer.get_extra_info("socket").shutdown(socket.SHUT_WR)

    with serving(hang_up, tls=authority.server("shop.example")) as server:
        result = fetcher_of("shop.example", server.origin, authority).fetch(
            Fetch(server.origin.replace("127.0.0.1", "shop.example"))
        )

    assert page_of(result).body == b"all there is"
    assert page_of(result).certificate


def test_a_certificate_that_nobody_vouches_for_is_refused(
    authority: Authority, tmp_path: Path
) -> None:
    stranger = Authority(tmp_path / "stranger")
    with serving(page("secret"), tls=stranger.server("shop.example")) as server:
        result = fetcher_of("shop.example", server.origin, authority).fetch(
            Fetch(server.origin.replace("127.0.0.1", "shop.example"))
        )

    assert failure_of(result) is FetchFailure.TLS_INVALID


def test_a_certificate_for_the_name_is_accepted_though_we_connect_by_number(
    authority: Authority,
) -> None:
    result = fetch_by_name("shop.example", authority, certified="shop.example")

    assert page_of(result).body == b"secret"


def fetch_by_name(
    name: str, authority: Authority, *, certified: str, until: dt.datetime | None = None
) -> FetchResult:
    with serving(page("secret"), tls=authority.server(certified, until=until)) as server:
        fetcher = fetcher_of(name, server.origin, authority)
        return fetcher.fetch(Fetch(server.origin.replace("127.0.0.1", name)))


def fetcher_of(name: str, origin: str, authority: Authority) -> SafeHttpFetcher:
    return SafeHttpFetcher(
        demo_origins=[origin.replace("127.0.0.1", name)],
        resolver=FakeResolver({name: ["127.0.0.1"]}),
        tls=authority.trusting_client,
    )


def test_a_slow_neighbour_does_not_hold_the_batch_up() -> None:
    async def answer(received: Received, writer: asyncio.StreamWriter) -> None:
        if received.path == "/slow":
            await asyncio.sleep(30)
        await page("fast")(received, writer)

    with serving(answer) as server, serving(page("fast")) as other:
        fetcher = SafeHttpFetcher(demo_origins=[server.origin, other.origin])
        started = time.monotonic()
        results = fetcher.fetch_all(
            [Fetch(server.origin + "/slow", deadline_seconds=1)]
            + [Fetch(other.origin, deadline_seconds=10)] * 50,
            budget_seconds=20,
        )

    assert failure_of(results[0]) is FetchFailure.TIMED_OUT
    assert all(page_of(result).body == b"fast" for result in results[1:])
    assert time.monotonic() - started < 15


def test_what_the_budget_has_no_time_for_counts_as_not_attempted() -> None:
    async def sleepy(received: Received, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(1)
        await page("late")(received, writer)

    with serving(sleepy) as server:
        results = SafeHttpFetcher(demo_origins=[server.origin]).fetch_all(
            [Fetch(server.origin, deadline_seconds=2)] * 6, budget_seconds=3.7
        )

    outcomes = [r.failure if isinstance(r, FetchFailed) else r.status_code for r in results]
    assert outcomes.count(200) == 4  # two at a time per host, two rounds
    assert outcomes.count(FetchFailure.NOT_ATTEMPTED) == 2


def test_the_time_to_answer_is_measured_to_the_first_byte() -> None:
    async def sleepy(_: Received, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(0.2)
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        await writer.drain()
        await asyncio.sleep(2)
        writer.write(b"late body")

    assert 190 <= page_of(fetch_from(sleepy)).elapsed_ms < 2000


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("tls"))


def test_the_systems_resolver_is_asked_for_real_names() -> None:
    with serving(page("hello")) as server:
        origin = server.origin.replace("127.0.0.1", "localhost")
        result = SafeHttpFetcher(demo_origins=[origin]).fetch(Fetch(origin))

    assert page_of(result).body == b"hello"


def test_a_resolver_that_hangs_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    class Hanging:
        async def addresses(self, host: str, until: float) -> list[str]:
            return await finished(Future(), until)

    monkeypatch.setattr("chalicelib.adapters.connections._DNS_SECONDS", 0.1)

    result = SafeHttpFetcher(resolver=Hanging()).fetch(Fetch("https://shop.example/"))

    assert failure_of(result) is FetchFailure.NAME_LOOKUP_FAILED


@pytest.mark.parametrize(
    ("code", "failure"),
    [
        (socket.EAI_NONAME, FetchFailure.NAME_NOT_FOUND),
        (socket.EAI_AGAIN, FetchFailure.NAME_LOOKUP_FAILED),
        (socket.EAI_FAIL, FetchFailure.NAME_LOOKUP_FAILED),
    ],
)
def test_a_name_that_is_not_there_is_told_from_a_broken_resolver(
    code: int, failure: FetchFailure
) -> None:
    class Failing:
        async def addresses(self, host: str, until: float) -> list[str]:
            raise socket.gaierror(code, "as the resolver says it")

    result = SafeHttpFetcher(resolver=Failing()).fetch(Fetch("https://shop.example/"))

    assert failure_of(result) is failure


def test_a_server_that_is_not_there_takes_no_connection() -> None:
    with serving(page("gone")) as server:
        origin = server.origin

    result = SafeHttpFetcher(demo_origins=[origin]).fetch(Fetch(origin))

    assert failure_of(result) is FetchFailure.CONNECTION_FAILED


def test_headers_of_a_request_go_where_it_goes_and_no_further() -> None:
    with serving(page("there")) as other, serving(redirect(f"{other.origin}/")) as server:
        fetcher = SafeHttpFetcher(demo_origins=[server.origin, other.origin])
        fetched = fetcher.fetch(Fetch(f"{server.origin}/", headers={"X-Secret": "s"}))

    assert page_of(fetched).body == b"there"
    assert "X-Secret: s" in server.received[0].head
    assert "X-Secret" not in other.received[0].head


@pytest.mark.parametrize("value", ["a\r\nHost: inside", "a\nb", "\0"])
def test_a_header_with_a_line_break_is_not_sent(value: str) -> None:
    with serving(page("x")) as server:
        fetcher = SafeHttpFetcher(demo_origins=[server.origin])
        refused = fetcher.fetch(Fetch(f"{server.origin}/", headers={"X-Name": value}))

    assert failure_of(refused) is FetchFailure.REFUSED
    assert server.received == []
