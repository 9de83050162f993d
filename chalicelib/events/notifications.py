"""What the notifications room is asked to tell people."""

import uuid
from typing import Any, ClassVar

from chalicelib.events.base import Message


class NotificationRequested(Message):
    queue: ClassVar[str] = "send-notification-queue"
    notification_id: uuid.UUID
    channel: str = "email"
    recipient: str
    template: str
    subject: str
    context: dict[str, Any]
