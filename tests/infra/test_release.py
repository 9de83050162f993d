"""The steps beside CloudFormation: the database's owner, and the files of the web."""

import hashlib
from itertools import pairwise

import psycopg
import pytest
from botocore.exceptions import ClientError

from functions.migrate_database.migrations import configuration
from infra import release
from localstack.postgres import SUPERUSER, TestCluster

OUTPUTS = {"DatabaseClusterArn": "arn:cluster", "DatabaseSecretArn": "arn:secret"}


class DataApi:
    """Runs the statements where the real one would: as the cluster's administrator."""

    def __init__(self, connection: psycopg.Connection) -> None:
        self._connection = connection

    def execute_statement(self, *, resourceArn, secretArn, database, sql):  # noqa: N803
        assert (resourceArn, secretArn, database) == ("arn:cluster", "arn:secret", "wingman")
        self._connection.execute(sql)


@pytest.fixture
def aurora():
    """A cluster as RDS hands it over: an administrator who is no superuser, and `rds_iam`."""
    with TestCluster() as cluster:
        with psycopg.connect(cluster.url(SUPERUSER, "postgres"), autocommit=True) as root:
            for statement in (
                "drop database wingman",
                "drop role wingman_owner",
                "create role rds_iam nologin",
                "create role wingman_admin login createrole createdb",
                "grant rds_iam to wingman_admin with admin option",
                "create database wingman owner wingman_admin",
            ):
                root.execute(statement)
        yield cluster


def prepare(cluster: TestCluster) -> None:
    with psycopg.connect(cluster.url("wingman_admin"), autocommit=True) as admin:
        release.prepare_database(DataApi(admin), OUTPUTS)


def test_an_administrator_without_superpowers_prepares_what_migrations_need(aurora):
    prepare(aurora)

    migrate(aurora)

    with psycopg.connect(aurora.url("wingman_worker")) as worker:
        assert worker.execute("select count(*) from outbox").fetchone() == (0,)


def test_every_role_of_the_product_signs_in_by_iam(aurora):
    prepare(aurora)
    migrate(aurora)

    with psycopg.connect(aurora.url("wingman_admin")) as admin:
        members = admin.execute(
            "select m.rolname from pg_auth_members"
            " join pg_roles m on m.oid = member join pg_roles r on r.oid = roleid"
            " where r.rolname = 'rds_iam' and m.rolname like 'wingman%'"
        ).fetchall()

    assert {"wingman_owner", "wingman_staff", "wingman_client", "wingman_worker"} <= {
        name for (name,) in members
    }


def test_preparing_twice_changes_nothing(aurora):
    prepare(aurora)

    prepare(aurora)


def migrate(cluster: TestCluster) -> None:
    """The newest schema, as the owner."""
    from alembic import command
    from sqlalchemy import create_engine

    engine = create_engine(cluster.url().replace("postgresql://", "postgresql+psycopg://"))
    with engine.connect() as connection:
        command.upgrade(configuration(connection), "head")
        connection.commit()
    engine.dispose()


class Bucket:
    """Remembers uploads in order."""

    def __init__(self) -> None:
        self.uploads: list[tuple[str, dict[str, str]]] = []

    def upload_file(self, path, bucket, key, ExtraArgs):  # noqa: N803
        assert bucket == "web"
        self.uploads.append((key, ExtraArgs))


def build_landing_for(origin, web):
    (web / "index.html").write_text(f'<!doctype html><link rel="canonical" href="{origin}/">')


@pytest.fixture
def web(tmp_path):
    for page in release.PAGES:
        folder = (tmp_path / page).parent
        (folder / "assets").mkdir(parents=True)
        (tmp_path / page).write_text("<!doctype html>")
        (folder / "assets" / "index-3f2a.js").write_text("1")
    build_landing_for("https://care.agency.example", tmp_path)
    (tmp_path / "robots.txt").write_text("")
    return tmp_path


def test_pages_are_uploaded_after_what_they_refer_to(web):
    bucket = Bucket()

    release.publish_web(bucket, "web", web)

    keys = [key for key, _ in bucket.uploads]
    assert keys[-3:] == ["app/index.html", "index.html", "portal/index.html"]
    assert "app/assets/index-3f2a.js" in keys[:-3]


def test_only_files_with_a_hash_in_their_name_are_kept_for_ever(web):
    bucket = Bucket()

    release.publish_web(bucket, "web", web)

    kept = {key: extra["CacheControl"] for key, extra in bucket.uploads}
    assert kept["assets/index-3f2a.js"] == "public,max-age=31536000,immutable"
    assert kept["index.html"] == kept["robots.txt"] == "no-cache"


def test_an_app_that_is_not_built_stops_the_release(tmp_path):
    with pytest.raises(release.NotReady, match="npm run build"):
        release.check_pages(tmp_path, "https://care.agency.example")


def test_a_landing_page_built_for_another_address_stops_the_release(web):
    with pytest.raises(release.NotReady, match="another address"):
        release.check_pages(web, "https://other.example")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("index.html", "text/html; charset=utf-8"),
        ("index.js", "text/javascript; charset=utf-8"),
        ("favicon.svg", "image/svg+xml"),
        ("llms.txt", "text/plain; charset=utf-8"),
        ("site.webmanifest", "application/manifest+json"),
    ],
)
def test_files_say_what_they_are(tmp_path, name, kind):
    assert release.content_type(tmp_path / name) == kind


AGENCY = {"WINGMAN_MAIL_FROM": "wingman@agency.example", "WINGMAN_AGENCY_NAME": "Ours"}
OWN_DOMAIN = {
    "WINGMAN_DOMAIN_NAME": "care.agency.example",
    "WINGMAN_CERTIFICATE_ARN": "arn:aws:acm:us-east-1:111122223333:certificate/1",
}


class Aws:
    """Stacks that appear when they are deployed, and a record of what was asked."""

    def __init__(self) -> None:
        self.deployed: list[tuple[str, dict[str, str]]] = []
        self.regions: list[str | None] = []
        self.kept: dict[str, str] = {}

    def run(self, command, *, check, cwd, env):
        assert check
        self.regions.append(env.get("AWS_REGION"))
        stack = command[command.index("deploy") + 1]
        pairs = [value for flag, value in pairwise(command) if flag == "--parameters"]
        self.deployed.append((stack, dict(pair.split("=", 1) for pair in pairs)))

    def client(self, service, region_name="eu-central-1"):
        return self

    def describe_stacks(self, *, StackName):  # noqa: N803
        if StackName not in {stack for stack, _ in self.deployed}:
            raise ClientError({"Error": {"Code": "ValidationError"}}, "DescribeStacks")
        outputs = {
            **OUTPUTS,
            "EndpointURL": "https://abc.execute-api.eu-central-1.amazonaws.com/live/",
            "DistributionHost": "d111.cloudfront.net",
            "WebBucket": "web",
            "SealKeyArn": "arn:aws:kms:eu-central-1:000000000000:key/seal",
        }
        listed = [{"OutputKey": key, "OutputValue": value} for key, value in outputs.items()]
        return {"Stacks": [{"Outputs": listed}]}

    def execute_statement(self, **statement):
        assert statement["database"] == "wingman"

    def get_parameter(self, *, Name, WithDecryption):  # noqa: N803
        assert WithDecryption
        if Name not in self.kept:
            raise ClientError({"Error": {"Code": "ParameterNotFound"}}, "GetParameter")
        return {"Parameter": {"Value": self.kept[Name]}}

    def put_parameter(self, *, Name, Value, Type):  # noqa: N803
        assert Type == "SecureString"
        self.kept[Name] = Value

    def upload_file(self, path, bucket, key, ExtraArgs):  # noqa: N803
        assert bucket == "web"


@pytest.fixture
def aws(monkeypatch, web):
    monkeypatch.setattr(release, "WEB", web)
    monkeypatch.setattr(release, "health", lambda origin: {"status": "ok", "origin": origin})
    return Aws()


def deploy(aws: Aws, environment: dict[str, str]) -> None:
    steps = release.Release("wingman-dev-", client=aws.client, run=aws.run)
    steps.deploy(release.Agency.of(environment))


def test_a_stage_is_deployed_from_the_ground_up(aws):
    deploy(aws, AGENCY | OWN_DOMAIN)

    stacks = [stack for stack, _ in aws.deployed]
    parameters = dict(aws.deployed)
    assert stacks == ["wingman-dev-platform", "wingman-dev-app", "wingman-dev-web"]
    assert parameters["wingman-dev-app"]["BaseUrl"] == "https://care.agency.example"
    assert parameters["wingman-dev-web"]["ApiHost"] == "abc.execute-api.eu-central-1.amazonaws.com"
    assert parameters["wingman-dev-web"]["HomeRegion"] == "eu-central-1"


def test_the_api_knows_its_distribution_by_a_secret_that_stays(aws):
    deploy(aws, AGENCY | OWN_DOMAIN)
    first = dict(aws.deployed)
    deploy(aws, AGENCY | OWN_DOMAIN)
    second = dict(aws.deployed)

    secret = first["wingman-dev-web"]["OriginSecret"]
    digest = first["wingman-dev-app"]["OriginDigest"]
    assert digest == hashlib.sha256(secret.encode()).hexdigest()
    assert len(secret) == 64
    assert second["wingman-dev-web"]["OriginSecret"] == secret
    assert aws.kept == {"/wingman-dev-origin-secret": secret}


def test_without_a_domain_the_app_learns_its_address_once_cloudfront_has_given_one(aws, web):
    build_landing_for("https://d111.cloudfront.net", web)

    deploy(aws, AGENCY)

    origins = [given["BaseUrl"] for stack, given in aws.deployed if stack.endswith("app")]
    assert origins == ["https://not-known-yet.invalid", "https://d111.cloudfront.net"]


def test_the_next_deployment_knows_the_address_from_the_start(aws, web):
    build_landing_for("https://d111.cloudfront.net", web)
    deploy(aws, AGENCY)
    aws.deployed.append(("--", {}))

    deploy(aws, AGENCY)

    second = aws.deployed[aws.deployed.index(("--", {})) + 1 :]
    origins = [given["BaseUrl"] for stack, given in second if stack.endswith("app")]
    assert origins == ["https://d111.cloudfront.net"]


@pytest.mark.parametrize(
    ("environment", "complaint"),
    [
        ({}, "WINGMAN_MAIL_FROM"),
        (AGENCY | {"WINGMAN_DOMAIN_NAME": "care.agency.example"}, "belong together"),
        (AGENCY | {"WINGMAN_BASE_URL": "https://"}, "WINGMAN_BASE_URL"),
    ],
)
def test_an_agency_without_its_values_is_told_which_one(environment, complaint):
    with pytest.raises(release.NotReady, match=complaint):
        release.Agency.of(environment)


def test_the_templates_have_every_parameter_that_a_deployment_gives(aws, synth):
    deploy(aws, AGENCY | OWN_DOMAIN)

    for stack, given in aws.deployed:
        declared = synth.template(stack.removeprefix("wingman-"))["Parameters"]
        assert set(given) <= set(declared)
        required = {name for name, parameter in declared.items() if "Default" not in parameter}
        assert required <= set(given)


def test_the_other_regions_are_there_before_home_asks_them(aws):
    deploy(aws, AGENCY | OWN_DOMAIN | {"WINGMAN_PROBE_REGIONS": "eu-central-1,eu-west-1,us-east-1"})

    stacks = [stack.removeprefix("wingman-dev-") for stack, _ in aws.deployed]
    assert stacks == ["platform", "region", "region", "app", "web"]
    assert aws.regions[1:3] == ["eu-west-1", "us-east-1"]
    for _, given in aws.deployed[1:4]:
        assert given["ProbeRegions"] == "eu-central-1,eu-west-1,us-east-1"
    assert aws.deployed[1][1]["HomeRegion"] == "eu-central-1"
