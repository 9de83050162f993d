"""What a failed look saw, for people to judge later; and how much of it a message may carry. Pure.

A page is kept as plain text and shown as such. Of the headers only those are kept that say who
answered and how: no cookie, no token, nothing that a site might have hidden in a name of its own.
"""

import unicodedata
from collections.abc import Sequence
from urllib.parse import urlsplit, urlunsplit

from chalicelib.adapters.http_fetcher import Fetched, FetchResult
from chalicelib.events.monitoring import Evidence, Result
from chalicelib.kit.text import storable

BODY_BYTES = 2048
# SQS takes 256 KB; the envelope and the names of the batch need some.
LARGEST_RESULTS_BYTES = 230_000
_LONGEST_VALUE = 200
_HEADERS = frozenset(
    {
        "age",
        "cache-control",
        "cf-cache-status",
        "cf-mitigated",
        "cf-ray",
        "content-length",
        "content-type",
        "date",
        "location",
        "retry-after",
        "server",
        "via",
        "x-cache",
        "x-litespeed-cache",
        "x-powered-by",
        "x-varnish",
    }
)


def evidence_of(result: FetchResult) -> Evidence:
    """What came back, or how far the look got."""
    if not isinstance(result, Fetched):
        return Evidence(url=_without_query(result.url), elapsed_ms=result.elapsed_ms)
    phases = result.phases
    return Evidence(
        url=_without_query(result.url),
        headers={
            name: _without_query(value) if name == "location" else value[:_LONGEST_VALUE]
            for name, value in result.headers.items()
            if name in _HEADERS
        },
        body=_text(result.body[:BODY_BYTES]),
        elapsed_ms=result.elapsed_ms,
        phases={
            "dns": phases.dns_ms,
            "connect": phases.connect_ms,
            "tls": phases.tls_ms,
            "first_byte": phases.first_byte_ms,
            "total": phases.total_ms,
        },
    )


def within[R: Result](results: Sequence[R], most_bytes: int) -> list[R]:
    """The results as one message can carry them: each keeps its fair share of evidence.

    In a mass outage that is none: which sites are down matters more than how one of them looks.
    """
    bare = [result.model_copy(update={"evidence": None}) for result in results]
    room = most_bytes - sum(map(_size, bare))
    if room < 0:
        return [result.model_copy(update={"detail": ""}) for result in bare]
    with_evidence = sum(result.evidence is not None for result in results)
    share = room // max(1, with_evidence)
    return [_cut(result, share) for result in results]


def _cut[R: Result](result: R, share: int) -> R:
    if result.evidence is None or _size(result.evidence) <= share:
        return result
    without_page = result.evidence.model_copy(update={"body": ""})
    kept = without_page if _size(without_page) <= share else None
    return result.model_copy(update={"evidence": kept})


def _size(part: Result | Evidence) -> int:
    return len(part.model_dump_json().encode()) + 1


def _text(body: bytes) -> str:
    """Readable characters and line ends; whatever else a server sent is no evidence of anything."""
    decoded = str(storable(body.decode("utf-8", "replace")))
    return "".join(c for c in decoded if c in "\n\t" or unicodedata.category(c) not in _UNSEEN)


_UNSEEN = frozenset({"Cc", "Cf", "Co", "Cn", "Cs"})


def _without_query(url: str) -> str:
    """A query may hold somebody's token."""
    try:
        parts = urlsplit(url)
        host = parts.netloc.rpartition("@")[2]
        return urlunsplit((parts.scheme, host, parts.path, "", ""))[:_LONGEST_VALUE]
    except ValueError:
        return ""
