"""Where measurements lie: a batch per minute and region for three days, then an archive per day."""

import datetime as dt
from collections.abc import Iterator
from enum import StrEnum

from chalicelib.adapters.object_store import ObjectDamaged, ObjectMissing, ObjectStore
from chalicelib.monitoring import archive, measurements
from chalicelib.monitoring.archive import Archive
from chalicelib.monitoring.measurements import MeasuredBatch, UnreadableHistory

# The bucket forgets by these names; infra/constructs/storage.py has the same.
_BATCHES = "batches"
_BINARY = "application/octet-stream"


class Period(StrEnum):
    """What an archive covers."""

    HOUR = "hour"
    DAY = "day"


class HistoryObjects:
    def __init__(self, objects: ObjectStore) -> None:
        self._objects = objects

    def keep_batch(self, batch: MeasuredBatch, *, batch_id: str) -> None:
        """Keeping a batch again replaces it: its name is its minute, its number and its region."""
        name = f"{batch.at:%Y%m%dT%H%M%S}-{batch.at.microsecond:06}-{batch_id}-{batch.region}"
        self._objects.put(
            f"{_folder(batch.at)}{name}", measurements.encode(batch), content_type=_BINARY
        )

    def list_batches(self, hour: dt.datetime) -> list[str]:
        """The names of what was measured in this hour, in order."""
        return sorted(self._objects.list_keys(_folder(hour)))

    def read_batches(self, keys: list[str], *, unreadable: list[str]) -> Iterator[MeasuredBatch]:
        """Each batch. The names of those that are gone or damaged are added to `unreadable`."""
        for key in keys:
            try:
                yield measurements.decode(self._objects.get(key))
            except (UnreadableHistory, ObjectMissing, ObjectDamaged):
                unreadable.append(key)

    def keep_archive(self, period: Period, kept: Archive) -> None:
        name = _archive(period, kept.starts_at)
        self._objects.put(name, archive.encode(kept), content_type=_BINARY)

    def find_archive(self, period: Period, starts_at: dt.datetime) -> Archive | None:
        """None when there is none. Raises UnreadableHistory for a damaged one."""
        try:
            return archive.decode(self._objects.get(_archive(period, starts_at)))
        except ObjectMissing:
            return None


def _folder(at: dt.datetime) -> str:
    return f"{_BATCHES}/{at:%Y-%m-%dT%H}/"


def _archive(period: Period, starts_at: dt.datetime) -> str:
    if period is Period.HOUR:
        return f"hours/{starts_at:%Y-%m-%dT%H}"
    return f"days/{starts_at:%Y-%m-%d}"
