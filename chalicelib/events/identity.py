"""What the identity room asks for."""

import uuid
from typing import ClassVar

from chalicelib.events.base import Message


class LinkRequested(Message):
    """Somebody shall get a one-time link by e-mail.

    The door only asks; the link is made elsewhere. So an answer takes as long for an address that
    nobody here has, and nothing that reads the door's memory or answers ever meets a link.
    """

    queue: ClassVar[str] = "issue-link-queue"
    purpose: str
    email: str
    user_id: uuid.UUID | None = None
    invitation_id: uuid.UUID | None = None
