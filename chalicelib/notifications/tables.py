"""Storage of notifications: what was told to whom, and the channels by which it is told."""

import datetime as dt
import uuid
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    LargeBinary,
    SmallInteger,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from chalicelib.adapters.orm import Base, Dated, Keyed


class NotificationRow(Keyed, Base):
    __tablename__ = "notifications"

    client_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("clients.id", ondelete="CASCADE"))
    site_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("sites.id", ondelete="CASCADE"), index=True
    )
    # What is told: for example "condition:<id>:opened". Unique per recipient, so never twice.
    subject_key: Mapped[str]
    channel: Mapped[str]
    # An address, or a channel's id; then `channel_id` holds it as well.
    recipient: Mapped[str]
    channel_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("channels.id", ondelete="CASCADE"), index=True
    )
    template: Mapped[str]
    requested_at: Mapped[dt.datetime]

    __table_args__ = (
        UniqueConstraint("subject_key", "channel", "recipient"),
        Index("ix_notifications_client_id_requested_at", "client_id", "requested_at"),
        Index("ix_notifications_requested_at", "requested_at", postgresql_using="brin"),
    )


class ChannelRow(Keyed, Dated, Base):
    __tablename__ = "channels"

    kind: Mapped[str]
    name: Mapped[str]
    # Enough of the target to know it by, and nothing to post with.
    hint: Mapped[str]
    # The API can seal and not open; only the function that posts can.
    sealed_target: Mapped[bytes] = mapped_column(LargeBinary)
    sealed_secret: Mapped[bytes | None] = mapped_column(LargeBinary)
    is_enabled: Mapped[bool] = mapped_column(server_default=text("true"))
    disabled_at: Mapped[dt.datetime | None]
    disabled_reason: Mapped[str | None]
    created_by: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("users.id", ondelete="SET NULL")
    )

    __table_args__ = (
        CheckConstraint(
            "kind in ('email', 'slack', 'discord', 'teams', 'webhook', 'sms')", name="kind"
        ),
    )


class RouteRow(Keyed, Base):
    """The first route of a channel that covers an alert's client decides whose routes count; of
    these the first that wants its severity decides about it."""

    __tablename__ = "channel_routes"

    channel_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("channels.id", ondelete="CASCADE"), index=True
    )
    # None: all clients.
    client_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("clients.id", ondelete="CASCADE"), index=True
    )
    position: Mapped[int] = mapped_column(SmallInteger)
    minimum_severity: Mapped[str]
    # Minutes after midnight in `time_zone`; all three or none.
    quiet_from: Mapped[int | None] = mapped_column(SmallInteger)
    quiet_until: Mapped[int | None] = mapped_column(SmallInteger)
    time_zone: Mapped[str | None]
    wakes_for_critical: Mapped[bool]
    # Only when nobody has answered for so long, and again as often as this.
    after_minutes: Mapped[int | None] = mapped_column(SmallInteger)
    repeat_minutes: Mapped[int | None] = mapped_column(SmallInteger)
    # Or collected: at this hour in `digest_zone`, on one day of the week (Monday is 1) or on all.
    digest_hour: Mapped[int | None] = mapped_column(SmallInteger)
    digest_weekday: Mapped[int | None] = mapped_column(SmallInteger)
    digest_zone: Mapped[str | None]

    __table_args__ = (
        CheckConstraint(
            "minimum_severity in ('info', 'warning', 'critical')", name="minimum_severity"
        ),
        CheckConstraint(
            "digest_hour is null or (after_minutes is null and repeat_minutes is null"
            " and digest_zone is not null)",
            name="one_way",
        ),
    )


class RoutedAlertRow(Base):
    """That an alert has been routed, whoever was told of it: messages may overtake each other."""

    __tablename__ = "routed_alerts"

    subject_key: Mapped[str] = mapped_column(primary_key=True)
    routed_at: Mapped[dt.datetime]
    ended_at: Mapped[dt.datetime | None]


class DigestEntryRow(Keyed, Base):
    """A problem that a channel tells with its next digest; what is over is told once more."""

    __tablename__ = "digest_entries"

    channel_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("channels.id", ondelete="CASCADE"))
    client_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("clients.id", ondelete="CASCADE"), index=True
    )
    site_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("sites.id", ondelete="CASCADE"), index=True
    )
    subject_key: Mapped[str] = mapped_column(index=True)
    severity: Mapped[str]
    subject: Mapped[str]
    opened_at: Mapped[dt.datetime]
    closed_at: Mapped[dt.datetime | None]
    due_at: Mapped[dt.datetime] = mapped_column(index=True)
    told_at: Mapped[dt.datetime | None]

    __table_args__ = (UniqueConstraint("channel_id", "client_id", "subject_key"),)


class AlertDeliveryRow(Keyed, Base):
    """One notification by one channel; its id is the notification's. A test is of no client."""

    __tablename__ = "alert_deliveries"

    channel_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("channels.id", ondelete="CASCADE"))
    client_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("clients.id", ondelete="CASCADE"), index=True
    )
    site_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("sites.id", ondelete="CASCADE"), index=True
    )
    subject: Mapped[str]
    # The alert itself, so that it can go another way when this one fails.
    content: Mapped[dict[str, Any]]
    outcome: Mapped[str]
    attempts: Mapped[int] = mapped_column(SmallInteger, server_default=text("0"))
    receipt: Mapped[str] = mapped_column(server_default=text("''"))
    reason: Mapped[str] = mapped_column(server_default=text("''"))
    requested_at: Mapped[dt.datetime]
    held_until: Mapped[dt.datetime | None]
    tried_at: Mapped[dt.datetime | None]

    __table_args__ = (
        CheckConstraint(
            "outcome in ('waiting', 'delivered', 'retrying', 'failed', 'refused', 'withdrawn')",
            name="outcome",
        ),
        Index("ix_alert_deliveries_channel_id_id", "channel_id", "id"),
    )
