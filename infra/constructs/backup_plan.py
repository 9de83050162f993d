"""AWS Backup: continuous copies of the database, and the proof that they can be restored."""

import aws_cdk as cdk
from aws_cdk import aws_backup as backup
from aws_cdk import aws_events as events
from aws_cdk import aws_iam as iam
from aws_cdk import aws_rds as rds
from constructs import Construct

from infra.constructs.acknowledge import acknowledge
from infra.constructs.storage import removal_policy
from infra.settings import StageSettings

_HOURS_A_RESTORED_COPY_LIVES = 1


class BackupPlan(Construct):
    """Any second of the last days can be restored, from a vault nobody may empty early."""

    def __init__(
        self,
        scope: Construct,
        construct_id: str,
        *,
        settings: StageSettings,
        database: rds.DatabaseCluster,
    ) -> None:
        super().__init__(scope, construct_id)
        self._settings = settings
        self._database = database
        self._vault = self._make_vault()
        self._plan()
        if settings.restore_testing:
            self._restore_every_week()

    def _make_vault(self) -> backup.BackupVault:
        kept = cdk.Duration.days(self._settings.backup_days)
        return backup.BackupVault(
            self,
            "Vault",
            backup_vault_name=f"{self._settings.prefix}vault",
            lock_configuration=(
                backup.LockConfiguration(min_retention=kept) if self._settings.keeps_data else None
            ),
            removal_policy=removal_policy(self._settings),
        )

    def _plan(self) -> None:
        plan = backup.BackupPlan(
            self,
            "Plan",
            backup_plan_name=f"{self._settings.prefix}database",
            backup_vault=self._vault,
        )
        plan.add_rule(
            backup.BackupPlanRule(
                rule_name="continuous",
                schedule_expression=events.Schedule.cron(hour="3", minute="30"),
                enable_continuous_backup=True,
                delete_after=cdk.Duration.days(self._settings.backup_days),
            )
        )
        selection = plan.add_selection(
            "Database",
            resources=[backup.BackupResource.from_rds_database_cluster(self._database)],
        )
        _explain(selection, "AWSBackupServiceRolePolicyForBackup")

    def _restore_every_week(self) -> None:
        """AWS restores a copy, reports whether that worked and how long it took, and deletes it."""
        role = iam.Role(
            self,
            "Restorer",
            assumed_by=iam.ServicePrincipal("backup.amazonaws.com"),
            managed_policies=[
                iam.ManagedPolicy.from_aws_managed_policy_name(
                    "service-role/AWSBackupServiceRolePolicyForRestores"
                )
            ],
        )
        _explain(role, "AWSBackupServiceRolePolicyForRestores")
        plan = backup.CfnRestoreTestingPlan(
            self,
            "RestoreTest",
            restore_testing_plan_name=self._settings.prefix.replace("-", "_") + "weekly",
            schedule_expression="cron(0 5 ? * SUN *)",
            start_window_hours=4,
            recovery_point_selection=(
                backup.CfnRestoreTestingPlan.RestoreTestingRecoveryPointSelectionProperty(
                    algorithm="RANDOM_WITHIN_WINDOW",
                    include_vaults=[self._vault.backup_vault_arn],
                    recovery_point_types=["CONTINUOUS", "SNAPSHOT"],
                    selection_window_days=7,
                )
            ),
        )
        selection = backup.CfnRestoreTestingSelection(
            self,
            "RestoredDatabase",
            restore_testing_plan_name=plan.restore_testing_plan_name,
            restore_testing_selection_name="database",
            protected_resource_type="Aurora",
            protected_resource_arns=[self._database.cluster_arn],
            iam_role_arn=role.role_arn,
            validation_window_hours=_HOURS_A_RESTORED_COPY_LIVES,
        )
        selection.add_resource_dependency(plan)


def _explain(construct: Construct, policy: str) -> None:
    acknowledge(
        construct,
        f"AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/{policy}]",
        "AWS Backup's own policy: what a backup or restore needs changes with the service.",
    )
