"""Storage of the audit log: rows are only ever added."""

import datetime as dt
import uuid
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from chalicelib.adapters.orm import Base, Keyed


class AuditLogRow(Keyed, Base):
    __tablename__ = "audit_logs"

    at: Mapped[dt.datetime]
    user_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"))
    client_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("clients.id", ondelete="SET NULL")
    )
    actor: Mapped[str]
    action: Mapped[str]
    object_kind: Mapped[str]
    object_id: Mapped[str]
    before: Mapped[dict[str, Any] | None]
    after: Mapped[dict[str, Any] | None]
    address: Mapped[str | None]
    request_id: Mapped[str | None]

    __table_args__ = (
        Index("ix_audit_logs_at", "at", "id"),
        Index("ix_audit_logs_client_id_at", "client_id", "at"),
        Index("ix_audit_logs_user_id_at", "user_id", "at"),
    )
