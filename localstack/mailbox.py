"""A page with the e-mails that the local AWS has "sent": nobody needs a mail server to see one."""

import datetime as dt
import html
import json
import urllib.request
from dataclasses import asdict, dataclass
from typing import Any

from localstack.web_files import Answer

PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Mailbox · WP Wingman local</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="{seconds}">
<style>
:root {{ color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }}
body {{ max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }}
article {{ border-top: 1px solid; padding: 1rem 0; }}
h2 {{ font-size: 1.1rem; margin: 0; overflow-wrap: anywhere; }}
p {{ margin: .25rem 0; }}
pre {{ white-space: pre-wrap; overflow-wrap: anywhere; }}
iframe {{ width: 100%; height: 24rem; border: 1px solid; background: #fff; }}
</style></head>
<body><main><h1>Mailbox</h1>
<p>{count}. The page renews itself every {seconds} seconds. As data:
<a href="/mailbox/messages.json">messages.json</a></p>
{messages}
</main></body></html>
"""
MESSAGE = """<article id="{id}"><h2>{subject}</h2>
<p>From {sender} to {to} · <time datetime="{sent_at}">{sent_at}</time></p>
<details {open}><summary>Text</summary><pre>{text}</pre></details>
<details><summary>HTML</summary>
<iframe sandbox title="HTML of this message" srcdoc="{html}"></iframe></details></article>"""
SECONDS = 15
# Its own policy: the shown e-mails carry styles of their own and must run nothing.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data: https:; frame-src 'self'"


@dataclass(frozen=True)
class Mail:
    """One sent e-mail; newest first in every list."""

    id: str
    sender: str
    to: list[str]
    subject: str
    text: str
    html: str
    sent_at: str


def read_mails(endpoint: str) -> list[Mail]:
    address = f"{endpoint}/_ministack/ses/messages"
    with urllib.request.urlopen(address, timeout=10) as answer:
        accounts: dict[str, list[dict[str, Any]]] = json.load(answer)["messages"]
    mails = [_mail(raw) for messages in accounts.values() for raw in messages]
    return sorted(mails, key=lambda mail: mail.sent_at, reverse=True)


def _mail(raw: dict[str, Any]) -> Mail:
    sent_at = dt.datetime.fromtimestamp(raw["Timestamp"], dt.UTC)
    return Mail(
        id=str(raw["MessageId"]),
        sender=str(raw["Source"]),
        to=[*raw.get("To", []), *raw.get("CC", []), *raw.get("BCC", [])],
        subject=str(raw.get("Subject") or ""),
        text=str(raw.get("BodyText") or ""),
        html=str(raw.get("BodyHtml") or ""),
        sent_at=sent_at.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
    )


def answer(path: str, endpoint: str) -> Answer:
    """`/mailbox` for people, `/mailbox/messages.json` for tools."""
    mails = read_mails(endpoint)
    if path == "/mailbox/messages.json":
        body = json.dumps({"data": [asdict(mail) for mail in mails]}).encode()
        return Answer(200, body, {"Content-Type": "application/json", "Cache-Control": "no-store"})
    headers = {
        "Content-Type": "text/html; charset=utf-8",
        "Cache-Control": "no-store",
        "Content-Security-Policy": POLICY,
    }
    return Answer(200, _page(mails).encode(), headers)


def _page(mails: list[Mail]) -> str:
    count = {0: "No message yet", 1: "One message"}.get(len(mails), f"{len(mails)} messages")
    shown = "\n".join(_article(mail, opened=number == 0) for number, mail in enumerate(mails))
    return PAGE.format(seconds=SECONDS, count=count, messages=shown)


def _article(mail: Mail, *, opened: bool) -> str:
    return MESSAGE.format(
        id=html.escape(mail.id),
        subject=html.escape(mail.subject),
        sender=html.escape(mail.sender),
        to=html.escape(", ".join(mail.to)),
        sent_at=mail.sent_at,
        text=html.escape(mail.text),
        html=html.escape(mail.html),
        open="open" if opened else "",
    )
