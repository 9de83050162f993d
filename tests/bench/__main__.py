"""`make bench`: every ratio, printed and written to var/bench/*.json.

python -m tests.bench [--quick] [snapshots | screens | history | audit-log | ...]
"""

import argparse
import subprocess
import sys

from tests.bench import audit_log, cold_starts, history, probes, ratio, screens, snapshots

_SUITES = {
    "snapshots": (snapshots.measure, {"blocks": 4, "block": 25}),
    "screens": (screens.measure, {"rounds": 12}),
    "history": (history.measure, {"rounds": 8, "days": 90, "days_of_hours": 8}),
    "audit-log": (audit_log.measure, {"rounds": 3}),
    "cold-starts": (cold_starts.measure, {"rounds": 5, "only_promised": True}),
    "probes": (probes.measure, {"rounds": 3, "flights": 1, "sizes": (500,)}),
}


def main() -> int:
    """Each suite in a process of its own: what one imports must not warm the next."""
    options = _options()
    if len(options.suites) > 1:
        flags = ["--quick"] if options.quick else []
        commands = [
            [sys.executable, "-m", "tests.bench", suite, *flags] for suite in options.suites
        ]
        return max(subprocess.run(command, check=False).returncode for command in commands)
    (suite,) = options.suites
    measure, quickly = _SUITES[suite]
    ratios = measure(**(quickly if options.quick else {}))
    print(ratio.table(suite, ratios))
    print(f"  written to {ratio.write(suite, ratios).relative_to(ratio.FOLDER.parents[1])}")
    return 0 if all(one.holds for one in ratios) else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("suites", nargs="*", metavar="suite", help=", ".join(_SUITES))
    parser.add_argument("--quick", action="store_true", help="fewer samples: an order of magnitude")
    options = parser.parse_args()
    if unknown := set(options.suites) - set(_SUITES):
        parser.error(f"there is no suite {', '.join(sorted(unknown))}")
    options.suites = options.suites or list(_SUITES)
    return options


if __name__ == "__main__":
    sys.exit(main())
