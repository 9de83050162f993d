r"""An alert for a Discord webhook: one embed, and nobody is mentioned.

Embeds read Markdown, so what comes from sites and people is escaped with backslashes.
Source: discord.com/developers, "Execute Webhook", "Embed limits", "Allowed mentions object".
"""

import re
from typing import Any

from chalicelib.notifications.alert_text import AlertText, Tone
from chalicelib.notifications.kinds.shortening import short

_LONGEST_TITLE = 256
_LONGEST_DESCRIPTION = 4096
_MOST_FIELDS = 25
_LONGEST_NAME = 256
_LONGEST_VALUE = 1024
_LONGEST_FOOTER = 2048
# Of title, description, names, values and footer together.
_LONGEST_EMBED = 6000
_COLOURS = {
    Tone.PROBLEM: 0xC62828,
    Tone.ALL_CLEAR: 0x2E7D32,
    Tone.TEST: 0x3949AB,
    Tone.DIGEST: 0x3949AB,
}
_MARKDOWN = re.compile(r"([\\*_~`|>#\[\]()<@:-])")


def payload(alert: AlertText) -> dict[str, Any]:
    embed: dict[str, Any] = {
        "title": _text(alert.title, _LONGEST_TITLE),
        "description": _text(
            "\n".join(filter(None, (alert.note, alert.says, alert.advice))), _LONGEST_DESCRIPTION
        ),
        "url": alert.link,
        "color": _COLOURS[alert.tone],
        "timestamp": alert.at.isoformat(),
        "footer": {"text": short(alert.sender, _LONGEST_FOOTER)},
    }
    links = _links(alert)
    room = _LONGEST_EMBED - _length(embed) - sum(len(f["name"] + f["value"]) for f in links)
    embed["fields"] = [*_fields(alert, room=room), *links]
    return {"content": "", "embeds": [embed], "allowed_mentions": {"parse": []}}


def escaped(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", text)


def _text(text: str, longest: int) -> str:
    """Escaped and short; never cut between a backslash and what it escapes."""
    cut = escaped(text)
    while len(cut) > longest:
        text = text[: max(1, len(text) - (len(cut) - longest) - 1)].rstrip("…") + "…"
        cut = escaped(text)
    return cut


def _links(alert: AlertText) -> list[dict[str, Any]]:
    if not alert.acknowledge_link:
        return []
    value = f"[I am on it]({alert.acknowledge_link})"
    return [{"name": "Acknowledge", "value": value, "inline": False}]


def _fields(alert: AlertText, *, room: int) -> list[dict[str, Any]]:
    fields: list[dict[str, Any]] = []
    for label, value in alert.facts[: _MOST_FIELDS - 1]:
        name, shown = _text(label, _LONGEST_NAME), _text(value, _LONGEST_VALUE)
        room -= len(name) + len(shown)
        if room < 0:
            break
        fields.append({"name": name, "value": shown, "inline": False})
    return fields


def _length(embed: dict[str, Any]) -> int:
    return len(embed["title"]) + len(embed["description"]) + len(embed["footer"]["text"])
