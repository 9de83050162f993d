"""The core zone's network: no NAT, no internet gateway, four doors to AWS and nothing else."""

import aws_cdk as cdk
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_iam as iam
from aws_cdk import aws_logs as logs
from constructs import Construct

from infra.constructs.wingman_function import RETENTION
from infra.settings import StageSettings
from infra.surroundings import Network

_ZONES = 2  # Aurora wants its subnets in two
_HTTPS = 443


class CoreNetwork(Construct):
    """Isolated subnets; S3 and DynamoDB by gateway, SQS and KMS by interface endpoint."""

    def __init__(self, scope: Construct, construct_id: str, *, settings: StageSettings) -> None:
        super().__init__(scope, construct_id)
        self._settings = settings
        self.vpc = ec2.Vpc(
            self,
            "Vpc",
            vpc_name=f"{settings.prefix}core",
            max_azs=_ZONES,
            nat_gateways=0,
            create_internet_gateway=False,
            subnet_configuration=[
                ec2.SubnetConfiguration(
                    name="core", subnet_type=ec2.SubnetType.PRIVATE_ISOLATED, cidr_mask=20
                )
            ],
        )
        self.subnets = ec2.SubnetSelection(subnet_type=ec2.SubnetType.PRIVATE_ISOLATED)
        self.functions = self._security_group("Functions", "Lambdas of the core zone")
        # The gateways' addresses are AWS's; there is no route to any other.
        self.functions.add_egress_rule(ec2.Peer.any_ipv4(), ec2.Port.tcp(_HTTPS), "AWS services")
        self._endpoints()
        self._log_refusals()

    @property
    def network(self) -> Network:
        return Network(vpc=self.vpc, subnets=self.subnets, security_group=self.functions)

    def _security_group(self, name: str, description: str) -> ec2.SecurityGroup:
        return ec2.SecurityGroup(
            self, name, vpc=self.vpc, description=description, allow_all_outbound=False
        )

    def _endpoints(self) -> None:
        for name, gateway in (
            ("S3", ec2.GatewayVpcEndpointAwsService.S3),
            ("DynamoDb", ec2.GatewayVpcEndpointAwsService.DYNAMODB),
        ):
            self.vpc.add_gateway_endpoint(name, service=gateway).add_to_policy(_own_account_only())
        group = self._security_group("Endpoints", "Interface endpoints of the core zone")
        group.add_ingress_rule(self.functions, ec2.Port.tcp(_HTTPS), "Lambdas of the core zone")
        zones = self.vpc.isolated_subnets[: self._settings.endpoint_zones]
        for name, interface in (
            ("Sqs", ec2.InterfaceVpcEndpointAwsService.SQS),
            ("Kms", ec2.InterfaceVpcEndpointAwsService.KMS),
        ):
            self.vpc.add_interface_endpoint(
                name,
                service=interface,
                subnets=ec2.SubnetSelection(subnets=zones),
                security_groups=[group],
                open=False,
                private_dns_enabled=True,
            ).add_to_policy(_own_account_only())

    def _log_refusals(self) -> None:
        """Only refused packets: where nothing may leave, each of them is worth a look."""
        group = logs.LogGroup(
            self,
            "FlowLog",
            log_group_name=f"/aws/vpc/{self._settings.prefix}core",
            retention=RETENTION[self._settings.log_retention_days],
            removal_policy=cdk.RemovalPolicy.DESTROY,
        )
        self.vpc.add_flow_log(
            "Refused",
            destination=ec2.FlowLogDestination.to_cloud_watch_logs(group),
            traffic_type=ec2.FlowLogTrafficType.REJECT,
        )


def _own_account_only() -> iam.PolicyStatement:
    """Stolen data cannot leave through these doors into somebody else's bucket or queue."""
    return iam.PolicyStatement(
        principals=[iam.AnyPrincipal()],
        actions=["*"],
        resources=["*"],
        conditions={
            "StringEquals": {
                "aws:PrincipalAccount": cdk.Aws.ACCOUNT_ID,
                "aws:ResourceAccount": cdk.Aws.ACCOUNT_ID,
            }
        },
    )
