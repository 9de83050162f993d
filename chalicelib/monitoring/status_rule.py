"""Which status codes are good: `200-299, 401`, as an admin writes it."""

import re
from dataclasses import dataclass

_PART = re.compile(r"([1-5]\d\d)(?:\s*-\s*([1-5]\d\d))?")
_MOST_PARTS = 20


@dataclass(frozen=True)
class StatusRule:
    ranges: tuple[tuple[int, int], ...]

    def accepts(self, status_code: int) -> bool:
        return any(first <= status_code <= last for first, last in self.ranges)


def parse_status_rule(text: str) -> StatusRule:
    """Raises `ValueError` with what is wrong, for the person who wrote it."""
    parts = [part.strip() for part in text.split(",")]
    if len(parts) > _MOST_PARTS:
        raise ValueError("too many status codes")
    return StatusRule(tuple(_range(part) for part in parts))


def _range(part: str) -> tuple[int, int]:
    match = _PART.fullmatch(part)
    if match is None:
        raise ValueError(f"{part[:20]!r} is no status code and no range of them")
    first, last = int(match[1]), int(match[2] or match[1])
    if first > last:
        raise ValueError(f"{part!r} ends before it begins")
    return first, last
