"""The platform stack: the ground that AWS gives and a developer's machine has already."""

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_ses as ses
from constructs import Construct

from infra import surroundings as around
from infra.constructs.aurora_postgres import DATABASE_NAME, AuroraPostgres
from infra.constructs.backup_plan import BackupPlan
from infra.constructs.core_network import CoreNetwork
from infra.constructs.storage import removal_policy
from infra.settings import StageSettings
from infra.surroundings import Surroundings


class PlatformStack(cdk.Stack):
    """Network, database with its backups, three keys, the sender's domain."""

    def __init__(
        self, scope: Construct, construct_id: str, *, settings: StageSettings, **stack: object
    ) -> None:
        super().__init__(scope, construct_id, **stack)
        self._settings = settings
        self._network = CoreNetwork(self, "Core", settings=settings)
        self._database = AuroraPostgres(
            self, "Database", settings=settings, network=self._network
        ).cluster
        BackupPlan(self, "Backups", settings=settings, database=self._database)
        self._signing_key = self._make_signing_key(
            "SigningKey",
            alias="commands",
            description="Signs the commands that WP Wingman gives to WordPress sites",
            only="sign-command",
        )
        # A key of its own: whoever anchors the log must not be able to sign a command.
        self._anchor_key = self._make_signing_key(
            "AnchorKey",
            alias="audit-anchors",
            description="Signs the anchors of WP Wingman's audit log",
            only="anchor-audit-log",
        )
        self._seal_key = self._make_seal_key()
        self._let_ses_send()
        self._say("DatabaseClusterArn", self._database.cluster_arn)
        self._say("DatabaseSecretArn", self._secret_arn())
        self._say("SigningKeyId", self._signing_key.key_id)
        self._say("AnchorKeyId", self._anchor_key.key_id)
        self._say("SealKeyArn", self._seal_key.key_arn)

    @property
    def surroundings(self) -> Surroundings:
        """What the app stack stands on."""
        return Surroundings(
            network=self._network.network,
            database_host=self._database.cluster_endpoint.hostname,
            database_port=cdk.Token.as_string(self._database.cluster_endpoint.port),
            database_name=DATABASE_NAME,
            database_auth="iam",
            database_resource_id=self._database.cluster_resource_identifier,
            signer="kms",
            signer_key_id=self._signing_key.key_id,
            signing_key=self._signing_key,
            anchor_key_id=self._anchor_key.key_id,
            anchor_key=self._anchor_key,
            seal_key_id=self._seal_key.key_id,
            seal_key=self._seal_key,
            queue_base_url=around.queue_base_url(self._settings),
            demo={},
        )

    def _make_signing_key(
        self, construct_id: str, *, alias: str, description: str, only: str
    ) -> kms.Key:
        """The private half never leaves KMS, and `only` one function's role may use it."""
        key = kms.Key(
            self,
            construct_id,
            alias=f"alias/{self._settings.prefix}{alias}",
            description=description,
            key_spec=kms.KeySpec.ECC_NIST_EDWARDS25519,
            key_usage=kms.KeyUsage.SIGN_VERIFY,
            removal_policy=removal_policy(self._settings),
        )
        signer = self.format_arn(
            service="iam",
            region="",
            resource="role",
            resource_name=f"{self._settings.prefix}{only}",
        )
        key.add_to_resource_policy(
            iam.PolicyStatement(
                sid="OnlyTheSignerSigns",
                effect=iam.Effect.DENY,
                principals=[iam.AnyPrincipal()],
                actions=["kms:Sign"],
                resources=["*"],
                conditions={"StringNotEquals": {"aws:PrincipalArn": signer}},
            )
        )
        return key

    def _make_seal_key(self) -> kms.Key:
        """Seals what the database must not show: second factors, links on their way to a mail,
        targets of channels, secrets of monitors."""
        return kms.Key(
            self,
            "SealKey",
            alias=f"alias/{self._settings.prefix}seal",
            description="Seals secrets that WP Wingman keeps in its database",
            enable_key_rotation=True,
            removal_policy=removal_policy(self._settings),
        )

    def _let_ses_send(self) -> None:
        """The sender's domain, with the three DNS records that prove it."""
        domain = cdk.CfnParameter(
            self,
            "MailDomain",
            default="",
            description="Domain of the sender address; empty if SES knows it already",
        ).value_as_string
        given = cdk.CfnCondition(
            self,
            "HasMailDomain",
            expression=cdk.Fn.condition_not(cdk.Fn.condition_equals(domain, "")),
        )
        identity = ses.CfnEmailIdentity(self, "MailIdentity", email_identity=domain)
        identity.cfn_options.condition = given
        for number in (1, 2, 3):
            name = identity.get_att(f"DkimDNSTokenName{number}").to_string()
            value = identity.get_att(f"DkimDNSTokenValue{number}").to_string()
            self._say(f"MailDnsRecord{number}", f"{name} CNAME {value}", condition=given)

    def _secret_arn(self) -> str:
        assert self._database.secret is not None
        return self._database.secret.secret_arn

    def _say(self, name: str, value: str, condition: cdk.CfnCondition | None = None) -> None:
        cdk.CfnOutput(self, name, value=value, condition=condition)
