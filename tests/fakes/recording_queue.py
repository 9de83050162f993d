"""A queue that remembers what was sent."""

from collections.abc import Iterable


class RecordingQueue:
    def __init__(self) -> None:
        self.sent: list[tuple[str, str]] = []

    def send(self, queue: str, body: str) -> None:
        self.sent.append((queue, body))

    def send_all(self, queue: str, bodies: Iterable[str]) -> None:
        self.sent += [(queue, body) for body in bodies]

    def bodies(self, queue: str) -> list[str]:
        """What was sent to one queue, in order."""
        return [body for name, body in self.sent if name == queue]
