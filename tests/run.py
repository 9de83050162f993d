"""Everything CI runs, in stages, each with its time: `make test`.

Three stages run beside each other: two cores are what we can count on, and most of them wait now
and then. What measures has the machine for itself. The whole stack, which mostly waits for the next
minute, comes last, with what needs no built pages: it may build them anew. A stage's output is
shown when it ends, so that it stays whole.
"""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
FRONTEND = ROOT / "frontend"
PYTEST = (sys.executable, "-m", "pytest", "-q", "--durations=8")
BIN = Path(sys.executable).parent


@dataclass(frozen=True)
class Stage:
    name: str
    command: Sequence[str]
    folder: Path = ROOT
    after: str = ""
    """The stage whose work this one needs."""


@dataclass(frozen=True)
class Outcome:
    stage: Stage
    code: int
    seconds: float


# What starts servers or waits for a clock has a stage of its own: it fills the others' pauses.
WAITING = ("tests/contract", "tests/infra", "tests/localstack", "tests/bench")
# The proofs that go through every door: minutes, so that their time and their outcome stand alone.
EVERY_DOOR = ("tests/authorisation", "tests/races", "tests/fuzz")
OTHER_SCREENS = ("test_account.py", "test_landing.py", "test_passkeys.py", "test_portal.py")
SCREENS = "tests/e2e/screens"

# The longest chains first, so that none is left over at the end.
BESIDE_EACH_OTHER: tuple[Stage, ...] = (
    Stage("frontend: install", ("npm", "ci", "--no-audit", "--no-fund"), FRONTEND),
    Stage("stack and cloud", (*PYTEST, *WAITING)),
    Stage("frontend: build", ("npm", "run", "build"), FRONTEND, after="frontend: install"),
    Stage(
        "screens of the admin app",
        (
            *PYTEST,
            SCREENS,
            "-m",
            "e2e and not slow",
            *(f"--ignore={SCREENS}/{file}" for file in OTHER_SCREENS),
        ),
        after="frontend: build",
    ),
    Stage(
        "screens of everybody",
        (*PYTEST, *(f"{SCREENS}/{f}" for f in OTHER_SCREENS), "-m", "e2e", "-k", "not lighthouse"),
        after="frontend: build",
    ),
    Stage(
        "python",
        (*PYTEST, "tests", *(f"--ignore={folder}" for folder in (*EVERY_DOOR, *WAITING))),
    ),
    Stage("every door", (*PYTEST, *EVERY_DOOR)),
    Stage("lint", (f"{BIN}/ruff", "check", ".")),
    Stage("format", (f"{BIN}/ruff", "format", "--check", ".")),
    Stage("imports", (f"{BIN}/lint-imports",)),
)
ALONE: tuple[Stage, ...] = (
    # It measures a performance: whoever shares the machine would be measured too.
    Stage(
        "lighthouse",
        (*PYTEST, "tests/e2e/screens/test_landing.py", "-m", "e2e", "-k", "lighthouse"),
    ),
)
BESIDE_THE_STACK: tuple[Stage, ...] = (
    Stage(
        "end to end", (*PYTEST, "tests/e2e", "-m", "e2e and not slow", "--ignore=tests/e2e/screens")
    ),
    Stage("plugin", (*PYTEST, "tests/plugin", "-m", "e2e")),
    Stage("chaos", (*PYTEST, "tests/chaos", "-m", "e2e and not slow")),
    Stage("security", (sys.executable, "-m", "tools.security", "--fast")),
    Stage("types", (f"{BIN}/mypy",)),
    Stage("frontend: lint", ("npm", "run", "lint"), FRONTEND),
    Stage("frontend: types", ("npm", "run", "typecheck"), FRONTEND),
    Stage("frontend: units", ("npm", "test"), FRONTEND),
)
GROUPS = ((BESIDE_EACH_OTHER, 3), (ALONE, 1), (BESIDE_THE_STACK, 3))
"""Stages, and how many of them run at once; a group begins when the one before has passed."""


def main() -> int:
    started = time.monotonic()
    outcomes: list[Outcome] = []
    for stages, at_once in GROUPS:
        if all(one.code == 0 for one in outcomes):
            outcomes += run_beside_each_other(stages, at_once)
    return report(outcomes, time.monotonic() - started)


def run_beside_each_other(stages: Sequence[Stage], at_once: int) -> list[Outcome]:
    """Each as soon as a place is free and what it needs has passed."""
    waiting = list(stages)
    running: set[Future[Outcome]] = set()
    outcomes: list[Outcome] = []
    with ThreadPoolExecutor(at_once) as places:
        while True:
            for stage in _startable(waiting, outcomes)[: at_once - len(running)]:
                waiting.remove(stage)
                running.add(places.submit(run_stage, stage))
            if not running:
                return outcomes
            done, running = wait(running, return_when=FIRST_COMPLETED)
            outcomes += [one.result() for one in done]


def _startable(waiting: Sequence[Stage], outcomes: Sequence[Outcome]) -> list[Stage]:
    passed = {"", *(one.stage.name for one in outcomes if one.code == 0)}
    return [stage for stage in waiting if stage.after in passed]


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
