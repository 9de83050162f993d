"""From a notification to a letter: the same words in HTML and in plain text."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from chalicelib.adapters.mailer import Email
from chalicelib.events.mail import CHANNEL_TAG, NOTIFICATION_TAG
from chalicelib.events.notifications import NotificationRequested
from chalicelib.notifications import account_letters, digest_text, status_letters, wording
from chalicelib.notifications.alert_text import (
    TEST,
    acknowledge_link_of,
    incidents_link,
    link_of,
    note_of,
)
from chalicelib.notifications.digest_text import DIGEST

_TEMPLATES = Path(__file__).parent / "templates"


def compose(
    message: NotificationRequested, *, base_url: str, agency_name: str, secret: str = ""
) -> Email:
    """The letter for one notification; everything from a site or a person is escaped.

    `secret` is what the link of an account letter carries, opened by the caller.
    """
    if message.template in account_letters.TEMPLATES:
        account = account_letters.values(
            message, base_url=base_url, agency_name=agency_name, secret=secret
        )
        return _email(message, "account", account)
    if message.template == status_letters.TEMPLATE:
        letter = status_letters.values(
            message, base_url=base_url, agency_name=agency_name, secret=secret
        )
        one_click = status_letters.headers(base_url=base_url, secret=secret)
        return _email(message, status_letters.TEMPLATE, letter, headers=one_click)
    values: dict[str, Any] = {
        "agency_name": agency_name,
        "is_channel": message.channel_id is not None,
    }
    if message.template == TEST:
        values |= _of_test(message, base_url=base_url)
    elif message.template == DIGEST:
        values |= _of_digest(message, base_url=base_url)
    else:
        values |= _of_site(message, base_url=base_url)
    return _email(message, message.template, values)


def _of_test(message: NotificationRequested, *, base_url: str) -> dict[str, Any]:
    return {
        "subject": "A test from WP Wingman",
        "channel_name": message.context["channel_name"],
        "link": f"{base_url}/app/channels",
    }


def _of_digest(message: NotificationRequested, *, base_url: str) -> dict[str, Any]:
    return {
        "subject": message.subject,
        "blocks": digest_text.blocks(message.context),
        "left_out": digest_text.left_out(message.context),
        "link": incidents_link(base_url),
    }


def _of_site(message: NotificationRequested, *, base_url: str) -> dict[str, Any]:
    context = message.context
    words = wording.wording_of(context["kind"])
    sites = context.get("sites") or []
    return {
        "subject": message.subject,
        "is_of_sites": bool(sites),
        "site_url": "" if sites else context["site_url"],
        "client_name": "" if sites else context["client_name"],
        "words": words,
        "note": note_of(context),
        "figures": [
            *wording.figures(context["kind"], context["detail"]),
            *wording.site_lines(sites),
        ],
        "opened": wording.moment(context["opened_at"]),
        "closed": wording.moment(context["closed_at"]) if context["closed_at"] else None,
        "lasted": wording.span(context["opened_at"], context["closed_at"])
        if context["closed_at"]
        else None,
        "link": link_of(context, base_url),
        "place": _place(context),
        "acknowledge_link": acknowledge_link_of(context, base_url),
    }


def _place(context: dict[str, Any]) -> str:
    """What the link leads to, as a button names it."""
    if context.get("incident_id"):
        return "incident"
    return "monitor" if "monitor_id" in context else "site"


def _email(
    message: NotificationRequested,
    template: str,
    values: dict[str, Any],
    *,
    headers: Mapping[str, str] | None = None,
) -> Email:
    return Email(
        key=str(message.notification_id),
        recipient=message.recipient,
        subject=values["subject"],
        text=_environment().get_template(f"{template}.txt.j2").render(values),
        html=_environment().get_template(f"{template}.html.j2").render(values),
        headers=headers or {},
        tags=_tags(message),
    )


def _tags(message: NotificationRequested) -> dict[str, str]:
    """Whose letter it is, for when SES tells what became of it."""
    tags = {NOTIFICATION_TAG: str(message.notification_id)}
    if message.channel_id is not None:
        tags[CHANNEL_TAG] = str(message.channel_id)
    return tags


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=select_autoescape(enabled_extensions=("html.j2",)),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
