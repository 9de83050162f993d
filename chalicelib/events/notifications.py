"""What the notifications room is asked to tell people."""

import uuid
from typing import Any, ClassVar

from chalicelib.events.base import Message

# What the secret of a link in `context["sealed_token"]` is sealed for; its owner is the
# notification's id.
LINK_SEAL = "mailed_link"


class NotificationRequested(Message):
    queue: ClassVar[str] = "send-notification-queue"
    notification_id: uuid.UUID
    channel: str = "email"
    recipient: str
    template: str
    # Letters in several languages find their own.
    subject: str = ""
    context: dict[str, Any]
