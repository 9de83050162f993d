"""Probe shards in memory."""

import uuid
from collections.abc import Mapping

from chalicelib.events.monitoring import ProbeTarget


class InMemoryProbeShards:
    def __init__(self, targets: list[ProbeTarget] | None = None) -> None:
        self.places = {target.site_id: target for target in targets or []}

    def list_targets(self) -> list[ProbeTarget]:
        return list(self.places.values())

    def change(self, places: Mapping[uuid.UUID, ProbeTarget | None]) -> None:
        for site_id, target in places.items():
            if target:
                self.places[site_id] = target
            else:
                self.places.pop(site_id, None)
