"""The alarm bell: how we are told that we ourselves are in trouble, past everything of our own."""

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from types_boto3_sns import SNSClient

_LONGEST_SUBJECT = 100  # what SNS takes


class AlarmBell(Protocol):
    def ring(self, subject: str, text: str) -> None:
        """Tell the owners of this deployment. Raises when it could not be told."""
        ...


class SnsAlarmBell:
    """The topic that CloudWatch's alarms tell, too; its subscribers are set at deployment."""

    def __init__(self, client: "SNSClient", topic: str) -> None:
        self._client = client
        self._topic = topic

    def ring(self, subject: str, text: str) -> None:
        self._client.publish(TopicArn=self._topic, Subject=subject[:_LONGEST_SUBJECT], Message=text)
