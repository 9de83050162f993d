"""Everything CI runs, in stages, each with its time: `make test`.

Two lanes run beside each other, because two cores are what we can count on; the stages that start
the whole stack come last and alone. A stage's output is shown when it ends, so that it stays whole.
"""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
PYTEST = (sys.executable, "-m", "pytest", "-q", "--durations=8")


@dataclass(frozen=True)
class Stage:
    name: str
    command: Sequence[str]
    folder: Path = ROOT


@dataclass(frozen=True)
class Outcome:
    stage: Stage
    code: int
    seconds: float


FRONTEND = ROOT / "frontend"
# The proofs that go through every door: minutes, so that their time and their outcome stand alone.
EVERY_DOOR = ("tests/authorisation", "tests/races", "tests/fuzz")
BESIDE_EACH_OTHER: tuple[tuple[Stage, ...], ...] = (
    (
        Stage("python", (*PYTEST, "tests", *(f"--ignore={folder}" for folder in EVERY_DOOR))),
        Stage("every door", (*PYTEST, *EVERY_DOOR)),
    ),
    (
        Stage("frontend: install", ("npm", "ci", "--no-audit", "--no-fund"), FRONTEND),
        Stage("security", (sys.executable, "-m", "tools.security", "--fast")),
        Stage("frontend: lint", ("npm", "run", "lint"), FRONTEND),
        Stage("frontend: types", ("npm", "run", "typecheck"), FRONTEND),
        Stage("frontend: units", ("npm", "test"), FRONTEND),
        Stage("frontend: build", ("npm", "run", "build"), FRONTEND),
        Stage("plugin", (*PYTEST, "tests/plugin", "-m", "e2e")),
        Stage("screens", (*PYTEST, "tests/e2e/screens", "-m", "e2e", "-k", "not lighthouse")),
    ),
)
ALONE: tuple[Stage, ...] = (
    # It measures a performance: whoever shares the machine would be measured too.
    Stage(
        "lighthouse",
        (*PYTEST, "tests/e2e/screens/test_landing.py", "-m", "e2e", "-k", "lighthouse"),
    ),
    Stage("chaos", (*PYTEST, "tests/chaos", "-m", "e2e")),
    Stage("end to end", (*PYTEST, "tests/e2e", "-m", "e2e", "--ignore=tests/e2e/screens")),
)


def main() -> int:
    started = time.monotonic()
    with ThreadPoolExecutor(len(BESIDE_EACH_OTHER)) as lanes:
        outcomes = [one for lane in lanes.map(run_lane, BESIDE_EACH_OTHER) for one in lane]
    if all(one.code == 0 for one in outcomes):
        outcomes += run_lane(ALONE)
    return report(outcomes, time.monotonic() - started)


def run_lane(stages: Sequence[Stage]) -> list[Outcome]:
    """The stages in turn, up to the first that fails."""
    outcomes = []
    for stage in stages:
        outcomes.append(run_stage(stage))
        if outcomes[-1].code != 0:
            break
    return outcomes


def run_stage(stage: Stage) -> Outcome:
    started = time.monotonic()
    ended = subprocess.run(
        stage.command,
        cwd=stage.folder,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    seconds = time.monotonic() - started
    print(f"\n━━ {stage.name} ━━ {seconds:.0f} s\n{ended.stdout}", flush=True)
    return Outcome(stage, ended.returncode, seconds)


def report(outcomes: Sequence[Outcome], seconds: float) -> int:
    failed = [one for one in outcomes if one.code != 0]
    print("\n━━ make test ━━")
    for one in outcomes:
        print(f"{'ok    ' if one.code == 0 else 'FAILED'} {one.seconds:5.0f} s  {one.stage.name}")
    print(f"{seconds:.0f} s in all")
    print(f"stages: {len(outcomes) - len(failed)} passed, {len(failed)} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
