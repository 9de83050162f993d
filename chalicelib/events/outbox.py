"""A nudge to the relay; the sweep every five minutes finds what a lost nudge left."""

from typing import ClassVar

from chalicelib.events.base import Message


class OutboxFilled(Message):
    queue: ClassVar[str] = "relay-outbox-queue"
