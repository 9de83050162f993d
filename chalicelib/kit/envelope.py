"""Signatures over exact bytes: DSSE pre-authentication encoding with Ed25519.

One algorithm, no negotiation, nothing to canonicalise. Source: github.com/secure-systems-lab/dsse.
"""

import base64
import binascii

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

CONNECT = "application/vnd.wpwingman.connect+json"
SNAPSHOT = "application/vnd.wpwingman.snapshot+json"
DAILY_REPORT = "application/vnd.wpwingman.daily-report+json"
PULL = "application/vnd.wpwingman.pull+json"
RESULT = "application/vnd.wpwingman.result+json"
COMMAND = "application/vnd.wpwingman.command+json"
DISCONNECT = "application/vnd.wpwingman.disconnect+json"
PROOF = "application/vnd.wpwingman.proof+json"
KEY_LIST = "application/vnd.wpwingman.key-list+json"
AUDIT_ANCHOR = "application/vnd.wpwingman.audit-anchor+json"

_KEY_BYTES = 32
_SIGNATURE_BYTES = 64
_SIGNATURE_CHARACTERS = 88
_FIELD = 2**255 - 19
_SIGN_BIT = 1 << 255
# The y of the points of small order: for such a key anyone can sign anything. libsodium refuses
# them, OpenSSL does not.
_WEAK = frozenset(
    {
        0,
        1,
        _FIELD - 1,
        0x7A03AC9277FDC74EC6CC392CFA53202A0F67100D760B3CBA4FD84D3D706A17C7,
        0x05FC536D880238B13933C6D305ACDFD5F098EFF289F4C345B027B2C28F95E826,
    }
)


def pre_authentication_encoding(payload_type: str, body: bytes) -> bytes:
    """The bytes that are signed; type and body cannot be confused with one another."""
    kind = payload_type.encode()
    return b"DSSEv1 %d %b %d %b" % (len(kind), kind, len(body), body)


def strict_base64(text: str) -> bytes | None:
    """Standard alphabet, correct padding, no white space, one spelling per value; else None."""
    try:
        raw = base64.b64decode(text.encode("ascii"), validate=True)
    except (binascii.Error, ValueError):
        return None
    # b64decode tolerates stray trailing bits ("QQ==" and "QR=="): only the canonical one passes.
    return raw if base64.b64encode(raw).decode() == text else None


def is_public_key(text: str) -> bool:
    raw = strict_base64(text)
    return raw is not None and len(raw) == _KEY_BYTES and not _is_weak(raw)


def verify(public_key: bytes, payload_type: str, body: bytes, signature: str) -> bool:
    """Whether `signature` (base64 of 64 bytes) is that of `public_key` (32 bytes) over the body."""
    if len(signature) != _SIGNATURE_CHARACTERS or len(public_key) != _KEY_BYTES:
        return False
    raw = strict_base64(signature)
    if raw is None or len(raw) != _SIGNATURE_BYTES:
        return False
    if _is_weak(public_key) or _is_weak(raw[:_KEY_BYTES]):
        return False
    try:
        key = Ed25519PublicKey.from_public_bytes(public_key)
        key.verify(raw, pre_authentication_encoding(payload_type, body))
    except (InvalidSignature, ValueError):
        return False
    return True


def _is_weak(point: bytes) -> bool:
    """Of small order, or spelled as no honest key is."""
    y = int.from_bytes(point, "little") & ~_SIGN_BIT
    return y >= _FIELD or y in _WEAK
