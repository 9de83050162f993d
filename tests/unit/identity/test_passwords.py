"""Passwords and their hashes."""

import pytest

from chalicelib.identity.errors import WeakPassword
from chalicelib.identity.passwords import COST, BcryptHasher

_HASHER = BcryptHasher(cost=4)


def test_the_cost_is_what_was_decided() -> None:
    assert COST == 12
    assert BcryptHasher()._cost == COST


def test_a_password_fits_its_own_hash_only() -> None:
    hashed = _HASHER.hash("correct horse battery")

    assert _HASHER.verify("correct horse battery", hashed)
    assert not _HASHER.verify("correct horse batterz", hashed)
    assert not _HASHER.verify("", hashed)


def test_the_same_characters_fit_from_every_keyboard() -> None:
    hashed = _HASHER.hash("Blütenstaub auf Wiesen")

    assert _HASHER.verify("Blu\u0308tenstaub auf Wiesen", hashed)


@pytest.mark.parametrize("password", ["", "short", "x" * 11, "x" * 73, "ü" * 37])
def test_a_password_that_is_too_short_or_too_long_is_refused(password: str) -> None:
    with pytest.raises(WeakPassword):
        _HASHER.hash(password)


def test_what_bcrypt_would_cut_off_counts() -> None:
    longest = "x" * 72
    hashed = _HASHER.hash(longest)

    assert _HASHER.verify(longest, hashed)
    assert not _HASHER.verify(longest + "y", hashed)


def test_a_nul_cannot_cut_a_password() -> None:
    hashed = _HASHER.hash("correct horse battery")

    assert not _HASHER.verify("correct horse", hashed)
    assert not _HASHER.verify("\0", _HASHER.hash("\0twelve letters"))


def test_nobody_fits_any_password() -> None:
    assert not _HASHER.verify("correct horse battery", None)


def test_an_old_hash_is_to_be_renewed() -> None:
    hashed = _HASHER.hash("correct horse battery")

    assert not _HASHER.needs_rehash(hashed)
    assert BcryptHasher(cost=5).needs_rehash(hashed)
    assert _HASHER.needs_rehash("$argon2id$v=19$m=65536")
