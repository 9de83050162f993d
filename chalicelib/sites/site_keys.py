"""A site's keys: the API key that names it, and the Ed25519 key that it signs with.

Both change hands in one rotation. The site makes a new pair and says so in a result that the old
key signs; our answer to that result is the one moment in which the new API key exists outside the
site. Until the site has used the new keys the old ones stay good, so that an answer that is lost,
repeated, or forgotten in a crash loses nothing.
"""

import base64
import datetime as dt
import uuid
from dataclasses import dataclass
from enum import StrEnum

from chalicelib.adapters.database import UnitOfWork
from chalicelib.kit.ids import digest, token
from chalicelib.sites import policy
from chalicelib.sites.errors import SiteKeyNotFound
from chalicelib.sites.model import KeyInUse
from chalicelib.sites.site_key_store import SiteKey, SiteKeyStore

_KEY_MARK = "wwk_"
_SHOWN_CHARACTERS = 12
_FINGERPRINT_CHARACTERS = 16
# A use is written down this often: one write more in a day of hourly reports is enough.
_USE_NOTED_EVERY = dt.timedelta(hours=6)
_ASKED_AGAIN_AFTER = dt.timedelta(days=1)
_DUE_AT_ONCE = 50


class SiteKeyState(StrEnum):
    ACTIVE = "active"
    RETIRING = "retiring"
    REVOKED = "revoked"


@dataclass(frozen=True)
class ShownKey:
    id: uuid.UUID
    prefix: str
    created_at: dt.datetime
    last_used_at: dt.datetime | None
    retires_at: dt.datetime | None
    revoked_at: dt.datetime | None
    state: SiteKeyState


@dataclass(frozen=True)
class ShownSigningKey:
    fingerprint: str
    since: dt.datetime | None


@dataclass(frozen=True)
class SiteKeys:
    keys: list[ShownKey]
    public_key: ShownSigningKey | None
    next_rotation_at: dt.datetime | None
    rotation_every_days: int


def show_keys(uow: UnitOfWork, site_id: uuid.UUID) -> SiteKeys:
    """All that may be shown of a site's keys. The caller has made sure that the site is visible."""
    store = SiteKeyStore(uow.connection)
    now = uow.clock.now()
    keys = store.list_keys(site_id)
    signing = store.find_signing_key(site_id)
    active = [key.created_at for key in keys if _state(key, now) is SiteKeyState.ACTIVE]
    return SiteKeys(
        keys=[_shown(key, now) for key in keys],
        public_key=ShownSigningKey(fingerprint(signing.public_key), signing.public_key_since)
        if signing and signing.public_key
        else None,
        next_rotation_at=max(active) + policy.SITE_KEY_ROTATION if active else None,
        rotation_every_days=policy.SITE_KEY_ROTATION.days,
    )


def fingerprint(public_key: bytes) -> str:
    """Short enough to compare by eye; wp-admin shows the same."""
    return digest(base64.b64encode(public_key).decode())[:_FINGERPRINT_CHARACTERS]


def hand_out(
    uow: UnitOfWork,
    *,
    site_id: uuid.UUID,
    client_id: uuid.UUID,
    command_id: uuid.UUID | None = None,
) -> str:
    """A new API key, in clear this once; the keys before it live until this one is used."""
    store = SiteKeyStore(uow.connection)
    site_key = _KEY_MARK + token()
    store.add(
        site_id=site_id,
        client_id=client_id,
        key_digest=digest(site_key),
        key_prefix=site_key[:_SHOWN_CHARACTERS],
        command_id=command_id,
        now=uow.clock.now(),
    )
    store.drop_surplus(site_id, uow.clock.now())
    return site_key


def hand_out_again(
    uow: UnitOfWork, *, site_id: uuid.UUID, client_id: uuid.UUID, command_id: uuid.UUID
) -> str | None:
    """One more key for a rotation whose answer got lost; None once the site has used one."""
    if SiteKeyStore(uow.connection).has_confirmed_key_of(command_id):
        return None
    return hand_out(uow, site_id=site_id, client_id=client_id, command_id=command_id)


def note_use(uow: UnitOfWork, key: KeyInUse) -> None:
    """The site speaks with this key. When it does so first, the keys before it begin to retire."""
    store = SiteKeyStore(uow.connection)
    now = uow.clock.now()
    if key.confirmed_at is None:
        if store.confirm(key.id, now):
            store.retire_others(key.id, now + policy.SITE_KEY_OVERLAP)
    elif key.last_used_at is None or now - key.last_used_at >= _USE_NOTED_EVERY:
        store.note_use(key.id, now)


def stage_public_key(uow: UnitOfWork, site_id: uuid.UUID, public_key: bytes) -> None:
    """The key with which the site will sign from its next message on, or from a later one."""
    SiteKeyStore(uow.connection).stage_public_key(site_id, public_key)


def promote_public_key(uow: UnitOfWork, site_id: uuid.UUID, public_key: bytes) -> None:
    """The site has signed with its next key. What is on its way under the old one still counts."""
    now = uow.clock.now()
    SiteKeyStore(uow.connection).promote_public_key(
        site_id, public_key, now=now, until=now + policy.SIGNING_KEY_OVERLAP
    )


def revoke_key(uow: UnitOfWork, site_id: uuid.UUID, key_id: uuid.UUID, *, by: str) -> bool:
    """Kill a key at once; whether the site is cut off because it was the last one.

    Raises SiteKeyNotFound.
    """
    store = SiteKeyStore(uow.connection)
    now = uow.clock.now()
    if not store.revoke(site_id, key_id, now):
        raise SiteKeyNotFound
    store.forget_signing_keys(site_id)
    if store.has_living_key(site_id, now):
        return False
    store.cut_off(site_id)
    store.add_event(site_id, "disconnected", actor=by, detail={"reason": "key_revoked"}, now=now)
    return True


def note_rotation_request(uow: UnitOfWork, site_id: uuid.UUID) -> None:
    """Somebody has asked for new keys: the calendar need not ask at once again."""
    SiteKeyStore(uow.connection).note_rotation_request(site_id, uow.clock.now())


def claim_due_rotations(uow: UnitOfWork) -> list[tuple[uuid.UUID, uuid.UUID]]:
    """Sites (with their clients) that should change their keys now, a few at a time."""
    now = uow.clock.now()
    due = SiteKeyStore(uow.connection).claim_due(
        older_than=now - policy.SITE_KEY_ROTATION,
        asked_before=now - _ASKED_AGAIN_AFTER,
        now=now,
        limit=_DUE_AT_ONCE,
    )
    return [(site.site_id, site.client_id) for site in due]


def _shown(key: SiteKey, now: dt.datetime) -> ShownKey:
    return ShownKey(
        id=key.id,
        prefix=key.key_prefix,
        created_at=key.created_at,
        last_used_at=key.last_used_at,
        retires_at=key.retires_at,
        revoked_at=key.revoked_at,
        state=_state(key, now),
    )


def _state(key: SiteKey, now: dt.datetime) -> SiteKeyState:
    if key.revoked_at is not None or (key.retires_at is not None and key.retires_at <= now):
        return SiteKeyState.REVOKED
    return SiteKeyState.ACTIVE if key.retires_at is None else SiteKeyState.RETIRING
