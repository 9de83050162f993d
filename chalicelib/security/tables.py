"""Storage of security scans."""

import datetime as dt
import uuid
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from chalicelib.adapters.orm import Base, Dated, Keyed


class SecurityScanRow(Keyed, Dated, Base):
    __tablename__ = "security_scans"

    site_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("sites.id", ondelete="CASCADE"))
    client_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("clients.id", ondelete="CASCADE"))
    job_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("jobs.id", ondelete="SET NULL"), index=True
    )
    status: Mapped[str] = mapped_column(server_default=text("'queued'"))
    findings_critical: Mapped[int] = mapped_column(server_default=text("0"))
    findings_warning: Mapped[int] = mapped_column(server_default=text("0"))
    findings: Mapped[list[Any]] = mapped_column(server_default=text("'[]'"))
    started_at: Mapped[dt.datetime | None]
    finished_at: Mapped[dt.datetime | None]
    error: Mapped[dict[str, Any] | None]

    __table_args__ = (
        CheckConstraint(
            "status in ('queued', 'running', 'completed', 'failed', 'cancelled')",
            name="status_known",
        ),
        Index("ix_security_scans_site_id_created_at", "site_id", "created_at"),
        Index("ix_security_scans_client_id", "client_id"),
    )
