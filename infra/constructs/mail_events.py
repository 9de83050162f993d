"""SES says what became of our letters: a configuration set, EventBridge, and a queue."""

import aws_cdk as cdk
from aws_cdk import aws_events as events
from aws_cdk import aws_events_targets as targets
from aws_cdk import aws_ses as ses
from aws_cdk import aws_sqs as sqs
from constructs import Construct

from infra.settings import StageSettings

# `SEND` is SES's yes. Opens and clicks are nobody's business.
_TYPES = ["SEND", "REJECT", "BOUNCE", "COMPLAINT"]


class MailEvents(Construct):
    """SES offers its events to the account's default bus only; the rule takes ours from there."""

    def __init__(
        self, scope: Construct, construct_id: str, *, settings: StageSettings, queue: sqs.IQueue
    ) -> None:
        super().__init__(scope, construct_id)
        name = mail_configuration_set(settings)
        configuration = ses.CfnConfigurationSet(self, "ConfigurationSet", name=name)
        bus = cdk.Stack.of(self).format_arn(
            service="events", resource="event-bus", resource_name="default"
        )
        destination = ses.CfnConfigurationSetEventDestination(
            self,
            "Destination",
            configuration_set_name=name,
            event_destination=ses.CfnConfigurationSetEventDestination.EventDestinationProperty(
                name="event-bridge",
                enabled=True,
                matching_event_types=_TYPES,
                event_bridge_destination=(
                    ses.CfnConfigurationSetEventDestination.EventBridgeDestinationProperty(
                        event_bus_arn=bus
                    )
                ),
            ),
        )
        destination.add_dependency(configuration)
        events.Rule(
            self,
            "Rule",
            rule_name=f"{settings.prefix}mail-events",
            description="What became of our letters",
            event_pattern=events.EventPattern(
                source=["aws.ses"],
                detail={"mail": {"tags": {"ses:configuration-set": [name]}}},
            ),
            targets=[targets.SqsQueue(queue)],
        )


def mail_configuration_set(settings: StageSettings) -> str:
    """Its name: a property of the deployment, so that two of them can share an account."""
    return f"{settings.prefix}mail"
