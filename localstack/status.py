"""Say what runs. Ends with 0 when everything does.

python -m localstack.status
"""

import argparse
import sys
from collections.abc import Callable
from dataclasses import dataclass

from localstack.demo_site import installed_sites
from localstack.layout import Layout, with_var
from localstack.network import is_ready
from localstack.progress import say
from localstack.summary import print_summary


@dataclass(frozen=True)
class Part:
    """One part of the stack: does its process run, and does it answer?"""

    name: str
    where: str
    runs: Callable[[], bool]
    answers: Callable[[], bool]

    def state(self) -> str:
        if not self.runs():
            return "stopped"
        return "up" if self.answers() else "does not answer"


def parts(layout: Layout) -> list[Part]:
    postgres, aws, origin = layout.postgres, layout.aws, layout.origin
    healthy = f"{layout.base_url}/api/v1/health"
    return [
        Part("PostgreSQL", postgres.url(), postgres.service.is_running, postgres.answers),
        Part("local AWS", aws.endpoint, aws.service.is_running, aws.answers),
        Part("origin", f"{layout.base_url}/", origin.is_running, lambda: is_ready(healthy)),
        *(
            Part(f"WordPress {site.version}", f"{site.url}/", site.is_running, site.answers)
            for site in installed_sites(layout)
        ),
    ]


def main(arguments: list[str]) -> int:
    parser = with_var(argparse.ArgumentParser(prog="make status", description=__doc__))
    layout = Layout(parser.parse_args(arguments).var)
    if not layout.was_ever_started:
        say("nothing was ever started here")
        return 1
    states = [(part, part.state()) for part in parts(layout)]
    for part, state in states:
        say(f"  {part.name:<18}{state:<17}{part.where}")
    is_up = all(state == "up" for _, state in states)
    if is_up:
        say("")
        print_summary(layout)
    return 0 if is_up else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
