"""The half of SES that the local AWS lacks: to say, through EventBridge, what became of letters.

It takes the letters that the local SES passes on by SMTP and throws them away; the mailbox page
shows them. The addresses of SES's own mailbox simulator bounce and complain, as they do at AWS.
"""

import datetime as dt
import json
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import Envelope, Session

from localstack.aws import ACCOUNT, REGION
from localstack.network import LOOPBACK

SIMULATOR = "simulator.amazonses.com"
_TYPES = {
    "Send": "Email Sent",
    "Bounce": "Email Bounced",
    "Complaint": "Email Complaint Received",
}
_SAYS: dict[str, tuple[str, dict[str, Any]]] = {
    f"bounce@{SIMULATOR}": (
        "Bounce",
        {
            "bounceType": "Permanent",
            "bounceSubType": "General",
            "bouncedRecipients": [
                {
                    "emailAddress": f"bounce@{SIMULATOR}",
                    "action": "failed",
                    "status": "5.1.1",
                    "diagnosticCode": "smtp; 550 5.1.1 user unknown",
                }
            ],
        },
    ),
    f"complaint@{SIMULATOR}": ("Complaint", {"complaintFeedbackType": "abuse"}),
}


@dataclass(frozen=True)
class MailEvent:
    """What SES would put on the event bus."""

    type: str
    detail: dict[str, Any]

    def as_event(self) -> dict[str, Any]:
        """With the envelope that EventBridge puts around it on its way into a queue."""
        return {
            "version": "0",
            "id": str(uuid.uuid4()),
            "detail-type": self.type,
            "source": "aws.ses",
            "account": ACCOUNT,
            "region": REGION,
            "resources": [],
            "time": dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "detail": self.detail,
        }


class _Carrier:
    """What aiosmtpd calls. Letters without a configuration set are nobody's news."""

    def __init__(self, publish: Callable[[MailEvent], None]) -> None:
        self._publish = publish

    async def handle_DATA(  # noqa: N802 - aiosmtpd calls it so
        self,
        server: object,  # noqa: ARG002
        session: Session,  # noqa: ARG002
        envelope: Envelope,
    ) -> str:
        content = envelope.content
        assert isinstance(content, bytes)
        for event in events_of(message_from_bytes(content), envelope.rcpt_tos):
            self._publish(event)
        return "250 OK"


def carrier(port: int, publish: Callable[[MailEvent], None]) -> Controller:
    """To be started and stopped; it takes letters on that port of this machine."""
    return Controller(_Carrier(publish), hostname=LOOPBACK, port=port)


def events_of(letter: Message, recipients: list[str]) -> list[MailEvent]:
    """`Send` for each letter, and what a simulator's mailbox makes of it."""
    configuration_set = letter["X-SES-CONFIGURATION-SET"]
    if not configuration_set:
        return []
    mail = {
        "messageId": letter["Message-ID"].strip("<>"),
        "destination": recipients,
        "tags": {"ses:configuration-set": [configuration_set], **_tags(letter)},
    }
    said: list[tuple[str, dict[str, Any]]] = [("Send", {})]
    said += [_SAYS[one] for one in recipients if one in _SAYS]
    return [
        MailEvent(_TYPES[kind], {"eventType": kind, "mail": mail, kind.lower(): what})
        for kind, what in said
    ]


def _tags(letter: Message) -> dict[str, list[str]]:
    pairs = (tag.split("=", 1) for tag in letter["X-SES-MESSAGE-TAGS"].split(","))
    return {name.strip(): [value.strip()] for name, value in pairs}


def to_event_bus(events: Any, sqs: Any) -> Callable[[MailEvent], None]:
    """Deliver as the account's bus does: to the queues of those rules whose pattern it matches.

    As at AWS, nobody but a service itself may put an event of `aws.ses` on the bus.
    """

    def publish(event: MailEvent) -> None:
        body = json.dumps(event.as_event())
        for rule in events.list_rules()["Rules"]:
            pattern = rule.get("EventPattern")
            if pattern and events.test_event_pattern(EventPattern=pattern, Event=body)["Result"]:
                for target in events.list_targets_by_rule(Rule=rule["Name"])["Targets"]:
                    name = target["Arn"].rpartition(":")[2]
                    url = sqs.get_queue_url(QueueName=name)["QueueUrl"]
                    sqs.send_message(QueueUrl=url, MessageBody=body)

    return publish
