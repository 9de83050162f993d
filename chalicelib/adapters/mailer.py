"""E-mail: how a letter leaves."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formataddr
from typing import TYPE_CHECKING, Protocol

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

if TYPE_CHECKING:
    from types_boto3_ses import SESClient

# SES knows no idempotency key: a call that is repeated because its answer got lost sends twice.
# So it is tried once; the queue tries again when the claim on the letter has run out.
ONE_TRY = Config(connect_timeout=3, read_timeout=8, retries={"total_max_attempts": 1})

# Every mail server between here and the reader carries plain ASCII lines.
_WIRE = SMTP.clone(cte_type="7bit")


@dataclass(frozen=True)
class Email:
    """A letter in two forms that say the same. `key` is the same whenever it is sent again."""

    key: str
    recipient: str
    subject: str
    text: str
    html: str
    # Further headers by name, such as List-Unsubscribe.
    headers: Mapping[str, str] = field(default_factory=dict)
    # What the provider says again when it tells what became of the letter.
    tags: Mapping[str, str] = field(default_factory=dict)


class MailNotTaken(Exception):
    """The provider did not take a letter; its code says why."""


class Mailer(Protocol):
    def send(self, email: Email) -> str:
        """Hand a letter to the provider; returns its receipt. Raises MailNotTaken."""
        ...


class SesMailer:
    """Amazon SES, with a message we compose ourselves.

    It uses the first version of the API: it does all we need, and unlike the second one it can be
    proven on every emulator.
    """

    def __init__(
        self, client: "SESClient", *, sender: str, sender_name: str, configuration_set: str = ""
    ) -> None:
        self._client = client
        self._sender = sender
        self._sender_name = sender_name
        self._configuration_set = configuration_set

    def send(self, email: Email) -> str:
        message = compose(email, sender=self._sender, sender_name=self._sender_name)
        if self._configuration_set:
            # SES takes these two out again before the letter goes on.
            message["X-SES-CONFIGURATION-SET"] = self._configuration_set
            message["X-SES-MESSAGE-TAGS"] = ", ".join(
                f"{name}={value}" for name, value in email.tags.items()
            )
        try:
            answer = self._client.send_raw_email(
                Source=self._sender,
                Destinations=[email.recipient],
                RawMessage={"Data": message.as_bytes()},
            )
        except ClientError as error:
            raise MailNotTaken(error.response["Error"]["Code"]) from error
        except BotoCoreError as error:
            raise MailNotTaken(type(error).__name__) from error
        return answer["MessageId"]


def compose(email: Email, *, sender: str, sender_name: str) -> EmailMessage:
    """The letter as MIME: plain text first, HTML as the richer form of the same."""
    message = EmailMessage(policy=_WIRE)
    message["From"] = formataddr((sender_name, sender))
    message["To"] = email.recipient
    message["Subject"] = " ".join(email.subject.split())
    message["Message-ID"] = f"<{email.key}@{sender.rpartition('@')[2]}>"
    # No out-of-office answers, and one thread per letter in mail programs that merge by subject.
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    message["X-Entity-Ref-ID"] = email.key
    for name, value in email.headers.items():
        message[name] = value
    message.set_content(email.text)
    message.add_alternative(email.html, subtype="html")
    return message
