"""What the notifications room is asked to tell people, and what became of it."""

import datetime as dt
import uuid
from typing import Any, ClassVar

from chalicelib.events.base import Message

# What the secret of a link in `context["sealed_token"]` is sealed for; its owner is the
# notification's id.
LINK_SEAL = "mailed_link"


class NotificationRequested(Message):
    """Tell one recipient: an address, or what a channel's `sealed_target` holds."""

    queue: ClassVar[str] = "send-notification-queue"
    notification_id: uuid.UUID
    channel: str = "email"
    recipient: str
    template: str
    # Letters in several languages find their own.
    subject: str = ""
    context: dict[str, Any]
    channel_id: uuid.UUID | None = None
    # Base64; only the function that posts can open them.
    sealed_target: str = ""
    sealed_secret: str = ""


class DeliveryTried(Message):
    """What a channel's provider answered."""

    queue: ClassVar[str] = "record-delivery-queue"
    notification_id: uuid.UUID
    channel_id: uuid.UUID
    attempt: int
    tried_at: dt.datetime
    outcome: str
    receipt: str = ""
    reason: str = ""
    # It had been delivered, as far as we knew, and came back.
    is_return: bool = False
