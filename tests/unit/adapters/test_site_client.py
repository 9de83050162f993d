"""Waking a plugin, and asking it for a proof of where it is."""

import json

import pytest

from chalicelib.adapters.http_fetcher import FetchFailure, FetchResult
from chalicelib.adapters.site_client import HttpSiteClient, ProofAnswer
from tests.fakes.scripted_fetcher import ScriptedFetcher, a_failure, a_page

URL = "https://shop.example/?rest_route=/wp-wingman/v1/wake"


@pytest.mark.parametrize("home", ["https://shop.example", "https://shop.example/"])
def test_a_wake_posts_nothing_but_its_token(home: str) -> None:
    fetcher = ScriptedFetcher({URL: a_page('{"ok":true}', 202)})

    assert HttpSiteClient(fetcher).wake(home, "abc")

    [request] = fetcher.requests
    assert (request.method, request.url) == ("POST", URL)
    assert json.loads(request.body) == {"token": "abc"}


@pytest.mark.parametrize("answer", [a_page("", 404), a_page("home", 200), a_failure()])
def test_a_site_that_does_not_hear_is_no_error(answer: FetchResult) -> None:
    assert not HttpSiteClient(ScriptedFetcher({URL: answer})).wake("https://shop.example", "abc")


PROOF_URL = "https://shop.example/?rest_route=/wp-wingman/v1/proof"
ANSWER = json.dumps({"message": "bWVzc2FnZQ==", "signature": "c2lnbmF0dXJl"})


def ask(*answers: FetchResult) -> tuple[ProofAnswer, ScriptedFetcher, list[float]]:
    """What a site with these answers, one after the other, is found to say."""
    fetcher, pauses = ScriptedFetcher({PROOF_URL: list(answers)}), []
    found = HttpSiteClient(fetcher, wait=pauses.append).fetch_proof("https://shop.example/", "abc")
    return found, fetcher, pauses


def test_a_proof_is_asked_for_with_a_challenge_and_carried_home_unread() -> None:
    found, fetcher, _ = ask(a_page(ANSWER, 200))

    assert found == ProofAnswer("bWVzc2FnZQ==", "c2lnbmF0dXJl")
    [request] = fetcher.requests
    assert (request.method, request.url) == ("POST", PROOF_URL)
    assert json.loads(request.body) == {"challenge": "abc"}
    assert request.max_body_bytes <= 8192


def test_a_plugin_that_still_writes_its_key_down_is_asked_again() -> None:
    found, fetcher, pauses = ask(a_page("", 404), a_failure(), a_page(ANSWER, 200))

    assert found.problem is None
    assert len(fetcher.requests) == 3
    assert pauses == [0.0, 0.5, 1.5]


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        (a_page("", 404), "no_answer"),
        (a_page("<html>", 200), "no_answer"),
        (a_page("[]", 200), "no_answer"),
        (a_page('{"message": 1, "signature": "x"}', 200), "no_answer"),
        (a_page(ANSWER, 503), "no_answer"),
        (a_failure(), "unreachable"),
        (a_failure(FetchFailure.REFUSED), "refused"),
    ],
    ids=str,
)
def test_whatever_else_comes_is_a_problem_with_a_name(answer: FetchResult, problem: str) -> None:
    assert ask(*[answer] * 4)[0] == ProofAnswer(problem=problem)


def test_an_address_that_we_refuse_is_tried_once() -> None:
    _, fetcher, _ = ask(*[a_failure(FetchFailure.REFUSED)] * 4)

    assert len(fetcher.requests) == 1
