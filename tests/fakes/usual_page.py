"""A page as WordPress makes them: 60 KB, a third of it when compressed, and well."""

import gzip
import random
import string

PAGE_BYTES = 60_000


def _words() -> bytes:
    """Text that compresses as markup does."""
    chance = random.Random(1)
    words = ["".join(chance.choices(string.ascii_lowercase, k=7)) for _ in range(1200)]
    text = "<!doctype html><title>Shop</title>"
    while len(text) < PAGE_BYTES:
        text += f'<p class="entry">{" ".join(chance.choices(words, k=12))}</p>\n'
    return text[:PAGE_BYTES].encode()


PAGE = _words()
COMPRESSED = gzip.compress(PAGE, 6)
