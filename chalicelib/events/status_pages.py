"""What the status pages' parts tell each other."""

import datetime as dt
import uuid
from typing import ClassVar

from pydantic import BaseModel, ConfigDict, Field

from chalicelib.events.base import Message

# What the token of a subscription is sealed for; its owner is the subscriber's id.
SUBSCRIPTION_SEAL = "subscription"


class ComponentTurned(BaseModel):
    """A page shows another state of a component than before, and nobody has posted it."""

    model_config = ConfigDict(frozen=True)
    slug: str
    component_id: uuid.UUID
    state: str
    at: dt.datetime


class StatusPagesChanged(Message):
    """What the database says of pages has changed: their documents are to be written anew."""

    queue: ClassVar[str] = "describe-status-pages-queue"
    post_ids: list[uuid.UUID] = Field(default_factory=list)
    """Posts that subscribers shall hear of."""
    turned: list[ComponentTurned] = Field(default_factory=list)
    """Changes that subscribers shall hear of, where their page tells such."""


class PagesStale(Message):
    """Something that pages show has changed: look now, and not only at the next full minute."""

    queue: ClassVar[str] = "publish-status-pages-queue"
