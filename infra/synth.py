"""`make synth`: synthesise every stage, judge the templates, and hold the committed one true.

    python -m infra.synth           # fails on any finding, and when localstack/app.template.json
                                    # is not what this synth gives
    python -m infra.synth --write   # renews localstack/app.template.json

Runs in the CDK's environment, offline, without Docker, credentials or the CDK's command line.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

# Node 20 is past its end of life, but runs the CDK; without this it says so in twelve lines.
os.environ.setdefault("JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION", "20")

from infra import normalise
from infra.app import synthesise
from infra.settings import STAGES

ROOT = Path(__file__).resolve().parent.parent


class Finding(Exception):
    """The templates are not as they should be."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="renew the committed template")
    parser.add_argument("--out", type=Path, default=ROOT / "cdk.out")
    parser.add_argument("--build", type=Path, default=ROOT / "build", help="the packages")
    arguments = parser.parse_args()
    try:
        _synthesise(arguments.out, arguments.build)
        _lint(arguments.out)
        _compare(arguments.out, arguments.build, write=arguments.write)
    except Finding as finding:
        sys.exit(f"✗ {finding}")


def _synthesise(out: Path, build: Path) -> None:
    if not (build / "functions.zip").exists():
        raise Finding("There are no packages yet: run `python -m infra.packaging` first.")
    shutil.rmtree(out, ignore_errors=True)  # or an old report would speak for this synth
    synthesise(STAGES, build=build, out=out)
    findings = list(_unexplained(out / "validation-report.json"))
    if findings:
        raise Finding("\n  ".join(["The CDK found:", *findings]))
    print("✓ synthesised; cdk-nag has no finding without a written reason")


def _unexplained(report: Path) -> list[str]:
    """Warnings too, which do not stop the CDK itself."""
    if not report.exists():
        return []
    return [
        f"{violation['ruleName']} {place['constructPath']}: {violation['description']}"
        for plugin in json.loads(report.read_text())["pluginReports"]
        for violation in plugin["violations"]
        for place in violation["violatingConstructs"]
    ]


def _lint(out: Path) -> None:
    templates = sorted(str(path) for path in out.glob("*.template.json"))
    linter = Path(sys.executable).with_name("cfn-lint")
    outcome = subprocess.run(
        [str(linter), "--config-file", str(ROOT / "infra" / "cfnlint.yaml"), *templates],
        check=False,
    )
    if outcome.returncode:
        raise Finding("cfn-lint has findings, see above.")
    print(f"✓ cfn-lint: {len(templates)} templates clean")


def _compare(out: Path, build: Path, *, write: bool) -> None:
    fresh = normalise.normalised_text(out, build)
    committed = normalise.COMMITTED
    if write:
        committed.write_text(fresh)
        print(f"✓ wrote {committed.relative_to(ROOT)}")
    elif not committed.exists() or committed.read_text() != fresh:
        with tempfile.NamedTemporaryFile("w", suffix=".json", delete=False) as other:
            other.write(fresh)
        raise Finding(
            f"{committed.relative_to(ROOT)} is not this synth's app stack (see {other.name}); "
            "renew it with `make synth WRITE=1`."
        )
    else:
        print(f"✓ {committed.relative_to(ROOT)} is the app stack of this synth")


if __name__ == "__main__":
    main()
