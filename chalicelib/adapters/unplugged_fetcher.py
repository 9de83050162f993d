"""What a region without a network sees: nothing. The local stage's way to try the others."""

from collections.abc import Sequence

from chalicelib.adapters.http_fetcher import Fetch, FetchFailed, FetchFailure, FetchResult


class UnpluggedFetcher:
    def fetch(self, request: Fetch) -> FetchResult:
        return FetchFailed(request.url, FetchFailure.CONNECTION_FAILED, "unplugged", 0)

    def fetch_all(
        self,
        requests: Sequence[Fetch],
        *,
        budget_seconds: float,  # noqa: ARG002 - it takes no time
    ) -> list[FetchResult]:
        return [self.fetch(request) for request in requests]
