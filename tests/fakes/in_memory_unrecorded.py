"""What the database could not be told, in memory."""

import uuid
from collections.abc import Mapping, Sequence

from chalicelib.monitoring.quorum import Look


class InMemoryUnrecorded:
    def __init__(self) -> None:
        self.kept: dict[uuid.UUID, list[Look]] = {}

    def note(self, looks: Mapping[uuid.UUID, Sequence[Look]]) -> None:
        self.kept |= {site_id: list(said) for site_id, said in looks.items()}

    def list_all(self) -> dict[uuid.UUID, list[Look]]:
        return dict(self.kept)
