"""A word that must be on a page, or must not."""

import html
import re
from dataclasses import dataclass
from enum import StrEnum

from chalicelib.adapters.http_fetcher import Fetched

_CHARSET = re.compile(r"charset=\s*[\"']?([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE)


class Wanted(StrEnum):
    PRESENT = "present"
    ABSENT = "absent"


@dataclass(frozen=True)
class KeywordRule:
    """Upper and lower case count: `Error` is a headline, `error` a word in an article."""

    keyword: str
    wanted: Wanted

    def accepts(self, page: Fetched) -> bool:
        """Of a page that was cut, what we did not see counts as not there."""
        return _is_on(page, self.keyword) is (self.wanted is Wanted.PRESENT)


def _is_on(page: Fetched, keyword: str) -> bool:
    text = _text(page)
    # A page may write Käse or K&auml;se; its visitors see no difference.
    return keyword in text or ("&" in text and keyword in html.unescape(text))


def _text(page: Fetched) -> str:
    told = _CHARSET.search(page.headers.get("content-type", ""))
    try:
        return page.body.decode(told[1] if told else "utf-8", "replace")
    except LookupError:  # a charset that nobody knows
        return page.body.decode("utf-8", "replace")
