"""One Lambda as its row in function_specs.py says: function, role, log group, alarms. Once."""

from collections.abc import Mapping
from dataclasses import dataclass

import aws_cdk as cdk
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_logs as logs
from constructs import Construct

from infra.constructs.acknowledge import acknowledge
from infra.constructs.alarm_topic import AlarmTopic
from infra.constructs.permissions import Permissions
from infra.function_specs import Alarm, FunctionSpec, Zone
from infra.settings import StageSettings
from infra.surroundings import Surroundings

RETENTION = {
    7: logs.RetentionDays.ONE_WEEK,
    30: logs.RetentionDays.ONE_MONTH,
    90: logs.RetentionDays.THREE_MONTHS,
}
_ENI_ACTIONS = [
    "ec2:AssignPrivateIpAddresses",
    "ec2:CreateNetworkInterface",
    "ec2:DeleteNetworkInterface",
    "ec2:DescribeNetworkInterfaces",
    "ec2:DescribeSubnets",
    "ec2:UnassignPrivateIpAddresses",
]

# What infra/packaging.py builds for. A local stack looks at neither: it runs what it is given.
ARCHITECTURE = lambda_.Architecture.ARM_64


@dataclass(frozen=True, slots=True, kw_only=True)
class Workshop:
    """What all functions of a stage share."""

    settings: StageSettings
    surroundings: Surroundings
    layer: lambda_.ILayerVersion
    environment: Mapping[str, str]
    alarms: AlarmTopic
    permissions: Permissions


def id_of(spec: FunctionSpec) -> str:
    """By name; with the region, too, where several live in one stack and so have plain names."""
    parts = spec.name.split("_")
    if not cdk.Token.is_unresolved(spec.region):
        parts.append(spec.region)
    return "".join(part.capitalize() for part in parts)


class WingmanFunction(Construct):
    """A function with a role of its own that allows what its row names, and nothing else."""

    def __init__(
        self,
        scope: Construct,
        *,
        spec: FunctionSpec,
        workshop: Workshop,
        code: lambda_.Code,
        handler: str,
    ) -> None:
        super().__init__(scope, id_of(spec))
        self.spec = spec
        self._workshop = workshop
        self._name = f"{workshop.settings.prefix}{spec.hyphenated}"
        log_group = self._log_group()
        self.role = self._role(log_group)
        self.function = lambda_.Function(
            self,
            "Function",
            function_name=self._name,
            description=f"WP Wingman ({spec.zone}): {spec.name}",
            runtime=lambda_.Runtime.PYTHON_3_13,
            architecture=ARCHITECTURE,
            handler=handler,
            code=code,
            layers=[workshop.layer],
            memory_size=spec.memory_mb,
            timeout=cdk.Duration.seconds(spec.timeout_seconds),
            environment=self._environment(),
            role=self.role,
            log_group=log_group,
            **self._placement(),
        )
        acknowledge(
            self.function,
            "AwsSolutions-L1",
            "Python 3.13 on purpose: it is the version that all tests run on, locally too.",
        )
        self.error_alarm = self._error_alarm() if Alarm.ERRORS in spec.alarms else None
        if Alarm.SILENCE in spec.alarms:
            self._silence_alarm()
        if Alarm.BLINDNESS in spec.alarms:
            self._blindness_alarm(log_group)

    @property
    def _lives_in_vpc(self) -> bool:
        return self.spec.zone is Zone.CORE and self._workshop.surroundings.network is not None

    def _log_group(self) -> logs.LogGroup:
        return logs.LogGroup(
            self,
            "Logs",
            log_group_name=f"/aws/lambda/{self._name}",
            retention=RETENTION[self._workshop.settings.log_retention_days],
            removal_policy=cdk.RemovalPolicy.DESTROY,
        )

    def _role(self, log_group: logs.LogGroup) -> iam.Role:
        role = iam.Role(
            self,
            "Role",
            # By name, because the signing key's own policy names the one role that may sign.
            role_name=self._name,
            assumed_by=iam.ServicePrincipal("lambda.amazonaws.com"),
            description=f"What {self._name} may do",
        )
        role.add_to_policy(
            iam.PolicyStatement(
                actions=["logs:CreateLogStream", "logs:PutLogEvents"],
                resources=[log_group.log_group_arn],
            )
        )
        for statement in self._workshop.permissions.of(self.spec):
            role.add_to_policy(statement)
        self._workshop.permissions.acknowledge_objects(self.spec, role)
        self._workshop.permissions.acknowledge_copies(self.spec, role)
        self._workshop.permissions.acknowledge_phones(self.spec, role)
        if self._lives_in_vpc:
            self._allow_network_interfaces(role)
        return role

    def _allow_network_interfaces(self, role: iam.Role) -> None:
        """Lambda itself places the function into the VPC with this role; its code must not."""
        role.add_to_policy(iam.PolicyStatement(actions=_ENI_ACTIONS, resources=["*"]))
        arn = cdk.Stack.of(self).format_arn(
            service="lambda",
            resource="function",
            resource_name=self._name,
            arn_format=cdk.ArnFormat.COLON_RESOURCE_NAME,
        )
        role.add_to_policy(
            iam.PolicyStatement(
                effect=iam.Effect.DENY,
                actions=_ENI_ACTIONS,
                resources=["*"],
                conditions={"ArnEquals": {"lambda:SourceFunctionArn": arn}},
            )
        )
        acknowledge(
            role,
            "AwsSolutions-IAM5[Resource::*]",
            "EC2 knows no resource level for these calls, which Lambda makes to place the "
            "function into the VPC; the statement after it denies them to the function's code.",
        )

    def _placement(self) -> dict[str, object]:
        network = self._workshop.surroundings.network
        if network is None or not self._lives_in_vpc:
            return {}
        return {
            "vpc": network.vpc,
            "vpc_subnets": network.subnets,
            "security_groups": [network.security_group],
        }

    def _environment(self) -> dict[str, str]:
        """Database and keys only for those that may use them."""
        environment = dict(self._workshop.environment)
        around = self._workshop.surroundings
        if self.spec.database:
            environment |= {
                "WINGMAN_DATABASE_HOST": around.database_host,
                "WINGMAN_DATABASE_PORT": around.database_port,
                "WINGMAN_DATABASE_NAME": around.database_name,
            }
            if around.database_auth == "iam":
                # RDS has its own root certificates; the layer brings them.
                environment["PGSSLROOTCERT"] = "/opt/rds/global-bundle.pem"
        if self.spec.region:
            environment["WINGMAN_REGION"] = self.spec.region
        if self.spec.signing_key:
            environment["WINGMAN_SIGNER_KEY_ID"] = around.signer_key_id
        if self.spec.anchor_key:
            environment["WINGMAN_ANCHOR_KEY_ID"] = around.anchor_key_id
        if self.spec.rings_alarm:
            environment["WINGMAN_ALARM_TOPIC"] = self._workshop.alarms.topic.topic_arn
        if self.spec.seals:
            environment["WINGMAN_SEAL_KEY_ID"] = around.seal_key_id
        return environment

    def _error_alarm(self) -> cloudwatch.Alarm:
        return self._workshop.alarms.add_alarm(
            f"{self.spec.hyphenated}-errors",
            construct_id=f"{id_of(self.spec)}Errors",
            metric=self.function.metric_errors(period=cdk.Duration.minutes(5)),
            because=f"{self.spec.name} failed. Its log group: /aws/lambda/{self._name}",
        )

    def _silence_alarm(self) -> None:
        self._workshop.alarms.add_alarm(
            f"{self.spec.hyphenated}-silence",
            construct_id=f"{id_of(self.spec)}Silence",
            metric=self.function.metric_invocations(period=cdk.Duration.minutes(5)),
            because=f"{self.spec.name} has not run for ten minutes: its work stands still.",
            periods=2,
            comparison=cloudwatch.ComparisonOperator.LESS_THAN_THRESHOLD,
            when_silent=cloudwatch.TreatMissingData.BREACHING,
        )

    def _blindness_alarm(self, log_group: logs.LogGroup) -> None:
        """The trouble is ours, so we are told, and nobody who looks after a site."""
        metric = logs.MetricFilter(
            self,
            "Blindness",
            log_group=log_group,
            filter_pattern=logs.FilterPattern.string_value("$.message", "=", "probe_blind"),
            metric_namespace="Wingman",
            metric_name=f"{self._name}-blindness",
        ).metric(period=cdk.Duration.minutes(5), statistic="Sum")
        self._workshop.alarms.add_alarm(
            f"{self.spec.hyphenated}-blindness",
            construct_id=f"{id_of(self.spec)}Blindness",
            metric=metric,
            because=f"{self._name} cannot reach most sites: its own network is in trouble.",
        )
