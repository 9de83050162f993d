"""`make soak`: the whole minute on the local stack, counted and printed, and written to var/soak.

python -m tests.soak [minute | storm] [--minutes 30] [--sites 10000]
"""

import argparse
import sys

from tests.soak import minute


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.soak")
    parser.add_argument("--minutes", type=int, default=30)
    parser.add_argument("--sites", type=int, default=10_000)
    wish = parser.parse_args()
    report = minute.run(minutes=wish.minutes, sites=wish.sites)
    print(minute.shown(report))
    print(f"\n  written to {minute.write(report).relative_to(minute.FOLDER.parents[1])}")
    complaints = list(minute.complaints(report))
    for failing in complaints:
        print(f"  MISSED: {failing}")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
