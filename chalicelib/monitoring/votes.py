"""The answers of regions, kept until enough have come to decide."""

from typing import Protocol

from chalicelib.events.monitoring import Result


class Votes(Protocol):
    """Where they are kept."""

    def add[R: Result](self, answer: R) -> list[R]:
        """All answers to the same question so far, this one among them.

        None at all when a newer question about the same has been answered. Repeating it is
        harmless.
        """
        ...
