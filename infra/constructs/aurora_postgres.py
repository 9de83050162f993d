"""Aurora PostgreSQL 16, Serverless v2: reached by IAM tokens over TLS from the core zone only."""

import aws_cdk as cdk
from aws_cdk import aws_logs as logs
from aws_cdk import aws_rds as rds
from constructs import Construct

from infra.constructs.acknowledge import acknowledge
from infra.constructs.core_network import CoreNetwork
from infra.constructs.wingman_function import RETENTION
from infra.settings import StageSettings

DATABASE_NAME = "wingman"
_ADMIN = "wingman_admin"


class AuroraPostgres(Construct):
    """The cluster and its parameters."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        settings: StageSettings,
        network: CoreNetwork,
    ) -> None:
        super().__init__(scope, construct_id)
        engine = rds.DatabaseClusterEngine.aurora_postgres(
            version=rds.AuroraPostgresEngineVersion.VER_16_13
        )
        self.cluster = rds.DatabaseCluster(
            self,
            "Cluster",
            cluster_identifier=f"{settings.prefix}database",
            engine=engine,
            parameter_group=self._parameters(engine),
            default_database_name=DATABASE_NAME,
            # RDS makes, keeps and rotates it; only the first set-up of the roles ever uses it.
            credentials=rds.Credentials.from_username(_ADMIN),
            manage_master_user_password=True,
            iam_authentication=True,
            enable_data_api=True,
            vpc=network.vpc,
            vpc_subnets=network.subnets,
            writer=rds.ClusterInstance.serverless_v2("Writer"),
            readers=_readers(settings),
            serverless_v2_min_capacity=settings.aurora_min_acu,
            serverless_v2_max_capacity=settings.aurora_max_acu,
            storage_encrypted=True,
            backup=rds.BackupProps(retention=cdk.Duration.days(settings.backup_days)),
            cloudwatch_logs_exports=["postgresql"],
            cloudwatch_logs_retention=None,
            copy_tags_to_snapshot=True,
            deletion_protection=settings.keeps_data,
            removal_policy=(
                cdk.RemovalPolicy.SNAPSHOT if settings.keeps_data else cdk.RemovalPolicy.DESTROY
            ),
        )
        self._logs(settings)
        self.cluster.connections.allow_default_port_from(
            network.functions, "Lambdas of the core zone"
        )
        _explain(self.cluster, settings)

    def _parameters(self, engine: rds.IClusterEngine) -> rds.ParameterGroup:
        return rds.ParameterGroup(
            self,
            "Parameters",
            engine=engine,
            description="WP Wingman",
            parameters={
                "rds.force_ssl": "1",
                "log_min_duration_statement": "1000",
                "log_lock_waits": "1",
                "timezone": "UTC",
            },
        )

    def _logs(self, settings: StageSettings) -> None:
        """The cluster's log group, made here so that it forgets; RDS would keep it for ever."""
        group = logs.LogGroup(
            self,
            "Logs",
            log_group_name=f"/aws/rds/cluster/{settings.prefix}database/postgresql",
            retention=RETENTION[settings.log_retention_days],
            removal_policy=cdk.RemovalPolicy.DESTROY,
        )
        self.cluster.node.add_dependency(group)


def _readers(settings: StageSettings) -> list[rds.IClusterInstance]:
    if not settings.aurora_reader:
        return []
    return [rds.ClusterInstance.serverless_v2("Reader", scale_with_writer=True)]


def _explain(cluster: rds.DatabaseCluster, settings: StageSettings) -> None:
    acknowledge(
        cluster,
        "AwsSolutions-RDS11",
        "No address outside the VPC reaches the port: hiding its number protects nothing.",
    )
    if not settings.keeps_data:
        acknowledge(
            cluster,
            "AwsSolutions-RDS10",
            "This stage is meant to be thrown away; production is protected.",
        )
