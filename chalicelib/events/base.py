"""What every message has in common."""

import datetime as dt
import uuid
from typing import ClassVar

from pydantic import BaseModel, ConfigDict, Field

from chalicelib.kit.clock import SystemClock
from chalicelib.kit.ids import uuid7


class Message(BaseModel):
    """A frozen fact or order on its way through a queue; `queue` says through which."""

    # A message that cannot be read is logged without what it says.
    # The schema is built when it is first used: a cold start pays for the messages that it reads.
    model_config = ConfigDict(
        frozen=True, extra="ignore", hide_input_in_errors=True, defer_build=True
    )
    queue: ClassVar[str]

    message_id: uuid.UUID = Field(default_factory=uuid7)
    occurred_at: dt.datetime = Field(default_factory=SystemClock().now)
    version: int = 1
