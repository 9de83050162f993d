"""Looking after monitors. The API seals what they send, and cannot open it again."""

import base64
import datetime as dt
import uuid
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from chalicelib.audit import service as audit
from chalicelib.clients import service as clients
from chalicelib.events.monitoring import (
    ChecksChanged,
    MonitorTarget,
    ProbesDue,
    TryRequested,
)
from chalicelib.identity.model import ClientScope
from chalicelib.kit import ids
from chalicelib.kit.pagination import Page, as_id, decode_cursor, encode_cursor
from chalicelib.monitoring import monitor_incidents
from chalicelib.monitoring.errors import (
    MonitorInvalid,
    MonitorNotFound,
    MonitorsFull,
    NotAHeartbeat,
    TryNotFound,
)
from chalicelib.monitoring.monitor import (
    SEAL,
    Monitor,
    MonitorFilter,
    MonitorKind,
    seal_owner,
)
from chalicelib.monitoring.monitor_settings import (
    Secrets,
    checked_address,
    checked_interval,
    checked_secrets,
    checked_settings,
    origin_of,
)
from chalicelib.monitoring.monitor_store import MonitorStore
from chalicelib.monitoring.pinging import address_digest
from chalicelib.monitoring.try_report import Tried, Tries
from chalicelib.sites import service as sites
from chalicelib.sites.model import SiteStatus

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chalicelib.adapters.database import UnitOfWork
    from chalicelib.adapters.sealer import Sealer
    from chalicelib.identity.model import Actor

_MOST_PER_CLIENT = 500
_STARTS_OVER = frozenset({"interval_seconds", "address", "port", "settings", "sealed_secrets"})


@dataclass(frozen=True)
class MonitorDraft:
    """What somebody wants watched, as they wrote it."""

    name: str
    kind: MonitorKind
    interval_seconds: int = 60
    address: str = ""
    port: int = 0
    settings: dict[str, Any] = field(default_factory=dict)
    secrets: dict[str, Any] = field(default_factory=dict, repr=False)
    client_id: uuid.UUID | None = None
    site_id: uuid.UUID | None = None


@dataclass(frozen=True)
class Means:
    """What the door lends: what seals, and the addresses that this machine may ask of itself."""

    sealer: "Sealer"
    demo_origins: frozenset[str]


def list_monitors(
    uow: "UnitOfWork", actor: "Actor", wanted: MonitorFilter, *, limit: int, cursor: str | None
) -> Page[Monitor]:
    before = as_id(decode_cursor(cursor, str)[0]) if cursor else None
    found = _store(uow, actor).list_page(wanted, before=before, limit=limit + 1)
    shown = found[:limit]
    return Page(shown, encode_cursor(str(shown[-1].id)) if len(found) > limit else None)


def get_monitor(uow: "UnitOfWork", actor: "Actor", monitor_id: uuid.UUID) -> Monitor:
    """Raises MonitorNotFound, also for a monitor that the actor may not see."""
    return _find(uow, actor, monitor_id)


def add_monitor(uow: "UnitOfWork", actor: "Actor", draft: MonitorDraft, means: Means) -> Monitor:
    """Raises MonitorInvalid, MonitorsFull, SiteNotFound, ClientNotFound."""
    store = _store(uow, actor)
    client_id = _owner(uow, actor, draft)
    if store.count_of(client_id) >= _MOST_PER_CLIENT:
        raise MonitorsFull
    monitor_id, now = ids.uuid7(), uow.clock.now()
    row = {
        "id": monitor_id,
        "client_id": client_id,
        "site_id": draft.site_id,
        "name": draft.name,
        "kind": draft.kind,
        **_checked(draft, monitor_id, means),
        "status_since": now,
        "created_by": actor.user_id,
        "created_at": now,
    }
    store.add(row)
    monitor = _find(uow, actor, monitor_id)
    _note(uow, actor, "monitor.add", monitor, after=_told(monitor))
    _watch(uow, [monitor_id])
    _look_now(uow, monitor)
    return monitor


def change_monitor(
    uow: "UnitOfWork",
    actor: "Actor",
    monitor_id: uuid.UUID,
    changes: dict[str, Any],
    means: Means,
) -> Monitor:
    """What asks something else starts over: what was believed of it says nothing any more."""
    before = _find(uow, actor, monitor_id, for_update=True)
    columns = _changed(before, changes, means)
    if _STARTS_OVER & columns.keys():
        columns |= _fresh(before, uow.clock.now())
    if not columns:
        return before
    _store(uow, actor).change(monitor_id, columns)
    after = _find(uow, actor, monitor_id)
    renewed = {"secrets": "changed"} if "sealed_secrets" in columns else {}
    _note(
        uow, actor, "monitor.update", after, before=_told(before), after={**_told(after), **renewed}
    )
    _watch(uow, [monitor_id])
    if "status_since" in columns and not after.is_paused:
        _look_now(uow, after)
    return after


def remove_monitor(uow: "UnitOfWork", actor: "Actor", monitor_id: uuid.UUID) -> None:
    monitor = _find(uow, actor, monitor_id, for_update=True)
    _end_incident(uow, monitor)
    _store(uow, actor).remove(monitor_id)
    _note(uow, actor, "monitor.delete", monitor, before=_told(monitor))
    _watch(uow, [monitor_id], ended=[monitor.ping_digest])


def pause_monitor(uow: "UnitOfWork", actor: "Actor", monitor_id: uuid.UUID) -> Monitor:
    """Nobody is told: what is not watched has no problem."""
    return _rest(uow, actor, monitor_id, action="monitor.pause", status=SiteStatus.PAUSED)


def resume_monitor(uow: "UnitOfWork", actor: "Actor", monitor_id: uuid.UUID) -> Monitor:
    monitor = _rest(uow, actor, monitor_id, action="monitor.resume", status=SiteStatus.PENDING)
    _look_now(uow, monitor)
    return monitor


def renew_ping_address(uow: "UnitOfWork", actor: "Actor", monitor_id: uuid.UUID) -> uuid.UUID:
    """A new address to ping, shown this once; the old one is dead within seconds."""
    before = _find(uow, actor, monitor_id, for_update=True)
    if before.kind is not MonitorKind.HEARTBEAT:
        raise NotAHeartbeat
    token = uuid.uuid4()
    _store(uow, actor).change(monitor_id, {"ping_digest": address_digest(token)})
    _note(uow, actor, "monitor.renew_ping_url", before)
    _watch(uow, [monitor_id], ended=[before.ping_digest])
    return token


def request_try(
    uow: "UnitOfWork",
    actor: "Actor",
    draft: MonitorDraft,
    means: Means,
    *,
    tries: Tries,
    monitor_id: uuid.UUID | None,
) -> Tried:
    """Look once, at the edge. With `monitor_id` the secrets that are kept of it are used again."""
    if draft.kind is MonitorKind.HEARTBEAT:
        raise MonitorInvalid([("kind", "a heartbeat cannot be tried: it is you who pings")])
    kept = _find(uow, actor, monitor_id) if monitor_id else None
    try_id = ids.uuid7()
    row = _checked(draft, kept.id if kept else try_id, means)
    sealed = row["sealed_secrets"]
    if kept and sealed is None and kept.sealed_secrets:
        _refuse_other_origin(kept, row["address"])
        sealed = kept.sealed_secrets
    target = MonitorTarget(
        monitor_id=kept.id if kept else try_id,
        kind=draft.kind,
        address=row["address"],
        port=row["port"],
        status=SiteStatus.PENDING,
        settings=row["settings"],
        sealed_secrets=base64.b64encode(sealed or b"").decode(),
        facts=dict(kept.facts) if kept else {},
    )
    tries.begin(try_id, asked_by=actor.user_id)
    uow.publish(TryRequested(try_id=try_id, asked_by=actor.user_id, target=target))
    audit.record(
        uow,
        actor,
        action="monitor.try",
        object_kind="monitor",
        object_id=kept.id if kept else try_id,
        after={"kind": draft.kind, "address": row["address"], "port": row["port"]},
    )
    return Tried(try_id, None)


def get_try(actor: "Actor", try_id: uuid.UUID, *, tries: Tries) -> Tried:
    found = tries.find(try_id, asked_by=actor.user_id)
    if found is None:
        raise TryNotFound
    return found


def forget_monitors(
    uow: "UnitOfWork",
    *,
    site_ids: "Sequence[uuid.UUID]" = (),
    client_id: uuid.UUID | None = None,
) -> None:
    """Call before a site or a client is removed: its monitors go with it, and nobody asks for them
    any more."""
    gone = _of_everybody(uow).list_ids(site_ids=site_ids, client_id=client_id)
    _watch(uow, [one for one, _ in gone], ended=[digest for _, digest in gone])


def _owner(uow: "UnitOfWork", actor: "Actor", draft: MonitorDraft) -> uuid.UUID:
    if draft.site_id is not None:
        return sites.get_site(uow, actor, draft.site_id).site.client_id
    if draft.client_id is None:
        raise MonitorInvalid([("client_id", "say whose it is: a client's, or a site's")])
    return clients.get_client(uow, actor, draft.client_id).id


def _checked(draft: MonitorDraft, monitor_id: uuid.UUID, means: Means) -> dict[str, Any]:
    address, port = checked_address(
        draft.kind, draft.address, draft.port, demo_origins=means.demo_origins
    )
    return {
        "interval_seconds": checked_interval(draft.kind, draft.interval_seconds),
        "address": address,
        "port": port,
        "settings": checked_settings(draft.kind, draft.settings),
        **_sealed(draft.kind, draft.secrets, monitor_id, address, means),
    }


def _changed(before: Monitor, changes: dict[str, Any], means: Means) -> dict[str, Any]:
    """The columns that will be different."""
    columns: dict[str, Any] = {}
    if "name" in changes:
        columns["name"] = changes["name"]
    if "interval_seconds" in changes:
        columns["interval_seconds"] = checked_interval(before.kind, changes["interval_seconds"])
    if "settings" in changes:
        columns["settings"] = checked_settings(before.kind, changes["settings"])
    address = before.address
    if changes.keys() & {"address", "port"}:
        address, port = checked_address(
            before.kind,
            changes.get("address", before.address),
            changes.get("port", before.port),
            demo_origins=means.demo_origins,
        )
        columns |= {"address": address, "port": port}
    if "secrets" in changes:
        columns |= _sealed(before.kind, changes["secrets"], before.id, address, means)
    elif before.sealed_secrets and address != before.address:
        _refuse_other_origin(before, address)
    return {name: value for name, value in columns.items() if value != getattr(before, name)}


def _refuse_other_origin(kept: Monitor, address: str) -> None:
    """They were sealed for one address, and open for no other."""
    if origin_of(kept.kind, address) != origin_of(kept.kind, kept.address):
        raise MonitorInvalid([("secrets", "enter them again: they are sealed for another address")])


def _sealed(
    kind: MonitorKind,
    given: dict[str, Any],
    monitor_id: uuid.UUID,
    address: str,
    means: Means,
) -> dict[str, Any]:
    secrets = checked_secrets(kind, given)
    return {
        "sealed_secrets": _seal(secrets, monitor_id, origin_of(kind, address), means.sealer)
        if secrets
        else None,
        "secret_names": tuple(secrets.names) if secrets else (),
    }


def _seal(secrets: Secrets, monitor_id: uuid.UUID, origin: str, sealer: "Sealer") -> bytes:
    plain = secrets.model_dump_json().encode()
    return sealer.seal(plain, purpose=SEAL, owner=seal_owner(monitor_id, origin))


def _rest(
    uow: "UnitOfWork", actor: "Actor", monitor_id: uuid.UUID, *, action: str, status: SiteStatus
) -> Monitor:
    before = _find(uow, actor, monitor_id, for_update=True)
    is_paused = status is SiteStatus.PAUSED
    if before.is_paused == is_paused:
        return before
    _end_incident(uow, before)
    _store(uow, actor).change(
        monitor_id,
        {
            **_fresh(before, uow.clock.now()),
            "status": status,
            "facts": dict(before.facts),
            "is_paused": is_paused,
            "alarm": None,
            "alarmed_at": None,
        },
    )
    after = _find(uow, actor, monitor_id)
    _note(uow, actor, action, after)
    _watch(uow, [monitor_id])
    return after


def _end_incident(uow: "UnitOfWork", monitor: Monitor) -> None:
    """Nobody looks any more at what it is about: it is over, and nobody is told."""
    monitor_incidents.end(uow, monitor, at=uow.clock.now())


def _fresh(before: Monitor, now: dt.datetime) -> dict[str, Any]:
    return {
        "status": SiteStatus.PAUSED if before.is_paused else SiteStatus.PENDING,
        "status_reason": "",
        "status_detail": "",
        "status_since": now,
        "belief": None,
        "facts": {},
    }


def _watch(
    uow: "UnitOfWork", ids: "Sequence[uuid.UUID]", *, ended: "Sequence[str | None]" = ()
) -> None:
    """Call after anything that changes whether, where or how these are looked at."""
    if ids:
        digests = [digest for digest in ended if digest]
        uow.publish(ChecksChanged(batch_id="watch", watch_monitors=list(ids), ended_pings=digests))


def _look_now(uow: "UnitOfWork", monitor: Monitor) -> None:
    """As the next minute would: somebody is waiting to see it, and some are asked once a day."""
    if monitor.kind is MonitorKind.HEARTBEAT:
        return
    for target in _of_everybody(uow).list_watched([monitor.id]):
        uow.publish(
            ProbesDue(batch_id="now", due_at=uow.clock.now(), targets=[], monitors=[target])
        )


def _find(
    uow: "UnitOfWork", actor: "Actor", monitor_id: uuid.UUID, *, for_update: bool = False
) -> Monitor:
    found = _store(uow, actor).find(monitor_id, for_update=for_update)
    if found is None:
        raise MonitorNotFound
    return found


def _store(uow: "UnitOfWork", actor: "Actor") -> MonitorStore:
    return MonitorStore(uow.connection, actor.scope)


def _of_everybody(uow: "UnitOfWork") -> MonitorStore:
    return MonitorStore(uow.connection, ClientScope.everything())


def _note(uow: "UnitOfWork", actor: "Actor", action: str, monitor: Monitor, **values: Any) -> None:
    audit.record(
        uow,
        actor,
        action=action,
        object_kind="monitor",
        object_id=monitor.id,
        client_id=monitor.client_id,
        **values,
    )


def _told(monitor: Monitor) -> dict[str, Any]:
    """What the audit log says of a monitor: never its secrets."""
    return {
        "name": monitor.name,
        "kind": monitor.kind.value,
        "site_id": str(monitor.site_id) if monitor.site_id else None,
        "address": monitor.address,
        "port": monitor.port,
        "interval_seconds": monitor.interval_seconds,
        "settings": dict(monitor.settings),
        "secret_names": list(monitor.secret_names),
    }
