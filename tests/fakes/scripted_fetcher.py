"""A fetcher that answers from a script, one answer per visit of a URL."""

from collections.abc import Mapping, Sequence

from chalicelib.adapters.connections import Certificate
from chalicelib.adapters.http_fetcher import (
    Fetch,
    Fetched,
    FetchFailed,
    FetchFailure,
    FetchResult,
    Phases,
)

HEALTHY = b"<!doctype html><html><head><title>Shop</title></head><body>" + b"<p>Welcome.</p>" * 400


def a_page(
    body: bytes | str = HEALTHY + b"</body></html>",
    code: int = 200,
    *,
    headers: Mapping[str, str] | None = None,
    elapsed_ms: int = 120,
    truncated: bool = False,
    certificate: Certificate | None = None,
) -> Fetched:
    return Fetched(
        url="https://shop.example/",
        status_code=code,
        headers=headers or {},
        body=body.encode() if isinstance(body, str) else body,
        truncated=truncated,
        elapsed_ms=elapsed_ms,
        address="203.0.113.9",
        phases=Phases(1, 10, 20, elapsed_ms - 31, elapsed_ms + 5),
        certificate=certificate,
    )


def a_failure(
    failure: FetchFailure = FetchFailure.CONNECTION_FAILED, address: str = "203.0.113.9"
) -> FetchFailed:
    return FetchFailed("https://shop.example/", failure, "it broke", 12, address)


class ScriptedFetcher:
    """`script[url]` is one answer for ever, or a list of answers to be given in turn."""

    def __init__(self, script: Mapping[str, FetchResult | Sequence[FetchResult]]) -> None:
        self._script = script
        self.requests: list[Fetch] = []

    def fetch(self, request: Fetch) -> FetchResult:
        visit = sum(1 for past in self.requests if past.url == request.url)
        self.requests.append(request)
        answer = self._script[request.url]
        if isinstance(answer, Fetched | FetchFailed):
            return answer
        return answer[min(visit, len(answer) - 1)]

    def fetch_all(self, requests: Sequence[Fetch], *, budget_seconds: float) -> list[FetchResult]:
        return [self.fetch(request) for request in requests]
