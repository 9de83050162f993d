"""A log tells where something went wrong, and repeats nothing that somebody typed."""

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest

from chalicelib.adapters.observability import logger

SECRET = "correct horse battery"


class Lines(io.StringIO):
    def last(self) -> dict[str, Any]:
        told: dict[str, Any] = json.loads(self.getvalue().splitlines()[-1])
        return told


@pytest.fixture
def lines() -> Iterator[Lines]:
    handler = logger.registered_handler
    assert isinstance(handler, logging.StreamHandler)
    buffer = Lines()
    before = handler.setStream(buffer)
    yield buffer
    handler.setStream(before)


def _fail() -> None:
    try:
        raise psycopg.errors.UniqueViolation(f"Key (email)=({SECRET}) already exists")
    except psycopg.Error as error:
        failed = RuntimeError(SECRET, {"password": SECRET})
        failed.add_note(SECRET)
        raise failed from error


def test_an_exception_is_told_by_type_and_place_and_not_by_its_words(lines: Lines) -> None:
    try:
        _fail()
    except RuntimeError:
        logger.exception("unhandled_error")

    told = lines.last()
    assert SECRET not in lines.getvalue()
    assert told["message"] == "unhandled_error"
    assert told["exception_name"] == "RuntimeError"
    assert "psycopg.errors.UniqueViolation (23505)" in told["exception"]
    assert "_fail" in told["exception"]


def test_errors_that_caused_each_other_end(lines: Lines) -> None:
    first, second = ValueError(SECRET), KeyError(SECRET)
    first.__cause__, second.__cause__ = second, first
    logger.error("odd", exc_info=first)

    assert lines.last()["exception"].splitlines() == ["builtins.ValueError", "builtins.KeyError"]


def test_the_api_silences_nothing() -> None:
    from app import app

    assert app.log.name == "wingman"
    assert logging.getLogger("wingman").isEnabledFor(logging.INFO)


def test_an_event_keeps_its_fields(lines: Lines) -> None:
    logger.warning("request_failed", code="unavailable")

    told = lines.last()
    assert (told["level"], told["message"], told["code"]) == (
        "WARNING",
        "request_failed",
        "unavailable",
    )
    assert told["service"] == "wingman"
    assert told["timestamp"].endswith("Z") or "+0000" in told["timestamp"]
