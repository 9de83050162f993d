"""What a monitor may ask of an answer: its status, a word, a JSON value, a redirect."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.monitoring.json_rule import Compare, JsonRule, parse_json_path
from chalicelib.monitoring.keyword_rule import KeywordRule, Wanted
from chalicelib.monitoring.redirect_rule import RedirectRule, Redirects
from chalicelib.monitoring.status_rule import parse_status_rule
from tests.fakes.scripted_fetcher import a_page

ANSWER = b"""{"status": "ok", "load": 0.7, "ready": true, "none": null, "big.one": 5,
 "queues": [{"name": "mail", "waiting": 3}, {"name": "last", "waiting": 12}]}"""


@pytest.mark.parametrize(
    ("rule", "code", "good"),
    [
        ("200", 200, True),
        ("200", 204, False),
        ("200-299, 401", 226, True),
        ("200-299, 401", 401, True),
        ("200-299,401", 402, False),
        ("300 - 399", 308, True),
    ],
)
def test_a_status_is_good_when_it_is_listed(rule: str, code: int, good: bool) -> None:
    assert parse_status_rule(rule).accepts(code) is good


@pytest.mark.parametrize(
    "text", ["", "200,", "ok", "99", "600", "299-200", "2xx", "200,," + "2" * 90]
)
def test_what_is_no_status_rule_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        parse_status_rule(text)


@pytest.mark.parametrize(
    ("body", "headers", "keyword", "is_there"),
    [
        ("<p>Basket</p>", {}, "Basket", True),
        ("<p>Basket</p>", {}, "basket", False),
        ("K&auml;se", {}, "Käse", True),
        ("Käse".encode("latin-1"), {"content-type": "text/html; charset=ISO-8859-1"}, "Käse", True),
        ("Käse", {"content-type": "text/html; charset=nonsense"}, "Käse", True),
        (b"\xff\xfe\x00", {}, "Käse", False),
    ],
)
def test_a_keyword_is_found_as_a_visitor_reads_it(
    body: str | bytes, headers: dict[str, str], keyword: str, is_there: bool
) -> None:
    page = a_page(body, headers=headers)

    assert KeywordRule(keyword, Wanted.PRESENT).accepts(page) is is_there
    assert KeywordRule(keyword, Wanted.ABSENT).accepts(page) is not is_there


@pytest.mark.parametrize(
    ("path", "compare", "expected", "good"),
    [
        ("$.status", Compare.EQUALS, "ok", True),
        ("$.status", Compare.EQUALS, "OK", False),
        ("$.status", Compare.DIFFERS, "failed", True),
        ("$.ready", Compare.EQUALS, "true", True),
        ("$.ready", Compare.EQUALS, "1", False),
        ("$.none", Compare.EXISTS, "", True),
        ("$.none", Compare.EQUALS, "null", True),
        ("$.absent", Compare.EXISTS, "", False),
        ("$.absent", Compare.DIFFERS, "anything", False),
        ("$['big.one']", Compare.EQUALS, "5.0", True),
        ('$.queues[0]["waiting"]', Compare.AT_MOST, "3", True),
        ("$.queues[-1].waiting", Compare.AT_MOST, "10", False),
        ("$.load", Compare.AT_LEAST, "0.5", True),
        ("$.ready", Compare.AT_LEAST, "0", False),
        ("$.status[0]", Compare.EXISTS, "", False),
        ("$.queues.name", Compare.EXISTS, "", False),
        ("$.queues[99]", Compare.EXISTS, "", False),
        ("$", Compare.EXISTS, "", True),
    ],
)
def test_a_json_value_is_compared_as_json(
    path: str, compare: Compare, expected: str, good: bool
) -> None:
    assert JsonRule(parse_json_path(path), compare, expected).accepts(ANSWER) is good


@pytest.mark.parametrize(
    "path",
    ["", "status", "$.", "$..a", "$.*", "$[*]", "$[1:2]", "$[?(@.a)]", "$.a b", "$" + ".a" * 21],
)
def test_a_path_that_could_mean_several_values_is_refused(path: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        parse_json_path(path)


@pytest.mark.parametrize(
    "body", [b"", b"<html>", b"[" * 100_000, b'{"a": NaN}', b"\xff", b"9" * 9000]
)
def test_what_is_no_json_has_no_value(body: bytes) -> None:
    assert not JsonRule(("a",), Compare.EXISTS).accepts(body)


@given(st.binary(max_size=60), st.text(max_size=20))
def test_no_answer_and_no_expectation_breaks_the_json_rule(body: bytes, expected: str) -> None:
    for compare in Compare:
        JsonRule((), compare, expected).accepts(body)


@given(st.text(max_size=40))
def test_a_json_path_is_taken_or_refused_and_nothing_else(text: str) -> None:
    try:
        steps = parse_json_path("$" + text)
    except ValueError:
        return
    assert all(isinstance(step, str | int) for step in steps)


MOVED = a_page("", 301, headers={"location": "/new/"})


@pytest.mark.parametrize(
    ("rule", "good_page", "good_redirect"),
    [
        (RedirectRule(Redirects.FOLLOWED), True, False),
        (RedirectRule(Redirects.FORBIDDEN), True, False),
        (RedirectRule(Redirects.REQUIRED), False, True),
        (RedirectRule(Redirects.REQUIRED, "https://shop.example/new/"), False, True),
        (RedirectRule(Redirects.REQUIRED, "https://shop.example/other/"), False, False),
    ],
)
def test_a_redirect_is_judged_by_its_rule(
    rule: RedirectRule, good_page: bool, good_redirect: bool
) -> None:
    assert rule.accepts(a_page()) is good_page
    assert rule.accepts(MOVED) is good_redirect


def test_only_a_rule_that_follows_has_its_page_fetched_through_redirects() -> None:
    assert [one for one in Redirects if RedirectRule(one).follow] == [Redirects.FOLLOWED]
