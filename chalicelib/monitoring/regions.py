"""Which region looks, which are asked, and through which queue. Pure."""

from collections.abc import Collection
from dataclasses import dataclass

from chalicelib.events.monitoring import ProbesDue

_JURY = 3


@dataclass(frozen=True)
class Regions:
    """The regions of a deployment as one of them sees it; the first is home to the schedule."""

    own: str
    every: tuple[str, ...]

    @property
    def is_alone(self) -> bool:
        return len(self.every) <= 1

    def jury(self, *, blind: Collection[str]) -> list[str]:
        """Who decides a doubt of this region: itself, and the next two; none that is blind."""
        here = self.every.index(self.own)
        in_turn = [*self.every[here:], *self.every[:here]]
        return [region for region in in_turn if region not in blind][:_JURY]

    @property
    def home(self) -> str:
        return self.every[0]

    def queue_of(self, region: str) -> str:
        """The queue of a region's probes."""
        return ProbesDue.queue if region == self.home else f"probe-sites-{region}-queue"
