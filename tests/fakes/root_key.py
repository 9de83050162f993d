"""The root key of the tests, which in life lies in a safe, and the lists that it signs."""

import base64
import datetime as dt
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from chalicelib.adapters.signer import LocalSigner, key_id
from chalicelib.sites import key_list
from chalicelib.sites.key_list import KeyList, ListedKey
from tests import builders

ROOT = Ed25519PrivateKey.from_private_bytes(bytes(range(32, 64)))
PUBLIC_KEY = ROOT.public_key().public_bytes_raw()
PUBLIC_TEXT = base64.b64encode(PUBLIC_KEY).decode()
# The signer that the settings of the tests name, and the one that takes over from it.
SIGNER = LocalSigner(bytes(range(32)))
NEXT_SIGNER = LocalSigner(bytes(range(64, 96)))


def listed(signer: LocalSigner, **values: Any) -> ListedKey:
    """A key of the list, good for a year from the day of the tests on."""
    public_key = signer.public_key()
    usual = {
        "kid": key_id(public_key),
        "public_key": public_key,
        "not_before": builders.NOW - dt.timedelta(days=1),
        "not_after": builders.NOW + dt.timedelta(days=365),
        "revoked_at": None,
    }
    return ListedKey(**{**usual, **values})


def signed_list(*keys: ListedKey, version: int = 1, root: Ed25519PrivateKey = ROOT) -> Any:
    made = KeyList(version=version, issued_at=builders.NOW, keys=keys or (listed(SIGNER),))
    return key_list.sign(made, root)
