"""Probe shards: a copy of what the minute loop needs, so that it never asks PostgreSQL. Pure.

Each site has its place in one of a fixed number of shards; a shard is one small item.
"""

import datetime as dt
import json
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from chalicelib.events.monitoring import ProbesDue, ProbeTarget
from chalicelib.sites.model import SiteStatus

SHARD_COUNT = 64
LARGEST_BATCH = 500
_LARGEST_MESSAGE_BYTES = 200_000  # SQS takes 256 KB
_MINUTE = 60


class ProbeShards(Protocol):
    """Where the shards are kept."""

    def list_targets(self) -> list[ProbeTarget]:
        """Every watched site."""
        ...

    def change(self, places: Mapping[uuid.UUID, ProbeTarget | None]) -> None:
        """Put each site into its place as given; None takes it out. Repeating it is harmless."""
        ...


def shard_number(site_id: uuid.UUID) -> int:
    return site_id.int % SHARD_COUNT


def encode(target: ProbeTarget) -> str:
    return json.dumps([target.interval_seconds, target.status, target.url], ensure_ascii=False)


def decode(site_id: str, entry: str) -> ProbeTarget:
    interval_seconds, status, url = json.loads(entry)
    # Our own writing, thousands a minute: not worth a second check.
    return ProbeTarget.model_construct(
        site_id=uuid.UUID(site_id), url=url, status=status, interval_seconds=interval_seconds
    )


def due(targets: Iterable[ProbeTarget], *, at: dt.datetime) -> list[ProbeTarget]:
    """The targets whose turn this minute is; longer intervals are spread over their minutes."""
    minute = int(at.timestamp()) // _MINUTE
    return [target for target in targets if _is_due(target, minute)]


def _is_due(target: ProbeTarget, minute: int) -> bool:
    every = max(1, target.interval_seconds // _MINUTE)
    return (minute + target.site_id.int) % every == 0


def batches(targets: Sequence[ProbeTarget], *, at: dt.datetime) -> Iterator[ProbesDue]:
    """One message per batch of at most 500 sites, small enough for the queue.

    A batch lasts as long as its slowest site, and that is paid for: sites that are known to be
    offline, and may take all the time there is, share the last batches.
    """
    for number, batch in enumerate(_cut(sorted(targets, key=_is_offline))):
        yield ProbesDue(batch_id=f"{at:%Y%m%dT%H%MZ}-{number}", due_at=at, targets=batch)


def _is_offline(target: ProbeTarget) -> bool:
    return target.status == SiteStatus.OFFLINE


def _cut(targets: Sequence[ProbeTarget]) -> Iterator[list[ProbeTarget]]:
    batch: list[ProbeTarget] = []
    size = 0
    for target in targets:
        bytes_of_target = len(target.url) + 150
        if batch and (
            len(batch) == LARGEST_BATCH or size + bytes_of_target > _LARGEST_MESSAGE_BYTES
        ):
            yield batch
            batch, size = [], 0
        batch.append(target)
        size += bytes_of_target
    if batch:
        yield batch
