"""Queries of the ingest path, in plain psycopg: it runs for every site every hour."""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg.rows import class_row
from psycopg.types.json import Jsonb

from chalicelib.kit.ids import uuid7
from chalicelib.sites.changes import Step
from chalicelib.sites.history import RunStart
from chalicelib.sites.model import ConnectedSite
from chalicelib.sites.sequence import ALL_NUMBERS, WINDOW_SIZE, ReceivedWindow
from chalicelib.sites.snapshot import DailyReport, Snapshot, Versions

_LONGEST_GAP = dt.timedelta(days=2)


@dataclass(frozen=True)
class KeyedSite:
    """A site as found by its API key."""

    id: uuid.UUID
    client_id: uuid.UUID
    public_key: bytes | None
    next_public_key: bytes | None
    previous_public_key: bytes | None
    previous_key_until: dt.datetime | None
    home_url: str | None
    connection: str
    key_id: uuid.UUID
    confirmed_at: dt.datetime | None
    last_used_at: dt.datetime | None
    retires_at: dt.datetime | None
    revoked_at: dt.datetime | None

    def is_revoked(self, now: dt.datetime) -> bool:
        return self.revoked_at is not None or (
            self.retires_at is not None and self.retires_at <= now
        )

    def signing_keys(self, now: dt.datetime) -> list[bytes]:
        """Whose signatures count now, the present one first."""
        previous = self.previous_public_key
        if self.previous_key_until is None or self.previous_key_until <= now:
            previous = None
        keys = (self.public_key, self.next_public_key, previous)
        return [key for key in keys if key is not None]


@dataclass(frozen=True)
class Received:
    """What `site_state` knows about the messages of a site."""

    last_seq: int
    received_window: int
    snapshot_window: int
    snapshot_seq: int
    snapshot_taken_at: dt.datetime | None
    inventory_hash: str | None
    fingerprint: str | None
    heartbeat_due_at: dt.datetime | None

    @property
    def window(self) -> ReceivedWindow:
        return ReceivedWindow(self.last_seq, self.received_window, self.snapshot_window)


class SnapshotStore:
    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self._connection = connection

    def find_site_by_key(self, key_digest: str) -> KeyedSite | None:
        with self._connection.cursor(row_factory=class_row(KeyedSite)) as cursor:
            return cursor.execute(
                "select s.id, s.client_id, s.public_key, s.next_public_key, s.previous_public_key,"
                " s.previous_key_until, s.home_url, s.connection, k.id as key_id, k.confirmed_at,"
                " k.last_used_at, k.retires_at, k.revoked_at"
                " from site_keys k join sites s on s.id = k.site_id where k.key_digest = %s",
                (key_digest,),
            ).fetchone()

    def lock_received(self, site_id: uuid.UUID) -> Received:
        """The site's reception state; other messages of the same site wait until we commit."""
        with self._connection.cursor(row_factory=class_row(Received)) as cursor:
            found = cursor.execute(
                "select last_seq, received_window, snapshot_window, snapshot_seq,"
                " snapshot_taken_at, inventory_hash, fingerprint, heartbeat_due_at"
                " from site_state where site_id = %s for no key update",
                (site_id,),
            ).fetchone()
        if found is None:
            raise LookupError(f"site {site_id} has no state")
        return found

    def touch(
        self,
        site_id: uuid.UUID,
        window: ReceivedWindow,
        *,
        seen_at: dt.datetime,
        heartbeat_due_at: dt.datetime,
    ) -> None:
        """The site is alive; nothing else is known yet."""
        self._connection.execute(
            "update site_state set last_seq = %s, received_window = %s, snapshot_window = %s,"
            " last_seen_at = %s, heartbeat_due_at = %s where site_id = %s",
            (window.last, window.bits, window.snapshots, seen_at, heartbeat_due_at, site_id),
        )

    def touch_next_unchanged(
        self,
        site_id: uuid.UUID,
        *,
        snapshot: Snapshot,
        seen_at: dt.datetime,
        heartbeat_due_at: dt.datetime,
    ) -> bool:
        """Take the usual snapshot in one statement: the next one, in time, and nothing new.

        Whether it was that; if not, nothing has happened.
        """
        touched = self._connection.execute(
            "update site_state set last_seq = %(seq)s, snapshot_seq = %(seq)s,"
            " snapshot_taken_at = %(taken_at)s, last_seen_at = %(seen_at)s,"
            " heartbeat_due_at = %(due_at)s,"
            " received_window = received_window << (%(seq)s - last_seq)::int & %(all)s | 1,"
            " snapshot_window = snapshot_window << (%(seq)s - last_seq)::int & %(all)s | 1"
            " where site_id = %(site)s and fingerprint = %(fingerprint)s"
            " and heartbeat_due_at >= %(seen_at)s"
            " and last_seq between %(seq)s - %(furthest)s and %(seq)s - 1",
            {
                "site": site_id,
                "seq": snapshot.seq,
                "taken_at": snapshot.taken_at,
                "fingerprint": snapshot.fingerprint,
                "seen_at": seen_at,
                "due_at": heartbeat_due_at,
                "all": ALL_NUMBERS,
                "furthest": WINDOW_SIZE - 1,
            },
        )
        return touched.rowcount == 1

    def touch_unchanged(
        self,
        site_id: uuid.UUID,
        window: ReceivedWindow,
        *,
        seen_at: dt.datetime,
        heartbeat_due_at: dt.datetime,
        snapshot: Snapshot,
    ) -> None:
        """The site is alive and its newest snapshot says what the one before it said."""
        self._connection.execute(
            "update site_state set last_seq = %s, received_window = %s, snapshot_window = %s,"
            " last_seen_at = %s, heartbeat_due_at = %s, snapshot_seq = %s, snapshot_taken_at = %s"
            " where site_id = %s",
            (
                window.last,
                window.bits,
                window.snapshots,
                seen_at,
                heartbeat_due_at,
                snapshot.seq,
                snapshot.taken_at,
                site_id,
            ),
        )

    def find_inventory(self, site_id: uuid.UUID, inventory_hash: str) -> dict[str, Any] | None:
        row = self._connection.execute(
            "select document from site_inventories where site_id = %s and hash = %s",
            (site_id, inventory_hash),
        ).fetchone()
        return row[0] if row else None

    def keep_inventory(self, site: ConnectedSite, snapshot: Snapshot, now: dt.datetime) -> None:
        self._connection.execute(
            "insert into site_inventories (site_id, hash, client_id, document, received_at)"
            " values (%s, %s, %s, %s, %s) on conflict do nothing",
            (site.id, snapshot.inventory_hash, site.client_id, Jsonb(snapshot.inventory), now),
        )

    def make_current(self, site_id: uuid.UUID, snapshot: Snapshot, versions: Versions) -> None:
        updates = versions.updates
        self._connection.execute(
            "update site_state set snapshot_seq = %s, snapshot_taken_at = %s, inventory_hash = %s,"
            " fingerprint = %s, vitals = %s, wordpress_version = %s, php_version = %s,"
            " plugin_version = %s, updates_core = %s, updates_plugins = %s, updates_themes = %s,"
            " updates_translations = %s where site_id = %s",
            (
                snapshot.seq,
                snapshot.taken_at,
                snapshot.inventory_hash,
                snapshot.fingerprint,
                Jsonb(snapshot.vitals),
                versions.wordpress,
                versions.php,
                snapshot.plugin_version,
                updates.core,
                updates.plugins,
                updates.themes,
                updates.translations,
                site_id,
            ),
        )

    def end_latest_run(self, site_id: uuid.UUID, *, seq: int, at: dt.datetime) -> None:
        self._connection.execute(
            "update site_monitors set until_seq = %(seq)s, until_at = %(at)s where site_id = %(id)s"
            " and seq = (select max(seq) from site_monitors where site_id = %(id)s)",
            {"id": site_id, "seq": seq, "at": at},
        )

    def start_run(self, site: ConnectedSite, snapshot: Snapshot, now: dt.datetime) -> None:
        numbers = snapshot.numbers
        self._connection.execute(
            "insert into site_monitors (id, received_at, site_id, client_id, seq, until_seq,"
            " taken_at, until_at, inventory_hash, fingerprint, disk_free_bytes, disk_total_bytes,"
            " database_bytes, uploads_bytes, memory_peak_bytes, load_ms, vitals, raw) values"
            " (%(id)s, %(now)s, %(site)s, %(client)s, %(seq)s, %(seq)s, %(at)s, %(at)s, %(hash)s,"
            " %(print)s, %(disk_free_bytes)s, %(disk_total_bytes)s, %(database_bytes)s,"
            " %(uploads_bytes)s, %(memory_peak_bytes)s, %(load_ms)s, %(vitals)s, %(raw)s)",
            {
                "id": uuid7(),
                "now": now,
                "site": site.id,
                "client": site.client_id,
                "seq": snapshot.seq,
                "at": snapshot.taken_at,
                "hash": snapshot.inventory_hash,
                "print": snapshot.fingerprint,
                "vitals": Jsonb(snapshot.vitals),
                "raw": Jsonb(snapshot.raw),
                **numbers,
            },
        )

    def list_runs(self, site_id: uuid.UUID, *, since_seq: int) -> list[RunStart]:
        """The runs from `since_seq` on, and the one that was under way then."""
        rows = self._connection.execute(
            "select seq, fingerprint from site_monitors where site_id = %(id)s and seq >= coalesce("
            " (select max(seq) from site_monitors where site_id = %(id)s and seq <= %(since)s), 0)"
            " order by seq",
            {"id": site_id, "since": since_seq},
        ).fetchall()
        return [RunStart(seq, fingerprint) for seq, fingerprint in rows]

    def list_steps(
        self, site_id: uuid.UUID, *, since: dt.datetime, until: dt.datetime, limit: int
    ) -> list[Step]:
        """From inventory to inventory, the newest first; the step across `until` among them."""
        rows = self._connection.execute(
            "with runs as (select seq, taken_at, inventory_hash,"
            " lag(inventory_hash) over (order by seq) as hash_before,"
            " lag(until_at) over (order by seq) as after"
            " from site_monitors where site_id = %(site)s and until_at >= %(early)s)"
            " select r.after, r.taken_at, b.document, n.document from runs r"
            " join site_inventories b on b.site_id = %(site)s and b.hash = r.hash_before"
            " join site_inventories n on n.site_id = %(site)s and n.hash = r.inventory_hash"
            " where r.hash_before <> r.inventory_hash and r.taken_at >= %(since)s"
            " and r.after < %(until)s order by r.seq desc limit %(limit)s",
            {
                "site": site_id,
                "since": since,
                "until": until,
                # The snapshot before may have come a while earlier.
                "early": since - _LONGEST_GAP,
                "limit": limit,
            },
        ).fetchall()
        return [Step(*row) for row in rows]

    def move_run_start(self, site_id: uuid.UUID, *, start: int, to: Snapshot) -> None:
        self._connection.execute(
            "update site_monitors set seq = %s, taken_at = %s where site_id = %s and seq = %s",
            (to.seq, to.taken_at, site_id, start),
        )

    def resume_run(self, site_id: uuid.UUID, *, interrupted: int, at_seq: int) -> None:
        """Start the run that began at `interrupted` once more, at `at_seq`.

        When that snapshot was taken is not kept; its share of the run's time is the best guess.
        """
        self._connection.execute(
            "insert into site_monitors (id, received_at, site_id, client_id, seq, until_seq,"
            " taken_at, until_at, inventory_hash, fingerprint, disk_free_bytes, disk_total_bytes,"
            " database_bytes, uploads_bytes, memory_peak_bytes, load_ms, vitals, raw)"
            " select %(id)s, received_at, site_id, client_id, %(at)s, greatest(until_seq, %(at)s),"
            " taken_at + (%(at)s - seq) * interval '1 hour', until_at, inventory_hash, fingerprint,"
            " disk_free_bytes, disk_total_bytes, database_bytes, uploads_bytes, memory_peak_bytes,"
            " load_ms, vitals, raw from site_monitors where site_id = %(site)s and seq = %(run)s",
            {"id": uuid7(), "at": at_seq, "site": site_id, "run": interrupted},
        )

    def end_run_before(self, site_id: uuid.UUID, *, start: int, at: dt.datetime) -> None:
        """A run that a later one follows ends just before it."""
        self._connection.execute(
            "update site_monitors set until_seq = %(start)s - 1, until_at = %(at)s"
            " where site_id = %(id)s and seq = (select max(seq) from site_monitors"
            " where site_id = %(id)s and seq < %(start)s)",
            {"id": site_id, "start": start, "at": at},
        )

    def keep_daily_report(self, site: ConnectedSite, report: DailyReport, now: dt.datetime) -> None:
        """The report of a day; of two for one day the higher number stays."""
        self._connection.execute(
            "insert into site_daily_reports as kept (site_id, day, client_id, seq, received_at,"
            " counts, changes, raw) values (%s, %s, %s, %s, %s, %s, %s, %s)"
            " on conflict (site_id, day) do update set seq = excluded.seq,"
            " received_at = excluded.received_at, counts = excluded.counts,"
            " changes = excluded.changes, raw = excluded.raw where kept.seq < excluded.seq",
            (
                site.id,
                report.day,
                site.client_id,
                report.seq,
                now,
                Jsonb(report.counts),
                Jsonb(report.changes),
                Jsonb(report.raw),
            ),
        )
