"""Storage of jobs: long work that someone waits for."""

import datetime as dt
import uuid
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from chalicelib.adapters.orm import Base, Dated, Keyed


class JobRow(Keyed, Dated, Base):
    __tablename__ = "jobs"

    client_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("clients.id", ondelete="CASCADE"))
    site_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("sites.id", ondelete="CASCADE"), index=True
    )
    kind: Mapped[str]
    state: Mapped[str] = mapped_column(server_default=text("'queued'"))
    phase: Mapped[str] = mapped_column(server_default=text("''"))
    progress: Mapped[int] = mapped_column(server_default=text("0"))
    requested_by: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("users.id", ondelete="SET NULL"), index=True
    )
    result: Mapped[dict[str, Any] | None]
    error: Mapped[dict[str, Any] | None]
    started_at: Mapped[dt.datetime | None]
    finished_at: Mapped[dt.datetime | None]

    __table_args__ = (
        CheckConstraint(
            "state in ('queued', 'running', 'succeeded', 'failed', 'cancelled')", name="state_known"
        ),
        CheckConstraint("progress between 0 and 100", name="progress_percent"),
        Index("ix_jobs_client_id_created_at", "client_id", "created_at"),
        Index(
            "ix_jobs_unfinished",
            "created_at",
            postgresql_where=text("state in ('queued', 'running')"),
        ),
    )
