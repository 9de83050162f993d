"""A queue whose messages are never lost: what fails too often is set aside and reported."""

import aws_cdk as cdk
from aws_cdk import aws_sqs as sqs
from constructs import Construct

from infra.function_specs import FunctionSpec
from infra.settings import StageSettings

_KEPT = cdk.Duration.days(14)  # the longest SQS offers


class QueueWithDeadLetters(Construct):
    """`<function>-queue` and `<function>-dead-letters`."""

    def __init__(
        self, scope: Construct, construct_id: str, *, spec: FunctionSpec, settings: StageSettings
    ) -> None:
        super().__init__(scope, construct_id)
        self.dead_letters = sqs.Queue(
            self,
            "DeadLetters",
            queue_name=f"{settings.prefix}{spec.hyphenated}-dead-letters",
            retention_period=_KEPT,
            encryption=sqs.QueueEncryption.SQS_MANAGED,
            enforce_ssl=True,
        )
        self.queue = sqs.Queue(
            self,
            "Queue",
            queue_name=f"{settings.prefix}{spec.queue_name}",
            retention_period=_KEPT,
            visibility_timeout=cdk.Duration.seconds(
                spec.timeout_seconds * settings.queue_visibility_multiple
            ),
            encryption=sqs.QueueEncryption.SQS_MANAGED,
            enforce_ssl=True,
            dead_letter_queue=sqs.DeadLetterQueue(
                queue=self.dead_letters, max_receive_count=settings.max_receive_count
            ),
        )
