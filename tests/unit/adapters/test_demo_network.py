"""Names of a developer's machine: those below .test, and no others."""

from functools import partial
from pathlib import Path

from chalicelib.adapters.demo_network import DemoDnsRecords, DemoResolver, server_of, trusting
from chalicelib.adapters.dns_records import RecordKind
from chalicelib.adapters.http_fetcher import (
    Fetch,
    Fetched,
    FetchFailed,
    FetchFailure,
    SafeHttpFetcher,
)
from localstack.authority import Authority
from tests.fakes.name_server import name_server
from tests.fakes.tiny_server import page, serving

ZONE = {("shop.wingman.test", "A"): ["127.0.0.1"]}


def test_a_site_of_this_machine_is_fetched_by_its_name_with_its_own_certificate(
    tmp_path: Path,
) -> None:
    authority = Authority(tmp_path)
    with (
        name_server(ZONE) as server,
        serving(page("shop"), tls=authority.server("shop.wingman.test")) as site,
    ):
        origin = site.origin.replace("127.0.0.1", "shop.wingman.test")
        fetcher = SafeHttpFetcher(
            demo_origins=[origin],
            resolver=DemoResolver(server),
            tls=partial(trusting, str(Authority(tmp_path).root_file())),
        )
        result = fetcher.fetch(Fetch(origin))

    assert isinstance(result, Fetched)
    assert result.body == b"shop"


def test_other_names_are_not_asked_of_the_demo_name_server() -> None:
    zone = {("no-such-name.invalid", "A"): ["127.0.0.1"]}
    with name_server(zone) as server:
        failure = failure_at("http://no-such-name.invalid", server)

    assert failure in (FetchFailure.NAME_NOT_FOUND, FetchFailure.NAME_LOOKUP_FAILED)


def test_records_of_this_machine_are_read_from_it() -> None:
    with name_server(ZONE) as server:
        found = DemoDnsRecords(server).look_up("shop.wingman.test", [RecordKind.A])

    assert found == {RecordKind.A: {"127.0.0.1"}}


def test_a_demo_name_server_that_fails_says_nothing_about_the_name() -> None:
    with name_server(ZONE, fails=True) as server:
        assert failure_at("http://shop.wingman.test", server) is FetchFailure.NAME_LOOKUP_FAILED


def test_a_name_that_it_does_not_know_does_not_exist() -> None:
    with name_server(ZONE) as server:
        assert failure_at("http://gone.wingman.test", server) is FetchFailure.NAME_NOT_FOUND


def failure_at(url: str, server: tuple[str, int]) -> FetchFailure:
    result = SafeHttpFetcher(resolver=DemoResolver(server)).fetch(Fetch(url))
    assert isinstance(result, FetchFailed)
    return result.failure


def test_an_address_is_told_as_host_and_port() -> None:
    assert server_of("127.0.0.1:8653") == ("127.0.0.1", 8653)
