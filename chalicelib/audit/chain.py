"""The chain: each entry is hashed together with the hash before it, so none can change unnoticed.

    hash(n) = SHA-256(hash(n-1) || entry(n)), and hash(0) is 32 zero bytes

`entry(n)` is the entry's thirteen texts in UTF-8, joined by U+001F, which none of them contains.
docs/decisions describes them; tools/verify_audit_log.py joins them again without any of our code.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

GENESIS = bytes(32)
SEPARATOR = b"\x1f"
_SEPARATORS = 12
_MOST_PROBLEMS = 100

# A link as it is stored: its number, the bytes of its entry (None when that is gone), its hash.
type Link = tuple[int, bytes | None, bytes]


class ProblemKind(StrEnum):
    CHANGED = "changed"  # the entry is not the one that was written
    MISSING = "missing"  # entries were taken out
    UNLINKED = "unlinked"  # an entry that no commit of ours has written
    CUT = "cut"  # the end was taken off
    REWRITTEN = "rewritten"  # the chain fits together, but is not the one that was anchored
    ANCHOR = "anchor"  # an anchor that our key has not signed


@dataclass(frozen=True)
class Problem:
    """What is wrong, and where: `seq` is the first entry concerned."""

    seq: int
    kind: ProblemKind
    detail: str


@dataclass(frozen=True)
class Mark:
    """A place in the chain: what the hash was at this number."""

    seq: int
    hash: bytes


START = Mark(0, GENESIS)


class ChainWalk:
    """Follows the chain link by link and remembers what does not fit.

    A damaged link is reported once, where it is: the walk goes on with the hash that is stored.
    """

    def __init__(self, start: Mark = START, marks: Iterable[Mark] = ()) -> None:
        self.head = start
        self.checked = 0
        self.problems: list[Problem] = []
        self._marks = {mark.seq: mark.hash for mark in marks if mark.seq > start.seq}
        self._last_good_mark = start.seq
        self._last_damage = 0
        self._computed: bytes | None = None  # where the one before is damaged: what it should be

    def follow(self, links: Iterable[Link]) -> None:
        """Take the next links, in order of their numbers."""
        sha256 = hashlib.sha256
        seq, before = self.head.seq, self.head.hash
        marks = self._marks
        for number, entry, stored in links:
            self.checked += 1
            if (
                number != seq + 1
                or entry is None
                or entry.count(SEPARATOR) != _SEPARATORS
                or self._computed is not None
                or sha256(before + entry).digest() != stored
            ):
                self._look_closer((number, entry, stored), seq, before)
            if number in marks:
                self._compare_with_mark(number, stored)
            seq, before = number, stored
        self.head = Mark(seq, before)

    def end(self) -> None:
        """The log ends here: whatever was anchored beyond has been cut off."""
        beyond = max(self._marks, default=0)
        if beyond > self.head.seq:
            self._report(
                self.head.seq + 1,
                ProblemKind.CUT,
                f"The log ends with {self.head.seq}, but {beyond} entries were anchored.",
            )

    def report_unlinked(self, entries: Iterable[tuple[str, str]]) -> None:
        """Entries, by id and action, that stand in the log without being part of the chain."""
        for entry_id, action in entries:
            self._report(
                self.head.seq + 1,
                ProblemKind.UNLINKED,
                f"The entry {entry_id} ({action}) is no part of the chain.",
            )

    def report_anchor(self, seq: int, detail: str) -> None:
        self._report(seq, ProblemKind.ANCHOR, detail)

    def _look_closer(self, link: Link, seq: int, before: bytes) -> None:
        number, entry, stored = link
        computed_before, self._computed = self._computed, None
        if number != seq + 1:
            gone = f"{seq + 1}" if number == seq + 2 else f"{seq + 1} to {number - 1}"
            self._report(seq + 1, ProblemKind.MISSING, f"Taken out: {gone}.")
            return  # what came before this one is unknown: it cannot be judged
        if entry is None:
            self._report(number, ProblemKind.MISSING, "The entry of this link is gone.")
            return
        computed = hashlib.sha256(before + entry).digest()
        # If only the hash before was damaged, this link fits the hash that should be there.
        should_be = hashlib.sha256((computed_before or before) + entry).digest()
        is_unambiguous = entry.count(SEPARATOR) == _SEPARATORS
        if is_unambiguous and stored in (computed, should_be):
            return
        self._computed = computed
        self._report(number, ProblemKind.CHANGED, "The entry is not the one that was written.")

    def _compare_with_mark(self, seq: int, stored: bytes) -> None:
        first, self._last_good_mark = self._last_good_mark + 1, seq
        # Damage that was found since then explains the difference, and says better where it is.
        if self._marks[seq] != stored and self._last_damage < first:
            self._report(
                first, ProblemKind.REWRITTEN, f"Between {first} and {seq} the log was written anew."
            )

    def _report(self, seq: int, kind: ProblemKind, detail: str) -> None:
        self._last_damage = seq
        if len(self.problems) < _MOST_PROBLEMS:
            self.problems.append(Problem(seq, kind, detail))
