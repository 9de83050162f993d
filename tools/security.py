"""`make security`: the product looked at by tools that know how others were broken.

    python -m tools.security           # all of them
    python -m tools.security --fast    # those that need no network and no minute: part of make test
    python -m tools.security --strict  # what could not run counts as failed: for CI with a network

Each tool says ok, FAILED, or NOT RUN with the reason: an audit that could not ask anybody has not
found the product clean.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv-security" / "bin"
RULES = "tools/semgrep"
SOURCES = ("chalicelib", "functions", "app.py", "infra")
SEMGREP = ("scan", "--metrics=off", "--disable-version-check", "--quiet", "--jobs=2")
REQUIREMENTS = ("requirements.txt", "requirements-run.txt", "infra/requirements.txt")
# Formats that only a secret has. What merely looks random belongs to gitleaks, which reads the
# history as well: here it would find every example and every translation.
_NO_GUESSES = (
    "Base64HighEntropyString",
    "HexHighEntropyString",
    "KeywordDetector",
    "TelegramBotTokenDetector",  # takes every ARN for one
    "BasicAuthDetector",  # addresses with a password are what our tests refuse
)


class Verdict(StrEnum):
    OK = "ok"
    FAILED = "FAILED"
    NOT_RUN = "NOT RUN"


@dataclass(frozen=True)
class Finding:
    verdict: Verdict
    text: str


@dataclass(frozen=True)
class Tool:
    name: str
    run: Callable[[], Finding]
    is_fast: bool = False


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fast", action="store_true")
    parser.add_argument("--strict", action="store_true")
    given = parser.parse_args()
    findings = []
    for tool in TOOLS:
        if given.fast and not tool.is_fast:
            continue
        started = time.monotonic()
        finding = tool.run()
        findings.append(finding)
        print(f"{finding.verdict:8} {time.monotonic() - started:5.0f} s  {tool.name}", flush=True)
        if finding.text:
            print("\n".join(f"    {line}" for line in finding.text.splitlines()), flush=True)
    bad = {Verdict.FAILED, Verdict.NOT_RUN} if given.strict else {Verdict.FAILED}
    return 1 if any(finding.verdict in bad for finding in findings) else 0


def prove_rules() -> Finding:
    """Every rule of ours finds what it is for, in the file beside it."""
    done = _run(BIN / "semgrep", *SEMGREP[:3], "--test", RULES)
    passed = done.returncode == 0 and "All tests passed" in done.stdout + done.stderr
    return _judged(passed, done.stdout + done.stderr)


def follow_rules() -> Finding:
    done = _run(
        BIN / "semgrep", *SEMGREP, "--error", "--config", RULES,
        *SOURCES[:3], "wp_plugin/wp-wingman", "frontend/apps", "frontend/packages",
    )  # fmt: skip
    return _judged(done.returncode == 0, done.stdout + done.stderr)


def bandit() -> Finding:
    # B608 (SQL made of texts) is told by our own rule, which knows constants from data.
    done = _run(BIN / "bandit", "-q", "-r", "-ll", "--skip", "B608", *SOURCES)
    return _judged(done.returncode == 0, done.stdout)


def detect_secrets() -> Finding:
    guesses = [word for name in _NO_GUESSES for word in ("--disable-plugin", name)]
    done = _run(
        BIN / "detect-secrets", "scan", "--no-verify", *guesses,
        "--exclude-files", r"(package-lock\.json|requirements.*\.txt|\.svg|\.woff2)$",
    )  # fmt: skip
    if done.returncode:
        return Finding(Verdict.NOT_RUN, done.stderr[-500:])
    found = [
        f"{path}:{secret['line_number']}: {secret['type']}"
        for path, secrets in json.loads(done.stdout)["results"].items()
        for secret in secrets
    ]
    return _judged(not found, "\n".join(found))


def pip_audit() -> Finding:
    texts = []
    for requirements in REQUIREMENTS:
        done = _run(
            BIN / "pip-audit", "-r", requirements, "--disable-pip", "--require-hashes",
            "--progress-spinner=off", "--format=json",
        )  # fmt: skip
        if not done.stdout.startswith("{"):
            return Finding(Verdict.NOT_RUN, f"{requirements}: {done.stderr[-300:].strip()}")
        packages = json.loads(done.stdout)["dependencies"]
        if all("skip_reason" in package for package in packages):
            return Finding(Verdict.NOT_RUN, "PyPI's list of vulnerabilities cannot be reached.")
        texts += [
            f"{requirements}: {package['name']} {package['version']}: {flaw['id']}"
            for package in packages
            for flaw in package.get("vulns", [])
        ]
    return _judged(not texts, "\n".join(texts))


def npm_audit() -> Finding:
    done = _run("npm", "audit", "--audit-level=high", "--json", folder=ROOT / "frontend")
    try:
        report = json.loads(done.stdout)
    except ValueError:
        report = {}
    if "vulnerabilities" not in report:
        return Finding(Verdict.NOT_RUN, "npm's list of vulnerabilities cannot be reached.")
    found = [
        f"{name}: {flaw['severity']}" for name, flaw in sorted(report["vulnerabilities"].items())
    ]
    return _judged(done.returncode == 0, "\n".join(found))


def gitleaks() -> Finding:
    """It comes neither from PyPI nor from npm nor from Debian: CI brings it, others may."""
    program = shutil.which("gitleaks")
    if program is None:
        return Finding(
            Verdict.NOT_RUN,
            "gitleaks is not installed (https://github.com/gitleaks/gitleaks); CI runs it.",
        )
    done = _run(program, "git", "--redact", "--no-banner", "--config", ".gitleaks.toml", ".")
    return _judged(done.returncode == 0, done.stdout + done.stderr)


TOOLS = (
    Tool("semgrep: our rules find what they are for", prove_rules, is_fast=True),
    Tool("semgrep: our rules", follow_rules, is_fast=True),
    Tool("bandit", bandit, is_fast=True),
    Tool("detect-secrets", detect_secrets, is_fast=True),
    Tool("pip-audit", pip_audit),
    Tool("npm audit", npm_audit),
    Tool("gitleaks", gitleaks),
)


def _judged(is_good: bool, text: str) -> Finding:  # noqa: FBT001 - a verdict is one
    return Finding(Verdict.OK, "") if is_good else Finding(Verdict.FAILED, text.strip()[-6000:])


def _run(
    program: str | Path, *arguments: str, folder: Path = ROOT
) -> "subprocess.CompletedProcess[str]":
    try:
        return subprocess.run(
            [str(program), *arguments],
            cwd=folder,
            env={**os.environ, "SEMGREP_SEND_METRICS": "off", "PYTHONUTF8": "1"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=600,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return subprocess.CompletedProcess([str(program)], 1, "", str(error))


if __name__ == "__main__":
    sys.exit(main())
