"""The steps of a deployment that CloudFormation does not do; see docs/operations/deploy.md.

    python -m infra.release prepare-database --stage production
    python -m infra.release publish-web      --stage production
    python -m infra.release check            --origin https://wingman.example.com

Runs in .venv with the usual AWS credentials (AWS_PROFILE, or OIDC in a workflow). Each step may be
repeated at any time.
"""

import argparse
import json
import mimetypes
import sys
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import boto3

from infra.settings import STAGES

ROOT = Path(__file__).resolve().parent.parent
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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    steps = parser.add_subparsers(dest="step", required=True)
    for name in ("prepare-database", "publish-web"):
        steps.add_parser(name).add_argument("--stage", choices=[*STAGES], required=True)
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
    prefix = STAGES[arguments.stage].prefix
    if arguments.step == "prepare-database":
        outputs = stack_outputs(boto3.client("cloudformation"), f"{prefix}platform")
        prepare_database(boto3.client("rds-data"), outputs)
        print("✓ the owner of the database is there")
        return
    cloudformation = boto3.client("cloudformation", region_name="us-east-1")
    bucket = stack_outputs(cloudformation, f"{prefix}web")["WebBucket"]
    count = publish_web(boto3.client("s3", region_name="us-east-1"), bucket, WEB)
    print(f"✓ {count} files in {bucket}")


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


def publish_web(s3: Any, bucket: str, web: Path) -> int:
    """Upload the three apps: first what pages refer to, then the pages. Returns the file count.

    Old assets stay: a tab that was opened before this release may still ask for them.
    """
    for page in PAGES:
        if not (web / page).exists():
            raise NotReady(f"{page} is not built: run `npm run build` in frontend/ first.")
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
        with urllib.request.urlopen(address, timeout=30) as response:
            status, body = response.status, response.read()
    except urllib.error.HTTPError as refusal:
        status, body = refusal.code, refusal.read()
    if status != _HEALTHY:
        raise NotReady(f"{address} answers {status}: {body.decode(errors='replace')[:500]}")
    answer: dict[str, Any] = json.loads(body)
    return answer


if __name__ == "__main__":
    main()
