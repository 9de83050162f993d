"""When monitors were last pinged. Kept apart from PostgreSQL: a ping counts while that is away."""

import datetime as dt
from collections.abc import Collection, Mapping
from typing import Protocol

from chalicelib.monitoring.heartbeat_rule import Beat, Ping

# One item holds so much of the digests; who reads few monitors reads few items.
ITEM_COUNT = 64


class Beats(Protocol):
    """Where they are kept, by the digest of the address that is pinged."""

    def note(self, digest: str, ping: Ping, *, at: dt.datetime) -> bool:
        """Note a ping; False when nobody listens at this address."""
        ...

    def read(self, digests: Collection[str]) -> Mapping[str, Beat]:
        """What is known of these; nothing of those that were never pinged."""
        ...

    def listen(self, digests: Collection[str]) -> None:
        """Take pings for these from now on. Repeating it forgets nothing."""
        ...

    def forget(self, digests: Collection[str]) -> None:
        """Take none any more."""
        ...


def item_number(digest: str) -> int:
    return int(digest[:8], 16) % ITEM_COUNT
