"""Storage of support tickets."""

import datetime as dt
import uuid

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from chalicelib.adapters.orm import Base, Dated, Keyed


class SupportTicketRow(Keyed, Dated, Base):
    __tablename__ = "support_tickets"

    client_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("clients.id", ondelete="CASCADE"))
    site_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("sites.id", ondelete="SET NULL"), index=True
    )
    opened_by: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("users.id", ondelete="SET NULL"), index=True
    )
    assigned_to: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("users.id", ondelete="SET NULL"), index=True
    )
    subject: Mapped[str]
    status: Mapped[str] = mapped_column(server_default=text("'open'"))
    priority: Mapped[str] = mapped_column(server_default=text("'normal'"))
    resolved_at: Mapped[dt.datetime | None]

    __table_args__ = (
        CheckConstraint("status in ('open', 'waiting', 'resolved')", name="status_known"),
        CheckConstraint("priority in ('low', 'normal', 'high', 'urgent')", name="priority_known"),
        Index("ix_support_tickets_client_id_created_at", "client_id", "created_at"),
    )
