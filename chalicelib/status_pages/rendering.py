"""A page as HTML: whole without a script, nothing in it that was not written for the public."""

import datetime as dt
from collections.abc import Sequence
from functools import cache, partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from chalicelib.status_pages import colours, words
from chalicelib.status_pages.document import PageDocument
from chalicelib.status_pages.model import Language
from chalicelib.status_pages.outlook import DayOutlook, Outlook

_TEMPLATES = Path(__file__).parent / "templates"
_ASSETS = Path(__file__).parent / "assets"
# Below this a day is more than a hiccup.
_BAD_DAY = 99.0
_HEIGHTS = {"up": 24, "dip": 16, "bad": 10, "none": 3}
_ANSWERS = (
    "confirming",
    "subscribe_done",
    "subscribe_invalid",
    "subscribe_many",
    "subscribe_down",
    "confirmed",
    "unsubscribed",
    "link_dead",
)
# From a page's own folder; on an own domain, where the page is the root, `..` leads to it again.
BESIDE = "../"
# From anywhere else on the deployment's origin.
ABSOLUTE = "/status/"


def page(
    document: PageDocument,
    outlook: Outlook,
    *,
    as_of: dt.datetime,
    digest: str = "",
    assets: str = BESIDE,
) -> str:
    """The page itself. `digest` tells a page that stands open that there is a newer one."""
    language = document.language
    return _render(
        "page.html.j2",
        document,
        assets=assets,
        has_script=bool(digest),
        outlook=outlook,
        as_of=as_of,
        digest=digest,
        overall_words=words.OVERALL[language][outlook.overall],
        state_words=words.STATES[language],
        post_words=words.POSTS[language],
        moment=partial(words.moment, language=language),
        per_cent=partial(words.per_cent, language=language),
        day_words=partial(_day_words, language=language),
        day_class=_day_class,
        day_height=lambda day: _HEIGHTS[_day_class(day)],
        paragraphs=_paragraphs,
    )


def subscribe_page(document: PageDocument) -> str:
    return _render("subscribe.html.j2", document, has_script=True, answers=_ANSWERS)


def manage_page(document: PageDocument) -> str:
    """Where the links of letters lead."""
    return _render("manage.html.j2", document, has_script=True, answers=_ANSWERS)


def gone_page(document: PageDocument) -> str:
    return _render("gone.html.j2", document, has_script=False)


@cache
def assets() -> dict[str, bytes]:
    """What all pages share, by name."""
    return {path.name: path.read_bytes() for path in sorted(_ASSETS.iterdir())}


@cache
def templates() -> tuple[bytes, ...]:
    """How pages are drawn: a new version of it makes every page new."""
    return tuple(path.read_bytes() for path in sorted(_TEMPLATES.iterdir()))


def _render(template: str, document: PageDocument, *, assets: str = BESIDE, **values: Any) -> str:
    return (
        _environment()
        .get_template(template)
        .render(
            language=document.language.value,
            title=document.title,
            accent=document.accent,
            is_light_ink=colours.is_light_ink(document.accent),
            logo=document.logo,
            home=document.home,
            slug=document.slug,
            agency_name=document.agency_name,
            tells_changes=document.tells_changes,
            words=words.PAGE[document.language],
            assets=assets,
            **values,
        )
    )


def _day_words(day: DayOutlook, *, language: Language) -> str:
    said = words.PAGE[language]
    name = words.date(day.day, language)
    if day.uptime is None:
        return f"{name}: {said['no_data']}"
    outage = f", {day.down_minutes} {said['minutes_down']}" if day.down_minutes else ""
    return f"{name}: {words.per_cent(day.uptime, language)}{outage}"


def _day_class(day: DayOutlook) -> str:
    if day.uptime is None:
        return "none"
    if not day.down_minutes:
        return "up"
    return "dip" if day.uptime >= _BAD_DAY else "bad"


def _paragraphs(text: str) -> Sequence[str]:
    return [part for part in (line.strip() for line in text.splitlines()) if part]


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=select_autoescape(enabled_extensions=("html.j2",)),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
