"""Use cases of sites for people: add, find, look into, pause, pair, check, remove."""

import datetime as dt
import uuid
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit

from chalicelib.adapters.database import UnitOfWork
from chalicelib.audit import service as audit
from chalicelib.clients import service as clients
from chalicelib.identity.model import Actor
from chalicelib.jobs import service as jobs
from chalicelib.jobs.model import Job
from chalicelib.kit.pagination import Page
from chalicelib.kit.text import clean_line
from chalicelib.sites import approving, commanding, pairing, proving, site_keys, status
from chalicelib.sites.errors import (
    InvalidSiteUrl,
    SiteNotConnected,
    SiteNotFound,
    SitePaused,
    SiteUrlTaken,
)
from chalicelib.sites.model import (
    Connection,
    Site,
    SiteDetail,
    SiteFilter,
    SiteStatus,
    TimelineEntry,
)
from chalicelib.sites.pairing import PairingCode
from chalicelib.sites.repository import SiteRepository
from chalicelib.sites.site_keys import SiteKeys
from chalicelib.sites.tables import SiteRow

_MOST_RUNS = 720  # what a chart can show


@dataclass(frozen=True)
class Inventory:
    hash: str
    taken_at: dt.datetime | None
    document: dict[str, Any]


@dataclass(frozen=True)
class Run:
    """A span of time in which a site's snapshots said the same."""

    seq: int
    taken_at: dt.datetime
    until: dt.datetime | None  # None: it still holds
    disk_free_bytes: int | None
    database_bytes: int | None
    uploads_bytes: int | None
    memory_peak_bytes: int | None
    load_ms: int | None


def add_site(
    uow: UnitOfWork,
    actor: Actor,
    *,
    name: str,
    url: str,
    client_id: uuid.UUID,
    tags: list[str],
) -> Site:
    """A new site of a client, not yet paired.

    Raises ClientNotFound, InvalidSiteUrl, or SiteUrlTaken within the same client.
    """
    clients.get_client(uow, actor, client_id)
    repository = SiteRepository(uow.session, actor.scope)
    address = normalise_url(url)
    if repository.has_url(client_id, address):
        raise SiteUrlTaken(f"This client already has a site at {address}.")
    row = SiteRow(client_id=client_id, name=clean_line(name), url=address, tags=_clean_tags(tags))
    repository.add(row)
    _tell(uow, actor, row, "site_added", {"url": address})
    _audit(uow, actor, row, "site.add", after={"name": row.name, "url": address})
    return _get(repository, row.id)


def list_sites(
    uow: UnitOfWork,
    actor: Actor,
    wanted: SiteFilter,
    *,
    sort: str,
    limit: int,
    cursor: str | None,
) -> Page[Site]:
    """A page of the visible sites; `sort` is one of repository.ORDERS."""
    repository = SiteRepository(uow.session, actor.scope)
    return repository.list_page(wanted, sort=sort, limit=limit, cursor=cursor)


def get_site(uow: UnitOfWork, actor: Actor, site_id: uuid.UUID) -> SiteDetail:
    """Raises SiteNotFound, also for a site that the actor may not see."""
    repository = SiteRepository(uow.session, actor.scope)
    site = _get(repository, site_id)
    state = repository.find_state(site_id)
    is_staff = actor.client_id is None
    return SiteDetail(
        site=site,
        snapshot_taken_at=state.snapshot_taken_at if state else None,
        vitals=(state.vitals if state else None) or {},
        key_prefix=repository.find_key_prefix(site_id) if is_staff else None,
        proof_problem=repository.find_proof_problem(site_id) if is_staff else None,
    )


def list_owners(
    uow: UnitOfWork, actor: Actor, site_ids: Collection[uuid.UUID]
) -> dict[uuid.UUID, uuid.UUID]:
    """The client of each of these sites that the actor may see."""
    return SiteRepository(uow.session, actor.scope).list_owners(site_ids)


def update_site(
    uow: UnitOfWork,
    actor: Actor,
    site_id: uuid.UUID,
    *,
    name: str | None = None,
    url: str | None = None,
    tags: list[str] | None = None,
    is_paused: bool | None = None,
    paused_until: dt.datetime | None = None,
) -> Site:
    """Change what is given; `paused_until` pauses, and the pause ends by itself.

    Raises SiteNotFound, InvalidSiteUrl or SiteUrlTaken.
    """
    repository = SiteRepository(uow.session, actor.scope)
    row = _lock(repository, site_id)
    before = _facts(row)
    if name is not None:
        row.name = clean_line(name)
    if url is not None:
        _change_url(repository, row, url)
    if tags is not None:
        row.tags = _clean_tags(tags)
    if is_paused is not None or paused_until is not None:
        _pause_or_resume(uow, repository, row, is_paused=is_paused is not False)
        row.paused_until = paused_until if row.paused_at is not None else None
    uow.session.flush()
    _audit(uow, actor, row, "site.update", before=before, after=_facts(row))
    return _get(repository, site_id)


def delete_site(uow: UnitOfWork, actor: Actor, site_id: uuid.UUID) -> None:
    """Remove a site with everything we know of it. Raises SiteNotFound."""
    repository = SiteRepository(uow.session, actor.scope)
    row = _lock(repository, site_id)
    _audit(uow, actor, row, "site.delete", before=_facts(row))
    repository.delete(row)


def issue_pairing_code(
    uow: UnitOfWork, actor: Actor, site_id: uuid.UUID, *, origin: str
) -> PairingCode:
    """A one-time code to pair the site's plugin with. Raises SiteNotFound."""
    row = _lock(SiteRepository(uow.session, actor.scope), site_id)
    _audit(uow, actor, row, "site.issue_pairing_code")
    return pairing.issue_code(uow, actor, site_id=row.id, client_id=row.client_id, origin=origin)


def request_check(uow: UnitOfWork, actor: Actor, site_id: uuid.UUID) -> Job:
    """Ask the site for a fresh snapshot. Raises SiteNotFound, SiteNotConnected or SitePaused."""
    return _command(uow, actor, site_id, name="refresh", kind="site_check").job


def request_disconnect(uow: UnitOfWork, actor: Actor, site_id: uuid.UUID) -> tuple[Job, uuid.UUID]:
    """Ask the plugin to forget us, once people have approved it; the job and the approval's id.

    Raises SiteNotFound, SiteNotConnected or SitePaused.
    """
    asked = _command(uow, actor, site_id, name="disconnect", kind="site_disconnect")
    approval_id = approving.ask_for_approval(
        uow,
        command_id=asked.command_id,
        site_id=site_id,
        client_id=asked.job.client_id,
        requested_by=actor.user_id,
    )
    return replace(asked.job, phase="waiting_approval"), approval_id


def list_keys(uow: UnitOfWork, actor: Actor, site_id: uuid.UUID) -> SiteKeys:
    """The site's keys, without anything secret. Raises SiteNotFound."""
    _get(SiteRepository(uow.session, actor.scope), site_id)
    return site_keys.show_keys(uow, site_id)


def request_rotation(uow: UnitOfWork, actor: Actor, site_id: uuid.UUID) -> Job:
    """Ask the site for new keys. Raises SiteNotFound, SiteNotConnected or SitePaused."""
    asked = _command(uow, actor, site_id, name="rotate_keys", kind="site_key_rotation")
    site_keys.note_rotation_request(uow, site_id)
    return asked.job


def revoke_key(uow: UnitOfWork, actor: Actor, site_id: uuid.UUID, key_id: uuid.UUID) -> bool:
    """Kill a key; whether the site is cut off by that. Raises SiteNotFound, SiteKeyNotFound."""
    row = _lock(SiteRepository(uow.session, actor.scope), site_id)
    was = row.connection
    is_cut_off = site_keys.revoke_key(uow, site_id, key_id, by=actor.name)
    uow.session.expire(row)
    _audit(
        uow,
        actor,
        row,
        "site.revoke_key",
        before={"connection": was},
        after={"key_id": str(key_id), "is_cut_off": is_cut_off},
    )
    return is_cut_off


def request_proof(uow: UnitOfWork, actor: Actor, site_id: uuid.UUID) -> None:
    """Look once more for the plugin at its address. Raises SiteNotFound, SiteNotWaiting."""
    row = _lock(SiteRepository(uow.session, actor.scope), site_id)
    proving.ask_for_proof(uow, row.id)
    _audit(uow, actor, row, "site.prove")


def get_inventory(uow: UnitOfWork, actor: Actor, site_id: uuid.UUID) -> Inventory:
    """What is installed, as the site last said. Raises SiteNotFound; empty before the first."""
    repository = SiteRepository(uow.session, actor.scope)
    _get(repository, site_id)
    found = repository.find_inventory(site_id)
    if found is None:
        return Inventory(hash="", taken_at=None, document={})
    row, taken_at = found
    return Inventory(row.hash, taken_at, row.document)


def list_runs(
    uow: UnitOfWork, actor: Actor, site_id: uuid.UUID, *, since: dt.datetime, until: dt.datetime
) -> list[Run]:
    """The history of a site's numbers, oldest first, at most 720 runs. Raises SiteNotFound."""
    repository = SiteRepository(uow.session, actor.scope)
    _get(repository, site_id)
    rows = repository.list_runs(site_id, since=since, until=until, limit=_MOST_RUNS)
    following = [*(row.taken_at for row in rows[1:]), None][: len(rows)]
    return [
        Run(
            seq=row.seq,
            taken_at=row.taken_at,
            until=end,
            disk_free_bytes=row.disk_free_bytes,
            database_bytes=row.database_bytes,
            uploads_bytes=row.uploads_bytes,
            memory_peak_bytes=row.memory_peak_bytes,
            load_ms=row.load_ms,
        )
        for row, end in zip(rows, following, strict=True)
    ]


def list_timeline(
    uow: UnitOfWork, actor: Actor, site_id: uuid.UUID, *, limit: int, cursor: str | None
) -> Page[TimelineEntry]:
    """What happened to a site, newest first. Raises SiteNotFound."""
    repository = SiteRepository(uow.session, actor.scope)
    _get(repository, site_id)
    return repository.list_events(site_id, limit=limit, cursor=cursor)


def normalise_url(url: str) -> str:
    """The one spelling of a site's address. Raises InvalidSiteUrl.

    Whether the address may be reached is the fetcher's decision, each time anew.
    """
    text = url.strip()
    try:
        parts = urlsplit(text if "//" in text else f"https://{text}")
        port = parts.port
    except ValueError:
        raise InvalidSiteUrl(f"{url!r} is not a web address.") from None
    host = (parts.hostname or "").lower()
    is_plain = not (parts.username or parts.password or parts.query or parts.fragment)
    if parts.scheme not in {"http", "https"} or not host or not is_plain or not host.isascii():
        raise InvalidSiteUrl(f"{url!r} is not a plain http or https address.")
    shown_port = "" if port is None or port == _DEFAULT_PORTS[parts.scheme] else f":{port}"
    return f"{parts.scheme}://{host}{shown_port}{parts.path.rstrip('/')}"


_DEFAULT_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True)
class _Asked:
    job: Job
    command_id: uuid.UUID


def _command(uow: UnitOfWork, actor: Actor, site_id: uuid.UUID, *, name: str, kind: str) -> _Asked:
    row = _lock(SiteRepository(uow.session, actor.scope), site_id)
    if row.connection != Connection.CONNECTED:
        raise SiteNotConnected
    if row.paused_at is not None:
        raise SitePaused
    job = jobs.start_job(
        uow, kind=kind, client_id=row.client_id, site_id=row.id, requested_by=actor.user_id
    )
    uow.session.flush()
    command_id = commanding.request_command(
        uow,
        site_id=row.id,
        client_id=row.client_id,
        name=name,
        requested_by=actor.user_id,
        job_id=job.id,
    )
    _tell(uow, actor, row, "command_requested", {"command": name})
    _audit(uow, actor, row, f"site.{name}")
    return _Asked(job, command_id)


def _change_url(repository: SiteRepository, row: SiteRow, url: str) -> None:
    address = normalise_url(url)
    if address != row.url and repository.has_url(row.client_id, address):
        raise SiteUrlTaken(f"This client already has a site at {address}.")
    row.url = address


def _pause_or_resume(
    uow: UnitOfWork, repository: SiteRepository, row: SiteRow, *, is_paused: bool
) -> None:
    state = repository.find_state(row.id)
    if state is None or is_paused == (row.paused_at is not None):
        return
    now = uow.clock.now()
    row.paused_at = now if is_paused else None
    # After a pause nothing is believed until the next check.
    believed = SiteStatus.UNKNOWN if row.connected_at else SiteStatus.PENDING
    state.status = SiteStatus.PAUSED if is_paused else believed
    state.status_reason = ""
    state.status_since = now
    state.checked_at = None


def _get(repository: SiteRepository, site_id: uuid.UUID) -> Site:
    site = repository.find(site_id)
    if site is None:
        raise SiteNotFound
    return site


def _lock(repository: SiteRepository, site_id: uuid.UUID) -> SiteRow:
    row = repository.find_row(site_id, lock=True)
    if row is None:
        raise SiteNotFound
    return row


def _clean_tags(tags: list[str]) -> list[str]:
    return sorted({clean_line(tag).lower() for tag in tags} - {""})


def _facts(row: SiteRow) -> dict[str, Any]:
    return {
        "name": row.name,
        "url": row.url,
        "tags": list(row.tags),
        "is_paused": row.paused_at is not None,
        "paused_until": row.paused_until.isoformat() if row.paused_until else None,
    }


def _tell(uow: UnitOfWork, actor: Actor, row: SiteRow, kind: str, detail: dict[str, Any]) -> None:
    uow.session.flush()
    status.add_event(
        uow,
        site_id=row.id,
        client_id=row.client_id,
        kind=kind,
        actor=actor.name,
        detail=detail,
    )


def _audit(
    uow: UnitOfWork,
    actor: Actor,
    row: SiteRow,
    action: str,
    *,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    audit.record(
        uow,
        actor,
        action=action,
        object_kind="site",
        object_id=str(row.id),
        client_id=row.client_id,
        before=before,
        after=after,
    )
