"""A folder of functions/ with what starts it: its queue, its schedule, or both."""

import aws_cdk as cdk
from aws_cdk import aws_events as events
from aws_cdk import aws_events_targets as targets
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_lambda_event_sources as event_sources
from constructs import Construct

from infra.constructs.queue_with_dead_letters import QueueWithDeadLetters
from infra.constructs.wingman_function import WingmanFunction, Workshop, id_of
from infra.function_specs import Alarm, FunctionSpec


class EventFunction(WingmanFunction):
    """The function and its triggers."""

    def __init__(
        self,
        scope: Construct,
        *,
        spec: FunctionSpec,
        workshop: Workshop,
        code: lambda_.Code,
        queue: QueueWithDeadLetters | None,
    ) -> None:
        super().__init__(
            scope,
            spec=spec,
            workshop=workshop,
            code=code,
            handler=f"functions.{spec.name}.handler.handler",
        )
        if queue is not None:
            self._work_off(queue)
        if spec.every_minutes is not None:
            self._run_every(cdk.Duration.minutes(spec.every_minutes))

    def _work_off(self, queue: QueueWithDeadLetters) -> None:
        trigger = self.spec.queue
        assert trigger is not None
        self.function.add_event_source(
            event_sources.SqsEventSource(
                queue.queue,
                batch_size=trigger.batch_size,
                max_batching_window=_window(trigger.batch_window_seconds),
                max_concurrency=trigger.max_concurrency,
                report_batch_item_failures=True,
            )
        )
        if Alarm.DEAD_LETTERS in self.spec.alarms:
            self._report_dead_letters(queue)

    def _report_dead_letters(self, queue: QueueWithDeadLetters) -> None:
        self._workshop.alarms.add_alarm(
            f"{self.spec.hyphenated}-dead-letters",
            construct_id=f"{id_of(self.spec)}DeadLetters",
            metric=queue.dead_letters.metric_approximate_number_of_messages_visible(
                period=cdk.Duration.minutes(5), statistic="Maximum"
            ),
            because=f"{self.spec.name} gave up on a message; see docs/operations/deploy.md.",
        )

    def _run_every(self, interval: cdk.Duration) -> None:
        """A run that failed is not repeated: the next one does its work."""
        rule = events.Rule(
            self,
            "Schedule",
            rule_name=f"{self._name}-schedule",
            description=f"Starts {self.spec.name}",
            schedule=_clock(interval),
        )
        rule.add_target(targets.LambdaFunction(self.function))
        self.function.configure_async_invoke(
            retry_attempts=0, max_event_age=cdk.Duration.minutes(5)
        )


def _clock(interval: cdk.Duration) -> events.Schedule:
    """What runs every minute runs on the minute: a rate counts from whenever it was deployed."""
    if interval.to_minutes() == 1:
        return events.Schedule.cron(minute="*")
    return events.Schedule.rate(interval)


def _window(seconds: int) -> cdk.Duration | None:
    return cdk.Duration.seconds(seconds) if seconds else None
