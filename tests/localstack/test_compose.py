"""The files for LocalStack in Docker fit the template that `make up` deploys."""

import json
import re
from pathlib import Path

import yaml

from localstack.deploy import ASSET_BUCKET
from localstack.postgres import FOUNDATION
from localstack.up import STACK

FOLDER = Path(__file__).parents[2] / "localstack"
COMPOSE = yaml.safe_load((FOLDER / "compose.yaml").read_text())
SCRIPT = (FOLDER / "init" / "10-app-stack.sh").read_text()
TEMPLATE = json.loads((FOLDER / "app.template.json").read_text())


def test_every_port_is_open_to_this_machine_only():
    ports = [port for service in COMPOSE["services"].values() for port in service["ports"]]

    assert ports
    assert all(port.startswith("127.0.0.1:") for port in ports)


def test_every_mounted_file_of_the_repository_exists():
    mounts = [mount for service in COMPOSE["services"].values() for mount in service["volumes"]]
    ours = [mount.split(":")[0] for mount in mounts if mount.startswith("./")]

    assert ours
    assert all((FOLDER / path).is_file() for path in ours)


def test_the_script_deploys_the_same_stack_with_parameters_that_exist():
    given = set(re.findall(r'"(\w+)=', SCRIPT))
    needed = {name for name, made in TEMPLATE["Parameters"].items() if "Default" not in made}

    assert f"stack={STACK}" in SCRIPT
    assert f"bucket={ASSET_BUCKET}" in SCRIPT
    assert given <= set(TEMPLATE["Parameters"])
    assert needed <= given


def test_the_database_begins_like_the_embedded_one():
    sql = (FOLDER / "init" / "postgres.sql").read_text()

    assert all(statement in sql for statement in FOUNDATION)
