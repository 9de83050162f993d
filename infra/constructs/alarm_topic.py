"""Where alarms go: one topic, and the address that the deployment names."""

import aws_cdk as cdk
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_cloudwatch_actions as actions
from aws_cdk import aws_sns as sns
from constructs import Construct

from infra.constructs.acknowledge import acknowledge


class AlarmTopic(Construct):
    """A topic with an optional e-mail subscription, and the one way to make an alarm."""

    def __init__(self, scope: Construct, construct_id: str, *, name: str) -> None:
        super().__init__(scope, construct_id)
        self._prefix = name.removesuffix("alarms")
        self.topic = sns.Topic(self, "Topic", topic_name=name, enforce_ssl=True)
        acknowledge(
            self.topic,
            "AwsSolutions-SNS2",
            "Alarm texts hold no customer data, and CloudWatch cannot publish to a topic under "
            "the AWS managed key; a key of our own would cost more than all alarms together.",
        )
        self._subscribe()

    def _subscribe(self) -> None:
        email = cdk.CfnParameter(
            cdk.Stack.of(self),
            "AlarmEmail",
            default="",
            description="Who is told when something fails; empty for nobody",
        )
        given = cdk.CfnCondition(
            cdk.Stack.of(self),
            "HasAlarmEmail",
            expression=cdk.Fn.condition_not(cdk.Fn.condition_equals(email.value_as_string, "")),
        )
        subscription = sns.CfnSubscription(
            self,
            "Email",
            protocol="email",
            topic_arn=self.topic.topic_arn,
            endpoint=email.value_as_string,
        )
        subscription.cfn_options.condition = given

    def add_alarm(
        self,
        name: str,
        *,
        construct_id: str,
        metric: cloudwatch.IMetric,
        because: str,
        at_least: float = 1,
        periods: int = 1,
        when_silent: cloudwatch.TreatMissingData = cloudwatch.TreatMissingData.NOT_BREACHING,
        comparison: cloudwatch.ComparisonOperator = (
            cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD
        ),
    ) -> cloudwatch.Alarm:
        """An alarm called `<prefix><name>` that tells the topic when it rings and when it ends."""
        alarm = cloudwatch.Alarm(
            self,
            construct_id,
            alarm_name=f"{self._prefix}{name}",
            alarm_description=because,
            metric=metric,
            threshold=at_least,
            evaluation_periods=periods,
            comparison_operator=comparison,
            treat_missing_data=when_silent,
        )
        alarm.add_alarm_action(actions.SnsAction(self.topic))
        alarm.add_ok_action(actions.SnsAction(self.topic))
        return alarm
