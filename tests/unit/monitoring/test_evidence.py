"""What a failed look leaves behind, and how much of it travels."""

import datetime as dt
import uuid
from typing import Any

import pytest

from chalicelib.adapters.http_fetcher import Fetched, FetchFailed, FetchFailure, Phases
from chalicelib.events.monitoring import CheckResult, ChecksChanged, Evidence
from chalicelib.monitoring import probes
from chalicelib.monitoring.evidence import LARGEST_RESULTS_BYTES, evidence_of, within

NOON = dt.datetime(2026, 11, 23, 12, 0, tzinfo=dt.UTC)
SQS_TAKES = 256 * 1024


def a_page(body: bytes = b"<h1>Bad gateway</h1>", **values: Any) -> Fetched:
    known: dict[str, Any] = {
        "url": "https://shop.example/?token=abc",
        "status_code": 502,
        "headers": {},
        "body": body,
        "truncated": False,
        "elapsed_ms": 310,
        "address": "203.0.113.9",
        "phases": Phases(12, 30, 45, 310, 320),
        "certificate": None,
    }
    return Fetched(**{**known, **values})


def a_result(evidence: Evidence | None, **values: Any) -> CheckResult:
    return CheckResult(
        site_id=uuid.uuid4(),
        checked_at=NOON,
        asked_at=NOON,
        status="offline",
        reason="connection_failed",
        detail="d" * 150,
        region="eu-central-1",
        address="2001:db8:85a3:1234:5678:8a2e:370:7334",
        evidence=evidence,
        **values,
    )


def test_a_failed_look_tells_what_it_met() -> None:
    verdict = probes.judge_fetch(a_page(), at=NOON)

    assert verdict is not None
    assert verdict.evidence is not None
    assert verdict.address == "203.0.113.9"
    assert verdict.evidence.body == "<h1>Bad gateway</h1>"
    assert verdict.evidence.phases["tls"] == 45


def test_good_news_carries_nothing() -> None:
    verdict = probes.judge_fetch(a_page(b"<p>Welcome</p>", status_code=200), at=NOON)

    assert verdict is not None
    assert (verdict.address, verdict.evidence) == ("", None)


def test_without_an_answer_it_is_told_how_far_the_look_got() -> None:
    failed = FetchFailed("https://shop.example/", FetchFailure.TIMED_OUT, "no answer", 8000, "::1")

    assert evidence_of(failed) == Evidence(url="https://shop.example/", elapsed_ms=8000)


def test_neither_cookies_nor_tokens_are_kept() -> None:
    headers = {
        "server": "nginx",
        "set-cookie": "session=secret-1",
        "x-api-key": "secret-2",
        "authorization": "secret-3",
        "location": "https://user:secret-4@shop.example/in?key=secret-5",
    }

    kept = evidence_of(a_page(url="https://shop.example/?t=secret-6", headers=headers))

    assert "secret" not in kept.model_dump_json()
    assert kept.headers == {"server": "nginx", "location": "https://shop.example/in"}


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (b"a" * 5000, "a" * 2048),
        (b"line\nline\t.", "line\nline\t."),
        (b"\x00\x1b[31m\xff", "\ufffd[31m\ufffd"),
        ("abc\u202edef".encode(), "abcdef"),
    ],
)
def test_a_page_is_kept_as_the_beginning_of_its_text(body: bytes, text: str) -> None:
    assert evidence_of(a_page(body)).body == text


def test_a_few_results_keep_all_they_have() -> None:
    results = [a_result(evidence_of(a_page(b"x" * 2048))) for _ in range(20)]

    assert within(results, LARGEST_RESULTS_BYTES) == results


def test_of_many_the_pages_go_first() -> None:
    results = [a_result(evidence_of(a_page(b"x" * 2048))) for _ in range(150)]

    cut = within(results, LARGEST_RESULTS_BYTES)

    assert {result.evidence.body for result in cut if result.evidence} == {""}
    assert len([result for result in cut if result.evidence]) == 150


def test_a_mass_outage_fits_one_message() -> None:
    page = evidence_of(a_page(b'\x01\\"' * 1000, headers={"server": "x" * 500}))
    results = [a_result(page) for _ in range(500)]

    message = ChecksChanged(
        batch_id="20261123T1200Z-0", results=within(results, LARGEST_RESULTS_BYTES)
    )

    assert len(message.model_dump_json().encode()) < SQS_TAKES
    assert [result.site_id for result in message.results] == [r.site_id for r in results]
