"""Identifiers: time-ordered UUIDs for rows, unguessable tokens for secrets."""

import base64
import hashlib
import secrets
import time
import uuid

# Crockford's base 32: no I, L, O or U, so a code survives being read aloud.
_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LOOK_ALIKES = str.maketrans({"I": "1", "L": "1", "O": "0"})
_CODE_LENGTH = 32  # 32 characters of 5 bits are 160 bits


def uuid7() -> uuid.UUID:
    """A UUID version 7 (RFC 9562): sorts by creation time to the millisecond."""
    milliseconds = time.time_ns() // 1_000_000
    value = (milliseconds & ((1 << 48) - 1)) << 80 | secrets.randbits(80)
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return uuid.UUID(int=value)


def token(size_bytes: int = 32) -> str:
    """An unguessable, URL-safe token without padding."""
    return base64.urlsafe_b64encode(secrets.token_bytes(size_bytes)).rstrip(b"=").decode()


def digest(secret: str) -> str:
    """How a random secret is stored: SHA-256 in hex. Not for passwords, they need a slow hash."""
    return hashlib.sha256(secret.encode()).hexdigest()


def spoken_code(characters: int = _CODE_LENGTH) -> str:
    """A one-time code in groups of four, fit for typing; each character is 5 bits (160 in all)."""
    code = "".join(secrets.choice(_CROCKFORD) for _ in range(characters))
    return "-".join(code[start : start + 4] for start in range(0, characters, 4))


def normalise_code(typed: str) -> str:
    """The bare characters of a code as a person typed it; other characters are kept and fail."""
    bare = "".join(typed.split()).replace("-", "").upper()
    return bare.translate(_LOOK_ALIKES)
