"""Pings and tries in memory."""

import datetime as dt
import uuid
from collections.abc import Collection, Mapping
from dataclasses import replace

from chalicelib.monitoring.heartbeat_rule import Beat, Ping
from chalicelib.monitoring.try_report import Tried, TryReport

_FIELDS = {Ping.OK: "ok_at", Ping.FAIL: "failed_at", Ping.START: "started_at"}


class InMemoryBeats:
    def __init__(self) -> None:
        self.noted: dict[str, Beat] = {}

    def note(self, digest: str, ping: Ping, *, at: dt.datetime) -> bool:
        if digest not in self.noted:
            return False
        self.noted[digest] = replace(self.noted[digest], **{_FIELDS[ping]: at})
        return True

    def read(self, digests: Collection[str]) -> Mapping[str, Beat]:
        assert all(digests), "an empty digest is nobody's"
        return {digest: self.noted[digest] for digest in digests if digest in self.noted}

    def listen(self, digests: Collection[str]) -> None:
        for digest in digests:
            self.noted.setdefault(digest, Beat())

    def forget(self, digests: Collection[str]) -> None:
        for digest in digests:
            self.noted.pop(digest, None)


class InMemoryTries:
    def __init__(self) -> None:
        self._kept: dict[uuid.UUID, tuple[uuid.UUID, TryReport | None]] = {}

    def begin(self, try_id: uuid.UUID, *, asked_by: uuid.UUID) -> None:
        self._kept[try_id] = asked_by, None

    def end(self, try_id: uuid.UUID, report: TryReport, *, asked_by: uuid.UUID) -> None:
        self._kept[try_id] = asked_by, report

    def find(self, try_id: uuid.UUID, *, asked_by: uuid.UUID) -> Tried | None:
        owner, report = self._kept.get(try_id, (None, None))
        return Tried(try_id, report) if owner == asked_by else None
