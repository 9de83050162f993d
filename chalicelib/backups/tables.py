"""Storage of backups: the records; the packs themselves lie in S3."""

import datetime as dt
import uuid
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from chalicelib.adapters.orm import Base, Dated, Keyed


class BackupRow(Keyed, Dated, Base):
    __tablename__ = "backups"

    site_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("sites.id", ondelete="CASCADE"))
    client_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("clients.id", ondelete="CASCADE"))
    job_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("jobs.id", ondelete="SET NULL"), index=True
    )
    type: Mapped[str]
    status: Mapped[str] = mapped_column(server_default=text("'queued'"))
    size_bytes: Mapped[int | None] = mapped_column(BigInteger)
    stored_bytes: Mapped[int | None] = mapped_column(BigInteger)
    manifest_key: Mapped[str | None]
    started_at: Mapped[dt.datetime | None]
    finished_at: Mapped[dt.datetime | None]
    verified_at: Mapped[dt.datetime | None]
    expires_at: Mapped[dt.datetime | None]
    error: Mapped[dict[str, Any] | None]

    __table_args__ = (
        CheckConstraint("type in ('full', 'files', 'database')", name="type_known"),
        CheckConstraint(
            "status in ('queued', 'running', 'completed', 'failed', 'cancelled')",
            name="status_known",
        ),
        Index("ix_backups_site_id_created_at", "site_id", "created_at"),
        Index("ix_backups_client_id_created_at", "client_id", "created_at"),
    )
