"""What an alert says on a channel that is no letter: one set of words for all of them. Pure."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from chalicelib.events.notifications import NotificationRequested
from chalicelib.kit.text import clean_line
from chalicelib.notifications import digest_text, wording
from chalicelib.notifications.digest_text import DIGEST

TEST = "test"
_ALL_CLEAR = "all_clear"


class Tone(StrEnum):
    PROBLEM = "problem"
    ALL_CLEAR = "all_clear"
    TEST = "test"
    DIGEST = "digest"


@dataclass(frozen=True)
class Letterhead:
    """Who tells, and where to read on."""

    base_url: str
    agency_name: str


@dataclass(frozen=True)
class AlertText:
    """Plain text throughout: each kind of channel escapes it in its own way."""

    tone: Tone
    title: str
    says: str
    advice: str
    facts: tuple[tuple[str, str], ...]
    link: str
    sender: str
    at: dt.datetime
    acknowledge_link: str = ""
    """Where whoever is told can say that they are on it."""
    note: str = ""
    """Why it is told now, where that is not because it has just happened."""


def text_of(message: NotificationRequested, letterhead: Letterhead) -> AlertText:
    if message.template == TEST:
        return _of_test(message, letterhead)
    if message.template == DIGEST:
        return _of_digest(message, letterhead)
    context = message.context
    words = wording.wording_of(context["kind"])
    is_over = message.template == _ALL_CLEAR
    return AlertText(
        tone=Tone.ALL_CLEAR if is_over else Tone.PROBLEM,
        title=clean_line(message.subject),
        says=words.ended if is_over else words.means,
        advice="" if is_over else words.advice,
        facts=tuple(_facts(context)),
        link=link_of(context, letterhead.base_url),
        acknowledge_link=acknowledge_link_of(context, letterhead.base_url),
        note=note_of(context),
        sender=_sender(letterhead),
        at=dt.datetime.fromisoformat(context["closed_at"] if is_over else context["opened_at"]),
    )


def link_of(context: Mapping[str, Any], base_url: str) -> str:
    """Where in the admin app to read on."""
    if incident_id := context.get("incident_id"):
        return f"{base_url}/app/incidents/{incident_id}"
    if monitor_id := context.get("monitor_id"):
        return f"{base_url}/app/monitors?show={monitor_id}"
    return f"{base_url}/app/sites/{context['site_id']}"


def acknowledge_link_of(context: Mapping[str, Any], base_url: str) -> str:
    """Behind a #, where neither a server nor its log gets to see it; empty when there is none."""
    secret = context.get("acknowledge_token")
    return f"{base_url}/app/acknowledge#{secret}" if secret else ""


def note_of(context: Mapping[str, Any]) -> str:
    can_be_answered = bool(context.get("incident_id"))
    return clean_line(wording.step_note(context.get("step"), can_be_answered=can_be_answered))


def _of_test(message: NotificationRequested, letterhead: Letterhead) -> AlertText:
    return AlertText(
        tone=Tone.TEST,
        title="A test from WP Wingman",
        says="This channel works. Alerts about your sites will look like this.",
        advice="",
        facts=(("Channel", clean_line(message.context["channel_name"])),),
        link=f"{letterhead.base_url}/app/channels",
        sender=_sender(letterhead),
        at=message.occurred_at,
    )


def _of_digest(message: NotificationRequested, letterhead: Letterhead) -> AlertText:
    return AlertText(
        tone=Tone.DIGEST,
        title=clean_line(message.subject),
        says=digest_text.text_of(message.context),
        advice="",
        facts=tuple(digest_text.counted(message.context)),
        link=incidents_link(letterhead.base_url),
        sender=_sender(letterhead),
        at=message.occurred_at,
    )


def incidents_link(base_url: str) -> str:
    return f"{base_url}/app/incidents"


def _sender(letterhead: Letterhead) -> str:
    return clean_line(f"{letterhead.agency_name} · WP Wingman")


def _facts(context: dict[str, Any]) -> list[tuple[str, str]]:
    sites = context.get("sites")
    place = "Address" if "monitor_id" in context else "Site"
    facts = (
        [("Sites", wording.site_names(sites))]
        if sites
        else [(place, context["site_url"]), ("Client", context["client_name"])]
    )
    facts.append(("Since", wording.moment(context["opened_at"])))
    if context["closed_at"]:
        facts.append(("Lasted", wording.span(context["opened_at"], context["closed_at"])))
    else:
        facts += wording.figures(context["kind"], context["detail"])
    return [(label, clean_line(str(value))) for label, value in facts if value]
