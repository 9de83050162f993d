"""Which numbered messages of a site have arrived: a sliding window, as IPsec keeps one (RFC 4303).

It tells a duplicate from a latecomer without storing a row per message.
"""

from dataclasses import dataclass, replace

from chalicelib.sites.errors import DuplicateMessage, SequenceTooOld

WINDOW_SIZE = 63  # fits a positive bigint
ALL_NUMBERS = (1 << WINDOW_SIZE) - 1


@dataclass(frozen=True)
class ReceivedWindow:
    """`last` is the highest number received; bit i of `bits` says whether `last - i` arrived.

    `snapshots` says the same of stored snapshots only: reports use up numbers too, and a snapshot
    whose inventory we lack arrives without becoming history.
    """

    last: int
    bits: int
    snapshots: int = 0

    def has(self, seq: int) -> bool:
        return self._is_set(self.bits, seq)

    def has_snapshot(self, seq: int) -> bool:
        return self._is_set(self.snapshots, seq)

    def receive(self, seq: int) -> "ReceivedWindow":
        """The window after `seq` has arrived; a refusal tells the site where we are.

        Raises DuplicateMessage when it had arrived before, SequenceTooOld when that can no longer
        be told.
        """
        if seq > self.last:
            # A jump beyond the window empties it; shifting by a hostile 2**62 would not end.
            jump = min(seq - self.last, WINDOW_SIZE)
            return ReceivedWindow(seq, _moved(self.bits, jump) | 1, _moved(self.snapshots, jump))
        if self.last - seq >= WINDOW_SIZE:
            raise SequenceTooOld(last_seq=self.last)
        if self.has(seq):
            raise DuplicateMessage(last_seq=self.last)
        return replace(self, bits=self.bits | 1 << (self.last - seq))

    def keep_snapshot(self, seq: int) -> "ReceivedWindow":
        """The window after the snapshot `seq`, just received, has become history."""
        return replace(self, snapshots=self.snapshots | 1 << (self.last - seq))

    def _is_set(self, bits: int, seq: int) -> bool:
        behind = self.last - seq
        return 0 <= behind < WINDOW_SIZE and bool(bits >> behind & 1)


def _moved(bits: int, jump: int) -> int:
    return bits << jump & ALL_NUMBERS
