"""A page to test with, and who is on it."""

import datetime as dt
import uuid
from typing import Any

from chalicelib.events.monitoring import ProbeTarget
from chalicelib.monitoring.quorum import Look
from chalicelib.sites.model import SiteStatus
from chalicelib.status_pages.document import (
    ComponentPart,
    DayFigures,
    MaintenancePart,
    PageDocument,
    PostPart,
    SpanPart,
)
from chalicelib.status_pages.model import Language, PostState
from tests.builders import NOW

SHOP, BLOG = uuid.UUID(int=1), uuid.UUID(int=2)
SHOPPING, READING = uuid.UUID(int=11), uuid.UUID(int=12)
MINUTE = dt.timedelta(minutes=1)


def a_document(**changes: Any) -> PageDocument:
    values: dict[str, Any] = {
        "slug": "lang",
        "title": "Hofbäckerei Lang",
        "language": Language.ENGLISH,
        "accent": "#8a3b12",
        "home": "https://wingman.agency.example",
        "agency_name": "Northlight",
        "components": [
            ComponentPart(
                id=SHOPPING,
                name="Online shop",
                site_ids=[SHOP],
                days=[
                    DayFigures(
                        day=NOW.date() - dt.timedelta(days=1), up_ms=86_340_000, down_ms=60_000
                    )
                ],
            ),
            ComponentPart(id=READING, name="Blog", site_ids=[BLOG]),
        ],
        "described_at": NOW,
    }
    return PageDocument(**{**values, **changes})


def a_post(**changes: Any) -> PostPart:
    post_id = uuid.uuid4()
    values: dict[str, Any] = {
        "id": post_id,
        "thread_id": post_id,
        "state": PostState.INVESTIGATING,
        "title": "Orders fail",
        "text": "We are looking into it.",
        "at": NOW,
    }
    return PostPart(**{**values, **changes})


def a_window(*times: tuple[dt.datetime, dt.datetime], **changes: Any) -> MaintenancePart:
    """Maintenance of the shop."""
    values: dict[str, Any] = {
        "window_id": uuid.uuid4(),
        "site_ids": [SHOP],
        "announced_at": NOW - dt.timedelta(days=30),
        "times": [SpanPart(starts_at=begins, ends_at=ends) for begins, ends in times],
    }
    return MaintenancePart(**{**values, **changes})


def a_target(site_id: uuid.UUID, status: str = "online") -> ProbeTarget:
    return ProbeTarget(site_id=site_id, url="https://secret-address.example/", status=status)


def a_look(region: str, status: SiteStatus, at: dt.datetime) -> Look:
    return Look(region=region, asked_at=at, at=at, status=status, reason="timed_out")
