"""What a site sends: found out whose it is, checked, stored once, settled by number."""

import uuid
from dataclasses import dataclass
from typing import Any

from chalicelib.adapters.database import UnitOfWork
from chalicelib.events.sites import SnapshotStored
from chalicelib.kit import envelope
from chalicelib.kit.clock import from_unix, unix
from chalicelib.kit.ids import digest
from chalicelib.sites import history, site_keys
from chalicelib.sites.errors import (
    ClockSkew,
    SignatureInvalid,
    SiteKeyMissing,
    SiteKeyRevoked,
    SiteKeyUnknown,
    WrongAudience,
    WrongSite,
)
from chalicelib.sites.model import (
    HEARTBEAT_GRACE,
    MESSAGE_TOLERANCE,
    ConnectedSite,
    Connection,
    KeyInUse,
)
from chalicelib.sites.snapshot import DailyReport, Snapshot, versions_of
from chalicelib.sites.snapshot_store import Received, SnapshotStore


@dataclass(frozen=True)
class Receipt:
    """What the site is told: `inventory_needed` asks for the inventory in full."""

    inventory_needed: bool


def identify_site(
    uow: UnitOfWork, *, site_key: str | None, payload_type: str, body: bytes, signature: str | None
) -> ConnectedSite:
    """The site that signed these bytes. The key only says which; the signature proves it.

    Raises SiteKeyMissing, SiteKeyUnknown, SiteKeyRevoked or SignatureInvalid.
    """
    if not site_key:
        raise SiteKeyMissing
    found = SnapshotStore(uow.connection).find_site_by_key(digest(site_key))
    if found is None:
        raise SiteKeyUnknown
    now = uow.clock.now()
    if found.is_revoked(now) or found.public_key is None or found.home_url is None:
        raise SiteKeyRevoked
    signed_by = next(
        (
            key
            for key in found.signing_keys(now)
            if envelope.verify(key, payload_type, body, signature or "")
        ),
        None,
    )
    if signed_by is None:
        raise SignatureInvalid
    return ConnectedSite(
        id=found.id,
        client_id=found.client_id,
        public_key=signed_by,
        home_url=found.home_url,
        connection=Connection(found.connection),
        key=KeyInUse(found.key_id, found.confirmed_at, found.last_used_at),
        has_moved_on=signed_by == found.next_public_key,
    )


def note_keys(uow: UnitOfWork, site: ConnectedSite) -> None:
    """A message in order has come: the keys that it used are those of the site from now on.

    Only after all checks: a copied old message must not make a rotation look complete.
    """
    if site.key is not None:
        site_keys.note_use(uow, site.key)
    if site.has_moved_on:
        site_keys.promote_public_key(uow, site.id, site.public_key)


def check_address(site: ConnectedSite, *, site_id: uuid.UUID, audience: str, platform: str) -> None:
    """A signed message must name its own site and this platform."""
    if site_id != site.id:
        raise WrongSite
    check_audience(audience=audience, platform=platform)


def check_audience(*, audience: str, platform: str) -> None:
    if audience.rstrip("/") != platform:
        raise WrongAudience(f"The message is meant for {audience!r}, this is {platform!r}.")


def check_freshness(uow: UnitOfWork, *, sent_at: int) -> None:
    """Refuse messages sent more than five minutes from now, and tell the site our time."""
    now = uow.clock.now()
    if abs(now - from_unix(sent_at)) > MESSAGE_TOLERANCE:
        raise ClockSkew(server_time=unix(now))


def receive_snapshot(uow: UnitOfWork, site: ConnectedSite, snapshot: Snapshot) -> Receipt:
    """Store a snapshot exactly once. An unchanged one only touches the site's state.

    Raises DuplicateMessage or SequenceTooOld.
    """
    store = SnapshotStore(uow.connection)
    now = uow.clock.now()
    alive = {"seen_at": now, "heartbeat_due_at": now + HEARTBEAT_GRACE}
    if store.touch_next_unchanged(site.id, snapshot=snapshot, **alive):
        return Receipt(inventory_needed=False)
    before = store.lock_received(site.id)
    window = before.window.receive(snapshot.seq)
    _judge_anew_after_silence(uow, site, before, snapshot.seq)
    is_newest = snapshot.seq > before.snapshot_seq
    if is_newest and snapshot.fingerprint == before.fingerprint:
        kept = window.keep_snapshot(snapshot.seq)
        store.touch_unchanged(site.id, kept, snapshot=snapshot, **alive)
        return Receipt(inventory_needed=False)
    inventory = snapshot.inventory
    if inventory is not None:
        store.keep_inventory(site, snapshot, now)
    elif is_newest:
        inventory = store.find_inventory(site.id, snapshot.inventory_hash)
        if inventory is None:
            # We lost it or never had it: the site sends it in full at once.
            store.touch(site.id, window, **alive)
            return Receipt(inventory_needed=True)
    store.touch(site.id, window.keep_snapshot(snapshot.seq), **alive)
    if is_newest:
        _make_current(uow, store, site, before, snapshot, inventory or {})
    else:
        _place_in_history(uow, store, site, before, snapshot)
    return Receipt(inventory_needed=False)


def receive_daily_report(uow: UnitOfWork, site: ConnectedSite, report: DailyReport) -> None:
    """Keep a site's report of a day. Raises DuplicateMessage or SequenceTooOld."""
    store = SnapshotStore(uow.connection)
    before = store.lock_received(site.id)
    window = before.window.receive(report.seq)
    now = uow.clock.now()
    store.touch(site.id, window, seen_at=now, heartbeat_due_at=now + HEARTBEAT_GRACE)
    _judge_anew_after_silence(uow, site, before, report.seq)
    store.keep_daily_report(site, report, now)


def _judge_anew_after_silence(
    uow: UnitOfWork, site: ConnectedSite, before: Received, seq: int
) -> None:
    if before.heartbeat_due_at is None or before.heartbeat_due_at < uow.clock.now():
        uow.publish(SnapshotStored(site_id=site.id, client_id=site.client_id, seq=seq))


def _make_current(
    uow: UnitOfWork,
    store: SnapshotStore,
    site: ConnectedSite,
    before: Received,
    snapshot: Snapshot,
    inventory: dict[str, Any],
) -> None:
    if before.fingerprint is not None and before.snapshot_taken_at is not None:
        store.end_latest_run(site.id, seq=before.snapshot_seq, at=before.snapshot_taken_at)
    store.start_run(site, snapshot, uow.clock.now())
    store.make_current(site.id, snapshot, versions_of(inventory))
    uow.publish(SnapshotStored(site_id=site.id, client_id=site.client_id, seq=snapshot.seq))


def _place_in_history(
    uow: UnitOfWork, store: SnapshotStore, site: ConnectedSite, before: Received, snapshot: Snapshot
) -> None:
    placement = history.place(
        history.RunStart(snapshot.seq, snapshot.fingerprint),
        store.list_runs(site.id, since_seq=snapshot.seq),
        before.window.has_snapshot,
        newest=before.snapshot_seq,
    )
    if placement.move_start_of is not None:
        store.move_run_start(site.id, start=placement.move_start_of, to=snapshot)
    if placement.is_new_run:
        store.start_run(site, snapshot, uow.clock.now())
    if placement.resumes_at is not None:
        _resume(store, site, snapshot, placement.resumes_at)
    if placement != history.Placement():
        store.end_run_before(site.id, start=snapshot.seq, at=snapshot.taken_at)


def _resume(store: SnapshotStore, site: ConnectedSite, late: Snapshot, at_seq: int) -> None:
    runs = store.list_runs(site.id, since_seq=late.seq - 1)
    interrupted = max(run.seq for run in runs if run.seq < late.seq)
    store.resume_run(site.id, interrupted=interrupted, at_seq=at_seq)
