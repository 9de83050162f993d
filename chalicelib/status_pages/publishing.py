"""Write the pages that have something new to say. Needs no database and no API, on purpose.

What it knows: the pages' documents, the probe shards, and what regions have said meanwhile. Nothing
is written for a page that says the same; only its time is renewed every ten minutes, and one small
file for all of them tells every minute that somebody still looks.
"""

import datetime as dt
import hashlib
import json
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from chalicelib.events.monitoring import ProbeTarget
from chalicelib.events.status_pages import ComponentTurned
from chalicelib.monitoring import unrecorded
from chalicelib.monitoring.quorum import Look
from chalicelib.status_pages import formats, rendering
from chalicelib.status_pages.document import PageDocument
from chalicelib.status_pages.model import ComponentState
from chalicelib.status_pages.outlook import Outlook, look_at
from chalicelib.status_pages.page_objects import PageObjects

RENEWED_EVERY = dt.timedelta(minutes=10)
ALIVE = "alive.json"
_HTML = "text/html; charset=utf-8"
_JSON = "application/json"
_TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8"}
_OUT = frozenset({ComponentState.OUTAGE, ComponentState.PARTIAL_OUTAGE})

type Tell = Callable[[Sequence[ComponentTurned]], None]


@dataclass
class Published:
    """What a run did."""

    pages: int = 0
    written: list[str] = field(default_factory=list)
    unreadable: list[str] = field(default_factory=list)


def publish(
    objects: PageObjects,
    *,
    targets: Iterable[ProbeTarget],
    looks: Mapping[uuid.UUID, Sequence[Look]],
    needed: int,
    now: dt.datetime,
    tell: Tell,
) -> Published:
    """`needed` regions must agree on what differs from what the database last said."""
    statuses = {
        target.site_id: unrecorded.status_now(
            target, looks.get(target.site_id, ()), now=now, needed=needed
        )
        for target in targets
    }
    before, done = objects.find_state(), Published()
    after = {"assets": _publish_assets(objects, before.get("assets"))}
    pages: dict[str, Any] = {}
    turned: list[ComponentTurned] = []
    for document in objects.list_documents(unreadable=done.unreadable):
        was = before.get("pages", {}).get(document.slug, {})
        outlook = look_at(document, statuses, now=now)
        pages[document.slug] = _publish_page(objects, document, outlook, was, now, done)
        turned += _turned(document, outlook, was.get("out", {}), pages[document.slug]["out"], now)
    # First, so that a crash tells twice rather than never; whoever hears it twice tells it once.
    if turned:
        tell(turned)
    if {**after, "pages": pages} != before:
        objects.keep_state({**after, "pages": pages})
    objects.publish(ALIVE, json.dumps({"at": _iso(now)}).encode(), content_type=_JSON)
    done.pages = len(pages)
    return done


def _publish_assets(objects: PageObjects, known: str | None) -> str:
    """What all pages share, once for each version of it."""
    digest = _digest(*rendering.assets().values())
    if digest != known:
        for name, content in rendering.assets().items():
            kind = _TYPES[name[name.rindex(".") :]]
            objects.publish(name, content, content_type=kind)
    return digest


def _publish_page(
    objects: PageObjects,
    document: PageDocument,
    outlook: Outlook,
    was: Mapping[str, Any],
    now: dt.datetime,
    done: Published,
) -> dict[str, Any]:
    digest = _digest_of(document, outlook, now)
    out = _out(outlook, was.get("out", {}))
    is_new = digest != was.get("digest")
    if not is_new and now - dt.datetime.fromisoformat(was["written_at"]) < RENEWED_EVERY:
        return {**was, "out": out}
    files = _files(document, outlook, digest, now)
    # The page last: whoever finds it finds all it leads to.
    for name in files if is_new else ["index.html"]:
        content, kind = files[name]
        objects.publish(f"{document.slug}/{name}", content.encode(), content_type=kind)
    done.written.append(document.slug)
    return {"digest": digest, "written_at": _iso(now), "out": out}


def _files(
    document: PageDocument, outlook: Outlook, digest: str, now: dt.datetime
) -> dict[str, tuple[str, str]]:
    summary = {**formats.summary(document, outlook), "digest": digest, "updated_at": _iso(now)}
    gone = rendering.gone_page(document) if document.is_gone else ""
    page = gone or rendering.page(document, outlook, as_of=now, digest=digest)
    return {
        "summary.json": (json.dumps(summary, ensure_ascii=False), _JSON),
        "feed.xml": (
            formats.feed(document, outlook).decode(),
            "application/rss+xml; charset=utf-8",
        ),
        "badge.svg": (formats.badge(document, outlook), "image/svg+xml; charset=utf-8"),
        "subscribe.html": (gone or rendering.subscribe_page(document), _HTML),
        "subscription.html": (gone or rendering.manage_page(document), _HTML),
        "index.html": (page, _HTML),
    }


def _out(outlook: Outlook, before: Mapping[str, bool]) -> dict[str, bool]:
    """Which components are out; while that is not known it stays as it was."""
    return {
        str(one.id): before.get(str(one.id), False)
        if one.state in (ComponentState.UNKNOWN, ComponentState.MAINTENANCE)
        else one.state in _OUT
        for one in outlook.components
    }


def _turned(
    document: PageDocument,
    outlook: Outlook,
    before: Mapping[str, bool],
    after: Mapping[str, bool],
    now: dt.datetime,
) -> list[ComponentTurned]:
    if not document.tells_changes:
        return []
    minute = now.replace(second=0, microsecond=0)
    return [
        ComponentTurned(slug=document.slug, component_id=one.id, state=one.state, at=minute)
        for one in outlook.components
        if before.get(str(one.id), after[str(one.id)]) != after[str(one.id)]
    ]


def _digest_of(document: PageDocument, outlook: Outlook, now: dt.datetime) -> str:
    """Of all that can be seen, but for the time; drawing it to find out would cost too much."""
    return _digest(
        document.model_dump_json(exclude={"described_at", "maintenance"}).encode(),
        repr([component.state for component in outlook.components]).encode(),
        repr(
            [
                [thread.posts[0].id for thread in threads]
                for threads in (
                    outlook.current,
                    outlook.planned,
                    outlook.past,
                    outlook.announcements,
                )
            ]
        ).encode(),
        repr((outlook.maintenance_now, outlook.maintenance_ahead)).encode(),
        now.date().isoformat().encode(),
        *rendering.templates(),
    )


def _digest(*parts: bytes) -> str:
    made = hashlib.sha256()
    for part in parts:
        made.update(hashlib.sha256(part).digest())
    return made.hexdigest()[:16]


def _iso(at: dt.datetime) -> str:
    return at.astimezone(dt.UTC).isoformat(timespec="seconds")
