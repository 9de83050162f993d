"""Storage of updates that sites wait for, and what became of them."""

import datetime as dt
import uuid

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from chalicelib.adapters.orm import Base, Dated, Keyed


class UpdateRow(Keyed, Dated, Base):
    __tablename__ = "updates"

    site_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("sites.id", ondelete="CASCADE"))
    client_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("clients.id", ondelete="CASCADE"))
    kind: Mapped[str]
    slug: Mapped[str]
    name: Mapped[str]
    from_version: Mapped[str]
    to_version: Mapped[str]
    status: Mapped[str] = mapped_column(server_default=text("'available'"))
    first_seen_at: Mapped[dt.datetime]
    resolved_at: Mapped[dt.datetime | None]

    __table_args__ = (
        CheckConstraint("kind in ('core', 'plugin', 'theme')", name="kind_known"),
        CheckConstraint("status in ('available', 'applied', 'withdrawn')", name="status_known"),
        Index(
            "uq_updates_available",
            "site_id",
            "kind",
            "slug",
            unique=True,
            postgresql_where=text("status = 'available'"),
        ),
        Index("ix_updates_site_id", "site_id"),
        Index("ix_updates_client_id_status", "client_id", "status"),
    )
