"""An alert for Microsoft Teams: an Adaptive Card in the envelope that a Workflow's webhook takes.

All text stands in TextRuns, which unlike TextBlocks and Facts read no Markdown: there is nothing
to escape, and no mention without an entity. Sources: learn.microsoft.com, "Create incoming webhooks
with Workflows"; adaptivecards.io, schema 1.4 (the newest that Teams shows on every device);
learn.microsoft.com, "Format cards in Teams" (28 KB per message).
"""

from typing import Any

from chalicelib.notifications.alert_text import AlertText, Tone
from chalicelib.notifications.kinds.shortening import short

_LONGEST_TITLE = 500
_LONGEST_TEXT = 2000
_MOST_FACTS = 10
_LONGEST_FACT = 500
_COLOURS = {
    Tone.PROBLEM: "attention",
    Tone.ALL_CLEAR: "good",
    Tone.TEST: "accent",
    Tone.DIGEST: "accent",
}


def payload(alert: AlertText) -> dict[str, Any]:
    return {
        "type": "message",
        "attachments": [
            {
                "contentType": "application/vnd.microsoft.card.adaptive",
                "contentUrl": None,
                "content": _card(alert),
            }
        ],
    }


def _card(alert: AlertText) -> dict[str, Any]:
    title = short(alert.title, _LONGEST_TITLE)
    heading = _run(title, size="large", weight="bolder", color=_COLOURS[alert.tone])
    texts = (short(text, _LONGEST_TEXT) for text in (alert.note, alert.says, alert.advice))
    says = [_line(_run(line)) for text in texts for line in text.splitlines()]
    facts = [
        _line(_run(f"{label}: ", weight="bolder"), _run(short(value, _LONGEST_FACT)))
        for label, value in alert.facts[:_MOST_FACTS]
    ]
    sender = _line(_run(short(alert.sender, _LONGEST_FACT), isSubtle=True, size="small"))
    return {
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "type": "AdaptiveCard",
        "version": "1.4",
        "fallbackText": title,
        "body": [_line(heading), *says, *facts, sender],
        "actions": [_opens("Open in WP Wingman", alert.link), *_acknowledging(alert)],
    }


def _acknowledging(alert: AlertText) -> list[dict[str, Any]]:
    return [_opens("I am on it", alert.acknowledge_link)] if alert.acknowledge_link else []


def _opens(title: str, url: str) -> dict[str, Any]:
    return {"type": "Action.OpenUrl", "title": title, "url": url}


def _line(*runs: dict[str, Any]) -> dict[str, Any]:
    return {"type": "RichTextBlock", "inlines": list(runs)}


def _run(text: str, **looks: Any) -> dict[str, Any]:
    return {"type": "TextRun", "text": text, **looks}
