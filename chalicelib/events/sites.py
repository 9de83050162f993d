"""What the sites room tells."""

import uuid
from typing import ClassVar

from chalicelib.events.base import Message


class SnapshotStored(Message):
    queue: ClassVar[str] = "evaluate-snapshot-queue"
    site_id: uuid.UUID
    client_id: uuid.UUID
    seq: int


class CommandRequested(Message):
    queue: ClassVar[str] = "sign-command-queue"
    command_id: uuid.UUID
    site_id: uuid.UUID


class WakeRequested(Message):
    queue: ClassVar[str] = "wake-site-queue"
    site_id: uuid.UUID
    url: str
    token: str


class ProofRequested(Message):
    """A site says that it lives at `url`: somebody has to look."""

    queue: ClassVar[str] = "prove-site-queue"
    site_id: uuid.UUID
    url: str
    challenge: str


class ProofFetched(Message):
    """What was found at the site's address; unread, it is judged where the database is."""

    queue: ClassVar[str] = "record-proof-queue"
    site_id: uuid.UUID
    challenge: str
    message: str = ""
    signature: str = ""
    problem: str | None = None
