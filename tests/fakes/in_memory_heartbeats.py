"""Heartbeats in memory."""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable

from chalicelib.adapters.heartbeats import Figures, Heartbeat
from chalicelib.kit.clock import Clock


class InMemoryHeartbeats:
    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.beats: dict[str, Heartbeat] = {}
        self.counts: Counter[tuple[str, dt.datetime]] = Counter()

    def beat(self, part: str, figures: Figures | None = None) -> None:
        self.beats[part] = Heartbeat(self._clock.now(), dict(figures or {}))

    def count(self, part: str, minute: dt.datetime, number: int) -> None:
        self.counts[part, minute.replace(second=0, microsecond=0)] += number

    def last(self, parts: Collection[str]) -> dict[str, Heartbeat]:
        return {part: self.beats[part] for part in parts if part in self.beats}

    def counted(self, part: str, minutes: Iterable[dt.datetime]) -> dict[dt.datetime, int]:
        return {m: self.counts[part, m] for m in minutes if (part, m) in self.counts}
