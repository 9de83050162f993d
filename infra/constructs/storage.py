"""DynamoDB tables and buckets: what must survive a deployment."""

import aws_cdk as cdk
from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_iam as iam
from aws_cdk import aws_s3 as s3
from constructs import Construct

from infra.constructs.acknowledge import acknowledge
from infra.function_specs import INDEXES, Bucket, Table
from infra.settings import StageSettings

# By folder of the history bucket (chalicelib/monitoring/history_objects.py): batches and hours
# until their day is one archive, and 25 months of those.
HISTORY_KEPT_DAYS = {"batches": 3, "hours": 3, "days": 762}
# What everybody may read of the status bucket (chalicelib/status_pages/page_objects.py).
PUBLIC_FOLDER = "public"


def removal_policy(settings: StageSettings) -> cdk.RemovalPolicy:
    return cdk.RemovalPolicy.RETAIN if settings.keeps_data else cdk.RemovalPolicy.DESTROY


class Tables(Construct):
    """Short-lived state: each item has an `id` and a time at which it expires."""

    def __init__(self, scope: Construct, construct_id: str, *, settings: StageSettings) -> None:
        super().__init__(scope, construct_id)
        self.by_name = {table: self._table(table, settings) for table in Table}

    def _table(self, table: Table, settings: StageSettings) -> dynamodb.Table:
        made = dynamodb.Table(
            self,
            "".join(part.capitalize() for part in table.split("-")),
            table_name=f"{settings.prefix}{table}",
            partition_key=dynamodb.Attribute(name="id", type=dynamodb.AttributeType.STRING),
            time_to_live_attribute="expires_at",
            billing_mode=dynamodb.BillingMode.PAY_PER_REQUEST,
            point_in_time_recovery_specification=dynamodb.PointInTimeRecoverySpecification(
                point_in_time_recovery_enabled=True
            ),
            deletion_protection=settings.keeps_data,
            removal_policy=removal_policy(settings),
        )
        for name, found_by, sorted_by in INDEXES.get(table, ()):
            made.add_global_secondary_index(
                index_name=name,
                partition_key=dynamodb.Attribute(name=found_by, type=dynamodb.AttributeType.STRING),
                sort_key=dynamodb.Attribute(name=sorted_by, type=dynamodb.AttributeType.NUMBER),
                projection_type=dynamodb.ProjectionType.ALL,
            )
        return made


class Buckets(Construct):
    """`backups` and `audit` nobody can change, `artifacts` of the product, `history` of the watch,
    public `status` pages, and the log of all."""

    def __init__(self, scope: Construct, construct_id: str, *, settings: StageSettings) -> None:
        super().__init__(scope, construct_id)
        self._settings = settings
        self._access_logs = self._access_log_bucket()
        self.by_name = {
            Bucket.BACKUPS: self._bucket(Bucket.BACKUPS, lock_days=settings.backup_lock_days),
            Bucket.ARTIFACTS: self._bucket(Bucket.ARTIFACTS),
            Bucket.AUDIT: self._bucket(Bucket.AUDIT, lock_days=settings.audit_lock_days),
            Bucket.HISTORY: self._history_bucket(),
            Bucket.STATUS: self._status_bucket(),
        }

    def _bucket(self, name: Bucket, *, lock_days: int | None = None) -> s3.Bucket:
        return s3.Bucket(
            self,
            name.capitalize(),
            bucket_name=bucket_name(self._settings, name),
            versioned=True,
            encryption=s3.BucketEncryption.S3_MANAGED,
            block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
            enforce_ssl=True,
            server_access_logs_bucket=self._access_logs,
            server_access_logs_prefix=f"{name}/",
            lifecycle_rules=[
                s3.LifecycleRule(
                    id="forget-what-was-never-finished",
                    abort_incomplete_multipart_upload_after=cdk.Duration.days(7),
                    noncurrent_version_expiration=cdk.Duration.days(max(30, lock_days or 0)),
                )
            ],
            removal_policy=removal_policy(self._settings),
            object_lock_enabled=True if lock_days else None,
            object_lock_default_retention=self._lock(lock_days) if lock_days else None,
        )

    def _history_bucket(self) -> s3.Bucket:
        """Without versions: an archive is only ever replaced by the same or a fuller one."""
        return s3.Bucket(
            self,
            Bucket.HISTORY.capitalize(),
            bucket_name=bucket_name(self._settings, Bucket.HISTORY),
            encryption=s3.BucketEncryption.S3_MANAGED,
            block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
            enforce_ssl=True,
            server_access_logs_bucket=self._access_logs,
            server_access_logs_prefix=f"{Bucket.HISTORY}/",
            lifecycle_rules=[
                s3.LifecycleRule(
                    id=f"{folder}-{days}-days",
                    prefix=f"{folder}/",
                    expiration=cdk.Duration.days(days),
                )
                for folder, days in HISTORY_KEPT_DAYS.items()
            ],
            removal_policy=removal_policy(self._settings),
        )

    def _status_bucket(self) -> s3.Bucket:
        """CloudFront reads what is public, and nothing beside it. Which distributions there are
        this stack cannot know: those of its own account."""
        bucket = s3.Bucket(
            self,
            Bucket.STATUS.capitalize(),
            bucket_name=bucket_name(self._settings, Bucket.STATUS),
            encryption=s3.BucketEncryption.S3_MANAGED,
            block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
            enforce_ssl=True,
            server_access_logs_bucket=self._access_logs,
            server_access_logs_prefix=f"{Bucket.STATUS}/",
            removal_policy=removal_policy(self._settings),
        )
        bucket.add_to_resource_policy(
            iam.PolicyStatement(
                sid="CloudFrontReadsPages",
                principals=[iam.ServicePrincipal("cloudfront.amazonaws.com")],
                actions=["s3:GetObject"],
                resources=[bucket.arn_for_objects(f"{PUBLIC_FOLDER}/*")],
                conditions={"StringEquals": {"aws:SourceAccount": cdk.Aws.ACCOUNT_ID}},
            )
        )
        return bucket

    def _access_log_bucket(self) -> s3.Bucket:
        bucket = s3.Bucket(
            self,
            "AccessLogs",
            bucket_name=bucket_name(self._settings, "access-logs"),
            encryption=s3.BucketEncryption.S3_MANAGED,
            block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
            enforce_ssl=True,
            lifecycle_rules=[s3.LifecycleRule(id="ninety-days", expiration=cdk.Duration.days(90))],
            removal_policy=removal_policy(self._settings),
        )
        acknowledge(
            bucket, "AwsSolutions-S1", "This is the bucket of the access logs: no log of logs."
        )
        return bucket

    def _lock(self, lock_days: int) -> s3.ObjectLockRetention:
        """In production not even the account's root may shorten it; elsewhere one can clean up."""
        days = cdk.Duration.days(lock_days)
        if self._settings.keeps_data:
            return s3.ObjectLockRetention.compliance(days)
        return s3.ObjectLockRetention.governance(days)


def bucket_name(settings: StageSettings, name: str) -> str:
    return f"{bucket_prefix(settings)}{name}"


def bucket_prefix(settings: StageSettings) -> str:
    """Bucket names are global: the account makes ours unique."""
    return f"{settings.prefix}{cdk.Aws.ACCOUNT_ID}-"
