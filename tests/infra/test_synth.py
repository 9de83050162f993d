"""What the templates promise: zones, least privilege, nothing lost, nothing open."""

import json
import re
import subprocess
from itertools import chain

import pytest

from infra import web_headers
from infra.function_specs import ALL_SPECS, API, FUNCTION_SPECS, Sealed, Zone, specs_with
from infra.normalise import COMMITTED, normalised
from infra.settings import STAGES
from tests.infra.conftest import CDK_PYTHON, ROOT

APP_STACKS = [f"{stage}-app" for stage in STAGES]
AWS_STAGES = [stage for stage in STAGES if stage != "local"]
ZONE_OF = {spec.hyphenated: spec.zone for spec in ALL_SPECS}


def specs_of(stack):
    """The rows of a stage; locally all regions live in one stack."""
    return specs_with(STAGES[stack.split("-")[0]].probe_regions)


def functions_by_name(synth, stack):
    stage = stack.split("-")[0]
    return {
        properties["FunctionName"].removeprefix(f"wingman-{stage}-"): properties
        for properties in synth.resources(stack, "Lambda::Function").values()
        if "FunctionName" in properties  # the CDK's own, which starts the migrations, has none
    }


def statements(synth, stack):
    """Every IAM statement of our roles, with the role's name."""
    roles = synth.resources(stack, "IAM::Role")
    for policy in synth.resources(stack, "IAM::Policy").values():
        for role in policy["Roles"]:
            name = roles[role["Ref"]].get("RoleName", role["Ref"])
            for statement in policy["PolicyDocument"]["Statement"]:
                yield name, statement


def actions_of(statement):
    actions = statement["Action"]
    return [actions] if isinstance(actions, str) else actions


def test_the_synth_has_no_unexplained_finding_and_the_committed_template_is_true(synth):
    assert synth.exit_code == 0, synth.report
    assert "cdk-nag has no finding without a written reason" in synth.report
    assert "templates clean" in synth.report
    assert "is the app stack of this synth" in synth.report


def test_the_committed_template_is_the_normalised_synth(synth):
    assert normalised(synth.out, synth.build) == json.loads(COMMITTED.read_text())


def test_cdk_nag_would_report_an_open_bucket(tmp_path):
    program = f"""
import aws_cdk as cdk
from aws_cdk import aws_s3 as s3
from cdk_nag import AwsSolutionsChecks
app = cdk.App(outdir={str(tmp_path)!r})
s3.Bucket(cdk.Stack(app, "bad"), "Open")
cdk.Validations.of(app).add_plugins(AwsSolutionsChecks(app))
app.synth()
"""

    outcome = subprocess.run(
        [str(CDK_PYTHON), "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert outcome.returncode != 0
    assert "AwsSolutions-S1" in outcome.stdout + outcome.stderr


@pytest.mark.parametrize("stack", APP_STACKS)
def test_what_runs_every_minute_runs_on_the_minute(synth, stack):
    """A rate counts from the deployment: near a full minute two runs could fall into the same."""
    rules = synth.resources(stack, "Events::Rule").values()
    clocks = {rule.get("Description"): rule.get("ScheduleExpression") for rule in rules}

    minutely = [spec for spec in FUNCTION_SPECS if spec.every_minutes == 1]

    assert minutely
    for spec in minutely:
        assert clocks[f"Starts {spec.name}"] == "cron(* * * * ? *)"


@pytest.mark.parametrize("stack", APP_STACKS)
def test_every_row_of_the_table_is_a_function_and_every_function_a_row(synth, stack):
    functions = functions_by_name(synth, stack)

    assert set(functions) == {spec.hyphenated for spec in (API, *specs_of(stack))}
    for spec in specs_of(stack):
        assert functions[spec.hyphenated]["Handler"] == f"functions.{spec.name}.handler.handler"
        assert functions[spec.hyphenated]["MemorySize"] == spec.memory_mb


@pytest.mark.parametrize("stage", AWS_STAGES)
def test_new_code_waits_for_the_migrations(synth, stage):
    resources = synth.template(f"{stage}-app")["Resources"].values()
    ours = [
        resource
        for resource in resources
        if resource["Type"] == "AWS::Lambda::Function" and "FunctionName" in resource["Properties"]
    ]
    not_waiting = [
        resource["Properties"]["FunctionName"]
        for resource in ours
        if "MigrateFirst" not in resource.get("DependsOn", [])
    ]

    assert not_waiting == [f"wingman-{stage}-migrate-database"]


@pytest.mark.parametrize("stage", AWS_STAGES)
def test_the_zone_decides_about_the_network(synth, stage):
    for name, properties in functions_by_name(synth, f"{stage}-app").items():
        assert ("VpcConfig" in properties) == (ZONE_OF[name] is Zone.CORE), name


@pytest.mark.parametrize("stack", APP_STACKS)
def test_the_edge_knows_nothing_of_the_database(synth, stack):
    edge = {spec.hyphenated for spec in specs_of(stack) if spec.zone is Zone.EDGE}
    for name, properties in functions_by_name(synth, stack).items():
        variables = properties["Environment"]["Variables"]
        if name in edge:
            assert "WINGMAN_DATABASE_HOST" not in variables, name
    edge_roles = {f"-{name}" for name in edge}
    for role, statement in statements(synth, stack):
        if any(role.endswith(name) for name in edge_roles):
            assert "rds-db:connect" not in actions_of(statement)


@pytest.mark.parametrize("stack", APP_STACKS)
def test_every_function_has_a_role_of_its_own(synth, stack):
    roles = [
        properties["Role"]["Fn::GetAtt"][0]
        for properties in synth.resources(stack, "Lambda::Function").values()
    ]

    assert len(roles) == len(set(roles))


@pytest.mark.parametrize("stack", APP_STACKS)
def test_no_role_of_a_function_has_a_wildcard_action(synth, stack):
    wild = [
        (role, action)
        for role, statement in statements(synth, stack)
        for action in actions_of(statement)
        if "*" in action
    ]

    assert wild == []


@pytest.mark.parametrize("stack", APP_STACKS)
def test_only_network_interfaces_and_phones_are_allowed_on_everything(synth, stack):
    to_phones = []
    for role, statement in statements(synth, stack):
        if statement["Resource"] == "*" and statement["Effect"] == "Allow":
            if actions_of(statement) == ["sns:Publish"]:
                to_phones.append(role)
            else:
                assert all(a.startswith("ec2:") for a in actions_of(statement)), (role, statement)

    stage = stack.split("-")[0]
    assert to_phones == [f"wingman-{stage}-{s.hyphenated}" for s in ALL_SPECS if s.sends_sms]


@pytest.mark.parametrize("stack", APP_STACKS)
def test_who_may_write_to_phones_may_publish_to_no_topic(synth, stack):
    """A phone has no ARN, so that it cannot be named; topics have, and are denied."""
    denied = {
        role
        for role, statement in statements(synth, stack)
        if statement["Effect"] == "Deny"
        and actions_of(statement) == ["sns:Publish"]
        and statement["Resource"] == "arn:*:sns:*:*:*"
    }

    stage = stack.split("-")[0]
    assert denied == {f"wingman-{stage}-{s.hyphenated}" for s in ALL_SPECS if s.sends_sms}


@pytest.mark.parametrize("stack", APP_STACKS)
def test_a_function_may_send_only_where_its_row_says(synth, stack):
    queues = {
        logical: properties["QueueName"]
        for logical, properties in synth.resources(stack, "SQS::Queue").items()
    }
    allowed: dict[str, set[str]] = {}
    for role, statement in statements(synth, stack):
        if "sqs:SendMessage" in actions_of(statement):
            resources = statement["Resource"]
            for resource in resources if isinstance(resources, list) else [resources]:
                name = _spelled(resource) if "Fn::Join" in resource else _queue(queues, resource)
                allowed.setdefault(role, set()).add(name)

    stage = stack.split("-")[0]
    names = {spec.name: spec.queue_name for spec in FUNCTION_SPECS}
    copies = {spec.queue_name for spec in specs_of(stack) if spec.region}
    expected = {
        f"wingman-{stage}-{spec.hyphenated}": {
            f"wingman-{stage}-{name}"
            for name in {names[target] for target in spec.sends_to}
            | (copies if spec.asks_its_copies else set())
        }
        for spec in (API, *specs_of(stack))
        if spec.sends_to
    }
    if stage != "local":  # in AWS the copies of the probes live in other regions
        expected[f"wingman-{stage}-probe-sites"].add(_probes_of_any_region(stage))
    assert allowed == expected


@pytest.mark.parametrize("stage", AWS_STAGES)
def test_a_region_looks_and_tells_home_and_can_do_nothing_else(synth, stage):
    stack = f"{stage}-region"
    (function,) = synth.resources(stack, "Lambda::Function").values()
    variables = function["Environment"]["Variables"]
    sent_to = {
        _spelled(resource)
        for _, statement in statements(synth, stack)
        if actions_of(statement) == ["sqs:SendMessage"]
        for resource in statement["Resource"]
    }

    assert _spelled(function["FunctionName"]) == f"wingman-{stage}-probe-sites-AWS::Region"
    assert variables["WINGMAN_REGION"] == {"Ref": "AWS::Region"}
    assert not [name for name in variables if "DATABASE_HOST" in name or "SIGNER_KEY" in name]
    # At home, where the key is, it opens what monitors send, and nothing else.
    assert variables["WINGMAN_SEAL_KEY_ID"] == {"Ref": "SealKeyArn"}
    (opening,) = [
        statement
        for _, statement in statements(synth, stack)
        if any(action.startswith("kms:") for action in actions_of(statement))
    ]
    assert actions_of(opening) == ["kms:Decrypt"]
    assert opening["Resource"] == {"Ref": "SealKeyArn"}
    assert opening["Condition"]["StringEquals"] == {"kms:EncryptionContext:purpose": "monitor"}
    assert "VpcConfig" not in function
    assert sent_to == {
        f"arn:AWS::Partition:sqs:HomeRegion:AWS::AccountId:wingman-{stage}-record-checks-queue",
        f"arn:AWS::Partition:sqs:HomeRegion:AWS::AccountId:wingman-{stage}-probe-sites-queue",
        _probes_of_any_region(stage),
    }


@pytest.mark.parametrize("stack", APP_STACKS)
def test_a_blind_region_is_an_alarm_about_ourselves(synth, stack):
    filters = synth.resources(stack, "Logs::MetricFilter").values()
    alarms = {a["AlarmName"] for a in synth.resources(stack, "CloudWatch::Alarm").values()}
    probes = [spec for spec in specs_of(stack) if spec.name == "probe_sites"]
    stage = stack.split("-")[0]

    assert len(filters) == len(probes)
    assert all("probe_blind" in one["FilterPattern"] for one in filters)
    assert {f"wingman-{stage}-{spec.hyphenated}-blindness" for spec in probes} <= alarms


def _queue(queues, resource):
    return queues[resource["Fn::GetAtt"][0]]


def _probes_of_any_region(stage):
    return f"arn:AWS::Partition:sqs:*:AWS::AccountId:wingman-{stage}-probe-sites-*-queue"


@pytest.mark.parametrize("stage", AWS_STAGES)
@pytest.mark.parametrize(
    ("key_name", "signer"), [("SigningKey", "sign-command"), ("AnchorKey", "anchor-audit-log")]
)
def test_one_role_may_sign_and_the_key_itself_refuses_all_others(synth, stage, key_name, signer):
    signers = {
        role
        for role, statement in statements(synth, f"{stage}-app")
        if "kms:Sign" in actions_of(statement)
        and statement["Effect"] == "Allow"
        and key_name in json.dumps(statement["Resource"])
    }
    keys = synth.resources(f"{stage}-platform", "KMS::Key")
    (key,) = [key for name, key in keys.items() if name.startswith(key_name)]
    (refusal,) = [s for s in key["KeyPolicy"]["Statement"] if s["Effect"] == "Deny"]

    assert signers == {f"wingman-{stage}-{signer}"}
    assert key["KeySpec"] == "ECC_NIST_EDWARDS25519"
    assert refusal["Action"] == "kms:Sign"
    assert f"role/wingman-{stage}-{signer}" in json.dumps(refusal["Condition"])


@pytest.mark.parametrize("stage", AWS_STAGES)
def test_what_is_sealed_opens_for_its_purpose_only(synth, stage):
    allowed = {
        (role.removeprefix(f"wingman-{stage}-"), action)
        for role, statement in statements(synth, f"{stage}-app")
        for action in actions_of(statement)
        if action in {"kms:Encrypt", "kms:Decrypt"}
        for purpose in [statement["Condition"]["StringEquals"]["kms:EncryptionContext:purpose"]]
        if purpose == Sealed.SECOND_FACTOR
    }

    assert allowed == {("api", "kms:Encrypt"), ("api", "kms:Decrypt")}


@pytest.mark.parametrize("stack", APP_STACKS)
def test_every_queue_sets_aside_what_fails_and_reports_it(synth, stack):
    queues = synth.resources(stack, "SQS::Queue")
    alarms = {a["AlarmName"] for a in synth.resources(stack, "CloudWatch::Alarm").values()}

    working = {q["QueueName"]: q for q in queues.values() if q["QueueName"].endswith("-queue")}

    assert len(working) == len([spec for spec in specs_of(stack) if spec.queue])
    for name, queue in working.items():
        target = queue["RedrivePolicy"]["deadLetterTargetArn"]["Fn::GetAtt"][0]
        assert queues[target]["QueueName"] == name.removesuffix("queue") + "dead-letters"
        assert name.removesuffix("queue") + "dead-letters" in alarms


@pytest.mark.parametrize("stage", AWS_STAGES)
def test_no_message_comes_back_while_it_is_worked_on(synth, stage):
    queues = {
        q["QueueName"]: q["VisibilityTimeout"]
        for q in synth.resources(f"{stage}-app", "SQS::Queue").values()
        if "VisibilityTimeout" in q
    }

    for spec in FUNCTION_SPECS:
        if spec.queue:
            visible_after = queues[f"wingman-{stage}-{spec.queue_name}"]
            assert visible_after >= 6 * spec.timeout_seconds  # what AWS advises


@pytest.mark.parametrize("stack", APP_STACKS)
def test_one_bad_message_does_not_fail_its_batch(synth, stack):
    mappings = synth.resources(stack, "Lambda::EventSourceMapping")

    assert len(mappings) == len([spec for spec in specs_of(stack) if spec.queue])
    for mapping in mappings.values():
        assert mapping["FunctionResponseTypes"] == ["ReportBatchItemFailures"]


@pytest.mark.parametrize("stack", APP_STACKS)
def test_logs_are_forgotten_after_a_while(synth, stack):
    groups = synth.resources(stack, "Logs::LogGroup")
    names = {group["LogGroupName"] for group in groups.values()}

    assert all("RetentionInDays" in group for group in groups.values())
    stage = stack.split("-")[0]
    assert {f"/aws/lambda/wingman-{stage}-{spec.hyphenated}" for spec in ALL_SPECS} <= names


@pytest.mark.parametrize("stack", APP_STACKS)
def test_the_gateway_unpacks_gzip_bodies_and_answers_with_problem_documents(synth, stack):
    (api,) = synth.resources(stack, "ApiGateway::RestApi").values()
    answers = api["Body"]["x-amazon-apigateway-gateway-responses"]
    problem = json.loads(
        answers["MISSING_AUTHENTICATION_TOKEN"]["responseTemplates"]["application/json"]
    )

    assert api["MinimumCompressionSize"] == 1024
    assert (problem["status"], problem["code"]) == (404, "not_found")
    assert all(path.startswith("/api/v1/") for path in api["Body"]["paths"])


@pytest.mark.parametrize("stage", AWS_STAGES)
def test_no_deployment_to_aws_can_open_loopback_addresses(synth, stage):
    assert "DEMO_ORIGINS" not in json.dumps(synth.template(f"{stage}-app"))
    assert "DemoOrigins" not in synth.template(f"{stage}-app")["Parameters"]


@pytest.mark.parametrize("stage", AWS_STAGES)
def test_the_core_zone_has_no_way_out(synth, stage):
    kinds = {r["Type"] for r in synth.template(f"{stage}-platform")["Resources"].values()}
    endpoints = synth.resources(f"{stage}-platform", "EC2::VPCEndpoint").values()
    services = {re.sub(r".*\.", "", _joined(e["ServiceName"])) for e in endpoints}

    assert kinds & {"AWS::EC2::NatGateway", "AWS::EC2::InternetGateway", "AWS::EC2::EIP"} == set()
    assert services == {"s3", "dynamodb", "sqs", "kms"}


@pytest.mark.parametrize("stage", AWS_STAGES)
def test_the_database_is_encrypted_and_takes_iam_tokens(synth, stage):
    (cluster,) = synth.resources(f"{stage}-platform", "RDS::DBCluster").values()

    assert cluster["StorageEncrypted"] is True
    assert cluster["EnableIAMDatabaseAuthentication"] is True
    assert cluster["EngineVersion"].startswith("16.")
    assert "MasterUserPassword" not in cluster


def test_production_keeps_its_data_and_proves_that_it_can_be_restored(synth):
    stack = synth.template("production-app")["Resources"]
    kept = [r for r in stack.values() if r["Type"] in {"AWS::DynamoDB::Table", "AWS::S3::Bucket"}]
    (plan,) = synth.resources("production-platform", "Backup::BackupPlan").values()
    (rule,) = plan["BackupPlan"]["BackupPlanRule"]

    assert {resource["DeletionPolicy"] for resource in kept} == {"Retain"}
    assert rule["EnableContinuousBackup"] is True
    assert rule["Lifecycle"]["DeleteAfterDays"] == 35
    assert len(synth.resources("production-platform", "Backup::RestoreTestingPlan")) == 1


def test_backups_and_anchors_in_production_cannot_be_deleted_by_anybody(synth):
    buckets = synth.resources("production-app", "S3::Bucket")
    locked = {
        re.sub(r"^Buckets|[0-9A-F]{8}$", "", name): bucket["ObjectLockConfiguration"]["Rule"]
        for name, bucket in buckets.items()
        if bucket.get("ObjectLockEnabled")
    }

    assert {name: rule["DefaultRetention"] for name, rule in locked.items()} == {
        "Backups": {"Mode": "COMPLIANCE", "Days": 30},
        "Audit": {"Mode": "COMPLIANCE", "Days": 1095},
    }


def test_measurements_are_forgotten_when_their_day_is_archived(synth):
    buckets = synth.resources("production-app", "S3::Bucket")
    (history,) = [b for name, b in buckets.items() if name.startswith("BucketsHistory")]

    rules = history["LifecycleConfiguration"]["Rules"]
    assert {rule["Prefix"]: rule["ExpirationInDays"] for rule in rules} == {
        "batches/": 3,
        "hours/": 3,
        "days/": 762,
    }
    assert "VersioningConfiguration" not in history


@pytest.mark.parametrize("stack", APP_STACKS)
def test_nobody_may_delete_objects_or_loosen_a_lock(synth, stack):
    allowed = {
        action
        for _, statement in statements(synth, stack)
        for action in actions_of(statement)
        if action.startswith("s3:") and statement["Effect"] == "Allow"
    }

    assert allowed == {"s3:ListBucket", "s3:GetObject", "s3:PutObject"}


@pytest.mark.parametrize("stage", AWS_STAGES)
def test_a_new_version_of_the_api_takes_over_by_tenths_where_it_matters(synth, stage):
    groups = synth.resources(f"{stage}-app", "CodeDeploy::DeploymentGroup")

    assert len(groups) == (1 if STAGES[stage].blue_green else 0)
    for group in groups.values():
        assert group["DeploymentConfigName"] == "CodeDeployDefault.LambdaCanary10Percent5Minutes"
        assert group["AlarmConfiguration"]["Enabled"] is True


@pytest.mark.parametrize("stage", AWS_STAGES)
def test_the_browser_is_told_a_strict_policy(synth, stage):
    policies = synth.resources(f"{stage}-web", "CloudFront::ResponseHeadersPolicy").values()
    headers = [p["ResponseHeadersPolicyConfig"]["SecurityHeadersConfig"] for p in policies]
    texts = [
        given["ContentSecurityPolicy"]["ContentSecurityPolicy"]
        for given in headers
        if "ContentSecurityPolicy" in given  # the API sends its own
    ]

    assert all("StrictTransportSecurity" in given for given in headers)

    assert sorted(texts) == sorted(
        web_headers.content_security_policy(path) for path in ("/", "/app/", "/status/")
    )
    for text in texts:
        assert "default-src 'none'" in text
        assert "script-src 'self';" in text
        assert "frame-ancestors 'none'" in text


@pytest.mark.parametrize("stage", AWS_STAGES)
def test_the_api_is_told_who_asks_and_that_it_is_cloudfront_who_says_so(synth, stage):
    functions = synth.resources(f"{stage}-web", "CloudFront::Function")
    (distribution,) = synth.resources(f"{stage}-web", "CloudFront::Distribution").values()
    config = distribution["DistributionConfig"]
    (api,) = [b for b in config["CacheBehaviors"] if b["PathPattern"] == "/api/*"]
    (origin,) = [o for o in config["Origins"] if o["Id"] == api["TargetOriginId"]]
    (told,) = api["FunctionAssociations"]

    name = told["FunctionARN"]["Fn::GetAtt"][0]
    assert functions[name]["Name"] == f"wingman-{stage}-who-asks"
    assert told["EventType"] == "viewer-request"
    assert origin["OriginCustomHeaders"] == [
        {"HeaderName": "X-Wingman-Origin", "HeaderValue": {"Ref": "OriginSecret"}}
    ]
    assert synth.template(f"{stage}-web")["Parameters"]["OriginSecret"]["NoEcho"] is True


@pytest.mark.parametrize("stack", APP_STACKS)
def test_only_the_api_knows_what_stands_before_it(synth, stack):
    knowing = {
        name
        for name, properties in functions_by_name(synth, stack).items()
        if "WINGMAN_ORIGIN_SECRET_SHA256" in properties["Environment"]["Variables"]
    }

    assert knowing == {"api"}


@pytest.mark.parametrize("stage", AWS_STAGES)
def test_the_web_bucket_is_reached_through_cloudfront_only(synth, stage):
    buckets = synth.resources(f"{stage}-web", "S3::Bucket").values()
    (distribution,) = synth.resources(f"{stage}-web", "CloudFront::Distribution").values()
    config = distribution["DistributionConfig"]
    behaviours = chain([config["DefaultCacheBehavior"]], config["CacheBehaviors"])

    assert all(b["PublicAccessBlockConfiguration"]["BlockPublicPolicy"] for b in buckets)
    # One for the apps, one for the status pages.
    assert len(synth.resources(f"{stage}-web", "CloudFront::OriginAccessControl")) == 2
    assert all(b["ViewerProtocolPolicy"] != "allow-all" for b in behaviours)
    assert [b["PathPattern"] for b in config["CacheBehaviors"]] == [
        "/api/*",
        "/app*",
        "/portal*",
        "/status/*",
    ]


@pytest.mark.parametrize("stage", AWS_STAGES)
def test_cloudfront_reads_what_is_public_of_the_status_bucket_and_nothing_else(synth, stage):
    policies = synth.resources(f"{stage}-app", "S3::BucketPolicy").values()
    allowed = [
        statement
        for policy in policies
        for statement in policy["PolicyDocument"]["Statement"]
        if statement["Effect"] == "Allow"
        and statement["Principal"] == {"Service": "cloudfront.amazonaws.com"}
    ]

    (reading,) = allowed
    assert reading["Action"] == "s3:GetObject"
    assert reading["Resource"]["Fn::Join"][1][-1] == "/public/*"
    assert reading["Condition"] == {
        "StringEquals": {"aws:SourceAccount": {"Ref": "AWS::AccountId"}}
    }


@pytest.mark.parametrize("stage", AWS_STAGES)
def test_a_status_page_on_its_own_domain_has_its_folder_for_a_root(synth, stage):
    stack = f"{stage}-status-domain"
    (distribution,) = synth.resources(stack, "CloudFront::Distribution").values()
    config = distribution["DistributionConfig"]
    folders = {origin["Id"]: _joined(origin["OriginPath"]) for origin in config["Origins"]}
    default = config["DefaultCacheBehavior"]

    assert config["Aliases"] == [{"Ref": "DomainName"}]
    assert config["DefaultRootObject"] == "index.html"
    assert folders[default["TargetOriginId"]] == "/public/status/?"
    shared = {b["PathPattern"]: folders[b["TargetOriginId"]] for b in config["CacheBehaviors"]}
    assert shared == dict.fromkeys(("page.css", "page.js", "alive.json"), "/public/status")
    # Code, databases, keys: there is none of it that could fail.
    kinds = {resource["Type"] for resource in synth.template(stack)["Resources"].values()}
    assert not [kind for kind in kinds if not kind.startswith("AWS::CloudFront")]


@pytest.mark.parametrize("stage", AWS_STAGES)
def test_no_page_is_kept_from_its_readers_for_long(synth, stage):
    for stack in (f"{stage}-web", f"{stage}-status-domain"):
        (cache,) = synth.resources(stack, "CloudFront::CachePolicy").values()
        assert cache["CachePolicyConfig"]["MaxTTL"] <= 20


def test_the_firewall_is_a_matter_of_the_stage(synth):
    for stage in AWS_STAGES:
        acls = synth.resources(f"{stage}-web", "WAFv2::WebACL")
        assert len(acls) == (1 if STAGES[stage].firewall else 0)


def _spelled(value):
    """Joined, with the names of what is referred to."""
    return "".join(part if isinstance(part, str) else part["Ref"] for part in value["Fn::Join"][1])


def _joined(value):
    if isinstance(value, str):
        return value
    return "".join(part if isinstance(part, str) else "?" for part in value["Fn::Join"][1])
