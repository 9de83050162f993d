"""Text messages to phones."""

import re
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from types_boto3_sns import SNSClient

_E164 = re.compile(r"\+[1-9][0-9]{6,14}")
_LONGEST = 320  # two parts; nobody reads more on a lock screen


class PhoneNumberInvalid(ValueError):
    """A phone number must be international: +, country code, number."""


class SmsSender(Protocol):
    def send(self, phone_number: str, text: str) -> None:
        """Send a text; a long one is cut. Raises PhoneNumberInvalid."""
        ...


class SnsSmsSender:
    """Amazon SNS, as transactional messages: they come before marketing and at any hour."""

    def __init__(self, client: "SNSClient") -> None:
        self._client = client

    def send(self, phone_number: str, text: str) -> None:
        if not _E164.fullmatch(phone_number):
            raise PhoneNumberInvalid(phone_number)
        self._client.publish(
            PhoneNumber=phone_number,
            Message=text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…",
            MessageAttributes={
                "AWS.SNS.SMS.SMSType": {"DataType": "String", "StringValue": "Transactional"}
            },
        )
