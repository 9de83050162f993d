"""Storage of the audit log: rows are only ever added, and each is a link of one chain."""

import datetime as dt
import uuid
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, Index
from sqlalchemy.dialects.postgresql import JSON
from sqlalchemy.orm import Mapped, mapped_column

from chalicelib.adapters.orm import Base, Keyed


class AuditLogRow(Keyed, Base):
    """What was done. `user_id` and `client_id` refer to nothing: entries outlive what they name."""

    __tablename__ = "audit_logs"

    at: Mapped[dt.datetime]
    user_id: Mapped[uuid.UUID | None]
    client_id: Mapped[uuid.UUID | None]
    actor: Mapped[str]
    action: Mapped[str]
    object_kind: Mapped[str]
    object_id: Mapped[str]
    # Not jsonb: what is hashed must stay as it was written, to the letter.
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    after: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    address: Mapped[str | None]
    request_id: Mapped[str | None]

    __table_args__ = (
        CheckConstraint(
            "address <> '' and request_id <> '' and position(chr(31) in"
            " actor || action || object_kind || object_id || coalesce(before::text, '')"
            " || coalesce(after::text, '') || coalesce(address, '')"
            " || coalesce(request_id, '')) = 0",
            name="unambiguous",
        ),
        Index("ix_audit_logs_at", "at", "id"),
        Index("ix_audit_logs_client_id_at", "client_id", "at"),
        Index("ix_audit_logs_user_id_at", "user_id", "at"),
        Index("ix_audit_logs_action_at", "action", "at"),
        Index("ix_audit_logs_object_kind_object_id", "object_kind", "object_id"),
    )


class AuditLinkRow(Base):
    """An entry's place in the chain; the database adds it when the entry is committed."""

    __tablename__ = "audit_chain"

    seq: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    entry_id: Mapped[uuid.UUID] = mapped_column(unique=True)
    hash: Mapped[bytes]
