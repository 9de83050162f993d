"""Queues: how work leaves this process."""

import itertools
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from types_boto3_sqs import SQSClient

_LARGEST_BATCH = 10  # what SQS takes in one call


class QueueRefused(Exception):
    """The queue did not take some messages; none of them may be marked as sent."""


class Queue(Protocol):
    def send(self, queue: str, body: str, *, delay_seconds: int = 0) -> None:
        """Put one message on the queue of that name, to come out after a while.

        Raises when it was not taken.
        """
        ...

    def postpone(self, queue: str, receipt: str, *, seconds: int) -> None:
        """Hide a message that was received for that long; then it comes again."""
        ...

    def send_all(self, queue: str, bodies: Iterable[str]) -> None:
        """Put many messages on one queue. Raises QueueRefused when any was not taken."""
        ...


class SqsQueue:
    """Amazon SQS; a queue's URL is `base_url` + its name."""

    def __init__(self, client: "SQSClient", base_url: str) -> None:
        self._client = client
        self._base_url = base_url

    def send(self, queue: str, body: str, *, delay_seconds: int = 0) -> None:
        self._client.send_message(
            QueueUrl=self._base_url + queue, MessageBody=body, DelaySeconds=delay_seconds
        )

    def postpone(self, queue: str, receipt: str, *, seconds: int) -> None:
        self._client.change_message_visibility(
            QueueUrl=self._base_url + queue, ReceiptHandle=receipt, VisibilityTimeout=seconds
        )

    def send_all(self, queue: str, bodies: Iterable[str]) -> None:
        for batch in itertools.batched(bodies, _LARGEST_BATCH):
            self._send_batch(queue, batch)

    def _send_batch(self, queue: str, bodies: Sequence[str]) -> None:
        answer = self._client.send_message_batch(
            QueueUrl=self._base_url + queue,
            Entries=[{"Id": str(i), "MessageBody": body} for i, body in enumerate(bodies)],
        )
        failed = answer.get("Failed", [])
        if failed:
            raise QueueRefused(f"{queue}: {len(failed)} of {len(bodies)}: {failed[0]}")


def base_url_in(base_url: str, *, region: str, own: str) -> str:
    """What the URLs of the same deployment's queues start with in another region of AWS."""
    return base_url.replace(f"//sqs.{own}.", f"//sqs.{region}.", 1)
