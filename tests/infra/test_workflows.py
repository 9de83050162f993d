"""The workflows run only what cannot change behind our back, and hold no lasting credentials."""

import re
from pathlib import Path

import pytest

WORKFLOWS = sorted((Path(__file__).parents[2] / ".github" / "workflows").glob("*.yml"))


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_every_action_is_pinned_to_a_commit_and_says_its_version(workflow):
    uses = re.findall(r"uses: (\S+)(.*)", workflow.read_text())
    foreign = [(name, note) for name, note in uses if not name.startswith("./")]

    for name, note in foreign:
        assert re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", name), name
        assert re.fullmatch(r" # v\d+\.\d+\.\d+", note), name


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_no_workflow_holds_a_secret_and_each_begins_with_reading_only(workflow):
    text = workflow.read_text()

    assert "secrets." not in text
    assert "\npermissions:\n  contents: read\n" in text


def test_ci_runs_what_everybody_runs():
    (ci,) = [path for path in WORKFLOWS if path.name == "ci.yml"]

    assert "run: .ci/run" in ci.read_text()
