"""A notification on its way. Pure."""

import datetime as dt
import uuid
from enum import StrEnum
from typing import Protocol

# Longer than the function may run: whoever claimed a delivery and has not marked it by then died.
CLAIM_LASTS = dt.timedelta(seconds=60)


class Claim(StrEnum):
    """What a worker is told that wants to deliver a notification."""

    GRANTED = "granted"
    IN_PROGRESS = "in_progress"
    ALREADY_SENT = "already_sent"


class DeliveryLog(Protocol):
    """Remembers what was sent, so that a message delivered twice is one e-mail.

    Claim, send, mark: a worker that dies in between leaves a claim that runs out, and the next one
    sends. So the provider gets everything at least once, and twice only after a crash between
    sending and marking.
    """

    def claim(self, notification_id: uuid.UUID) -> Claim: ...

    def release(self, notification_id: uuid.UUID) -> None:
        """Give a claim back: nothing was taken, and the next attempt need not wait for its end."""
        ...

    def mark_sent(self, notification_id: uuid.UUID) -> None: ...
