"""The ratios we promise hold on this machine too. Never absolute times."""

import json
import subprocess
import sys
from typing import Any

import pytest

from tests.bench import ratio


# What takes long to measure well (cold starts, audit log, probes, history) is for `make bench`.
@pytest.mark.parametrize("suite", ["snapshots", "screens"])
def test_what_is_promised_holds(suite: str) -> None:
    # On a busy machine a single short measurement can be off: a miss is measured again, for longer.
    missed = _missed(suite, "--quick") and _missed(suite)

    assert not missed


def _missed(suite: str, *flags: str) -> list[Any]:
    command = [sys.executable, "-m", "tests.bench", suite, *flags]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode in {0, 1}, done.stderr[-3000:]
    assert "written to" in done.stdout, done.stderr[-3000:]
    measured = json.loads((ratio.FOLDER / f"{suite}.json").read_text())
    assert {"name", "ours", "reference", "ratio", "unit"} <= set(measured[0])
    promised = [one for one in measured if one["at_most"] is not None]
    assert promised
    return [one for one in promised if one["ratio"] > one["at_most"]]
