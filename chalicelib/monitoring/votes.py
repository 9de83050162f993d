"""The answers of regions, kept until enough have come to decide."""

from typing import Protocol

from chalicelib.events.monitoring import CheckResult


class Votes(Protocol):
    """Where they are kept."""

    def add(self, answer: CheckResult) -> list[CheckResult]:
        """All answers to the same question so far, this one among them.

        None at all when a newer question about the site has been answered. Repeating it is
        harmless.
        """
        ...
