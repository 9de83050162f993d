"""Ten one-time codes for the day when the phone is gone."""

import uuid

from chalicelib.kit.ids import digest, normalise_code, spoken_code

HOW_MANY = 10
_CHARACTERS = 16  # of 5 bits: 80 bits


def new_codes() -> list[str]:
    """Ten of 80 random bits, in groups of four."""
    return [spoken_code(_CHARACTERS) for _ in range(HOW_MANY)]


def stored(code: str, user_id: uuid.UUID) -> str:
    """How a code is kept: a digest that is good for this person alone."""
    return digest(f"{user_id}:{normalise_code(code)}")
