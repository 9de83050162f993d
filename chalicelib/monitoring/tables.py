"""Storage of monitors, of conditions (what is wrong with a site, from when to when), of uptime."""

import datetime as dt
import uuid
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    SmallInteger,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from chalicelib.adapters.orm import Base, Dated, Keyed


class MonitorBeliefRow(Base):
    """What the judgement of a site remembers; written only when something changed."""

    __tablename__ = "monitor_beliefs"

    site_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("sites.id", ondelete="CASCADE"), primary_key=True
    )
    client_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("clients.id", ondelete="CASCADE"))
    belief: Mapped[dict[str, Any]]
    judged_at: Mapped[dt.datetime]

    __table_args__ = (Index("ix_monitor_beliefs_client_id", "client_id"),)


class MonitorRow(Keyed, Dated, Base):
    """Something watched beside the home page of a site; of a site, or of a client alone."""

    __tablename__ = "monitors"

    client_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("clients.id", ondelete="CASCADE"), index=True
    )
    site_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("sites.id", ondelete="CASCADE"), index=True
    )
    name: Mapped[str]
    kind: Mapped[str]
    # Of a heartbeat: its period.
    interval_seconds: Mapped[int]
    address: Mapped[str] = mapped_column(server_default=text("''"))
    port: Mapped[int] = mapped_column(server_default=text("0"))
    settings: Mapped[dict[str, Any]]
    # The API can seal and not open; only the functions that ask can.
    sealed_secrets: Mapped[bytes | None] = mapped_column(LargeBinary)
    secret_names: Mapped[list[Any]] = mapped_column(server_default=text("'[]'"))
    # SHA-256 of the address that a heartbeat is pinged at.
    ping_digest: Mapped[str | None]
    is_paused: Mapped[bool] = mapped_column(server_default=text("false"))
    status: Mapped[str] = mapped_column(server_default=text("'pending'"))
    status_reason: Mapped[str] = mapped_column(server_default=text("''"))
    status_detail: Mapped[str] = mapped_column(server_default=text("''"))
    status_since: Mapped[dt.datetime]
    checked_at: Mapped[dt.datetime | None]
    # What looks have learned: records to compare with, the end of a registration.
    facts: Mapped[dict[str, Any]] = mapped_column(server_default=text("'{}'"))
    # What a judgement remembers, as of sites in monitor_beliefs.
    belief: Mapped[dict[str, Any] | None]
    # What people were told and not yet told the end of.
    alarm: Mapped[str | None]
    alarmed_at: Mapped[dt.datetime | None]
    created_by: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("users.id", ondelete="SET NULL")
    )

    __table_args__ = (
        CheckConstraint("kind in ('http', 'tcp', 'dns', 'domain', 'heartbeat')", name="kind"),
        CheckConstraint("alarm in ('critical', 'warning')", name="alarm"),
        CheckConstraint("interval_seconds > 0", name="interval_seconds"),
    )


class SiteConditionRow(Keyed, Base):
    __tablename__ = "site_conditions"

    site_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("sites.id", ondelete="CASCADE"))
    client_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("clients.id", ondelete="CASCADE"))
    kind: Mapped[str]
    severity: Mapped[str]
    opened_at: Mapped[dt.datetime]
    closed_at: Mapped[dt.datetime | None]
    detail: Mapped[dict[str, Any]] = mapped_column(server_default=text("'{}'"))

    __table_args__ = (
        CheckConstraint("severity in ('critical', 'warning', 'info')", name="severity_known"),
        # One open condition of a kind per site: a duplicate message cannot open it twice.
        Index(
            "uq_site_conditions_open",
            "site_id",
            "kind",
            unique=True,
            postgresql_where=text("closed_at is null"),
        ),
        Index(
            "ix_site_conditions_worst_open",
            "severity",
            "opened_at",
            "id",
            postgresql_where=text("closed_at is null"),
        ),
        Index("ix_site_conditions_site_id", "site_id"),
        Index("ix_site_conditions_client_id", "client_id"),
    )


def _count() -> Mapped[int]:
    return mapped_column(server_default=text("0"))


class StatusChangeRow(Base):
    """From `at` on the site had this status. A trigger on `site_state` writes it."""

    __tablename__ = "status_changes"

    site_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("sites.id", ondelete="CASCADE"))
    at: Mapped[dt.datetime]
    # Without a reference to clients: a site goes with its client, and takes these rows along.
    client_id: Mapped[uuid.UUID]
    status: Mapped[str]

    __table_args__ = (
        PrimaryKeyConstraint("site_id", "at"),
        Index("ix_status_changes_at", "at", postgresql_using="brin"),
    )


class UptimeHourRow(Base):
    """One hour of one site; partitioned by month."""

    __tablename__ = "uptime_hours"

    site_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("sites.id", ondelete="CASCADE"))
    hour: Mapped[dt.datetime]
    client_id: Mapped[uuid.UUID]
    checks: Mapped[int] = _count()
    answers: Mapped[int] = _count()
    up_ms: Mapped[int] = _count()
    down_ms: Mapped[int] = _count()
    unknown_ms: Mapped[int] = _count()
    maintenance_ms: Mapped[int] = _count()
    response_ms_sum: Mapped[int] = mapped_column(BigInteger, server_default=text("0"))
    histogram: Mapped[list[int]] = mapped_column(ARRAY(SmallInteger), server_default=text("'{}'"))
    p50_ms: Mapped[int | None]
    p95_ms: Mapped[int | None]

    __table_args__ = (
        PrimaryKeyConstraint("site_id", "hour"),
        Index("ix_uptime_hours_hour", "hour", postgresql_using="brin"),
        {"postgresql_partition_by": "RANGE (hour)"},
    )


class UptimeDayRow(Base):
    """One day of one site, in UTC: the sum of its hours."""

    __tablename__ = "uptime_days"

    site_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("sites.id", ondelete="CASCADE"))
    day: Mapped[dt.date]
    client_id: Mapped[uuid.UUID]
    checks: Mapped[int] = _count()
    answers: Mapped[int] = _count()
    up_ms: Mapped[int] = _count()
    down_ms: Mapped[int] = _count()
    unknown_ms: Mapped[int] = _count()
    maintenance_ms: Mapped[int] = _count()
    response_ms_sum: Mapped[int] = mapped_column(BigInteger, server_default=text("0"))
    histogram: Mapped[list[int]] = mapped_column(ARRAY(Integer), server_default=text("'{}'"))

    __table_args__ = (
        PrimaryKeyConstraint("site_id", "day"),
        Index("ix_uptime_days_day", "day"),
    )


class HistoryFoldRow(Base):
    """What an hour or a day was folded from; when that has changed, it is folded again."""

    __tablename__ = "history_folds"

    period: Mapped[str]
    starts_at: Mapped[dt.datetime]
    fingerprint: Mapped[bytes] = mapped_column(LargeBinary)

    __table_args__ = (
        PrimaryKeyConstraint("period", "starts_at"),
        CheckConstraint("period in ('hour', 'day')", name="period_known"),
    )
