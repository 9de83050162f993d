"""Small rules about text that people type."""

import unicodedata
from urllib.parse import urlsplit


def clean_line(text: str) -> str:
    """One line without control characters or surrounding space, in one Unicode form."""
    composed = unicodedata.normalize("NFC", text)
    printable = "".join(c for c in composed if unicodedata.category(c) not in {"Cc", "Cf"})
    return " ".join(printable.split())


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
