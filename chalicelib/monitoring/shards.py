"""Probe shards: a copy of what the minute loop needs, so that it never asks PostgreSQL. Pure.

Each site and each monitor has its place in one of a fixed number of shards; a shard is one small
item.
"""

import datetime as dt
import json
import uuid
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from chalicelib.events.monitoring import MonitorTarget, ProbesDue, ProbeTarget, Target
from chalicelib.monitoring.monitor import MonitorKind
from chalicelib.monitoring.pace import OFFLINE, QUICK
from chalicelib.sites.model import SiteStatus

SHARD_COUNT = 64
LARGEST_BATCH = 500
_LARGEST_MESSAGE_BYTES = 200_000  # SQS takes 256 KB
_MINUTE = 60
_HALF_A_MINUTE = 30


class ProbeShards(Protocol):
    """Where the shards are kept."""

    def list_targets(self) -> list[Target]:
        """Every watched site and monitor."""
        ...

    def change(self, places: Mapping[uuid.UUID, Target | None]) -> None:
        """Put each into its place as given; None takes it out. Repeating it is harmless."""
        ...


def shard_number(key: uuid.UUID) -> int:
    return key.int % SHARD_COUNT


def encode(target: Target) -> str:
    if isinstance(target, MonitorTarget):
        return target.model_dump_json(exclude={"monitor_id"}, exclude_defaults=True)
    told = [target.interval_seconds, target.status, target.url]
    # Hardly a site is slow, and each byte is read every minute.
    return json.dumps([*told, target.pace] if target.pace else told, ensure_ascii=False)


def decode(key: str, entry: str) -> Target:
    """A list is a site, an object a monitor."""
    told = json.loads(entry)
    # Our own writing, thousands a minute: not worth a second check.
    if isinstance(told, dict):
        return MonitorTarget.model_construct(monitor_id=uuid.UUID(key), **told)
    interval_seconds, status, url, *slow = told
    return ProbeTarget.model_construct(
        site_id=uuid.UUID(key),
        url=url,
        status=status,
        interval_seconds=interval_seconds,
        pace=slow[0] if slow else QUICK,
    )


def heartbeats(targets: Iterable[Target]) -> list[MonitorTarget]:
    """Those that nobody probes: they are pinged, once they have an address."""
    return [
        target
        for target in targets
        if isinstance(target, MonitorTarget)
        and target.kind == MonitorKind.HEARTBEAT
        and target.ping_digest
    ]


def ticks(targets: Sequence[Target], *, at: dt.datetime) -> Iterator[tuple[int, ProbesDue]]:
    """All batches of a minute, each with the seconds after which it is due."""
    now = due(targets, at=at)
    for batch in batches(now, at=at):
        yield 0, batch
    twice = [target for target in now if target.interval_seconds <= _HALF_A_MINUTE]
    for batch in batches(twice, at=at + dt.timedelta(seconds=_HALF_A_MINUTE)):
        yield _HALF_A_MINUTE, batch


def due(targets: Iterable[Target], *, at: dt.datetime) -> list[Target]:
    """The targets whose turn this minute is; longer intervals are spread over their minutes."""
    minute = int(at.timestamp()) // _MINUTE
    return [target for target in targets if _is_due(target, minute)]


def _is_due(target: Target, minute: int) -> bool:
    if isinstance(target, MonitorTarget) and target.kind == MonitorKind.HEARTBEAT:
        return False
    every = max(1, target.interval_seconds // _MINUTE)
    return (minute + _place_in_turn(target)) % every == 0


def _place_in_turn(target: Target) -> int:
    """Monitors of one domain have the same minute, so that its registry is asked once for all."""
    if isinstance(target, MonitorTarget) and target.kind == MonitorKind.DOMAIN:
        return zlib.crc32(target.address.encode())
    return target.key.int


def batches(targets: Iterable[Target], *, at: dt.datetime) -> Iterator[ProbesDue]:
    """One message per batch of at most 500, small enough for the queue.

    A batch lasts as long as its slowest target, and that is paid for. So slow ones wait together,
    with those that are known to be offline and may take all the time there is; in a batch they are
    asked first, and wait while the others are.
    """
    name = f"{at:%Y%m%dT%H%MZ}" if at.second == 0 else f"{at:%Y%m%dT%H%M%SZ}"
    for number, batch in enumerate(_cut(sorted(targets, key=_company))):
        yield ProbesDue(
            batch_id=f"{name}-{number}",
            due_at=at,
            targets=[target for target in batch if isinstance(target, ProbeTarget)],
            monitors=[target for target in batch if isinstance(target, MonitorTarget)],
        )


def _company(target: Target) -> tuple[int, str]:
    """Monitors of one domain share a batch, too; everything else stays as it came."""
    if isinstance(target, MonitorTarget) and target.kind == MonitorKind.DOMAIN:
        return -_slowness(target), target.address
    return -_slowness(target), ""


def _slowness(target: Target) -> int:
    if target.status == SiteStatus.OFFLINE:
        return OFFLINE
    return target.pace if isinstance(target, ProbeTarget) else QUICK


def _cut(targets: Iterable[Target]) -> Iterator[list[Target]]:
    batch: list[Target] = []
    size = 0
    for target in targets:
        bytes_of_target = _size(target)
        if batch and (
            len(batch) == LARGEST_BATCH or size + bytes_of_target > _LARGEST_MESSAGE_BYTES
        ):
            yield batch
            batch, size = [], 0
        batch.append(target)
        size += bytes_of_target
    if batch:
        yield batch


def _size(target: Target) -> int:
    if isinstance(target, MonitorTarget):
        return len(target.model_dump_json().encode())
    return len(target.url) + 150
