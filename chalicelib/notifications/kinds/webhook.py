"""An alert for a program: JSON, signed by Standard Webhooks (standardwebhooks.com, version 1.0.0).

The id stays the same however often a message is sent: whoever has seen it has seen the alert.
"""

import base64
import datetime as dt
import hashlib
import hmac
from typing import Any

from chalicelib.kit.clock import unix
from chalicelib.notifications.alert_text import AlertText, Tone

SECRET_PREFIX = "whsec_"  # noqa: S105 - what such secrets begin with; scanners know it
SECRET_BYTES = 32
_TYPES = {
    Tone.PROBLEM: "alert.opened",
    Tone.ALL_CLEAR: "alert.closed",
    Tone.TEST: "alert.test",
    Tone.DIGEST: "alert.digest",
}


def payload(alert: AlertText, context: dict[str, Any]) -> dict[str, Any]:
    """A type, the time of the event, and the data: texts for people, figures for programs."""
    known = (
        "site_id",
        "site_name",
        "site_url",
        "client_name",
        "kind",
        "severity",
        "sites",
        "clients",
    )
    more = {name: context[name] for name in ("incident_id", "step") if context.get(name)}
    moments = ("opened_at", "closed_at")
    return {
        "type": _type(alert, context),
        "timestamp": alert.at.astimezone(dt.UTC).isoformat().replace("+00:00", "Z"),
        "data": {
            "title": alert.title,
            "text": alert.says,
            "advice": alert.advice,
            "link": alert.link,
            **{name: context[name] for name in (*known, *moments) if name in context},
            "detail": context.get("detail", {}),
            **more,
        },
    }


def _type(alert: AlertText, context: dict[str, Any]) -> str:
    """An escalation opens an alert for whoever hears of it only now."""
    is_reminder = context.get("step", {}).get("kind") == "reminder"
    return "alert.reminder" if is_reminder else _TYPES[alert.tone]


def new_secret(random: bytes) -> str:
    return SECRET_PREFIX + base64.b64encode(random).decode()


def headers(secret: str, *, message_id: str, at: dt.datetime, body: bytes) -> dict[str, str]:
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(unix(at)),
        "webhook-signature": signature(secret, message_id=message_id, at=at, body=body),
    }


def signature(secret: str, *, message_id: str, at: dt.datetime, body: bytes) -> str:
    """HMAC-SHA256 over id, time and the exact body."""
    key = base64.b64decode(secret.removeprefix(SECRET_PREFIX))
    signed = f"{message_id}.{unix(at)}.".encode() + body
    return "v1," + base64.b64encode(hmac.digest(key, signed, hashlib.sha256)).decode()
