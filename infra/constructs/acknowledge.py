"""The one way to answer a finding of cdk-nag: by name and with a reason."""

from aws_cdk import Acknowledgment, Validations
from constructs import IConstruct


def acknowledge(construct: IConstruct, finding: str, reason: str) -> None:
    """Accept `finding` on `construct` and whatever lies below it, because of `reason`."""
    Validations.of(construct).acknowledge(Acknowledgment(id=finding, reason=reason))
