"""A page for programs: its summary, its news, and a badge."""

import datetime as dt
from dataclasses import dataclass
from email.utils import format_datetime
from html import escape
from typing import Any
from xml.etree import ElementTree as ET

from chalicelib.status_pages import words
from chalicelib.status_pages.document import PageDocument, PostPart
from chalicelib.status_pages.model import ComponentState, PostState
from chalicelib.status_pages.outlook import Maintenance, Outlook, Thread

_ATOM = "http://www.w3.org/2005/Atom"
_COLOURS = {
    ComponentState.OPERATIONAL: "#1a7f37",
    ComponentState.UNKNOWN: "#57606a",
    ComponentState.MAINTENANCE: "#0550ae",
    ComponentState.DEGRADED: "#8a5a00",
    ComponentState.PARTIAL_OUTAGE: "#c62828",
    ComponentState.OUTAGE: "#c62828",
}
_LETTER_WIDTH = 7  # of Verdana at 11 pixels, about; the text is stretched to fit
_FEED_ITEMS = 50
# XML 1.0 has no way at all to write these.
_NO_XML = {code: None for code in range(32) if code not in (9, 10, 13)} | {
    0xFFFE: None,
    0xFFFF: None,
}


def summary(document: PageDocument, outlook: Outlook) -> dict[str, Any]:
    """What the page says, as data; the same whenever it is asked."""
    return {
        "page": document.title,
        "language": document.language.value,
        "state": outlook.overall.value,
        "components": [
            {"name": one.name, "state": one.state.value, "uptime_90_days": one.uptime}
            for one in outlook.components
        ],
        "current": [
            *(_thread(thread) for thread in outlook.current),
            *(_window(one, document) for one in outlook.maintenance_now),
        ],
        "planned": [
            *(_thread(thread) for thread in outlook.planned),
            *(_window(one, document) for one in outlook.maintenance_ahead),
        ],
        "announcements": [_thread(thread) for thread in outlook.announcements],
        "past": [_thread(thread) for thread in outlook.past],
    }


def _thread(thread: Thread) -> dict[str, Any]:
    return {
        "title": thread.title,
        "state": thread.state.value,
        "components": thread.components,
        "starts_at": _iso(thread.starts_at),
        "ends_at": _iso(thread.ends_at),
        "posts": [
            {"state": post.state.value, "text": post.text, "at": _iso(post.at)}
            for post in thread.posts
        ],
    }


def _window(one: Maintenance, document: PageDocument) -> dict[str, Any]:
    """As a maintenance that was posted, of which nothing was said."""
    return {
        "title": words.POSTS[document.language][PostState.MAINTENANCE],
        "state": PostState.MAINTENANCE.value,
        "components": list(one.components),
        "starts_at": _iso(one.starts_at),
        "ends_at": _iso(one.ends_at),
        "posts": [],
    }


def feed(document: PageDocument, outlook: Outlook) -> bytes:
    """RSS 2.0: posts and planned maintenance, the newest first."""
    address = f"{document.home}/status/{document.slug}/"
    ET.register_namespace("atom", _ATOM)
    root = ET.Element("rss", version="2.0")
    channel = ET.SubElement(root, "channel")
    _add(channel, "title", document.title)
    _add(channel, "link", address)
    _add(channel, "description", document.title)
    _add(channel, "language", document.language.value)
    ET.SubElement(
        channel,
        f"{{{_ATOM}}}link",
        href=f"{address}feed.xml",
        rel="self",
        type="application/rss+xml",
    )
    items = [_post_item(post, document) for post in document.posts]
    planned = (*outlook.maintenance_now, *outlook.maintenance_ahead)
    items += [_window_item(one, document) for one in planned]
    for item in sorted(items, key=lambda one: one.at, reverse=True)[:_FEED_ITEMS]:
        _add_item(channel, item, address)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))


@dataclass(frozen=True)
class _Item:
    id: str
    at: dt.datetime
    title: str
    text: str


def _post_item(post: PostPart, document: PageDocument) -> _Item:
    title = f"{words.POSTS[document.language][post.state]}: {post.title}"
    return _Item(str(post.id), post.at, title, post.text)


def _window_item(one: Maintenance, document: PageDocument) -> _Item:
    """Under another id when it has moved: readers skip what they know."""
    said, language = words.PAGE[document.language], document.language
    begins, ends = (words.moment(at, language) for at in (one.starts_at, one.ends_at))
    title = f"{words.POSTS[language][PostState.MAINTENANCE]}: {', '.join(one.components)}"
    times = f"{said['from']} {begins} {said['until']} {ends}."
    return _Item(f"{one.id}/{one.ends_at.isoformat()}", one.shown_since, title, times)


def _add_item(channel: ET.Element, found: _Item, address: str) -> None:
    item = ET.SubElement(channel, "item")
    _add(item, "title", found.title)
    _add(item, "link", address)
    _add(item, "description", found.text)
    _add(item, "pubDate", format_datetime(found.at.astimezone(dt.UTC), usegmt=True))
    guid = ET.SubElement(item, "guid", isPermaLink="false")
    guid.text = found.id


def _add(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = text.translate(_NO_XML)


def badge(document: PageDocument, outlook: Outlook) -> str:
    """A small picture for other pages: the page's name and its state."""
    name = escape(document.title.translate(_NO_XML))
    state = escape(words.OVERALL[document.language][outlook.overall])
    left, right = (_LETTER_WIDTH * len(text) + 12 for text in (document.title, state))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{left + right}" height="22" role="img"'
        f' aria-label="{name}: {state}"><title>{name}: {state}</title>'
        f'<rect width="{left}" height="22" fill="#32383f"/>'
        f'<rect x="{left}" width="{right}" height="22" fill="{_COLOURS[outlook.overall]}"/>'
        '<g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">'
        f'<text x="6" y="15" textLength="{left - 12}">{name}</text>'
        f'<text x="{left + 6}" y="15" textLength="{right - 12}">{state}</text></g></svg>'
    )


def _iso(at: dt.datetime | None) -> str | None:
    return at.astimezone(dt.UTC).isoformat(timespec="seconds") if at else None
