"""A queue that remembers what was sent."""

from collections.abc import Iterable


class RecordingQueue:
    def __init__(self) -> None:
        self.sent: list[tuple[str, str]] = []
        self.postponed: list[tuple[str, str, int]] = []
        self.delays: list[int] = []

    def send(self, queue: str, body: str, *, delay_seconds: int = 0) -> None:
        self.sent.append((queue, body))
        self.delays.append(delay_seconds)

    def postpone(self, queue: str, receipt: str, *, seconds: int) -> None:
        self.postponed.append((queue, receipt, seconds))

    def send_all(self, queue: str, bodies: Iterable[str]) -> None:
        self.sent += [(queue, body) for body in bodies]

    def bodies(self, queue: str) -> list[str]:
        """What was sent to one queue, in order."""
        return [body for name, body in self.sent if name == queue]
