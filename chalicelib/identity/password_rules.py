"""Which passwords are good enough: long, and not what everybody tries first.

No rule asks for capitals, digits or signs: they make passwords harder to keep, not to guess.
"""

import lzma
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from chalicelib.identity.errors import WeakPassword

SHORTEST = 12
LONGEST_BYTES = 72  # bcrypt reads no further

_COMMON = Path(__file__).with_name("common_passwords.txt.xz")
_PRODUCT = ("wpwingman", "wingman", "wordpress")
# Shorter words stand in too many harmless ones: "ada" in "canada".
_SHORTEST_PART = 4
_SHORTEST_WORD_OF_NAME = 5
_LOOK_ALIKES = str.maketrans("013457@$!", "oieastasi")
# What is left when the usual decoration is taken off. A shorter rest, or one with more around it
# than this many times its length, is no longer what makes the password.
_SHORTEST_CORE = 5
_MOST_DECORATION = 3
_DECORATION = re.compile(r"^[\W\d_]+|[\W\d_]+$")
_REPEATED = re.compile(r"(.{1,11}?)\1+")
_RUNS = ("0123456789" * 3, "abcdefghijklmnopqrstuvwxyz" * 2, "qwertyuiopasdfghjklzxcvbnm" * 2)
_SHORTEST_RUN = 4


def refuse_weak(password: str, *, email: str, agency_name: str, member: str = "password") -> None:
    """Raises WeakPassword, saying why; `member` is where in the body the password stood."""
    reason = weakness(password, email=email, agency_name=agency_name)
    if reason:
        raise WeakPassword(reason, errors=[{"pointer": f"/body/{member}", "detail": reason}])


def weakness(password: str, *, email: str, agency_name: str) -> str | None:
    """Why a password will not do, in a sentence for whoever typed it; None when it will."""
    composed = unicodedata.normalize("NFKC", password)
    if len(composed) < SHORTEST:
        return f"Too short: use at least {SHORTEST} characters."
    if len(composed.encode()) > LONGEST_BYTES:
        return f"Too long: use at most {LONGEST_BYTES} bytes, which are as many plain letters."
    typed = composed.casefold()
    if _holds(typed, _parts_of_address(email)):
        return "It contains a part of the e-mail address."
    if _holds(typed, _names(agency_name)):
        return "It contains the name of the product or of the agency."
    if any(_is_common(guess) for guess in _guesses(typed)):
        return "Too common: it is among the first that an attacker tries."
    return None


def _parts_of_address(email: str) -> Iterator[str]:
    address = unicodedata.normalize("NFKC", email).casefold()
    local, _, _ = address.partition("@")
    yield local
    # The name before a tag: "ada" of ada+shop@.
    yield local.partition("+")[0]


def _names(agency_name: str) -> Iterator[str]:
    yield from _PRODUCT
    words = re.findall(r"\w+", agency_name.casefold())
    yield "".join(words)
    if words and len(words[0]) >= _SHORTEST_WORD_OF_NAME:
        yield words[0]


def _holds(typed: str, parts: Iterable[str]) -> bool:
    """Whether a name is in it; a short one counts only where it stands as a word of its own."""
    squeezed = _squeezed(typed)
    for part in parts:
        bare = _squeezed(part)
        if len(bare) >= _SHORTEST_PART:
            if bare in squeezed:
                return True
        elif bare and re.search(rf"(?<![^\W\d_]){re.escape(bare)}(?![^\W\d_])", typed):
            return True
    return False


def _squeezed(text: str) -> str:
    return "".join(character for character in text if character.isalnum())


def _guesses(typed: str) -> Iterator[str]:
    """What a guesser would start from: as typed, undecorated, and with digits read as letters."""
    core = _DECORATION.sub("", typed)
    texts = [typed, _squeezed(typed)]
    if len(core) * _MOST_DECORATION >= len(typed):
        texts += [core, _squeezed(core)]
    for text in texts:
        yield text
        yield text.translate(_LOOK_ALIKES)


def _is_common(guess: str) -> bool:
    if len(guess) < _SHORTEST_CORE:
        return False
    if guess in _common_passwords() or _REPEATED.fullmatch(guess) or _is_run(guess):
        return True
    # Two rows in turns: 1q2w3e4r5t6y.
    return _is_run(guess[::2]) and _is_run(guess[1::2])


def _is_run(guess: str) -> bool:
    """Whether it is made only of rows of the alphabet, the digits or the keyboard."""
    rest = guess
    while rest:
        size = _longest_run(rest)
        if size < min(_SHORTEST_RUN, len(guess)):
            return False
        rest = rest[size:]
    return True


def _longest_run(text: str) -> int:
    rows = [row for line in _RUNS for row in (line, line[::-1])]
    size = 0
    while size < len(text) and any(text[: size + 1] in row for row in rows):
        size += 1
    return size


@cache
def _common_passwords() -> frozenset[str]:
    """Tens of thousands from published breaches; loaded when somebody first sets a password."""
    return frozenset(lzma.decompress(_COMMON.read_bytes()).decode().split("\n"))
