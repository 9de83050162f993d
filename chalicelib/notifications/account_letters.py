"""Letters about an account: what to fill the templates with. Pure."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from chalicelib.events.notifications import NotificationRequested
from chalicelib.notifications.account_words import Letter, Words, words_of

SECURITY_NOTICE = "security_notice"
# Where in the apps each link leads; the secret stands behind the #, so no log ever sees it.
_PAGES = {"invitation": "welcome", "password_reset": "reset", "email_change": "confirm-email"}
# About somebody else: the holder of an address that others typed, or all admins, have nothing to
# undo at their own account.
_OF_OTHERS = frozenset({"address_in_use", "approver_added", "channel_disabled", "command_stopped"})

TEMPLATES = frozenset({*_PAGES, SECURITY_NOTICE})


def values(
    message: NotificationRequested, *, base_url: str, agency_name: str, secret: str
) -> dict[str, Any]:
    """What the template `account` shows for one notification."""
    context = message.context
    words = words_of(context["locale"])
    letter = _letter(message, words)
    names = _names(context, words, agency_name)
    name = context.get("name", "")
    return {
        "locale": context["locale"],
        "subject": letter.subject.format(**names),
        "greeting": words.greeting.format(name=name) if name else "",
        "lines": [line.format(**names) for line in letter.lines],
        "facts": _facts(context, words) if message.template == SECURITY_NOTICE else [],
        "notes": [note.format(**names) for note in _notes(message, letter, words)],
        "button": letter.button,
        "link": f"{base_url}/{context['app']}/{_PAGES[message.template]}#{secret}"
        if letter.button
        else "",
        "footer": words.footer.format(**names),
    }


def _letter(message: NotificationRequested, words: Words) -> Letter:
    if message.template == SECURITY_NOTICE:
        return words.notices[message.context["kind"]]
    return words.letters[message.template]


def _notes(message: NotificationRequested, letter: Letter, words: Words) -> tuple[str, ...]:
    if message.template != SECURITY_NOTICE or message.context["kind"] in _OF_OTHERS:
        return letter.notes
    return (*letter.notes, words.not_you)


def _names(context: Mapping[str, Any], words: Words, agency_name: str) -> dict[str, str]:
    client = context.get("client_name", "")
    role = words.roles.get(context.get("role_name", ""), "")
    return {
        "agency": agency_name,
        "client": client,
        "invited_by": context.get("invited_by") or words.somebody,
        "purpose": role.format(client=client),
        "expires": _moment(context["expires_at"], words) if "expires_at" in context else "",
    }


def _facts(context: Mapping[str, Any], words: Words) -> list[tuple[str, str]]:
    told = {**context, "at": _moment(context["at"], words)}
    return [(label, str(told[name])) for name, label in words.facts.items() if told.get(name)]


def _moment(iso: str, words: Words) -> str:
    """An instant as people read it, always in UTC, always saying so."""
    at = dt.datetime.fromisoformat(iso).astimezone(dt.UTC)
    return words.moment.format(
        day=at.day, month=words.months[at.month - 1], year=at.year, time=f"{at:%H:%M}"
    )
