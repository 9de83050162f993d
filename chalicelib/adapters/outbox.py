"""Storage of messages that wait to leave; see docs/decisions on the outbox."""

import datetime as dt
from typing import Any

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped

from chalicelib.adapters.orm import Base, Keyed

_WAITS = "sent_at is null and not_before is not null"


class OutboxRow(Keyed, Base):
    __tablename__ = "outbox"

    queue: Mapped[str]
    body: Mapped[dict[str, Any]]
    created_at: Mapped[dt.datetime]
    sent_at: Mapped[dt.datetime | None]
    # It waits till then: for quiet hours to end, or for somebody to answer.
    not_before: Mapped[dt.datetime | None]

    __table_args__ = (
        Index("ix_outbox_unsent", "id", postgresql_where=text("sent_at is null")),
        Index("ix_outbox_not_before", "not_before", postgresql_where=text(_WAITS)),
        # By what it is taken back, also when a thousand sites come back at once.
        Index(
            "ix_outbox_waiting_notification_id",
            text("(body ->> 'notification_id')"),
            postgresql_where=text(_WAITS),
        ),
        Index(
            "ix_outbox_waiting_subject_key",
            text("(body ->> 'subject_key')"),
            postgresql_where=text(_WAITS),
        ),
        Index("ix_outbox_sent_at", "sent_at", postgresql_where=text("sent_at is not null")),
        {"postgresql_with": {"fillfactor": "70"}},
    )
