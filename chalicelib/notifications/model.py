"""A notification on its way. Pure."""

import datetime as dt
import uuid
from enum import StrEnum
from typing import Protocol

# Whoever claimed a delivery and has not marked it by then died. It is four times as long as the
# function may run, so that the provider's own word of a letter that it took comes before.
CLAIM_LASTS = dt.timedelta(seconds=120)


class Claim(StrEnum):
    """What a worker is told that wants to deliver a notification."""

    GRANTED = "granted"
    IN_PROGRESS = "in_progress"
    ALREADY_SENT = "already_sent"


class DeliveryLog(Protocol):
    """Remembers what was sent, so that a message delivered twice is one e-mail.

    Claim, send, mark: a worker that dies in between leaves a claim that runs out, and the next one
    sends. So the provider gets everything at least once. A letter that left before such a death is
    marked by what SES says of it (mail_events.py), so it leaves twice only where that word is lost.
    """

    def claim(self, notification_id: uuid.UUID) -> Claim: ...

    def release(self, notification_id: uuid.UUID) -> None:
        """Give a claim back: nothing was taken, and the next attempt need not wait for its end."""
        ...

    def mark_sent(self, notification_id: uuid.UUID) -> None: ...
