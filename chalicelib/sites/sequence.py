"""Which numbered messages of a site have arrived: a sliding window, as IPsec keeps one (RFC 4303).

It tells a duplicate from a latecomer without storing a row per message.
"""

from dataclasses import dataclass

from chalicelib.sites.errors import DuplicateMessage, SequenceTooOld

WINDOW_SIZE = 63  # fits a positive bigint


@dataclass(frozen=True)
class ReceivedWindow:
    """`last` is the highest number received; bit i of `bits` says whether `last - i` arrived."""

    last: int
    bits: int

    def has(self, seq: int) -> bool:
        behind = self.last - seq
        return 0 <= behind < WINDOW_SIZE and bool(self.bits >> behind & 1)

    def receive(self, seq: int) -> "ReceivedWindow":
        """The window after `seq` has arrived.

        Raises DuplicateMessage when it had arrived before, SequenceTooOld when that can no longer
        be told.
        """
        if seq > self.last:
            # A jump beyond the window empties it; shifting by a hostile 2**62 would not end.
            jump = min(seq - self.last, WINDOW_SIZE)
            bits = (self.bits << jump | 1) & ((1 << WINDOW_SIZE) - 1)
            return ReceivedWindow(seq, bits)
        if self.last - seq >= WINDOW_SIZE:
            raise SequenceTooOld
        if self.has(seq):
            raise DuplicateMessage
        return ReceivedWindow(self.last, self.bits | 1 << (self.last - seq))
