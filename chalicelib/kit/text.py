"""Small rules about text that people type."""

import math
import unicodedata
from typing import Any
from urllib.parse import urlsplit


def clean_line(text: str) -> str:
    """One line without control characters or surrounding space, in one Unicode form."""
    composed = unicodedata.normalize("NFC", text)
    printable = "".join(c for c in composed if unicodedata.category(c) not in {"Cc", "Cf"})
    return " ".join(printable.split())


def as_pattern(text: str) -> str:
    """A pattern for SQL's LIKE that finds `text` anywhere, whatever characters it has."""
    escaped = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"


def is_storable(text: str) -> bool:
    """Whether PostgreSQL can hold it: no NUL, no half of a surrogate pair."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return "\0" not in text


def same_place(one: str, other: str) -> bool:
    """Whether two site URLs name the same place: scheme and a trailing slash do not count."""
    return _place(one) == _place(other)


def _place(url: str) -> tuple[str, int | None, str]:
    parts = urlsplit(url if "//" in url else f"//{url}")
    port = parts.port if parts.port not in {80, 443} else None
    return (parts.hostname or "").removeprefix("www."), port, parts.path.rstrip("/")


def storable(value: Any) -> Any:
    """JSON as PostgreSQL can keep it: no NUL, no lone surrogate, no infinite number.

    A site's own texts may hold anything; what cannot be stored becomes U+FFFD or null.
    """
    if isinstance(value, str):
        if value.isascii() and "\0" not in value:
            return value
        return value.replace("\0", "\ufffd").encode("utf-8", "replace").decode()
    if isinstance(value, dict):
        return {storable(key): storable(member) for key, member in value.items()}
    if isinstance(value, list):
        return [storable(member) for member in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value
