"""Storage of notifications: what was told to whom, once per change and recipient."""

import datetime as dt
import uuid

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from chalicelib.adapters.orm import Base, Keyed


class NotificationRow(Keyed, Base):
    __tablename__ = "notifications"

    client_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("clients.id", ondelete="CASCADE"))
    site_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("sites.id", ondelete="CASCADE"), index=True
    )
    # What is told: for example "condition:<id>:opened". Unique per recipient, so never twice.
    subject_key: Mapped[str]
    channel: Mapped[str]
    recipient: Mapped[str]
    template: Mapped[str]
    requested_at: Mapped[dt.datetime]

    __table_args__ = (
        UniqueConstraint("subject_key", "channel", "recipient"),
        Index("ix_notifications_client_id_requested_at", "client_id", "requested_at"),
    )
