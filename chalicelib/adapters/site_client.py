"""The way to a site's plugin. It carries nothing worth stealing: the site fetches its commands."""

import json
from typing import Protocol

from chalicelib.adapters.http_fetcher import Fetch, Fetched, HttpFetcher

_WAKE_ROUTE = "?rest_route=/wp-wingman/v1/wake"
_WAKE_SECONDS = 5.0
_ENOUGH_TO_KNOW = 4096


class SiteClient(Protocol):
    def wake(self, home_url: str, token: str) -> bool:
        """Ask a site to fetch its commands now; returns whether it heard."""
        ...


class HttpSiteClient:
    def __init__(self, fetcher: HttpFetcher) -> None:
        self._fetcher = fetcher

    def wake(self, home_url: str, token: str) -> bool:
        answer = self._fetcher.fetch(
            Fetch(
                f"{home_url.rstrip('/')}/{_WAKE_ROUTE}",
                method="POST",
                body=json.dumps({"token": token}).encode(),
                deadline_seconds=_WAKE_SECONDS,
                max_body_bytes=_ENOUGH_TO_KNOW,
            )
        )
        return isinstance(answer, Fetched) and answer.status_code == 202  # noqa: PLR2004
