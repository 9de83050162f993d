"""Passwords: a slow hash behind an interface that lets cost and algorithm change over time."""

import re
import unicodedata
from typing import Protocol

import bcrypt

from chalicelib.identity.errors import WeakPassword

COST = 12
SHORTEST = 12
_LONGEST_BYTES = 72  # bcrypt reads no further; bcrypt 5 raises instead of cutting silently
_SALT_AND_DIGEST = 53  # characters
_BCRYPT = re.compile(r"\$2b\$(\d\d)\$")


class PasswordHasher(Protocol):
    def hash(self, password: str) -> str:
        """A new hash of an acceptable password. Raises WeakPassword."""
        ...

    def verify(self, password: str, hashed: str | None) -> bool:
        """Whether the password fits; as slow for no hash (None) as for a wrong password."""
        ...

    def needs_rehash(self, hashed: str) -> bool:
        """Whether the hash was made with other than today's settings."""
        ...


class BcryptHasher:
    def __init__(self, cost: int = COST) -> None:
        self._cost = cost

    def hash(self, password: str) -> str:
        raw = _bytes(password)
        if len(unicodedata.normalize("NFKC", password)) < SHORTEST or len(raw) > _LONGEST_BYTES:
            raise WeakPassword
        return bcrypt.hashpw(raw, bcrypt.gensalt(self._cost)).decode()

    def verify(self, password: str, hashed: str | None) -> bool:
        raw = _bytes(password)
        fits = bcrypt.checkpw(raw[:_LONGEST_BYTES], (hashed or _nobody(self._cost)).encode())
        return fits and hashed is not None and len(raw) <= _LONGEST_BYTES

    def needs_rehash(self, hashed: str) -> bool:
        made = _BCRYPT.match(hashed)
        return made is None or int(made.group(1)) != self._cost


def _bytes(password: str) -> bytes:
    """One byte string for what different keyboards send for the same characters."""
    # NUL ends a bcrypt password; no keyboard types it.
    return unicodedata.normalize("NFKC", password).replace("\0", "").encode()


def _nobody(cost: int) -> str:
    """What a password is compared with when there is no such user: it costs as much, and as long.

    The form of a hash is enough; to make a real one would cost the first such sign-in double.
    """
    return f"$2b${cost:02}$" + "." * _SALT_AND_DIGEST
