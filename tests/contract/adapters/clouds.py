"""The clouds on which the adapters are proven, and how to look behind each of them.

An emulator is only ever reached through AWS_ENDPOINT_URL, as in the product. What a cloud does not
do like AWS is written down here, once.
"""

import email
import json
import os
import shutil
import tempfile
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any
from urllib.parse import quote

import boto3
import pytest
from moto import mock_aws
from moto.core import DEFAULT_ACCOUNT_ID

from localstack.aws import MiniStack
from localstack.localstack_host import LocalStackHost
from localstack.network import free_port

ROOT = Path(__file__).parents[3]
PORTS_FROM = 9440
REGION = "us-east-1"


@dataclass(frozen=True)
class Letter:
    """An e-mail as its reader gets it."""

    recipient: str
    subject: str
    text: str
    html: str


@dataclass(frozen=True)
class Cloud:
    """Something that speaks like AWS."""

    name: str
    endpoint: str | None
    lacks: frozenset[str] = frozenset()

    def client(self, service: str, **options: Any) -> Any:
        return boto3.client(service, **options)  # type: ignore[call-overload]

    @property
    def queue_base_url(self) -> str:
        account = DEFAULT_ACCOUNT_ID if self.endpoint is None else "000000000000"
        return f"{self.endpoint or 'https://sqs.us-east-1.amazonaws.com'}/{account}/"

    def letters(self) -> list[Letter]:
        """Every e-mail that was accepted."""
        if self.name == "ministack":  # it keeps what it understood, not the bytes
            accounts = self._look("_ministack/ses/messages")["messages"].values()
            return [
                Letter(mail["To"][0], mail["Subject"], mail["BodyText"], mail["BodyHtml"])
                for mails in accounts
                for mail in mails
            ]
        return [_read(email.message_from_string(raw, policy=default)) for raw in self._raw()]

    def texts(self, phone_number: str) -> list[str]:
        """Every text message to this phone."""
        if self.endpoint is None:
            from moto.sns.models import sns_backends

            sent = sns_backends[DEFAULT_ACCOUNT_ID][REGION].sms_messages.values()
            return [text for number, text, *_ in sent if number == phone_number]
        path = "_ministack" if self.name == "ministack" else "_aws"
        found = self._look(f"{path}/sns/sms-messages?phoneNumber={quote(phone_number)}")
        messages = found["sms_messages"].get(phone_number, [])
        return [message["Message"] for message in messages]

    def _raw(self) -> list[str]:
        if self.endpoint:
            return [mail["RawData"] for mail in self._look("_aws/ses")["messages"]]
        from moto.ses.models import ses_backends

        sent = ses_backends[DEFAULT_ACCOUNT_ID][REGION].sent_messages
        return [message.raw_data for message in sent]

    def _look(self, path: str) -> Any:
        with urllib.request.urlopen(f"{self.endpoint}/{path}", timeout=10) as answer:
            return json.load(answer)


def _read(message: EmailMessage) -> Letter:
    text, html = message.get_body(("plain",)), message.get_body(("html",))
    return Letter(
        recipient=message["To"],
        subject=message["Subject"],
        text=text.get_content() if text else "",
        html=html.get_content() if html else "",
    )


@contextmanager
def opened(name: str) -> Iterator[Cloud]:
    """One of moto, ministack, localstack, with the environment that leads to it."""
    with {"moto": _moto, "ministack": _ministack, "localstack": _localstack}[name]() as cloud:
        yield cloud


@contextmanager
def _moto() -> Iterator[Cloud]:
    # "races": its conditional writes are not atomic between threads.
    lenient = {"checksums", "signatures", "timers", "races"}
    with _environment({}), mock_aws():
        yield Cloud("moto", None, frozenset(lenient))


@contextmanager
def _ministack() -> Iterator[Cloud]:
    home = Path(tempfile.mkdtemp(prefix="wpw-ministack-"))
    stack = MiniStack(home, free_port(PORTS_FROM), ROOT / ".venv-aws", home / "log")
    stack.start()
    try:
        with _environment(stack.client_environment):
            yield Cloud("ministack", stack.endpoint)
    finally:
        stack.forget()


@contextmanager
def _localstack() -> Iterator[Cloud]:
    home = Path(tempfile.mkdtemp(prefix="wpw-localstack-"))
    host = LocalStackHost(home, free_port(PORTS_FROM), ROOT / ".venv-localstack")
    try:
        host.start()
        with _environment({"AWS_ENDPOINT_URL": host.endpoint}):
            yield Cloud("localstack", host.endpoint, frozenset({"dynamodb"}))
    finally:
        host.stop()
        shutil.rmtree(home, ignore_errors=True)


@contextmanager
def _environment(leading_there: Mapping[str, str]) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith("AWS_")]:
            patch.delenv(name)
        for name, value in {
            "AWS_ACCESS_KEY_ID": "000000000000",
            "AWS_SECRET_ACCESS_KEY": "test",
            "AWS_DEFAULT_REGION": REGION,
            "AWS_REGION": REGION,
            **leading_there,
        }.items():
            patch.setenv(name, value)
        patch.setattr(boto3, "DEFAULT_SESSION", None)  # it remembers the cloud before
        yield
