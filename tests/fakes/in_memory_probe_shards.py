"""Probe shards in memory."""

import uuid
from collections.abc import Mapping

from chalicelib.events.monitoring import Target


class InMemoryProbeShards:
    def __init__(self, targets: list[Target] | None = None) -> None:
        self.places = {target.key: target for target in targets or []}

    def list_targets(self) -> list[Target]:
        return list(self.places.values())

    def change(self, places: Mapping[uuid.UUID, Target | None]) -> None:
        for key, target in places.items():
            if target:
                self.places[key] = target
            else:
                self.places.pop(key, None)
