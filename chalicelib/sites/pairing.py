"""Pairing: a one-time code makes one WordPress one site, and keys change hands.

It starts on the site, by a signed-in administrator, and nothing about it can be repeated: the code
lives 15 minutes, works once, and is bound to the URL that the dashboard expects. The last word has
the site's own address (see proving): until it has answered, nothing is probed and nothing asked.
"""

import datetime as dt
import uuid
from dataclasses import dataclass

from chalicelib.adapters.database import UnitOfWork
from chalicelib.audit import service as audit
from chalicelib.audit.model import Acting
from chalicelib.identity.model import Actor
from chalicelib.kit.ids import digest, normalise_code, spoken_code
from chalicelib.kit.text import same_place
from chalicelib.sites import proving, site_keys
from chalicelib.sites.command_store import CommandStore
from chalicelib.sites.errors import (
    PairingCodeExpired,
    PairingCodeUnknown,
    PairingCodeUsed,
    SiteUrlMismatch,
)
from chalicelib.sites.model import ConnectedSite
from chalicelib.sites.pairing_store import PairingStore, PendingPairing

CODE_LIFETIME = dt.timedelta(minutes=15)


@dataclass(frozen=True)
class PairingCode:
    """Shown once; we keep its digest."""

    code: str
    connection_string: str
    expires_at: dt.datetime


@dataclass(frozen=True)
class Introduction:
    """What a plugin says of its site when it pairs."""

    code: str
    home_url: str
    public_key: bytes
    plugin_version: str
    wordpress_version: str
    php_version: str


@dataclass(frozen=True)
class Welcome:
    """What a plugin needs to know from now on; `site_key` is shown this once."""

    site_id: uuid.UUID
    client_id: uuid.UUID
    site_key: str
    client_name: str
    next_seq: int


def issue_code(
    uow: UnitOfWork, actor: Actor, *, site_id: uuid.UUID, client_id: uuid.UUID, origin: str
) -> PairingCode:
    """A fresh code for a site; codes issued before it stop working."""
    code = spoken_code()
    now = uow.clock.now()
    expires_at = now + CODE_LIFETIME
    PairingStore(uow.connection).replace_code(
        site_id=site_id,
        client_id=client_id,
        code_digest=digest(normalise_code(code)),
        created_by=actor.user_id,
        now=now,
        expires_at=expires_at,
    )
    return PairingCode(code, f"{origin}#{code}", expires_at)


def connect(uow: UnitOfWork, introduction: Introduction) -> Welcome:
    """Spend the code and exchange keys. The caller has verified that the plugin holds its key.

    Raises PairingCodeUnknown, PairingCodeExpired, PairingCodeUsed or SiteUrlMismatch.
    """
    store = PairingStore(uow.connection)
    pairing = store.find_pairing(digest(normalise_code(introduction.code)))
    if pairing is None:
        raise PairingCodeUnknown
    _check(pairing, introduction, uow.clock.now())
    if not store.spend(pairing.code_id, uow.clock.now()):
        raise PairingCodeUsed
    # Whoever had a key of this site before has none now.
    store.revoke_keys(pairing.site_id, uow.clock.now())
    site_key = site_keys.hand_out(uow, site_id=pairing.site_id, client_id=pairing.client_id)
    store.exchange(pairing, introduction.home_url, introduction.public_key, uow.clock.now())
    proving.ask_for_proof(uow, pairing.site_id)
    store.note_versions(
        pairing.site_id,
        wordpress=introduction.wordpress_version,
        php=introduction.php_version,
        plugin=introduction.plugin_version,
    )
    return Welcome(
        site_id=pairing.site_id,
        client_id=pairing.client_id,
        site_key=site_key,
        client_name=pairing.client_name,
        next_seq=pairing.last_seq + 1,
    )


def leave(uow: UnitOfWork, site: ConnectedSite, *, speaker: Acting | None = None) -> None:
    """The owner has disconnected the site in wp-admin: it forgets us, and we believe it no more."""
    now = uow.clock.now()
    store = PairingStore(uow.connection)
    store.leave(site.id, now)
    store.add_event(site.id, "disconnected", detail={"reason": "wp_admin"}, now=now)
    CommandStore(uow.connection).end_open(site.id, now)
    audit.record(
        uow,
        speaker,
        action="site.left",
        object_kind="site",
        object_id=site.id,
        client_id=site.client_id,
    )


def _check(pairing: PendingPairing, introduction: Introduction, now: dt.datetime) -> None:
    if pairing.used_at is not None:
        raise PairingCodeUsed
    if pairing.expires_at <= now:
        raise PairingCodeExpired
    if not same_place(pairing.url, introduction.home_url):
        raise SiteUrlMismatch(
            f"The code belongs to {pairing.url}, but this site is {introduction.home_url}."
        )
