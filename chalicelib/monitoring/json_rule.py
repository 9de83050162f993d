"""A value in a JSON answer: `$.checks[0].state` equals `ok`.

A small part of JSONPath (RFC 9535): the root, names and indexes, which always mean one value.
Wildcards, slices, filters and `..` mean many, and "is it equal" then has no honest answer.
"""

import json
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

_STEP = re.compile(
    r"\.(?P<name>[A-Za-z_][A-Za-z0-9_-]*)"
    r"|\[(?P<index>-?\d{1,6})\]"
    r"|\[(?P<quote>[\"'])(?P<quoted>[^\"'\\]{0,200})(?P=quote)\]"
)
_MOST_STEPS = 20


class Compare(StrEnum):
    EXISTS = "exists"
    EQUALS = "equals"
    DIFFERS = "differs"
    AT_MOST = "at_most"
    AT_LEAST = "at_least"


@dataclass(frozen=True)
class JsonRule:
    """`expected` is compared as JSON where it is JSON (`5`, `true`, `null`), else as text."""

    steps: tuple[str | int, ...]
    compare: Compare
    expected: str = ""

    def accepts(self, body: bytes) -> bool:
        try:
            found = _follow(_read(body), self.steps)
        except (ValueError, LookupError, TypeError, RecursionError):
            return False  # no JSON, or nothing there
        return _compared(found, self.compare, self.expected)


def parse_json_path(text: str) -> tuple[str | int, ...]:
    """Raises `ValueError` with what is wrong, for the person who wrote it."""
    if not text.startswith("$"):
        raise ValueError("a path begins with $")
    steps: list[str | int] = []
    position = 1
    while position < len(text):
        match = _STEP.match(text, position)
        if match is None or len(steps) == _MOST_STEPS:
            raise ValueError(f"not a path we can follow: {text[position:][:20]!r}")
        index = match["index"]
        steps.append(int(index) if index else match["name"] or match["quoted"] or "")
        position = match.end()
    return tuple(steps)


def _read(text: bytes | str) -> Any:
    return json.loads(text, parse_constant=_refuse)


def _refuse(constant: str) -> Any:
    raise ValueError(f"{constant} is no JSON")


def _follow(value: Any, steps: tuple[str | int, ...]) -> Any:
    for step in steps:
        # A number is an index and never a member; a name never an index.
        fits = isinstance(value, list if isinstance(step, int) else dict)
        value = value[step] if fits else _nothing(step)
    return value


def _nothing(step: str | int) -> Any:
    raise LookupError(step)


def _compared(found: Any, compare: Compare, expected: str) -> bool:
    if compare is Compare.EXISTS:
        return True
    if compare is Compare.EQUALS:
        return _is_equal(found, expected)
    if compare is Compare.DIFFERS:
        return not _is_equal(found, expected)
    bound = _meant(expected)
    if not (_is_number(found) and _is_number(bound)):
        return False
    return bool(found <= bound if compare is Compare.AT_MOST else found >= bound)


def _is_equal(found: Any, expected: str) -> bool:
    if isinstance(found, str):
        return found == expected
    meant = _meant(expected)
    # True is 1 to Python, and not to JSON.
    return isinstance(found, bool) is isinstance(meant, bool) and bool(found == meant)


def _meant(expected: str) -> Any:
    try:
        return _read(expected)
    except (ValueError, RecursionError):
        return expected


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
