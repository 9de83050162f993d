"""`make security` tells the truth: what could not be asked was not found clean."""

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tools import security
from tools.security import Finding, Tool, Verdict

RULES = Path(security.ROOT, security.RULES)
FILES = sorted(RULES.glob("*.yaml"))


def answering(monkeypatch: pytest.MonkeyPatch, out: str, code: int = 0, err: str = "") -> None:
    done = subprocess.CompletedProcess([""], code, out, err)
    monkeypatch.setattr(security, "_run", lambda *_, **__: done)


@pytest.mark.parametrize("rules", FILES, ids=lambda path: path.stem)
def test_every_rule_shows_what_it_finds_and_what_it_leaves_alone(rules: Path) -> None:
    (proof,) = [path for path in RULES.glob(f"{rules.stem}.*") if path != rules]
    ids = set(re.findall(r"- id: (\S+)", rules.read_text()))
    shown = proof.read_text()

    assert ids
    assert set(re.findall(r"ruleid: (\S+)", shown)) == ids
    assert set(re.findall(r"ok: (\S+)", shown)) == ids


def test_an_audit_that_could_ask_nobody_has_not_run(monkeypatch: pytest.MonkeyPatch) -> None:
    skipped = {"name": "x", "version": "1", "skip_reason": "not found on PyPI"}
    answering(monkeypatch, json.dumps({"dependencies": [skipped]}))
    assert security.pip_audit().verdict is Verdict.NOT_RUN

    answering(monkeypatch, "", 1, "no route to host")
    assert security.pip_audit().verdict is Verdict.NOT_RUN
    assert security.npm_audit().verdict is Verdict.NOT_RUN


def test_a_known_flaw_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    flawed: dict[str, Any] = {"name": "x", "version": "1", "vulns": [{"id": "CVE-1"}]}
    answering(monkeypatch, json.dumps({"dependencies": [flawed]}), 1)
    assert "x 1: CVE-1" in security.pip_audit().text

    report = {"vulnerabilities": {"x": {"severity": "high"}}}
    answering(monkeypatch, json.dumps(report), 1)
    assert security.npm_audit() == Finding(Verdict.FAILED, "x: high")


def test_a_rule_that_finds_nothing_any_more_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    answering(monkeypatch, "15/16: 1 unit tests did not pass", 1)

    assert security.prove_rules().verdict is Verdict.FAILED


@pytest.mark.parametrize(
    ("verdict", "flags", "code"),
    [
        (Verdict.OK, [], 0),
        (Verdict.FAILED, [], 1),
        (Verdict.NOT_RUN, [], 0),
        (Verdict.NOT_RUN, ["--strict"], 1),
        (Verdict.FAILED, ["--fast"], 0),
    ],
)
def test_ci_takes_no_excuse(
    monkeypatch: pytest.MonkeyPatch, verdict: Verdict, flags: list[str], code: int
) -> None:
    monkeypatch.setattr(security, "TOOLS", (Tool("x", lambda: Finding(verdict, "")),))
    monkeypatch.setattr("sys.argv", ["security", *flags])

    assert security.main() == code
