"""Heartbeats: each part of the loop says that it ran, so that somebody outside sees one that does
not. They lie in DynamoDB at home, which every zone and every region reaches without the database.
"""

import datetime as dt
import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from pynamodb.attributes import NumberAttribute, UnicodeAttribute

from chalicelib.adapters import settings
from chalicelib.adapters.dynamodb import Item, TableMeta, table_name
from chalicelib.kit.clock import Clock, unix

# A part that has been silent for a month is not missed any more; counts serve for minutes.
_REMEMBERED = dt.timedelta(days=31)
_COUNTS_LIVE = dt.timedelta(hours=2)

type Figures = Mapping[str, Any]


@dataclass(frozen=True)
class Heartbeat:
    """When a part last ran, and what it said of that."""

    at: dt.datetime
    figures: Figures = field(default_factory=dict)


class Heartbeats(Protocol):
    """Where they are kept."""

    def beat(self, part: str, figures: Figures | None = None) -> None:
        """This part has just run. One write; the one before is forgotten."""
        ...

    def count(self, part: str, minute: dt.datetime, number: int) -> None:
        """Of what was due in this minute, this part has done so much. One write."""
        ...

    def last(self, parts: Collection[str]) -> dict[str, Heartbeat]:
        """The last beat of each that has ever had one."""
        ...

    def counted(self, part: str, minutes: Iterable[dt.datetime]) -> dict[dt.datetime, int]:
        """What was counted, by those of these minutes in which anything was, be it none."""
        ...


def _home() -> str | None:
    """The region of the table, where it is not our own; locally all regions share one address."""
    current = settings.load()
    home = current.probe_regions[0]
    return None if current.is_local or home == current.region else home


class HeartbeatItem(Item):
    class Meta(TableMeta):
        table_name = table_name("heartbeats")
        region = _home()

    at = NumberAttribute(null=True)
    figures = UnicodeAttribute(null=True)
    number = NumberAttribute(null=True)


class DynamoHeartbeats:
    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def beat(self, part: str, figures: Figures | None = None) -> None:
        now = self._clock.now()
        HeartbeatItem(part).update(
            actions=[
                HeartbeatItem.at.set(now.timestamp()),
                HeartbeatItem.figures.set(json.dumps(dict(figures or {}), separators=(",", ":"))),
                HeartbeatItem.expires_at.set(unix(now + _REMEMBERED)),
            ]
        )

    def count(self, part: str, minute: dt.datetime, number: int) -> None:
        HeartbeatItem(_of_minute(part, minute)).update(
            actions=[
                HeartbeatItem.number.add(number),
                HeartbeatItem.expires_at.set(unix(self._clock.now() + _COUNTS_LIVE)),
            ]
        )

    def last(self, parts: Collection[str]) -> dict[str, Heartbeat]:
        found = HeartbeatItem.batch_get(list(dict.fromkeys(parts)), consistent_read=True)
        return {
            item.id: Heartbeat(
                dt.datetime.fromtimestamp(float(item.at), dt.UTC), json.loads(item.figures or "{}")
            )
            for item in found
            if item.at is not None
        }

    def counted(self, part: str, minutes: Iterable[dt.datetime]) -> dict[dt.datetime, int]:
        keys = {_of_minute(part, minute): minute for minute in minutes}
        found = HeartbeatItem.batch_get(list(keys), consistent_read=True)
        return {keys[item.id]: int(item.number or 0) for item in found}


def _of_minute(part: str, minute: dt.datetime) -> str:
    return f"{part}/{minute:%Y-%m-%dT%H:%M}"
