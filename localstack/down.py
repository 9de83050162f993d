"""Stop everything that this checkout's `make up` started, and only that.

python -m localstack.down
"""

import argparse
import sys

from localstack.demo_site import installed_sites
from localstack.layout import Layout, with_var
from localstack.progress import say, step


def stop_everything(layout: Layout, *, quiet: bool = False) -> None:
    """What talks goes before what is talked to."""
    for title, stop in (
        ("origin", layout.origin.stop),
        ("WordPress", lambda: _stop_sites(layout)),
        ("local AWS", layout.aws.stop),
        ("PostgreSQL", layout.postgres.stop),
    ):
        if quiet:
            stop()
            continue
        with step(f"stopping {title}"):
            stop()


def _stop_sites(layout: Layout) -> None:
    for site in installed_sites(layout):
        site.stop()


def main(arguments: list[str]) -> int:
    parser = with_var(argparse.ArgumentParser(prog="make down", description=__doc__))
    layout = Layout(parser.parse_args(arguments).var)
    if not layout.was_ever_started:
        say("nothing was ever started here")
        return 0
    stop_everything(layout)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
