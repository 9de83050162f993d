"""Deploys a stage; see docs/operations/deploy.md.

    python -m infra.release deploy --stage staging      # everything, in the right order

    python -m infra.release prepare-database --stage staging   # or its steps one by one
    python -m infra.release publish-web --stage staging
    python -m infra.release check --origin https://wingman.example.com

Deploys the templates that `make synth` has judged. Runs in .venv with the usual AWS credentials
(AWS_PROFILE, or OIDC in a workflow) and with the agency's values in the environment. Each step may
be repeated at any time.
"""

import argparse
import hashlib
import json
import mimetypes
import os
import secrets
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import boto3
from botocore.exceptions import ClientError

from infra.settings import STAGES

ROOT = Path(__file__).resolve().parent.parent
# npm's `latest` is older in schema than the library and refuses its output.
CDK = ("npx", "--yes", "aws-cdk@2.1148.1")
CLOUDFRONT_REGION = "us-east-1"
_NOT_KNOWN_YET = "https://not-known-yet.invalid"
DATABASE = "wingman"
WEB = ROOT / "frontend" / "dist"
PAGES = ("index.html", "app/index.html", "portal/index.html")
_FOR_EVER = "public,max-age=31536000,immutable"
_ASK_EVERY_TIME = "no-cache"
_HEALTHY = 200

# The administrator of the cluster makes the owner, who makes everything else by migrations. IAM
# tokens are the only way in for all of them; the administrator's password stays with RDS.
OWNER_STATEMENTS = (
    """do $$ begin
         if not exists (select from pg_roles where rolname = 'wingman_owner') then
           create role wingman_owner login createrole;
         end if;
       end $$""",
    "grant rds_iam to wingman_owner with admin option",
    "grant wingman_owner to current_user",
    f"alter database {DATABASE} owner to wingman_owner",
    f"alter database {DATABASE} set timezone to 'UTC'",
)


class NotReady(Exception):
    """Something that this step needs is not there."""


@dataclass(frozen=True, kw_only=True)
class Agency:
    """What differs between two agencies; see the table in docs/operations/deploy.md."""

    base_url: str
    mail_from: str
    mail_domain: str
    agency_name: str
    alarm_email: str
    domain_name: str
    certificate_arn: str
    cors_origins: str
    probe_regions: str

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> "Agency":
        def value(name: str, default: str = "") -> str:
            return environment.get(f"WINGMAN_{name}", default).strip()

        domain_name = value("DOMAIN_NAME")
        agency = cls(
            base_url=value("BASE_URL") or (f"https://{domain_name}" if domain_name else ""),
            mail_from=value("MAIL_FROM"),
            mail_domain=value("MAIL_DOMAIN"),
            agency_name=value("AGENCY_NAME", "Your agency"),
            alarm_email=value("ALARM_EMAIL"),
            domain_name=domain_name,
            certificate_arn=value("CERTIFICATE_ARN"),
            cors_origins=value("CORS_ORIGINS"),
            probe_regions=value("PROBE_REGIONS"),
        )
        if "@" not in agency.mail_from:
            raise NotReady("WINGMAN_MAIL_FROM must be the address that e-mail comes from.")
        if agency.base_url and not urlsplit(agency.base_url).hostname:
            raise NotReady("WINGMAN_BASE_URL must be an origin like https://host.")
        if bool(agency.domain_name) != bool(agency.certificate_arn):
            raise NotReady("WINGMAN_DOMAIN_NAME and WINGMAN_CERTIFICATE_ARN belong together.")
        return agency


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    steps = parser.add_subparsers(dest="step", required=True)
    stages = [name for name, stage in STAGES.items() if not stage.is_local]
    for name in ("deploy", "prepare-database", "publish-web"):
        steps.add_parser(name).add_argument("--stage", choices=stages, required=True)
    steps.add_parser("check").add_argument("--origin", required=True)
    arguments = parser.parse_args()
    try:
        _run(arguments)
    except NotReady as reason:
        sys.exit(f"✗ {reason}")


def _run(arguments: argparse.Namespace) -> None:
    if arguments.step == "check":
        print(json.dumps(health(arguments.origin), indent=1))
        return
    release = Release(STAGES[arguments.stage].prefix)
    if arguments.step == "deploy":
        release.deploy(Agency.of(os.environ))
    elif arguments.step == "prepare-database":
        release.prepare_database()
    else:
        release.publish_web(Agency.of(os.environ).base_url)


class Release:
    """The steps for one stage, in the order in which they depend on each other."""

    def __init__(
        self,
        prefix: str,
        *,
        client: Callable[..., Any] = boto3.client,
        run: Callable[..., object] = subprocess.run,
    ) -> None:
        self._prefix = prefix
        self._client = client
        self._run = run

    def deploy(self, agency: Agency) -> None:
        """Platform, database owner, regions, app (which migrates), web, pages; then health."""
        self._deploy_stack("platform", MailDomain=agency.mail_domain)
        self.prepare_database()
        origin = agency.base_url or self._origin_so_far()
        self._deploy_regions(agency, origin)
        self._deploy_app(agency, origin)
        self._deploy_web(agency)
        if origin == _NOT_KNOWN_YET:  # the first time, without a domain of one's own
            origin = self._origin_so_far()
            self._deploy_app(agency, origin)
        self.publish_web(origin)
        print(json.dumps(health(origin), indent=1))
        print(f"✓ {origin}")

    def prepare_database(self) -> None:
        prepare_database(self._client("rds-data"), self._outputs("platform"))
        print("✓ the owner of the database is there")

    def publish_web(self, origin: str) -> None:
        """`origin` may be empty: then it is the host that CloudFront has given."""
        check_pages(WEB, origin or self._origin_so_far())
        bucket = self._outputs("web")["WebBucket"]
        count = publish_web(self._client("s3", region_name=CLOUDFRONT_REGION), bucket, WEB)
        print(f"✓ {count} files in {bucket}")

    def _origin_secret(self) -> str:
        """By which the API knows its distribution; made once, and kept where only deployments read.

        Whoever calls the API past CloudFront could otherwise claim any address.
        """
        ssm, name = self._client("ssm"), f"/{self._prefix}origin-secret"
        try:
            found = ssm.get_parameter(Name=name, WithDecryption=True)
            return str(found["Parameter"]["Value"])
        except ClientError as error:
            if error.response["Error"]["Code"] != "ParameterNotFound":
                raise
        made = secrets.token_hex(32)
        ssm.put_parameter(Name=name, Value=made, Type="SecureString")
        return made

    def _deploy_app(self, agency: Agency, origin: str) -> None:
        self._deploy_stack(
            "app",
            BaseUrl=origin,
            MailFrom=agency.mail_from,
            AgencyName=agency.agency_name,
            AlarmEmail=agency.alarm_email,
            CorsOrigins=agency.cors_origins,
            ProbeRegions=agency.probe_regions,
            OriginDigest=hashlib.sha256(self._origin_secret().encode()).hexdigest(),
        )

    def _deploy_regions(self, agency: Agency, origin: str) -> None:
        """Before the app, which asks them as soon as it knows of them."""
        home, *others = agency.probe_regions.split(",")
        for region in others:
            self._deploy_stack(
                "region",
                in_region=region,
                HomeRegion=home,
                SealKeyArn=self._outputs("platform")["SealKeyArn"],
                ProbeRegions=agency.probe_regions,
                BaseUrl=origin,
                AlarmEmail=agency.alarm_email,
            )

    def _deploy_web(self, agency: Agency) -> None:
        endpoint = self._outputs("app")["EndpointURL"]
        # <id>.execute-api.<region>.amazonaws.com
        host = endpoint.removeprefix("https://").split("/")[0]
        self._deploy_stack(
            "web",
            ApiHost=host,
            HomeRegion=host.split(".")[2],
            DomainName=agency.domain_name,
            CertificateArn=agency.certificate_arn,
            OriginSecret=self._origin_secret(),
        )

    def _deploy_stack(self, name: str, *, in_region: str = "", **parameters: str) -> None:
        command = [*CDK, "deploy", f"{self._prefix}{name}", "--app", "cdk.out"]
        # What is not given takes its default, and not what an earlier deployment once gave.
        command += ["--exclusively", "--require-approval", "never", "--no-previous-parameters"]
        for key, value in parameters.items():
            if value:
                command += ["--parameters", f"{key}={value}"]
        where = {"AWS_REGION": in_region, "AWS_DEFAULT_REGION": in_region} if in_region else {}
        self._run(command, check=True, cwd=ROOT, env={**os.environ, **where})

    def _origin_so_far(self) -> str:
        try:
            return f"https://{self._outputs('web')['DistributionHost']}"
        except ClientError:
            return _NOT_KNOWN_YET

    def _outputs(self, name: str) -> dict[str, str]:
        where = {"region_name": CLOUDFRONT_REGION} if name == "web" else {}
        return stack_outputs(self._client("cloudformation", **where), f"{self._prefix}{name}")


def stack_outputs(cloudformation: Any, stack: str) -> dict[str, str]:
    """What the stack says about itself."""
    found = cloudformation.describe_stacks(StackName=stack)["Stacks"][0]
    return {entry["OutputKey"]: entry["OutputValue"] for entry in found.get("Outputs", [])}


def prepare_database(rds_data: Any, outputs: dict[str, str]) -> None:
    """Make the owner. By the Data API, because the cluster has no address outside its network."""
    for statement in OWNER_STATEMENTS:
        rds_data.execute_statement(
            resourceArn=outputs["DatabaseClusterArn"],
            secretArn=outputs["DatabaseSecretArn"],
            database=DATABASE,
            sql=statement,
        )


def check_pages(web: Path, origin: str) -> None:
    """Search engines go where the landing page says it lives: that is decided when it is built."""
    build = f"`WINGMAN_BASE_URL={origin} npm run build` in frontend/"
    for page in PAGES:
        if not (web / page).exists():
            raise NotReady(f"{page} is not built: run {build} first.")
    if f'rel="canonical" href="{origin}/"' not in (web / "index.html").read_text():
        raise NotReady(f"The landing page was built for another address: run {build} again.")


def publish_web(s3: Any, bucket: str, web: Path) -> int:
    """Upload the three apps: first what pages refer to, then the pages. Returns the file count.

    Old assets stay: a tab that was opened before this release may still ask for them.
    """
    files = [(path.relative_to(web).as_posix(), path) for path in web.rglob("*") if path.is_file()]
    for key, path in sorted(files, key=_pages_last):
        s3.upload_file(
            str(path),
            bucket,
            key,
            ExtraArgs={"ContentType": content_type(path), "CacheControl": cache_control(key)},
        )
    return len(files)


def _pages_last(file: tuple[str, Path]) -> tuple[bool, str]:
    key, _ = file
    return key.endswith(".html"), key


def cache_control(key: str) -> str:
    """Files below assets/ carry a hash in their name; all others may change under theirs."""
    return _FOR_EVER if "assets" in key.split("/")[:-1] else _ASK_EVERY_TIME


def content_type(path: Path) -> str:
    if path.suffix == ".webmanifest":
        return "application/manifest+json"
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    is_text = kind.startswith("text/") or kind in {"application/javascript", "application/json"}
    return f"{kind}; charset=utf-8" if is_text else kind


def health(origin: str) -> dict[str, Any]:
    """What the deployment says about itself. Raises NotReady when it is not well."""
    address = f"{origin.rstrip('/')}/api/v1/health"
    try:
        with urllib.request.urlopen(address, timeout=30) as response:  # nosec B310 - our own origin
            status, body = response.status, response.read()
    except urllib.error.HTTPError as refusal:
        status, body = refusal.code, refusal.read()
    if status != _HEALTHY:
        raise NotReady(f"{address} answers {status}: {body.decode(errors='replace')[:500]}")
    answer: dict[str, Any] = json.loads(body)
    return answer


if __name__ == "__main__":
    main()
