"""One synth for all tests of this folder: it takes twenty seconds."""

import json
import subprocess
from pathlib import Path

import pytest

from infra import packaging

ROOT = Path(__file__).parents[2]
CDK_PYTHON = ROOT / ".venv-cdk" / "bin" / "python"


@pytest.fixture(scope="session")
def packages(tmp_path_factory):
    """The zips, for this machine."""
    return packaging.build("host", out=tmp_path_factory.mktemp("build"))


class Synth:
    """A cloud assembly and what `python -m infra.synth` said about it."""

    def __init__(self, out: Path, build: Path, outcome: subprocess.CompletedProcess[str]):
        self.out = out
        self.build = build
        self.exit_code = outcome.returncode
        self.report = outcome.stdout + outcome.stderr

    def template(self, stack: str) -> dict:
        return json.loads((self.out / f"wingman-{stack}.template.json").read_text())

    def resources(self, stack: str, kind: str) -> dict[str, dict]:
        """Properties by logical id."""
        return {
            name: resource.get("Properties", {})
            for name, resource in self.template(stack)["Resources"].items()
            if resource["Type"] == f"AWS::{kind}"
        }


@pytest.fixture(scope="session")
def synth(packages, tmp_path_factory):
    assert CDK_PYTHON.exists(), "run `make setup-cdk` first"
    out = tmp_path_factory.mktemp("synth") / "cdk.out"
    build = packages.functions.parent
    outcome = subprocess.run(
        [str(CDK_PYTHON), "-m", "infra.synth", "--out", str(out), "--build", str(build)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return Synth(out, build, outcome)
