"""The API's description says what the API does."""

import json
from pathlib import Path
from typing import Any

import pytest

from chalicelib.api import endpoint, openapi
from chalicelib.api.examples import EXAMPLES
from tests.api.conftest import Api

openapi.load_routes()
DOCUMENT = openapi.document()
_FILE = Path(__file__).parent.parent.parent / "docs" / "openapi.json"


def test_the_file_is_what_the_routes_say() -> None:
    """After a change of the API: `make openapi`."""
    assert json.loads(_FILE.read_text(encoding="utf-8")) == DOCUMENT


def test_the_api_serves_its_own_description(api: Api) -> None:
    answer = api.get("openapi.json")

    assert answer.json == DOCUMENT
    assert answer.json["openapi"] == "3.1.0"


def _references(value: Any) -> set[str]:
    if isinstance(value, dict):
        own = {value["$ref"]} if isinstance(value.get("$ref"), str) else set()
        return own.union(*map(_references, value.values()))
    if isinstance(value, list):
        return set().union(*map(_references, value))
    return set()


def test_every_reference_leads_somewhere() -> None:
    for reference in _references(DOCUMENT):
        found: Any = DOCUMENT
        for step in reference.removeprefix("#/").split("/"):
            found = found[step]
        assert found


def test_operations_have_names_of_their_own() -> None:
    names = [op["operationId"] for path in DOCUMENT["paths"].values() for op in path.values()]

    assert len(names) == len(set(names))


def _examples() -> list[Any]:
    models = {
        openapi._name(model): model
        for route in endpoint.ROUTES
        for model in (route.body, route.answers, *route.also_answers.values())
        if model
    }
    return [pytest.param(models[name], EXAMPLES[name], id=name) for name in EXAMPLES]


@pytest.mark.parametrize(("model", "example"), _examples())
def test_an_example_is_a_real_one(model: Any, example: dict[str, Any]) -> None:
    read = model.model_validate(example)

    if model.model_config.get("extra") != "forbid":
        assert json.loads(read.model_dump_json()) == example


def test_every_problem_is_told_once_with_its_status() -> None:
    problems = DOCUMENT["x-problems"]
    codes = [problem["code"] for problem in problems]

    assert codes == sorted(set(codes))
    assert {"wrong_credentials", "site_not_found", "clock_skew", "invalid_cursor"} <= set(codes)


def test_the_docs_page_needs_nothing_from_elsewhere(api: Api) -> None:
    page = api.get("docs")

    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "script-src 'self'" in page.headers["content-security-policy"]
    assert "unsafe" not in page.headers["content-security-policy"]
    assert "//" not in page.body.replace("<!doctype html>", "")
    for name, kind in (("docs.js", "text/javascript"), ("docs.css", "text/css")):
        part = api.get(f"docs/{name}")
        assert part.status == 200
        assert part.headers["content-type"].startswith(kind)
        assert f"/api/v1/docs/{name}" in page.body
