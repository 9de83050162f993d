"""The root key of a developer's stack, which in life lies in a safe: here it signs one list."""

import base64
import datetime as dt
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

_YEARS = dt.timedelta(days=3650)


def public_key(seed: str) -> str:
    return base64.b64encode(_key(seed).public_key().public_bytes_raw()).decode()


def signed_list(seed: str, signer_seed: str) -> dict[str, Any]:
    """The first list: the stack's one command key, for ten years."""
    from chalicelib.adapters.signer import key_id
    from chalicelib.kit.clock import SystemClock
    from chalicelib.sites import key_list

    signs = _key(signer_seed).public_key().public_bytes_raw()
    now = SystemClock().now()
    listed = key_list.ListedKey(key_id(signs), signs, now - dt.timedelta(days=1), now + _YEARS)
    return key_list.sign(key_list.KeyList(1, now, [listed]), _key(seed))


def _key(seed: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(base64.b64decode(seed))
