"""Waking a plugin."""

import json

import pytest

from chalicelib.adapters.http_fetcher import FetchResult
from chalicelib.adapters.site_client import HttpSiteClient
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
