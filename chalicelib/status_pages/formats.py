"""A page for programs: its summary, its news, and a badge."""

import datetime as dt
from email.utils import format_datetime
from html import escape
from typing import Any
from xml.etree import ElementTree as ET

from chalicelib.status_pages import words
from chalicelib.status_pages.document import PageDocument, PostPart
from chalicelib.status_pages.model import ComponentState
from chalicelib.status_pages.outlook import Outlook, Thread

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
        "current": [_thread(thread) for thread in outlook.current],
        "planned": [_thread(thread) for thread in outlook.planned],
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


def feed(document: PageDocument) -> bytes:
    """RSS 2.0, the newest post first."""
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
    for post in document.posts[:_FEED_ITEMS]:
        _add_item(channel, document, post, address)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))


def _add_item(channel: ET.Element, document: PageDocument, post: PostPart, address: str) -> None:
    item = ET.SubElement(channel, "item")
    _add(item, "title", f"{words.POSTS[document.language][post.state]}: {post.title}")
    _add(item, "link", address)
    _add(item, "description", post.text)
    _add(item, "pubDate", format_datetime(post.at.astimezone(dt.UTC), usegmt=True))
    guid = ET.SubElement(item, "guid", isPermaLink="false")
    guid.text = str(post.id)


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
