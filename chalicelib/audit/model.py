"""Whoever does something that must be traceable."""

import uuid
from typing import Protocol


class Acting(Protocol):
    """What the log needs to know of an actor; the audit room lies below the identity room."""

    @property
    def user_id(self) -> uuid.UUID | None: ...
    @property
    def email(self) -> str: ...
    @property
    def address(self) -> str: ...
    @property
    def request_id(self) -> str: ...
