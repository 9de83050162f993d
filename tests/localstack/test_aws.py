"""The local AWS keeps its state over a restart; a stack is deployed as often as one likes."""

import io
import json
import sys
import time
import zipfile
from pathlib import Path

import pytest

from localstack.aws import MiniStack
from localstack.deploy import ASSET_BUCKET, Cloud, DeploymentFailedError, deploy, upload_assets
from localstack.network import free_port

ROOT = Path(__file__).resolve().parents[2]
HANDLER = """
import os, boto3
def handler(event, context):
    boto3.client("sqs").send_message(QueueUrl=os.environ["ANSWERS"], MessageBody=os.environ["WORD"])
"""
TEMPLATE = {
    "Parameters": {"Prefix": {"Type": "String"}, "Word": {"Type": "String", "Default": "hello"}},
    "Resources": {
        "Questions": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "questions"}},
        "Answers": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "answers"}},
        "Role": {
            "Type": "AWS::IAM::Role",
            "Properties": {"RoleName": "speaker", "AssumeRolePolicyDocument": {}},
        },
        "Speaker": {
            "Type": "AWS::Lambda::Function",
            "Properties": {
                "FunctionName": "speaker",
                "Runtime": "python3.13",
                "Handler": "speaker.handler",
                "Role": {"Fn::GetAtt": ["Role", "Arn"]},
                "Code": {"S3Bucket": ASSET_BUCKET, "S3Key": {"Fn::Sub": "${Prefix}code.zip"}},
                "Environment": {
                    "Variables": {"ANSWERS": {"Ref": "Answers"}, "WORD": {"Ref": "Word"}}
                },
            },
        },
        "Listens": {
            "Type": "AWS::Lambda::EventSourceMapping",
            "Properties": {
                "EventSourceArn": {"Fn::GetAtt": ["Questions", "Arn"]},
                "FunctionName": {"Ref": "Speaker"},
            },
        },
    },
    "Outputs": {"QuestionsUrl": {"Value": {"Ref": "Questions"}}},
}


@pytest.fixture(scope="module")
def aws(tmp_path_factory):
    folder = tmp_path_factory.mktemp("aws")
    aws = MiniStack(folder / "state", free_port(), ROOT / ".venv-aws", folder / "log")
    aws.start()
    yield aws
    aws.forget()


@pytest.fixture(scope="module")
def cloud(aws):
    return Cloud(aws)


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    path = tmp_path_factory.mktemp("template") / "template.json"
    path.write_text(json.dumps(TEMPLATE))
    return path


def code_zip(folder: Path) -> Path:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("speaker.py", HANDLER)
    path = folder / "code.zip"
    path.write_bytes(packed.getvalue())
    return path


def ask(cloud: Cloud) -> str:
    """Send a question, wait for the function's answer."""
    sqs = cloud.client("sqs")
    sqs.send_message(QueueUrl=sqs.get_queue_url(QueueName="questions")["QueueUrl"], MessageBody="?")
    answers = sqs.get_queue_url(QueueName="answers")["QueueUrl"]
    end = time.monotonic() + 30
    while time.monotonic() < end:
        found = sqs.receive_message(QueueUrl=answers, WaitTimeSeconds=2).get("Messages", [])
        if found:
            sqs.delete_message(QueueUrl=answers, ReceiptHandle=found[0]["ReceiptHandle"])
            return found[0]["Body"]
    raise AssertionError("the function gave no answer")


def deploy_speaker(cloud: Cloud, template: Path, folder: Path, **parameters: str) -> dict[str, str]:
    upload_assets(cloud, assets={"code.zip": code_zip(folder)}, prefix="v1/")
    return deploy(
        cloud, stack="speaker", template=template, parameters={"Prefix": "v1/", **parameters}
    )


def test_it_listens_on_loopback_only(aws):
    if sys.platform != "linux":
        pytest.skip("reads /proc")
    port = f":{aws.port:04X} "
    lines = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    listening = [line[1] for line in lines if f"{line[1]} ".endswith(port) and line[3] == "0A"]

    assert listening == [f"0100007F:{aws.port:04X}"]


def test_a_stack_is_created_once_and_then_left_alone(cloud, template, tmp_path):
    first = deploy_speaker(cloud, template, tmp_path)
    second = deploy_speaker(cloud, template, tmp_path)

    assert first == second
    assert ask(cloud) == "hello"


def test_a_changed_parameter_reaches_the_function(cloud, template, tmp_path):
    deploy_speaker(cloud, template, tmp_path, Word="changed")

    assert ask(cloud) == "changed"


def test_a_restart_keeps_stack_queues_and_mapping(aws, cloud, template, tmp_path):
    aws.stop()
    aws.start()

    deploy_speaker(cloud, template, tmp_path, Word="changed")

    assert ask(cloud) == "changed"


def test_after_a_crash_the_next_deployment_repairs_everything(aws, cloud, template, tmp_path):
    aws.service.kill()
    aws.start()

    deploy_speaker(cloud, template, tmp_path, Word="again")

    assert ask(cloud) == "again"


def test_what_was_unpacked_for_functions_is_gone_when_it_stops(aws, cloud, template, tmp_path):
    deploy_speaker(cloud, template, tmp_path)
    ask(cloud)
    unpacked = aws.folder / "tmp"
    assert list(unpacked.iterdir())

    aws.stop()

    assert not unpacked.exists()
    aws.start()


def test_an_unknown_parameter_is_refused_before_anything_happens(cloud, template):
    with pytest.raises(DeploymentFailedError, match="Unheard"):
        deploy(cloud, stack="other", template=template, parameters={"Unheard": "x"})
