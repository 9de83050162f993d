"""How much waits in a queue, and how much was given up."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    from types_boto3_sqs import SQSClient

_WAITING: Final = "ApproximateNumberOfMessages"
_UNDER_WAY: Final = "ApproximateNumberOfMessagesNotVisible"


@dataclass(frozen=True)
class QueueFigures:
    waiting: int
    under_way: int
    dead_letters: int


class QueueInspector(Protocol):
    def inspect(self, function: str) -> QueueFigures:
        """The figures of a function's queue, by the hyphenated name of the function."""
        ...


class SqsQueueInspector:
    def __init__(self, client: "SQSClient", base_url: str) -> None:
        self._client = client
        self._base_url = base_url

    def inspect(self, function: str) -> QueueFigures:
        waiting, under_way = self._count(f"{function}-queue")
        return QueueFigures(waiting, under_way, self._count(f"{function}-dead-letters")[0])

    def _count(self, queue: str) -> tuple[int, int]:
        found = self._client.get_queue_attributes(
            QueueUrl=self._base_url + queue, AttributeNames=[_WAITING, _UNDER_WAY]
        )["Attributes"]
        return int(found[_WAITING]), int(found[_UNDER_WAY])
