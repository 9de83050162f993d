"""A delivery log in memory, by the same rules as the real one."""

import datetime as dt
import uuid

from chalicelib.kit.clock import Clock
from chalicelib.notifications.model import CLAIM_LASTS, Claim


class InMemoryDeliveryLog:
    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._claims: dict[uuid.UUID, dt.datetime] = {}
        self._sent: set[uuid.UUID] = set()

    def claim(self, notification_id: uuid.UUID) -> Claim:
        if notification_id in self._sent:
            return Claim.ALREADY_SENT
        claimed_at = self._claims.get(notification_id)
        if claimed_at and self._clock.now() - claimed_at < CLAIM_LASTS:
            return Claim.IN_PROGRESS
        self._claims[notification_id] = self._clock.now()
        return Claim.GRANTED

    def release(self, notification_id: uuid.UUID) -> None:
        self._claims.pop(notification_id, None)

    def mark_sent(self, notification_id: uuid.UUID) -> None:
        self._sent.add(notification_id)
