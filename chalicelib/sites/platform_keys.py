"""Our command keys: which of them sites believe, which of them signs, and how one replaces another.

Sites pin the root key. It lies offline and signs nothing but lists of command keys, each with its
time and, if need be, the moment it was revoked. Every pull of a site brings the newest list along,
and the site reads it before the commands: a revoked key is dead with the next pull.
"""

import base64
import contextlib
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from chalicelib.adapters import signer as signing
from chalicelib.adapters.database import UnitOfWork
from chalicelib.adapters.signer import Signer
from chalicelib.audit import service as audit
from chalicelib.identity.model import Actor
from chalicelib.sites import key_list
from chalicelib.sites.errors import (
    KeyListInvalid,
    KeyListMissing,
    KeyListOutdated,
    NoSigningKey,
    RootKeyMissing,
)
from chalicelib.sites.key_list import KeyList, KeyState
from chalicelib.sites.platform_key_store import PlatformKeyStore


@dataclass(frozen=True)
class PlatformKey:
    kid: str
    public_key: bytes


@dataclass(frozen=True)
class ShownPlatformKey:
    kid: str
    state: KeyState
    not_before: dt.datetime | None
    not_after: dt.datetime | None


@dataclass(frozen=True)
class ShownPlatformKeys:
    version: int
    keys: list[ShownPlatformKey]
    signed_by_root: bool


@dataclass(frozen=True)
class CurrentList:
    """The newest list that the root key has really signed, with its signature."""

    key_list: KeyList
    document: dict[str, Any]


def register(uow: UnitOfWork, signers: Sequence[Signer]) -> None:
    """Make the public halves of our command keys known. Only a deployment's role may."""
    store = PlatformKeyStore(uow.connection)
    for signer in signers:
        public_key = signer.public_key()
        store.keep_key(signing.key_id(public_key), public_key, uow.clock.now())


def show(uow: UnitOfWork, *, root_public_key: bytes | None) -> ShownPlatformKeys:
    """The keys as sites see them; without a root key sites pin the command key itself."""
    found = find_current(uow, root_public_key)
    if found is None:
        keys = PlatformKeyStore(uow.connection).list_keys()
        pinned = [ShownPlatformKey(kid, KeyState.ACTIVE, None, None) for kid, _ in keys]
        return ShownPlatformKeys(0, pinned, signed_by_root=False)
    now = uow.clock.now()
    listed = found.key_list
    keys_of_list = [
        ShownPlatformKey(key.kid, listed.state_of(key, now), key.not_before, key.not_after)
        for key in listed.keys
    ]
    return ShownPlatformKeys(listed.version, keys_of_list, signed_by_root=True)


def keep_list(
    uow: UnitOfWork, actor: Actor | None, document: dict[str, Any], *, root_public_key: bytes | None
) -> None:
    """Publish a list that the holders of the root key have signed.

    Raises RootKeyMissing, KeyListInvalid, or KeyListOutdated when the version does not rise.
    """
    if root_public_key is None:
        raise RootKeyMissing
    listed = key_list.read(document, root_public_key=root_public_key)
    current = find_current(uow, root_public_key)
    version = current.key_list.version if current else 0
    if listed.signs_now(uow.clock.now()) is None:
        raise KeyListInvalid("The list names no key that is good today.")
    store = PlatformKeyStore(uow.connection)
    is_newer = listed.version > version
    if not is_newer or not store.keep_document(
        listed.version, document, by=actor.user_id if actor else None, now=uow.clock.now()
    ):
        raise KeyListOutdated(f"Version {version} is published already.")
    audit.record(
        uow,
        actor,
        action="platform_keys.publish",
        object_kind="platform_keys",
        object_id=listed.version,
        before={"version": version},
        after={"version": listed.version, "keys": [key.kid for key in listed.keys]},
    )


def bring_list(uow: UnitOfWork, document: dict[str, Any], *, root_public_key: bytes | None) -> None:
    """What a deployment brings along: published if it is newer, and nothing changes otherwise."""
    with contextlib.suppress(KeyListOutdated):
        keep_list(uow, None, document, root_public_key=root_public_key)


def get_document(uow: UnitOfWork, *, root_public_key: bytes | None) -> dict[str, Any]:
    """The signed list for sites. Raises KeyListMissing."""
    found = find_current(uow, root_public_key)
    if found is None:
        raise KeyListMissing
    return found.document


def find_current(uow: UnitOfWork, root_public_key: bytes | None) -> CurrentList | None:
    """Read again and proven again each time: a row in the database proves nothing."""
    if root_public_key is None:
        return None
    for document in PlatformKeyStore(uow.connection).list_documents():
        try:
            return CurrentList(key_list.read(document, root_public_key=root_public_key), document)
        except KeyListInvalid:
            continue
    return None


def choose_signer(
    uow: UnitOfWork, signers: Sequence[Signer], *, root_public_key: bytes | None
) -> Signer:
    """The one of our keys that sites believe and that came last. Raises NoSigningKey."""
    current = find_current(uow, root_public_key)
    if current is None:
        return signers[0]
    now = uow.clock.now()
    good = []
    for signer in signers:
        listed = current.key_list.find(signing.key_id(signer.public_key()))
        if listed is not None and listed.is_good(now):
            good.append((listed.not_before, signer))
    if not good:
        raise NoSigningKey
    return max(good, key=lambda pair: pair[0])[1]


def pinned_keys(uow: UnitOfWork) -> list[PlatformKey]:
    """For a site that pairs while there is no root key."""
    keys = PlatformKeyStore(uow.connection).list_keys()
    return [PlatformKey(kid, public_key) for kid, public_key in keys]


def root_arguments(root_public_key: bytes) -> dict[str, Any]:
    """What the command `pin_root` brings to a site that was paired before there was a root key."""
    return {
        "kid": signing.key_id(root_public_key),
        "public_key": base64.b64encode(root_public_key).decode(),
    }


def is_dead(uow_list: CurrentList | None, kid: str, now: dt.datetime) -> bool:
    """Whether a site that knows the list would refuse what this key has signed."""
    if uow_list is None:
        return False
    listed = uow_list.key_list.find(kid)
    return listed is None or not listed.is_good(now)
