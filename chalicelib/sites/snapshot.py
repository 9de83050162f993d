"""What a site says about itself, and what in it counts as a change. Pure."""

import datetime as dt
import hashlib
import json
from dataclasses import dataclass
from typing import Any

from chalicelib.sites.model import UpdateCounts

NUMBERS = (
    "disk_free_bytes",
    "disk_total_bytes",
    "database_bytes",
    "uploads_bytes",
    "memory_peak_bytes",
    "load_ms",
)
_LARGEST_NUMBER = 2**63 - 1
_LARGEST_DURATION_MS = 2**31 - 1
_LARGEST_COUNT = 2**15 - 1


@dataclass(frozen=True)
class Snapshot:
    """One hourly report; `inventory` is None when it is the one whose hash we already have."""

    seq: int
    taken_at: dt.datetime
    reason: str
    plugin_version: str
    inventory_hash: str
    inventory: dict[str, Any] | None
    vitals: dict[str, Any]
    raw: dict[str, Any]

    @property
    def fingerprint(self) -> str:
        """Two snapshots with equal fingerprints say the same; the site has quantised the noise."""
        told = json.dumps(
            [self.plugin_version, self.inventory_hash, self.vitals], sort_keys=True
        ).encode()
        return hashlib.sha256(told).hexdigest()

    @property
    def numbers(self) -> dict[str, int | None]:
        """The figures that charts draw; what the host keeps secret is None."""
        numbers = {name: _whole_number(self.vitals.get(name)) for name in NUMBERS}
        load_ms = numbers["load_ms"]
        return {**numbers, "load_ms": load_ms and min(load_ms, _LARGEST_DURATION_MS)}


@dataclass(frozen=True)
class DailyReport:
    """A site's own account of one day."""

    seq: int
    day: dt.date
    counts: dict[str, Any]
    changes: list[Any]
    raw: dict[str, Any]


@dataclass(frozen=True)
class Versions:
    """What an inventory says in a few words, for lists."""

    wordpress: str | None
    php: str | None
    updates: UpdateCounts


def versions_of(inventory: dict[str, Any]) -> Versions:
    core = inventory.get("core") or {}
    return Versions(
        wordpress=core.get("version"),
        php=(inventory.get("php") or {}).get("version"),
        updates=UpdateCounts(
            core=int(bool(core.get("update"))),
            plugins=_waiting(inventory.get("plugins")),
            themes=_waiting(inventory.get("themes")),
            translations=_whole_number(inventory.get("translation_updates")) or 0,
        ),
    )


def _waiting(things: Any) -> int:
    waiting = sum(1 for thing in things or () if thing.get("update"))
    return min(waiting, _LARGEST_COUNT)


def _whole_number(value: Any) -> int | None:
    """A figure that fits its column; anything else is as good as not told."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return int(value) if 0 <= value <= _LARGEST_NUMBER else None
