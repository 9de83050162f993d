"""What monitors ask of the fetcher beyond a page, and that many at once stay small and fair."""

import asyncio
import datetime as dt
import json
import socket
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from concurrent.futures import Future
from pathlib import Path

import pytest

from chalicelib.adapters import connections
from chalicelib.adapters.http_fetcher import (
    Credentials,
    Fetch,
    Fetched,
    FetchFailed,
    FetchFailure,
    FetchResult,
    SafeHttpFetcher,
)
from chalicelib.adapters.socket_loop import finished
from localstack.authority import Authority
from tests.fakes.fake_resolver import FakeResolver
from tests.fakes.socket_witness import watched_sockets
from tests.fakes.tiny_server import Answer, Received, page, raw, redirect, serving

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("tls"))


def page_of(result: FetchResult) -> Fetched:
    assert isinstance(result, Fetched), result
    return result


def fetch_from(answer: Answer, path: str = "/", **wishes: object) -> FetchResult:
    with serving(answer) as server:
        return SafeHttpFetcher(demo_origins=[server.origin]).fetch(
            Fetch(server.origin + path, **wishes)  # type: ignore[arg-type]
        )


async def after_a_while(_: Received, writer: asyncio.StreamWriter) -> None:
    await asyncio.sleep(0.1)
    writer.write(b"HTTP/1.1 200 OK\r\n\r\nfirst")
    await writer.drain()
    await asyncio.sleep(0.1)


def test_the_phases_say_where_the_time_went(authority: Authority) -> None:
    class Slow:
        async def addresses(self, host: str, until: float) -> list[str]:
            assert until > time.monotonic() + 0.1
            with pytest.raises(TimeoutError):
                await finished(Future(), time.monotonic() + 0.1)
            return ["127.0.0.1"]

    with serving(after_a_while, tls=authority.server("shop.example")) as server:
        origin = server.origin.replace("127.0.0.1", "shop.example")
        fetcher = SafeHttpFetcher(
            demo_origins=[origin], resolver=Slow(), tls=authority.trusting_client
        )
        result = page_of(fetcher.fetch(Fetch(origin)))

    phases = result.phases
    assert phases.dns_ms >= 100
    assert phases.tls_ms >= 1
    assert phases.first_byte_ms >= 100
    assert phases.total_ms >= result.elapsed_ms + 90
    steps = phases.dns_ms + phases.connect_ms + phases.tls_ms + phases.first_byte_ms
    assert abs(steps - result.elapsed_ms) <= 20


def test_the_certificate_of_the_final_page_is_told(authority: Authority) -> None:
    with (
        serving(page("home"), tls=authority.server("shop.example", "www.shop.example")) as secure,
        serving(redirect(secure.origin.replace("127.0.0.1", "shop.example"))) as plain,
    ):
        fetcher = SafeHttpFetcher(
            demo_origins=[plain.origin, secure.origin.replace("127.0.0.1", "shop.example")],
            resolver=FakeResolver({"shop.example": ["127.0.0.1"]}),
            tls=authority.trusting_client,
        )
        result = page_of(fetcher.fetch(Fetch(plain.origin)))

    assert result.certificate is not None
    assert result.certificate.names == ("shop.example", "www.shop.example")
    assert result.certificate.issuer == "Test authority"
    left = result.certificate.not_after - dt.datetime.now(dt.UTC)
    assert dt.timedelta(hours=23) < left < dt.timedelta(hours=25)


def test_without_tls_there_is_no_certificate() -> None:
    assert page_of(fetch_from(page("hello"))).certificate is None


def test_a_head_request_waits_for_no_body() -> None:
    async def announces(received: Received, writer: asyncio.StreamWriter) -> None:
        assert received.head.startswith("HEAD ")
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n")
        await writer.drain()
        await asyncio.sleep(5)

    result = page_of(fetch_from(announces, method="HEAD", deadline_seconds=3))

    assert (result.status_code, result.body, result.truncated) == (200, b"", False)


def test_a_redirect_that_is_not_followed_is_the_answer() -> None:
    result = page_of(fetch_from(redirect("/there", "301 Moved"), follow_redirects=False))

    assert (result.status_code, result.headers["location"]) == (301, "/there")


def test_headers_and_credentials_are_sent() -> None:
    with serving(page("hello")) as server:
        SafeHttpFetcher(demo_origins=[server.origin]).fetch(
            Fetch(
                server.origin,
                headers={"X-Token": "s3cret", "User-Agent": "Mine"},
                credentials=Credentials("anna", "kölsch"),
            )
        )

    lines = server.received[0].head.split("\r\n")
    assert "X-Token: s3cret" in lines
    assert [line for line in lines if line.startswith("User-Agent")] == ["User-Agent: Mine"]
    assert "Authorization: Basic YW5uYTprw7Zsc2No" in lines


@pytest.mark.parametrize(("elsewhere", "sent"), [(False, 2), (True, 1)])
def test_secrets_stay_with_the_origin_they_were_meant_for(elsewhere: bool, sent: int) -> None:
    with serving(page("other")) as other:

        async def answer(received: Received, writer: asyncio.StreamWriter) -> None:
            there = other.origin if elsewhere else "/there"
            chosen = redirect(there) if received.path == "/" else page("same")
            await chosen(received, writer)

        with serving(answer) as server:
            SafeHttpFetcher(demo_origins=[server.origin, other.origin]).fetch(
                Fetch(
                    server.origin,
                    headers={"X-Token": "s3cret"},
                    credentials=Credentials("anna", "secret"),
                )
            )

    heads = [received.head for received in server.received + other.received]
    assert len(heads) == 2
    assert sum("X-Token" in head and "Authorization" in head for head in heads) == sent
    assert sum("X-Token" in head or "Authorization" in head for head in heads) == sent


def test_nothing_that_prints_a_fetch_prints_its_secrets() -> None:
    request = Fetch(
        "https://shop.example/", headers={"X": "s3cret"}, credentials=Credentials("anna", "s3cret")
    )

    assert "s3cret" not in repr(request)


@pytest.mark.parametrize(
    "headers",
    [
        {"X": "a\r\nHost: inside.example"},
        {"X": "a\nb"},
        {"X\r\nHost": "inside.example"},
        {"X: a": "b"},
        {"": "b"},
        {"X": "☃"},
        {"X": "a\x00"},
        {"Host": "inside.example"},
        {"content-length": "0"},
        {"Transfer-Encoding": "chunked"},
        {"Connection": "keep-alive"},
        {"X": "y" * 2001},
    ],
)
def test_a_header_that_could_be_a_request_is_refused(headers: Mapping[str, str]) -> None:
    with serving(page("hello")) as server, watched_sockets() as witness:
        result = SafeHttpFetcher(demo_origins=[server.origin]).fetch(
            Fetch(server.origin, headers=headers)
        )

    assert isinstance(result, FetchFailed)
    assert result.failure is FetchFailure.REFUSED
    assert witness.connects == []


def test_no_wish_brings_more_than_a_mebibyte() -> None:
    result = page_of(fetch_from(page(bytes(3_000_000)), max_body_bytes=2_000_000))

    assert (len(result.body), result.truncated) == (1024 * 1024, True)


def test_chunks_that_are_all_wrapping_are_cut() -> None:
    chunk = b"1;" + b"x" * 30_000 + b"\r\ny\r\n"
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"

    result = page_of(fetch_from(raw(head + chunk * 100), max_body_bytes=1000))

    assert result.truncated
    assert len(result.body) < 20


def test_the_first_word_of_our_tls_is_short() -> None:
    """It is a quarter of what a probe sends; a post-quantum key share would make it five times that
    long."""
    incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
    context = SafeHttpFetcher()._connector._greetings.brief
    client = context.wrap_bio(incoming, outgoing, server_hostname="shop.example")

    with pytest.raises(ssl.SSLWantReadError):
        client.do_handshake()

    assert outgoing.pending < 290


def test_a_server_of_yesterday_is_greeted_again_in_full(authority: Authority) -> None:
    """TLS 1.2 with none of the suites that we offer in brief, and with none of its own fault."""
    yesterdays = authority.server("shop.example")
    yesterdays.maximum_version = ssl.TLSVersion.TLSv1_2
    yesterdays.set_ciphers("ECDHE-ECDSA-AES128-SHA256")

    with serving(page("well"), tls=yesterdays) as server:
        origin = server.origin.replace("127.0.0.1", "shop.example")
        fetcher = SafeHttpFetcher(
            demo_origins=[origin],
            resolver=FakeResolver({"shop.example": ["127.0.0.1"]}),
            tls=authority.trusting_client,
        )
        result = fetcher.fetch(Fetch(origin))

    assert page_of(result).body == b"well"
    assert page_of(result).certificate


def test_a_load_balancer_that_is_silent_to_short_greetings_is_greeted_in_full(
    authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those of 2013 wait for ever for the rest of a greeting of 256 to 511 bytes."""
    monkeypatch.setattr(connections, "_BRIEF_SECONDS", 0.2)
    lengths: list[int] = []
    listener = socket.create_server(("127.0.0.1", 0))
    origin = f"https://shop.example:{listener.getsockname()[1]}"

    def balance() -> None:
        silent, _ = listener.accept()
        lengths.append(len(silent.recv(9999)))
        heard, _ = listener.accept()
        lengths.append(len(heard.recv(9999, socket.MSG_PEEK)))
        with authority.server("shop.example").wrap_socket(heard, server_side=True) as connection:
            connection.recv(9999)
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nwell")
        silent.close()

    with listener:
        balancer = threading.Thread(target=balance, daemon=True)
        balancer.start()
        fetcher = SafeHttpFetcher(
            demo_origins=[origin],
            resolver=FakeResolver({"shop.example": ["127.0.0.1"]}),
            tls=authority.trusting_client,
        )
        result = fetcher.fetch(Fetch(origin))
        balancer.join(5)

    assert page_of(result).body == b"well"
    assert lengths[0] < 512 <= lengths[1]


def test_a_certificate_that_is_not_good_is_looked_at_once(authority: Authority) -> None:
    with (
        serving(page("secret"), tls=authority.server("127.0.0.1")) as server,
        watched_sockets() as witness,
    ):
        result = SafeHttpFetcher(demo_origins=[server.origin]).fetch(Fetch(server.origin))

    assert isinstance(result, FetchFailed)
    assert result.failure is FetchFailure.TLS_INVALID
    assert len(witness.connects) == 1


def test_a_server_that_hangs_up_in_the_handshake_says_nothing_about_its_certificate() -> None:
    listener = socket.create_server(("127.0.0.1", 0))
    origin = f"https://127.0.0.1:{listener.getsockname()[1]}"

    def hang_up() -> None:
        for _ in ("in brief", "in full"):
            connection, _ = listener.accept()
            connection.recv(9999)
            connection.close()

    with listener:
        threading.Thread(target=hang_up, daemon=True).start()
        result = SafeHttpFetcher(demo_origins=[origin]).fetch(Fetch(origin))

    assert isinstance(result, FetchFailed)
    assert (result.failure, result.detail) == (
        FetchFailure.CONNECTION_FAILED,
        "the connection broke",
    )


def test_drips_floods_and_crumbs_hold_no_neighbour_up() -> None:
    async def answer(received: Received, writer: asyncio.StreamWriter) -> None:
        head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
        if received.path == "/drip":
            while True:
                writer.write(b"H")
                await writer.drain()
                await asyncio.sleep(0.05)
        if received.path == "/crumbs":
            writer.write(head + b"1\r\nx\r\n" * 100_000)
        elif received.path == "/flood":
            writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
            while True:
                writer.write(bytes(65536))
                await writer.drain()
        else:
            await page("good")(received, writer)

    names = [f"site-{number}.example" for number in range(24)]
    bad = {0: "/drip", 1: "/flood", 2: "/crumbs"}
    with serving(answer) as server:
        origins = [server.origin.replace("127.0.0.1", name) for name in names]
        fetcher = SafeHttpFetcher(
            demo_origins=origins, resolver=FakeResolver({name: ["127.0.0.1"] for name in names})
        )
        requests = [
            Fetch(
                origin + bad.get(number % 6, "/good"),
                deadline_seconds=6 if number % 6 == 0 else 20,
                max_body_bytes=100_000,
            )
            for number, origin in enumerate(origins)
        ]
        results = fetcher.fetch_all(requests, budget_seconds=30)

    good = [page_of(result) for number, result in enumerate(results) if number % 6 > 2]
    assert [result.body for result in good] == [b"good"] * 12
    assert max(result.phases.total_ms for result in good) < 6000
    for number, result in enumerate(results):
        if number % 6 == 0:
            assert isinstance(result, FetchFailed)
            assert result.failure is FetchFailure.TIMED_OUT
        elif number % 6 in (1, 2):
            assert page_of(result).truncated


def test_hundreds_of_connections_at_once_stay_small(authority: Authority) -> None:
    """The thousand is in `make bench`; here the process that probes is a small one as well."""

    async def slow(received: Received, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(0.5)
        await page("good")(received, writer)

    with serving(slow, tls=authority.server("*.bench.example")) as server:
        port = server.origin.rsplit(":", 1)[1]
        done = subprocess.run(
            [sys.executable, "-m", "tests.bench.probe_batch", port, authority.root_file()],
            input=json.dumps(["/slow"] * 300) + "\n",
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )

    told = json.loads(done.stdout)
    assert [outcome for outcome, _ in told["outcomes"]] == ["ok"] * 300
    assert told["peak_mb"] < 80
