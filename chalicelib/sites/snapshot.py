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
        return {name: _whole_number(self.vitals.get(name)) for name in NUMBERS}


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
    return sum(1 for thing in things or () if thing.get("update"))


def _whole_number(value: Any) -> int | None:
    return int(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
