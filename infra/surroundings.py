"""What the app stack stands on but does not make: network, database, keys.

In AWS the platform stack makes it; on a developer's machine it exists already, and parameters
say where. This file is the only difference between the two templates.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import aws_cdk as cdk
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_kms as kms
from constructs import Construct

from infra.settings import StageSettings


@dataclass(frozen=True, slots=True)
class Network:
    """The core zone: subnets without a route to the internet."""

    vpc: ec2.IVpc
    subnets: ec2.SubnetSelection
    security_group: ec2.ISecurityGroup


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """Values may be CDK tokens: references to the platform stack or to parameters."""

    network: Network | None
    database_host: str
    database_port: str
    database_name: str
    database_auth: str
    database_resource_id: str
    signer: str
    signer_key_id: str
    signing_key: kms.IKey | None
    anchor_key_id: str
    anchor_key: kms.IKey | None
    seal_key_id: str
    seal_key: kms.IKey | None
    queue_base_url: str
    demo: Mapping[str, str]
    """What only a developer's machine tells: origins, names and certificates of its own."""


def of_this_machine(stack: Construct, settings: StageSettings) -> Surroundings:
    """Parameters with the usual local values, so that one template serves every port."""

    def parameter(name: str, default: str | None, description: str) -> str:
        return cdk.CfnParameter(
            stack, name, default=default, description=description
        ).value_as_string

    return Surroundings(
        network=None,
        database_host=parameter("DatabaseHost", "127.0.0.1", "Host of the local PostgreSQL"),
        database_port=parameter("DatabasePort", "5432", "Port of the local PostgreSQL"),
        database_name=parameter("DatabaseName", "wingman", "Database of the local PostgreSQL"),
        database_auth="none",
        database_resource_id="local",
        signer="local",
        signer_key_id=parameter("SignerKeyId", None, "Seed of the local signer: 32 bytes, base64"),
        signing_key=None,
        anchor_key_id=parameter(
            "AnchorKeyId", None, "Seed of the local key for anchors: 32 bytes, base64"
        ),
        anchor_key=None,
        seal_key_id=parameter("SealKeyId", None, "Local key for sealing: 32 bytes, base64"),
        seal_key=None,
        queue_base_url=parameter(
            "QueueBaseUrl",
            f"http://127.0.0.1:4566/000000000000/{settings.prefix}",
            "What a queue's URL starts with",
        ),
        demo={
            "WINGMAN_DEMO_ORIGINS": parameter(
                "DemoOrigins", "", "Loopback origins that the fetcher may reach, by comma"
            ),
            "WINGMAN_DEMO_NAME_SERVER": parameter(
                "DemoNameServer", "", "Who knows names below .test, host:port"
            ),
            "WINGMAN_DEMO_AUTHORITY": parameter(
                "DemoAuthority", "", "File of an authority whose certificates are believed, too"
            ),
        },
    )


def of_a_region(settings: StageSettings, *, seal_key_arn: str, scope: Construct) -> Surroundings:
    """Where probes look from: nothing of the core is there, no database and no key.

    What monitors send is sealed at home, and opened there.
    """
    return Surroundings(
        network=None,
        database_host="",
        database_port="",
        database_name="",
        database_auth="iam",
        database_resource_id="",
        signer="kms",
        signer_key_id="",
        signing_key=None,
        anchor_key_id="",
        anchor_key=None,
        seal_key_id=seal_key_arn,
        seal_key=kms.Key.from_key_arn(scope, "HomeSealKey", seal_key_arn),
        queue_base_url=queue_base_url(settings),
        demo={},
    )


def queue_base_url(settings: StageSettings) -> str:
    """What a queue's URL starts with in AWS."""
    return cdk.Fn.sub(
        f"https://sqs.${{AWS::Region}}.${{AWS::URLSuffix}}/${{AWS::AccountId}}/{settings.prefix}"
    )


PROBE_REGIONS = (
    "Regions that look at sites, by commas, home first: three of them; empty: home alone. Deploy "
    "the region stack in each of the others before"
)


def probes_anywhere(settings: StageSettings) -> str:
    """The name of the queue of this stage's probes, with a star for the region."""
    return f"{settings.prefix}probe-sites-*-queue"
