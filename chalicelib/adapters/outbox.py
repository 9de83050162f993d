"""Storage of messages that wait to leave; see docs/decisions on the outbox."""

import datetime as dt
from typing import Any

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped

from chalicelib.adapters.orm import Base, Keyed


class OutboxRow(Keyed, Base):
    __tablename__ = "outbox"

    queue: Mapped[str]
    body: Mapped[dict[str, Any]]
    created_at: Mapped[dt.datetime]
    sent_at: Mapped[dt.datetime | None]
    # It waits till then: the quiet hours of whom it is for.
    not_before: Mapped[dt.datetime | None]

    __table_args__ = (
        Index("ix_outbox_unsent", "id", postgresql_where=text("sent_at is null")),
        Index("ix_outbox_sent_at", "sent_at", postgresql_where=text("sent_at is not null")),
        {"postgresql_with": {"fillfactor": "70"}},
    )
