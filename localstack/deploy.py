"""Put the app stack into the local AWS: the same CloudFormation template as in AWS, no CDK needed.

`localstack/app.template.json` is the synthesised template, kept in step by a test. Deploying is
idempotent: nothing changed means nothing done, so it runs at every start.
"""

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import boto3
from botocore.exceptions import ClientError

from localstack.aws import MiniStack

if TYPE_CHECKING:
    from types_boto3_cloudformation import CloudFormationClient
    from types_boto3_cloudformation.type_defs import ParameterTypeDef
    from types_boto3_s3 import S3Client

ASSET_BUCKET = "wingman-local-deployment"
CAPABILITIES = ("CAPABILITY_IAM", "CAPABILITY_NAMED_IAM")
NOTHING_TO_DO = "No updates are to be performed"
PATIENCE = 120.0


class DeploymentFailedError(RuntimeError):
    """CloudFormation gave up; the message lists what failed and why."""


@dataclass(frozen=True)
class Cloud:
    """Clients for one local AWS."""

    aws: MiniStack

    @cached_property
    def session(self) -> boto3.Session:
        given = self.aws.client_environment
        return boto3.Session(
            aws_access_key_id=given["AWS_ACCESS_KEY_ID"],
            aws_secret_access_key=given["AWS_SECRET_ACCESS_KEY"],
            region_name=given["AWS_REGION"],
        )

    def client(self, service: str) -> Any:
        make: Any = self.session.client
        return make(service, endpoint_url=self.aws.endpoint)


def upload_assets(cloud: Cloud, *, assets: Mapping[str, Path], prefix: str) -> None:
    """Put the zips under a prefix that changes with their content."""
    s3: S3Client = cloud.client("s3")
    s3.create_bucket(Bucket=ASSET_BUCKET)
    listing = s3.list_objects_v2(Bucket=ASSET_BUCKET, Prefix=prefix)
    present = {entry["Key"] for entry in listing.get("Contents", [])}
    for name, path in assets.items():
        if prefix + name not in present:
            s3.upload_file(str(path), ASSET_BUCKET, prefix + name)


def deploy(
    cloud: Cloud, *, stack: str, template: Path, parameters: Mapping[str, str]
) -> dict[str, str]:
    """Create or update the stack, wait, and answer its outputs."""
    formation: CloudFormationClient = cloud.client("cloudformation")
    wish: Any = {
        "StackName": stack,
        "TemplateURL": _upload_template(cloud, stack, template),
        "Parameters": _known_parameters(template, parameters),
        "Capabilities": CAPABILITIES,
    }
    if _status(formation, stack) is None:
        formation.create_stack(**wish)
    elif not _update(formation, wish):
        return outputs(cloud, stack)
    status = _wait(formation, stack)
    if status not in {"CREATE_COMPLETE", "UPDATE_COMPLETE"}:
        raise DeploymentFailedError(f"{stack} is {status}: {_complaints(formation, stack)}")
    return outputs(cloud, stack)


def outputs(cloud: Cloud, stack: str) -> dict[str, str]:
    formation: CloudFormationClient = cloud.client("cloudformation")
    described = formation.describe_stacks(StackName=stack)["Stacks"][0]
    return {entry["OutputKey"]: entry["OutputValue"] for entry in described.get("Outputs", [])}


def _upload_template(cloud: Cloud, stack: str, template: Path) -> str:
    """By address: a template in the request itself may have 51,200 bytes only."""
    s3: S3Client = cloud.client("s3")
    s3.create_bucket(Bucket=ASSET_BUCKET)
    key = f"{stack}.template.json"
    s3.upload_file(str(template), ASSET_BUCKET, key)
    return f"{cloud.aws.endpoint}/{ASSET_BUCKET}/{key}"


def _known_parameters(template: Path, parameters: Mapping[str, str]) -> "list[ParameterTypeDef]":
    declared = json.loads(template.read_text()).get("Parameters", {})
    unknown = set(parameters) - set(declared)
    if unknown:
        raise DeploymentFailedError(f"the template has no parameter {', '.join(sorted(unknown))}")
    return [{"ParameterKey": name, "ParameterValue": value} for name, value in parameters.items()]


def _update(formation: "CloudFormationClient", wish: Any) -> bool:
    try:
        formation.update_stack(**wish)
    except ClientError as refusal:
        if NOTHING_TO_DO in str(refusal):
            return False
        raise
    return True


def _status(formation: "CloudFormationClient", stack: str) -> str | None:
    try:
        found = formation.describe_stacks(StackName=stack)["Stacks"]
    except ClientError:
        return None
    status = found[0]["StackStatus"] if found else "DELETE_COMPLETE"
    return None if status == "DELETE_COMPLETE" else status


def _wait(formation: "CloudFormationClient", stack: str) -> str | None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        status = _status(formation, stack)
        if status is None or "PROGRESS" not in status:
            return status
        time.sleep(0.1)
    raise DeploymentFailedError(f"{stack} is still not finished after {PATIENCE:.0f} s")


def _complaints(formation: "CloudFormationClient", stack: str) -> str:
    events = formation.describe_stack_events(StackName=stack)["StackEvents"]
    failed = [event for event in events if "FAILED" in event.get("ResourceStatus", "")]
    return "; ".join(
        f"{event['LogicalResourceId']} ({event.get('ResourceStatusReason', 'no reason')})"
        for event in reversed(failed)
    )
