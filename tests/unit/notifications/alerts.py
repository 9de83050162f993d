"""Alerts to tell of: an ordinary one, and one in which everything from outside is hostile."""

import datetime as dt
import uuid
from typing import Any

from chalicelib.events.notifications import NotificationRequested
from chalicelib.notifications.alert_text import AlertText, Letterhead, text_of

LETTERHEAD = Letterhead("https://wingman.agency.example", "Harbour Web")
SITE = "019ab0a0-1f5e-7d31-8a52-6c3a2f1b9e77"
AT = dt.datetime(2026, 11, 23, 9, 41, tzinfo=dt.UTC)
HOSTILE = "<!channel> @everyone <@U1> *b* _i_ `c` [x](https://evil.example) & </at> \r\nBcc: x"


def a_message(template: str = "problem", **context: Any) -> NotificationRequested:
    is_over = template == "all_clear"
    ends = (AT + dt.timedelta(minutes=12)).isoformat()
    name = context.get("site_name", "Flower Shop")
    values = {
        "site_id": SITE,
        "site_name": name,
        "site_url": "https://shop.example",
        "client_name": "Hofbäckerei Lang",
        "kind": "site_offline",
        "severity": "critical",
        "opened_at": AT.isoformat(),
        "closed_at": ends if is_over else None,
        "detail": {"reason": "timed_out"},
        "channel_name": "#on-call",
        **context,
    }
    return NotificationRequested(
        notification_id=uuid.UUID("019ab0a1-7b00-7a10-8b20-3c4d5e6f7a81"),
        occurred_at=AT,
        recipient="x",
        template=template,
        subject=f"{name} is online again" if is_over else f"{name} is offline",
        context=values,
    )


def an_alert(template: str = "problem", **context: Any) -> AlertText:
    return text_of(a_message(template, **context), LETTERHEAD)


def a_hostile_alert(length: int = 1) -> AlertText:
    text = HOSTILE * length
    return an_alert(
        site_name=text,
        client_name=text,
        site_url="https://shop.example/" + "a" * 5000 * (length > 1),
        kind="fatal_errors",
        detail={"count_24h": 25, "last": text},
    )
