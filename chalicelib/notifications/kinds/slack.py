"""An alert for a Slack incoming webhook: Block Kit.

Everything from a site or a person stands in plain_text, where neither mrkdwn nor `<!channel>` means
anything. Only `text`, which phones show as the notification, is read as mrkdwn: it is escaped.
Source: docs.slack.dev, "Block Kit: blocks", "Formatting message text: escaping".
"""

from typing import Any

from chalicelib.notifications.alert_text import AlertText, Tone
from chalicelib.notifications.kinds.shortening import short

_LONGEST_HEADER = 150
_LONGEST_TEXT = 3000
_MOST_FIELDS = 10
_LONGEST_FIELD = 2000
_SIGNS = {Tone.PROBLEM: "🔴", Tone.ALL_CLEAR: "🟢", Tone.TEST: "🔔", Tone.DIGEST: "📋"}


def payload(alert: AlertText) -> dict[str, Any]:
    title = f"{_SIGNS[alert.tone]} {alert.title}"
    blocks: list[dict[str, Any]] = [
        {"type": "header", "text": _plain(title, _LONGEST_HEADER)},
        {"type": "section", "text": _plain(_body(alert), _LONGEST_TEXT)},
        {
            "type": "section",
            "fields": [
                _plain(f"{label}\n{value}", _LONGEST_FIELD)
                for label, value in alert.facts[:_MOST_FIELDS]
            ],
        },
        {
            "type": "context",
            "elements": [
                {"type": "mrkdwn", "text": _links(alert)},
                _plain(alert.sender, _LONGEST_FIELD),
            ],
        },
    ]
    return {
        "text": escaped(short(title, _LONGEST_HEADER)),
        "blocks": blocks,
        "unfurl_links": False,
        "unfurl_media": False,
    }


def _links(alert: AlertText) -> str:
    links = f"<{alert.link}|Open in WP Wingman>"
    return f"{links} · <{alert.acknowledge_link}|I am on it>" if alert.acknowledge_link else links


def escaped(text: str) -> str:
    """The three characters that Slack asks to escape; without < nothing can be addressed."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _plain(text: str, longest: int) -> dict[str, Any]:
    return {"type": "plain_text", "text": short(text, longest), "emoji": False}


def _body(alert: AlertText) -> str:
    return "\n".join(filter(None, (alert.note, alert.says, alert.advice)))
