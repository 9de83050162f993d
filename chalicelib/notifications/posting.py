"""Hand one alert to one channel's provider, and judge what it answers."""

import datetime as dt
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from chalicelib.adapters.http_fetcher import Fetch, Fetched, FetchFailure, HttpFetcher
from chalicelib.adapters.mailer import Mailer, MailNotTaken
from chalicelib.adapters.sms import PhoneNumberInvalid, SmsNotTaken, SmsSender
from chalicelib.events.notifications import NotificationRequested
from chalicelib.notifications import deliveries
from chalicelib.notifications.alert_text import AlertText, Letterhead
from chalicelib.notifications.channel import ChannelKind, checked_target
from chalicelib.notifications.composing import compose
from chalicelib.notifications.deliveries import Tried
from chalicelib.notifications.errors import TargetInvalid
from chalicelib.notifications.kinds import discord, slack, sms, teams, webhook

# Standard Webhooks asks for 15 to 30 seconds, but the two of a batch must fit a run.
_DEADLINE_SECONDS = 10.0
_LARGEST_ANSWER = 10_000
# Where each provider says by which name it knows what it took.
_RECEIPT_HEADERS = ("x-slack-req-id", "x-ms-workflow-run-id", "x-request-id")


@dataclass(frozen=True)
class Providers:
    """Everybody who can be told by."""

    fetcher: HttpFetcher
    mailer: Mailer
    sms: SmsSender
    demo_origins: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Opened:
    """Where to post, and what to sign with."""

    target: str
    secret: str = ""


def post(
    message: NotificationRequested,
    alert: AlertText,
    opened: Opened,
    *,
    providers: Providers,
    letterhead: Letterhead,
    now: dt.datetime,
) -> Tried:
    kind = ChannelKind(message.channel)
    if kind is ChannelKind.EMAIL:
        letter = message.model_copy(update={"recipient": opened.target})
        return _mail(letter, providers.mailer, letterhead)
    if kind is ChannelKind.SMS:
        return _text(opened.target, sms.text(alert), providers.sms)
    body, headers = _request(kind, message, alert, opened, now)
    return _fetch(kind, opened.target, body, headers, providers, now)


_PAYLOADS: dict[ChannelKind, Callable[[AlertText], dict[str, Any]]] = {
    ChannelKind.SLACK: slack.payload,
    ChannelKind.DISCORD: discord.payload,
    ChannelKind.TEAMS: teams.payload,
}


def _request(
    kind: ChannelKind,
    message: NotificationRequested,
    alert: AlertText,
    opened: Opened,
    now: dt.datetime,
) -> tuple[bytes, dict[str, str]]:
    if kind is not ChannelKind.WEBHOOK:
        return _json(_PAYLOADS[kind](alert)), {}
    body = _json(webhook.payload(alert, message.context))
    message_id = f"msg_{message.notification_id.hex}"
    return body, webhook.headers(opened.secret, message_id=message_id, at=now, body=body)


def _fetch(
    kind: ChannelKind,
    target: str,
    body: bytes,
    headers: dict[str, str],
    providers: Providers,
    now: dt.datetime,
) -> Tried:
    try:
        url = _url(kind, target, providers.demo_origins)
    except TargetInvalid as error:
        return deliveries.refused(error.detail)
    answer = providers.fetcher.fetch(
        Fetch(
            url=url,
            method="POST",
            body=body,
            headers=headers,
            follow_redirects=False,  # an alert is for the address that it was sealed for
            deadline_seconds=_DEADLINE_SECONDS,
            max_body_bytes=_LARGEST_ANSWER,
        )
    )
    if isinstance(answer, Fetched):
        return deliveries.judge_answer(
            answer.status_code, answer.headers, receipt=_receipt(answer), now=now
        )
    if answer.failure is FetchFailure.REFUSED:
        return deliveries.refused(answer.detail)
    return deliveries.try_again(f"{answer.failure.value}: {answer.detail}")


def _url(kind: ChannelKind, target: str, demo_origins: Iterable[str]) -> str:
    """Judged again: what was sealed long ago was judged by the rules of then."""
    url = checked_target(kind, target, demo_origins=demo_origins)
    if kind is not ChannelKind.DISCORD:
        return url
    # Only so does Discord answer with the message, and its id is the receipt.
    return f"{url}{'&' if '?' in url else '?'}wait=true"


def _receipt(answer: Fetched) -> str:
    for name in _RECEIPT_HEADERS:
        if name in answer.headers:
            return answer.headers[name]
    try:
        document = json.loads(answer.body)
    except (ValueError, RecursionError):
        return ""
    return str(document.get("id", "")) if isinstance(document, dict) else ""


def _mail(letter: NotificationRequested, mailer: Mailer, letterhead: Letterhead) -> Tried:
    email = compose(letter, base_url=letterhead.base_url, agency_name=letterhead.agency_name)
    try:
        return deliveries.delivered(mailer.send(email))
    except MailNotTaken as error:
        return deliveries.try_again(str(error))


def _text(number: str, text: str, sender: SmsSender) -> Tried:
    try:
        return deliveries.delivered(sender.send(number, text))
    except PhoneNumberInvalid as error:
        # The number itself may stand in the message: only the provider's code is told.
        return deliveries.refused(str(error) if str(error).isalpha() else "InvalidNumber")
    except SmsNotTaken as error:
        return deliveries.try_again(str(error))


def _json(document: dict[str, Any]) -> bytes:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()
