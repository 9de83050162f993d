"""Sites that fall and come back, as the probes would report it: each change is told once, and the
next one only when it has been taken over.
"""

import datetime as dt
import threading
import time
import uuid
from dataclasses import dataclass, field
from typing import Any

import psycopg

from chalicelib.events.monitoring import CheckResult, ChecksChanged
from chalicelib.events.sites import SnapshotStored
from chalicelib.kit.ids import uuid7
from tests.chaos.rig import Rig
from tests.chaos.story import ADMINS

_LASTS_SECONDS = 3.0
_POLL_SECONDS = 0.5
_NEWS = {"offline": "http_error", "online": "answered"}


@dataclass
class Outages:
    """So many sites, each of which falls once and comes back."""

    rig: Rig
    sites: list[uuid.UUID] = field(default_factory=list)
    changes: int = 0
    slowest_seconds: float = 0.0

    def store(self, connection: psycopg.Connection[Any], count: int) -> None:
        client = uuid7()
        self.sites = [uuid7() for _ in range(count)]
        connection.execute("insert into clients (id, name) values (%s, 'Client')", (client,))
        with connection.cursor() as cursor:
            cursor.executemany(
                "insert into users (id, email, name, password_hash, role)"
                " values (%s, %s, %s, '', 'admin')",
                [(uuid7(), email, email) for email in ADMINS],
            )
            cursor.executemany(
                "insert into sites (id, client_id, name, url, connection, connected_at)"
                " values (%s, %s, %s, %s, 'connected', now())",
                [
                    (site, client, f"Site {number:05}", f"https://site-{number}.example")
                    for number, site in enumerate(self.sites)
                ],
            )
            cursor.executemany(
                "insert into site_state (site_id, client_id, status, status_since)"
                " values (%s, %s, 'online', now() - interval '1 hour')",
                [(site, client) for site in self.sites],
            )

    def happen(self, *, seconds: float, over: threading.Event, patience: float) -> None:
        """One after the other begins, spread over the time; returns when all are over."""
        waiting: dict[uuid.UUID, tuple[str, float]] = {}
        up_again_at: dict[uuid.UUID, float] = {}
        began, begun = time.monotonic(), 0
        while begun < len(self.sites) or waiting or up_again_at:
            now = time.monotonic()
            due = min(len(self.sites), int((now - began) / seconds * len(self.sites)))
            for site in self.sites[begun:due]:
                waiting[site] = self._tell(site, "offline")
                self.rig.send("evaluate-snapshot", _seen_by_the_evaluator(site))
            begun = due
            for site in [site for site, at in up_again_at.items() if at <= now]:
                del up_again_at[site]
                waiting[site] = self._tell(site, "online")
            for site in self._taken_over(waiting):
                status, told_at = waiting.pop(site)
                self.slowest_seconds = max(self.slowest_seconds, now - told_at)
                if status == "offline":
                    up_again_at[site] = now + _LASTS_SECONDS
            late = [site for site, (_, at) in waiting.items() if now - at > patience]
            assert not late, f"{len(late)} changes were not taken over within {patience:.0f} s"
            time.sleep(_POLL_SECONDS)
        over.set()

    def _tell(self, site: uuid.UUID, status: str) -> tuple[str, float]:
        result = CheckResult(
            site_id=site,
            checked_at=dt.datetime.now(dt.UTC),
            status=status,
            reason=_NEWS[status],
            region="home",
        )
        told = ChecksChanged(batch_id="storm", results=[result])
        self.rig.send("record-checks", told.model_dump_json())
        self.changes += 1
        return status, time.monotonic()

    def _taken_over(self, waiting: dict[uuid.UUID, tuple[str, float]]) -> list[uuid.UUID]:
        try:
            with self.rig.connect() as connection:
                rows = connection.execute(
                    "select site_id, status from site_state where site_id = any(%s)",
                    (list(waiting),),
                ).fetchall()
        except psycopg.OperationalError:  # it is being restarted
            return []
        return [site for site, status in rows if waiting[site][0] == status]


def _seen_by_the_evaluator(site: uuid.UUID) -> str:
    return SnapshotStored(site_id=site, client_id=uuid.UUID(int=0), seq=1).model_dump_json()
