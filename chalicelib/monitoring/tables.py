"""Storage of conditions: what is wrong with a site, from when to when."""

import datetime as dt
import uuid
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
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
