"""Storage of reports: the records; the documents lie in S3."""

import datetime as dt
import uuid

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from chalicelib.adapters.orm import Base, Dated, Keyed


class ReportRow(Keyed, Dated, Base):
    __tablename__ = "reports"

    client_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("clients.id", ondelete="CASCADE"))
    job_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("jobs.id", ondelete="SET NULL"), index=True
    )
    title: Mapped[str]
    period_from: Mapped[dt.date]
    period_until: Mapped[dt.date]
    status: Mapped[str] = mapped_column(server_default=text("'queued'"))
    object_key: Mapped[str | None]
    sent_at: Mapped[dt.datetime | None]

    __table_args__ = (
        CheckConstraint(
            "status in ('queued', 'running', 'completed', 'failed')", name="status_known"
        ),
        CheckConstraint("period_from <= period_until", name="period_in_order"),
        Index("ix_reports_client_id_created_at", "client_id", "created_at"),
    )
