"""How a soak ends: with 0 when it kept its promises, and else with what it missed."""

from pathlib import Path
from typing import Any

import pytest

from tests.soak import __main__ as program
from tests.soak import minute


def a_report(**changes: Any) -> dict[str, Any]:
    tick = {
        "at": "2026-11-30 08:34:06",
        "batches": 2,
        "kept": 2,
        "sites": 800,
        "seconds": 3.0,
        "is_quiet": True,
    }
    return {"sites": 800, "minutes": 1, "ticks": [{**tick, **changes}], "statements": {}}


@pytest.mark.parametrize(
    ("changes", "code", "missed"),
    [
        ({}, 0, []),
        ({"kept": 1}, 1, ["MISSED: ticks that did not end before the next: 2026-11-30 08:34:06"]),
        ({"sites": 799}, 1, ["MISSED: ticks in which sites were left out: 2026-11-30 08:34:06"]),
    ],
)
def test_a_soak_fails_when_it_missed_something_and_only_then(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    changes: dict[str, Any],
    code: int,
    missed: list[str],
) -> None:
    monkeypatch.setattr("sys.argv", ["tests.soak"])
    monkeypatch.setattr(minute, "run", lambda **_: a_report(**changes))
    monkeypatch.setattr(minute, "shown", lambda _report: "")
    monkeypatch.setattr(minute, "write", lambda _report: Path(minute.FOLDER / "minute.json"))

    assert program.main() == code

    lines = capsys.readouterr().out.splitlines()
    assert [line.strip() for line in lines if "MISSED" in line] == missed
