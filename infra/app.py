"""Stages and stacks, nothing else.

    python -m infra.app                  # all stages, into cdk.out
    python -m infra.app local staging    # only these

Reads the packages that `python -m infra.packaging` has built; needs no Docker and no credentials.
"""

import os
import sys
from collections.abc import Iterable
from pathlib import Path

import aws_cdk as cdk
from cdk_nag import AwsSolutionsChecks

from infra.settings import STAGES, StageSettings
from infra.stacks.app import AppStack
from infra.stacks.platform import PlatformStack
from infra.stacks.region import RegionStack
from infra.stacks.status_domain import StatusDomainStack
from infra.stacks.web import WebStack

ROOT = Path(__file__).resolve().parent.parent
# The CDK keeps old behaviour for old apps; these flags choose today's.
_TODAYS_BEHAVIOUR = {
    "@aws-cdk/aws-s3:serverAccessLogsUseBucketPolicy": True,
    "@aws-cdk/aws-iam:minimizePolicies": True,
    "@aws-cdk/core:enablePartitionLiterals": True,
    "@aws-cdk/aws-apigateway:disableCloudWatchRole": True,
    "@aws-cdk/aws-lambda:recognizeLayerVersion": True,
    "@aws-cdk/aws-lambda:recognizeVersionProps": True,
}


def synthesise(stage_names: Iterable[str], *, build: Path, out: Path) -> None:
    """Write the cloud assembly of these stages. Raises when cdk-nag finds anything unexplained."""
    app = cdk.App(outdir=str(out), analytics_reporting=False, context=_TODAYS_BEHAVIOUR)
    cdk.Tags.of(app).add("product", "wp-wingman")
    for name in stage_names:
        _add_stage(app, STAGES[name], build)
    cdk.Validations.of(app).add_plugins(AwsSolutionsChecks(app))
    app.synth()


def _add_stage(app: cdk.App, settings: StageSettings, build: Path) -> None:
    if settings.is_local:
        AppStack(
            app,
            f"{settings.prefix}app",
            settings=settings,
            surroundings=None,
            build=build,
            # No bootstrapped account stands behind a developer's machine.
            synthesizer=cdk.DefaultStackSynthesizer(generate_bootstrap_version_rule=False),
        )
        return
    protected = settings.keeps_data
    platform = PlatformStack(
        app, f"{settings.prefix}platform", settings=settings, termination_protection=protected
    )
    AppStack(
        app,
        f"{settings.prefix}app",
        settings=settings,
        surroundings=platform.surroundings,
        build=build,
        termination_protection=protected,
    )
    RegionStack(
        app,
        f"{settings.prefix}region",
        settings=settings,
        build=build,
        termination_protection=protected,
    )
    WebStack(
        app,
        f"{settings.prefix}web",
        settings=settings,
        # CloudFront's firewall and certificates live in this region, wherever the rest is.
        env=cdk.Environment(region="us-east-1"),
        termination_protection=protected,
    )
    StatusDomainStack(
        app,
        f"{settings.prefix}status-domain",
        settings=settings,
        env=cdk.Environment(region="us-east-1"),
        termination_protection=protected,
    )


def main() -> None:
    synthesise(
        sys.argv[1:] or STAGES,
        build=ROOT / "build",
        out=Path(os.environ.get("CDK_OUTDIR", ROOT / "cdk.out")),
    )


if __name__ == "__main__":
    main()
