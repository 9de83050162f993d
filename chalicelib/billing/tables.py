"""Storage of subscriptions: which plan a client is on."""

import datetime as dt
import uuid

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from chalicelib.adapters.orm import Base, Dated, Keyed


class SubscriptionRow(Keyed, Dated, Base):
    __tablename__ = "subscriptions"

    client_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("clients.id", ondelete="CASCADE"), index=True
    )
    plan: Mapped[str]
    status: Mapped[str]
    price_cents: Mapped[int]
    currency: Mapped[str]
    period: Mapped[str]
    provider_id: Mapped[str | None] = mapped_column(unique=True)
    current_period_ends_at: Mapped[dt.datetime | None]
    cancelled_at: Mapped[dt.datetime | None]

    __table_args__ = (
        CheckConstraint(
            "status in ('trialing', 'active', 'past_due', 'paused', 'cancelled')",
            name="status_known",
        ),
        CheckConstraint("price_cents >= 0", name="price_not_negative"),
        CheckConstraint("period in ('month', 'year')", name="period_known"),
    )
