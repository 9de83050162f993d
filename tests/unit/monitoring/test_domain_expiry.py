"""When a domain ends, from what registries answer."""

import datetime as dt
import json

import pytest

from chalicelib.adapters.http_fetcher import Fetch, FetchResult
from chalicelib.adapters.http_target import parse_target, require_ordinary
from chalicelib.monitoring.domain_expiry import (
    DomainProblem,
    Registration,
    ends_soon,
    look_up,
    read_end,
    servers,
)
from tests.fakes.scripted_fetcher import ScriptedFetcher, a_failure, a_page

END = dt.datetime(2027, 3, 19, 4, 0, tzinfo=dt.UTC)
COM = "https://rdap.verisign.com/com/v1/domain/"
UK = "https://rdap.nominet.uk/uk/domain/"


def answer(*events: tuple[str, str]) -> bytes:
    told = [{"eventAction": action, "eventDate": date} for action, date in events]
    return json.dumps({"objectClassName": "domain", "events": told}).encode()


FOUND = a_page(answer(("registration", "2010-03-19T00:00:00Z"), ("expiration", END.isoformat())))
UNKNOWN = a_page(b'{"errorCode": 404}', 404)


def asked(host: str, script: dict[str, FetchResult]) -> tuple[object, list[Fetch]]:
    fetcher = ScriptedFetcher(script)
    return look_up(host, fetcher), fetcher.requests


def test_a_registration_is_found_by_the_sites_host() -> None:
    found, requests = asked("WWW.Shop.com", {COM + "shop.com": FOUND})

    assert found == Registration("shop.com", END)
    assert [request.headers for request in requests] == [{"Accept": "application/rdap+json"}]


def test_a_domain_below_a_registrys_own_second_level_is_found() -> None:
    script = {UK + "co.uk": UNKNOWN, UK + "shop.co.uk": FOUND}

    found, requests = asked("www.shop.co.uk", script)

    assert found == Registration("shop.co.uk", END)
    assert len(requests) == 2


@pytest.mark.parametrize(
    ("host", "script", "problem"),
    [
        ("shop.example", {}, DomainProblem.NO_REGISTRY),
        ("shop.com", {COM + "shop.com": a_failure()}, DomainProblem.UNREACHABLE),
        ("shop.com", {COM + "shop.com": a_page("slow down", 429)}, DomainProblem.UNREACHABLE),
        ("shop.com", {COM + "shop.com": UNKNOWN}, DomainProblem.NOT_FOUND),
        ("shop.com", {COM + "shop.com": a_page(answer())}, DomainProblem.NO_DATE),
        ("com", {}, DomainProblem.NOT_FOUND),
    ],
)
def test_what_is_not_known_is_no_news_of_the_domain(
    host: str, script: dict[str, FetchResult], problem: DomainProblem
) -> None:
    assert asked(host, script)[0] is problem


@pytest.mark.parametrize(
    ("events", "end"),
    [
        ([("expiration", "2027-03-19T04:00:00Z")], END),
        ([("expiration", "2027-03-19T05:00:00.000+01:00")], END),
        ([("expiration", "2027-03-19T04:00:00")], END),
        ([("expiration", "2026-01-01T00:00:00Z"), ("expiration", "2027-03-19T04:00:00Z")], END),
        ([("expiration", "soon")], None),
        ([("registration", "2010-03-19T00:00:00Z")], None),
    ],
)
def test_the_end_is_read_as_registries_write_it(
    events: list[tuple[str, str]], end: dt.datetime | None
) -> None:
    assert read_end(answer(*events)) == end


@pytest.mark.parametrize(
    "body",
    [b"", b"<html>", b"[]", b'{"events": 5}', b'{"events": [1, null, {}]}', b"[" * 90_000, b"\xff"],
)
def test_what_is_no_answer_has_no_end(body: bytes) -> None:
    assert read_end(body) is None


@pytest.mark.parametrize(("days", "soon"), [(31, False), (30, True), (-1, True)])
def test_a_domain_is_told_of_thirty_days_before_it_ends(days: int, soon: bool) -> None:
    assert ends_soon(Registration("shop.com", END), at=END - dt.timedelta(days=days)) is soon


def test_every_server_we_know_is_one_the_fetcher_would_go_to() -> None:
    assert {"com", "net", "org", "de", "uk", "fr", "nl"} <= set(servers())
    for url in servers().values():
        target = parse_target(url)
        require_ordinary(target)
        assert target.scheme == "https"
