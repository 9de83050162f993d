"""Text messages to phones."""

import re
from typing import TYPE_CHECKING, Protocol

from botocore.exceptions import BotoCoreError, ClientError

if TYPE_CHECKING:
    from types_boto3_sns import SNSClient

_E164 = re.compile(r"\+[1-9][0-9]{6,14}")
# Codes of SNS that trying again does not change.
_FOR_GOOD = frozenset({"InvalidParameter", "InvalidParameterException", "OptedOut"})
_LONGEST = 320  # two parts; nobody reads more on a lock screen


class PhoneNumberInvalid(ValueError):
    """A phone number must be international: +, country code, number."""


class SmsNotTaken(Exception):
    """The provider did not take a text; its code says why."""


class SmsSender(Protocol):
    def send(self, phone_number: str, text: str) -> str:
        """Send a text, a long one cut; returns its receipt.

        Raises PhoneNumberInvalid, SmsNotTaken.
        """
        ...


class SnsSmsSender:
    """Amazon SNS, as transactional messages: they come before marketing and at any hour."""

    def __init__(self, client: "SNSClient") -> None:
        self._client = client

    def send(self, phone_number: str, text: str) -> str:
        if not _E164.fullmatch(phone_number):
            raise PhoneNumberInvalid(phone_number)
        try:
            answer = self._client.publish(
                PhoneNumber=phone_number,
                Message=text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…",
                MessageAttributes={
                    "AWS.SNS.SMS.SMSType": {"DataType": "String", "StringValue": "Transactional"}
                },
            )
        except ClientError as error:
            code = error.response["Error"]["Code"]
            raise (PhoneNumberInvalid if code in _FOR_GOOD else SmsNotTaken)(code) from error
        except BotoCoreError as error:
            raise SmsNotTaken(type(error).__name__) from error
        return answer["MessageId"]
