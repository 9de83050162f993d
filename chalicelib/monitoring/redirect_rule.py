"""What a monitor makes of a redirect: follow it, refuse it, or insist on it."""

from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urljoin

from chalicelib.adapters.http_fetcher import Fetched

_REDIRECTS = frozenset({301, 302, 303, 307, 308})


class Redirects(StrEnum):
    FOLLOWED = "followed"
    FORBIDDEN = "forbidden"
    REQUIRED = "required"


@dataclass(frozen=True)
class RedirectRule:
    """`leads_to`, with `REQUIRED`: the exact address; empty for anywhere."""

    redirects: Redirects
    leads_to: str = ""

    @property
    def follow(self) -> bool:
        """How to fetch, so that the rule can be judged."""
        return self.redirects is Redirects.FOLLOWED

    def accepts(self, page: Fetched) -> bool:
        location = page.headers.get("location", "") if page.status_code in _REDIRECTS else ""
        if self.redirects is Redirects.REQUIRED:
            return bool(location) and self.leads_to in {"", urljoin(page.url, location)}
        return not location
