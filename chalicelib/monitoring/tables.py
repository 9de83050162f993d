"""Storage of conditions (what is wrong with a site, from when to when), and of uptime."""

import datetime as dt
import uuid
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    SmallInteger,
    Text,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from chalicelib.adapters.orm import Base, Keyed


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
        # With what a wall of sites shows, so that it reads no row: those of a site lie far apart.
        PrimaryKeyConstraint("site_id", "day", postgresql_include=["up_ms", "down_ms"]),
        Index("ix_uptime_days_day", "day"),
        # Of few sites and few days: which were down at all is found without the rest.
        Index(
            "ix_uptime_days_with_downtime",
            "day",
            postgresql_include=["site_id", "client_id", "down_ms"],
            postgresql_where=text("down_ms > 0"),
        ),
    )


def _sum() -> Mapped[int]:
    return mapped_column(BigInteger, server_default=text("0"))


class UptimeFleetHourRow(Base):
    """One hour of all sites together: how the fleet does, however many there are."""

    __tablename__ = "uptime_fleet_hours"

    hour: Mapped[dt.datetime] = mapped_column(primary_key=True)
    checks: Mapped[int] = _sum()
    answers: Mapped[int] = _sum()
    up_ms: Mapped[int] = _sum()
    down_ms: Mapped[int] = _sum()
    unknown_ms: Mapped[int] = _sum()
    maintenance_ms: Mapped[int] = _sum()
    response_ms_sum: Mapped[int] = _sum()
    histogram: Mapped[list[int]] = mapped_column(ARRAY(BigInteger), server_default=text("'{}'"))


class MaintenanceWindowRow(Keyed, Base):
    """Planned silence; its sites are named by rule. See windows.py for what the times mean."""

    __tablename__ = "maintenance_windows"

    name: Mapped[str]
    starts_at: Mapped[dt.datetime] = mapped_column(DateTime(timezone=False))
    time_zone: Mapped[str]
    duration_minutes: Mapped[int]
    recurrence: Mapped[str]
    weekdays: Mapped[list[int]] = mapped_column(ARRAY(SmallInteger), server_default=text("'{}'"))
    month_day: Mapped[int | None] = mapped_column(SmallInteger)
    month_week: Mapped[int | None] = mapped_column(SmallInteger)
    until: Mapped[dt.date | None]
    covers_all: Mapped[bool] = mapped_column(server_default=text("false"))
    client_ids: Mapped[list[uuid.UUID]] = mapped_column(ARRAY(Uuid), server_default=text("'{}'"))
    site_ids: Mapped[list[uuid.UUID]] = mapped_column(ARRAY(Uuid), server_default=text("'{}'"))
    tags: Mapped[list[str]] = mapped_column(ARRAY(Text), server_default=text("'{}'"))
    is_down_expected: Mapped[bool]
    is_automatic: Mapped[bool]
    effective_from: Mapped[dt.datetime]
    ended_at: Mapped[dt.datetime | None]
    # When the last occurrence closes; null for a series without end.
    over_at: Mapped[dt.datetime | None]
    # As its sites were judged last, and when.
    was_open: Mapped[bool]
    judged_at: Mapped[dt.datetime]
    created_by: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("users.id", ondelete="SET NULL")
    )
    created_at: Mapped[dt.datetime] = mapped_column(server_default=text("now()"))

    __table_args__ = (
        CheckConstraint(
            "recurrence in ('once', 'daily', 'weekly', 'monthly_by_day', 'monthly_by_weekday')",
            name="recurrence_known",
        ),
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
