"""The list of our command keys, signed by the root key: what plugins believe. Pure.

The root key lies offline with its holders; sites pin it when they pair. A list is a DSSE envelope
like every other message. Versions only rise, so that nobody brings back a revoked key.
"""

import base64
import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from chalicelib.adapters.signer import key_id
from chalicelib.kit import envelope
from chalicelib.kit.clock import from_unix, unix
from chalicelib.sites.errors import KeyListInvalid

MEMBERS = frozenset({"payload_type", "payload", "keyid", "sig"})
_PAYLOAD_MEMBERS = frozenset({"v", "version", "issued_at", "keys"})
_KEY_MEMBERS = frozenset({"kid", "public_key", "not_before", "not_after", "revoked_at"})
_LARGEST_BYTES = 16_384
_MOST_KEYS = 20
_LATEST = 253_402_300_799


class KeyState(StrEnum):
    WAITING = "waiting"  # not yet valid
    ACTIVE = "active"
    RETIRING = "retiring"  # still good, while a newer one has taken over
    REVOKED = "revoked"  # or past its time


@dataclass(frozen=True)
class ListedKey:
    kid: str
    public_key: bytes
    not_before: dt.datetime
    not_after: dt.datetime
    revoked_at: dt.datetime | None = None

    def is_good(self, now: dt.datetime) -> bool:
        return self.revoked_at is None and self.not_before <= now < self.not_after


@dataclass(frozen=True)
class KeyList:
    version: int
    issued_at: dt.datetime
    keys: Sequence[ListedKey]

    def find(self, kid: str) -> ListedKey | None:
        return next((key for key in self.keys if key.kid == kid), None)

    def signs_now(self, now: dt.datetime) -> ListedKey | None:
        """The key that signs: the newest of the good ones."""
        good = [key for key in self.keys if key.is_good(now)]
        return max(good, key=lambda key: key.not_before) if good else None

    def state_of(self, key: ListedKey, now: dt.datetime) -> KeyState:
        if key.revoked_at is not None or key.not_after <= now:
            return KeyState.REVOKED
        if key.not_before > now:
            return KeyState.WAITING
        return KeyState.ACTIVE if key is self.signs_now(now) else KeyState.RETIRING


def sign(key_list: KeyList, root: Ed25519PrivateKey) -> dict[str, str]:
    """The signed list, as it is uploaded, stored and handed to sites."""
    payload = json.dumps(
        {
            "v": 1,
            "version": key_list.version,
            "issued_at": unix(key_list.issued_at),
            "keys": [_written(key) for key in key_list.keys],
        },
        sort_keys=True,
    ).encode()
    signature = root.sign(envelope.pre_authentication_encoding(envelope.KEY_LIST, payload))
    return {
        "payload_type": envelope.KEY_LIST,
        "payload": base64.b64encode(payload).decode(),
        "keyid": key_id(root.public_key().public_bytes_raw()),
        "sig": base64.b64encode(signature).decode(),
    }


def read(document: Mapping[str, Any], *, root_public_key: bytes) -> KeyList:
    """What a signed list says. Raises KeyListInvalid unless the root key signed exactly this."""
    _require(set(document) == MEMBERS, "has other members than a signed list")
    _require(all(isinstance(value, str) for value in document.values()), "is not made of text")
    _require(document["payload_type"] == envelope.KEY_LIST, "is of another type")
    _require(document["keyid"] == key_id(root_public_key), "is signed by another root key")
    payload = envelope.strict_base64(document["payload"])
    _require(payload is not None and len(payload) <= _LARGEST_BYTES, "is not base64, or too long")
    signed = envelope.verify(root_public_key, envelope.KEY_LIST, payload or b"", document["sig"])
    _require(signed, "carries a signature that does not fit")
    try:
        told = json.loads(payload or b"")
    except ValueError:
        raise KeyListInvalid("The list is not JSON.") from None
    return _read_payload(told)


def _read_payload(told: Any) -> KeyList:
    _require(isinstance(told, dict) and set(told) == _PAYLOAD_MEMBERS, "says other things")
    _require(type(told["v"]) is int and told["v"] == 1, "is of another version of the format")
    _require(_is_number(told["version"]) and told["version"] >= 1, "has no version")
    _require(_is_number(told["issued_at"]), "has no date")
    keys = told["keys"]
    _require(isinstance(keys, list) and 1 <= len(keys) <= _MOST_KEYS, "names no key, or too many")
    listed = [_read_key(key) for key in keys]
    _require(len({key.kid for key in listed}) == len(listed), "names a key twice")
    return KeyList(told["version"], from_unix(told["issued_at"]), listed)


def _read_key(told: Any) -> ListedKey:
    _require(isinstance(told, dict) and set(told) == _KEY_MEMBERS, "describes a key otherwise")
    text = told["public_key"]
    _require(isinstance(text, str) and envelope.is_public_key(text), "names a key that is weak")
    public_key = base64.b64decode(text)
    _require(told["kid"] == key_id(public_key), "calls a key by another key's name")
    times = (told["not_before"], told["not_after"])
    _require(all(map(_is_number, times)) and times[0] < times[1], "has a key without a time")
    revoked_at = told["revoked_at"]
    _require(revoked_at is None or _is_number(revoked_at), "revokes a key at no time")
    return ListedKey(
        told["kid"],
        public_key,
        from_unix(times[0]),
        from_unix(times[1]),
        None if revoked_at is None else from_unix(revoked_at),
    )


def _written(key: ListedKey) -> dict[str, Any]:
    return {
        "kid": key.kid,
        "public_key": base64.b64encode(key.public_key).decode(),
        "not_before": unix(key.not_before),
        "not_after": unix(key.not_after),
        "revoked_at": None if key.revoked_at is None else unix(key.revoked_at),
    }


def _is_number(value: Any) -> bool:
    return type(value) is int and 0 <= value <= _LATEST


def _require(is_met: bool, flaw: str) -> None:  # noqa: FBT001 - reads as a sentence where it is used
    if is_met is not True:
        raise KeyListInvalid(f"The list {flaw}.")
