"""The region stack: one more place to look from. Deployed once in each region but home.

It holds the probes, their queue and their alarms, and no data: what it sees goes to home's queues.
"""

from pathlib import Path

import aws_cdk as cdk
from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_sqs as sqs
from constructs import Construct

from infra import surroundings as around
from infra.constructs.alarm_topic import AlarmTopic
from infra.constructs.event_function import EventFunction
from infra.constructs.permissions import Permissions
from infra.constructs.queue_with_dead_letters import QueueWithDeadLetters
from infra.constructs.storage import bucket_name, bucket_prefix
from infra.constructs.wingman_function import ARCHITECTURE, Workshop
from infra.function_specs import FUNCTION_SPECS, Bucket, Table, in_region
from infra.settings import StageSettings


class RegionStack(cdk.Stack):
    """One copy of `probe_sites`, named after the region that it is deployed in."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        settings: StageSettings,
        build: Path,
        **stack: object,
    ) -> None:
        super().__init__(scope, construct_id, **stack)
        self._settings = settings
        self._home = self._parameter("HomeRegion", "Region of the app stack")
        spec = in_region(cdk.Aws.REGION)
        queue = QueueWithDeadLetters(self, "ProbeSitesQueue", spec=spec, settings=settings)
        EventFunction(
            self,
            spec=spec,
            workshop=self._workshop(build),
            code=lambda_.Code.from_asset(str(build / "functions.zip")),
            queue=queue,
        )

    def _workshop(self, build: Path) -> Workshop:
        surroundings = around.of_a_region(
            self._settings,
            seal_key_arn=self._parameter("SealKeyArn", "The platform stack's SealKeyArn, at home"),
            scope=self,
        )
        (probes,) = [spec for spec in FUNCTION_SPECS if spec.name == "probe_sites"]
        return Workshop(
            settings=self._settings,
            surroundings=surroundings,
            environment={
                "WINGMAN_STAGE": self._settings.name,
                "WINGMAN_BASE_URL": self._parameter("BaseUrl", "The app stack's BaseUrl"),
                "WINGMAN_QUEUE_BASE_URL": surroundings.queue_base_url,
                "WINGMAN_BUCKET_PREFIX": bucket_prefix(self._settings),
                "WINGMAN_DATABASE_AUTH": surroundings.database_auth,
                "WINGMAN_SIGNER": surroundings.signer,
                "WINGMAN_PROBE_REGIONS": self._parameter("ProbeRegions", around.PROBE_REGIONS),
            },
            layer=lambda_.LayerVersion(
                self,
                "Dependencies",
                description="What requirements.txt names, and the root certificates of RDS",
                code=lambda_.Code.from_asset(str(build / "layer.zip")),
                compatible_runtimes=[lambda_.Runtime.PYTHON_3_13],
                compatible_architectures=[ARCHITECTURE],
            ),
            alarms=AlarmTopic(self, "Alarms", name=f"{self._settings.prefix}alarms"),
            permissions=Permissions(
                self,
                queues={name: self._queue_at_home(name) for name in probes.sends_to},
                elsewhere=around.probes_anywhere(self._settings),
                tables={Table.HEARTBEATS: self._heartbeats_at_home()},
                buckets={Bucket.HISTORY: self._history_at_home()},
                surroundings=surroundings,
                mail_from="",
                mail_configuration_set="",
            ),
        )

    def _queue_at_home(self, name: str) -> sqs.IQueue:
        (spec,) = [spec for spec in FUNCTION_SPECS if spec.name == name]
        arn = self.format_arn(
            service="sqs",
            region=self._home,
            resource=f"{self._settings.prefix}{spec.queue_name}",
        )
        return sqs.Queue.from_queue_arn(self, f"Home-{spec.hyphenated}", arn)

    def _history_at_home(self) -> s3.IBucket:
        """A region that looks in home's place keeps what it measured where home does."""
        name = bucket_name(self._settings, Bucket.HISTORY)
        return s3.Bucket.from_bucket_name(self, "HomeHistory", name)

    def _heartbeats_at_home(self) -> dynamodb.ITable:
        """The watcher looks in one place for the heartbeats of all regions."""
        arn = self.format_arn(
            service="dynamodb",
            region=self._home,
            resource="table",
            resource_name=f"{self._settings.prefix}{Table.HEARTBEATS}",
        )
        return dynamodb.Table.from_table_arn(self, "HomeHeartbeats", arn)

    def _parameter(self, name: str, description: str) -> str:
        return cdk.CfnParameter(self, name, description=description).value_as_string
