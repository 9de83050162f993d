"""Letters to those who subscribed to a status page. Pure."""

from collections.abc import Mapping
from typing import Any

from chalicelib.events.notifications import NotificationRequested

TEMPLATE = "status_page"

_WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "confirm_subject": "Please confirm: news of {page}",
        "confirm_line": "Somebody, most likely you, asked to hear of news on the status page"
        " {page}.",
        "confirm_button": "Confirm the subscription",
        "confirm_note": "The link holds for a day. If it was not you, do nothing: without it no"
        " more letters come.",
        "post_subject": "{page}: {title}",
        "turned_subject": "{page}: {title} – {state}",
        "affects": "Affects",
        "look": "Look at the status page",
        "end": "End the subscription",
        "footer": "{agency} keeps the status page {page}, to which this address is subscribed.",
        "confirm_footer": "{agency} keeps the status page {page}.",
    },
    "de": {
        "confirm_subject": "Bitte bestätigen: Neues von {page}",
        "confirm_line": "Jemand, höchstwahrscheinlich Sie, möchte von Neuem auf der Statusseite"
        " {page} hören.",
        "confirm_button": "Anmeldung bestätigen",
        "confirm_note": "Der Link gilt einen Tag. Waren Sie es nicht, tun Sie nichts: Ohne ihn"
        " kommen keine weiteren Briefe.",
        "post_subject": "{page}: {title}",
        "turned_subject": "{page}: {title} – {state}",
        "affects": "Betrifft",
        "look": "Zur Statusseite",
        "end": "Anmeldung beenden",
        "footer": "{agency} führt die Statusseite {page}, bei der diese Adresse angemeldet ist.",
        "confirm_footer": "{agency} führt die Statusseite {page}.",
    },
}


def values(
    message: NotificationRequested, *, base_url: str, agency_name: str, secret: str
) -> dict[str, Any]:
    """What the template shows; the secret stands behind the #, so no log ever sees it."""
    context = message.context
    words = _WORDS[context["locale"]]
    names = {
        "page": context["page_title"],
        "agency": agency_name,
        "title": context.get("title", ""),
        "state": context.get("state", ""),
    }
    page = f"{base_url}/status/{context['slug']}/"
    is_question = context["kind"] == "confirm"
    return {
        "locale": context["locale"],
        "subject": words[f"{context['kind']}_subject"].format(**names),
        "state": names["state"],
        "lines": _lines(context, words, names),
        "affects": words["affects"],
        "components": context.get("components", []),
        "note": words["confirm_note"] if is_question else "",
        "button": words["confirm_button"] if is_question else words["look"],
        "link": f"{page}subscription.html#{secret}" if is_question else page,
        "end": "" if is_question else words["end"],
        "end_link": f"{page}subscription.html#{secret}",
        "footer": words["confirm_footer" if is_question else "footer"].format(**names),
    }


def headers(*, base_url: str, secret: str) -> dict[str, str]:
    """By which mail programs offer to end it with one click (RFC 8058)."""
    address = f"{base_url}/api/v1/status-subscriptions/one-click?token={secret}"
    return {
        "List-Unsubscribe": f"<{address}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def _lines(
    context: Mapping[str, Any], words: Mapping[str, str], names: Mapping[str, str]
) -> list[str]:
    if context["kind"] == "confirm":
        return [words["confirm_line"].format(**names)]
    return [line for line in context["text"].splitlines() if line.strip()]
