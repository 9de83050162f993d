"""Storage of monitors, of conditions (what is wrong with a site, from when to when), of incidents
and of uptime."""

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
from sqlalchemy import text as sa_text
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


class IncidentRow(Keyed, Base):
    """An outage of a site, or of several that have something in common: then of no client."""

    __tablename__ = "incidents"

    client_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("clients.id", ondelete="CASCADE"), index=True
    )
    site_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("sites.id", ondelete="CASCADE"), index=True
    )
    # Without a reference: an incident outlives the monitor that found it.
    monitor_id: Mapped[uuid.UUID | None]
    kind: Mapped[str]
    cause: Mapped[str]
    title: Mapped[str]
    severity: Mapped[str]
    state: Mapped[str] = mapped_column(server_default=text("'open'"))
    # The server's address, or the network, that all its sites have in common.
    shared: Mapped[str] = mapped_column(server_default=text("''"))
    started_at: Mapped[dt.datetime]
    acknowledged_at: Mapped[dt.datetime | None]
    acknowledged_by: Mapped[str] = mapped_column(server_default=text("''"))
    resolved_at: Mapped[dt.datetime | None]
    updated_at: Mapped[dt.datetime] = mapped_column(server_default=text("now()"))
    # It turned out to be part of a larger one.
    merged_into: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("incidents.id", ondelete="SET NULL"), index=True
    )

    __table_args__ = (
        CheckConstraint("state in ('open', 'acknowledged', 'resolved')", name="state_known"),
        CheckConstraint("severity in ('critical', 'warning', 'info')", name="severity_known"),
        Index("ix_incidents_started_at", "started_at", "id"),
    )


class IncidentSiteRow(Keyed, Base):
    """A site, or one monitor of it, that an incident hits: from its first failed look to its first
    clean one, with what the failed one saw."""

    __tablename__ = "incident_sites"

    incident_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("incidents.id", ondelete="CASCADE"), index=True
    )
    client_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("clients.id", ondelete="CASCADE"), index=True
    )
    site_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("sites.id", ondelete="CASCADE"), index=True
    )
    monitor_id: Mapped[uuid.UUID | None]
    # By which name its own problem may have been told before it was part of something larger.
    alert_key: Mapped[str]
    cause: Mapped[str]
    started_at: Mapped[dt.datetime]
    resolved_at: Mapped[dt.datetime | None]
    address: Mapped[str] = mapped_column(server_default=text("''"))
    network: Mapped[str] = mapped_column(server_default=text("''"))
    evidence: Mapped[dict[str, Any]] = mapped_column(server_default=text("'{}'"))

    __table_args__ = (
        Index(
            "uq_incident_sites_open",
            "site_id",
            "monitor_id",
            unique=True,
            postgresql_where=text("resolved_at is null"),
            postgresql_nulls_not_distinct=True,
        ),
        Index(
            "ix_incident_sites_network",
            "network",
            "started_at",
            postgresql_where=text("resolved_at is null"),
        ),
    )


class IncidentEventRow(Keyed, Base):
    """A line of an incident's timeline; one without a site is about all of them."""

    __tablename__ = "incident_events"

    incident_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("incidents.id", ondelete="CASCADE"))
    client_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("clients.id", ondelete="CASCADE"), index=True
    )
    site_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("sites.id", ondelete="CASCADE"), index=True
    )
    kind: Mapped[str]
    at: Mapped[dt.datetime]
    author: Mapped[str] = mapped_column(server_default=sa_text("''"))
    text: Mapped[str] = mapped_column(Text, server_default=sa_text("''"))
    detail: Mapped[dict[str, Any]] = mapped_column(server_default=sa_text("'{}'"))
    # Whether the clients whose sites are hit may read it.
    is_public: Mapped[bool]

    __table_args__ = (
        CheckConstraint(
            "kind in ('opened', 'joined', 'recovered', 'acknowledged', 'escalated', 'reminded',"
            " 'note', 'post_mortem', 'resolved')",
            name="kind_known",
        ),
        Index(
            "uq_incident_events_post_mortem",
            "incident_id",
            unique=True,
            postgresql_where=sa_text("kind = 'post_mortem'"),
        ),
        Index("ix_incident_events_incident_id", "incident_id", "at"),
    )


class IncidentLinkRow(Base):
    """A link by which whoever was told can acknowledge; its secret is kept hashed."""

    __tablename__ = "incident_links"

    digest: Mapped[str] = mapped_column(primary_key=True)
    incident_id: Mapped[uuid.UUID] = mapped_column(
        ForeignKey("incidents.id", ondelete="CASCADE"), index=True
    )
    told: Mapped[str]
    expires_at: Mapped[dt.datetime] = mapped_column(index=True)


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
