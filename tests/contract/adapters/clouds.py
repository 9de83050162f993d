"""The clouds on which the adapters are proven, and how to look behind each of them.

An emulator is only ever reached through AWS_ENDPOINT_URL, as in the product. What a cloud does not
do like AWS is written down here, once.
"""

import email
import json
import os
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
from localstack.network import LOOPBACK, free_port, is_ready, wait_until
from localstack.processes import Service

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
    lenient = {"checksums", "signatures", "timers"}
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
    python = ROOT / ".venv-localstack" / "bin" / "python"
    if not python.exists():
        pytest.fail(f"{python} is missing: run `make setup-localstack`")
    endpoint = f"http://{LOOPBACK}:{free_port(PORTS_FROM)}"
    service = Service("localstack", home)
    service.start(
        # -P: the repository has a folder `localstack` that would hide the package.
        [python, "-P", "-m", "localstack.runtime.main"],
        env=_localstack_environment(endpoint, home),
        cwd=home,
    )
    try:
        ready = wait_until(
            lambda: is_ready(f"{endpoint}/_localstack/health"),
            patience=120,
            alive=service.is_running,
        )
        if not ready:
            raise service.did_not_start(f"no answer on {endpoint}")
        with _environment({"AWS_ENDPOINT_URL": endpoint}):
            yield Cloud("localstack", endpoint, frozenset({"dynamodb"}))
    finally:
        service.stop()


def _localstack_environment(endpoint: str, home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    return kept | {
        "GATEWAY_LISTEN": endpoint.removeprefix("http://"),
        "SKIP_SSL_CERT_DOWNLOAD": "1",
        "DISABLE_EVENTS": "1",
        "S3_SKIP_SIGNATURE_VALIDATION": "0",  # the default accepts forged URLs
        "HOME": str(home),
        "LOCALSTACK_VOLUME_DIR": str(home / "volume"),
    }


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
