"""Storage of people."""

import datetime as dt
import uuid

from sqlalchemy import CheckConstraint, ForeignKey, Index, func, text
from sqlalchemy.orm import Mapped, mapped_column

from chalicelib.adapters.orm import Base, Dated, Keyed


class UserRow(Keyed, Dated, Base):
    __tablename__ = "users"

    email: Mapped[str] = mapped_column()
    name: Mapped[str]
    password_hash: Mapped[str]
    role: Mapped[str]
    client_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("clients.id", ondelete="CASCADE"), index=True
    )
    locale: Mapped[str] = mapped_column(server_default=text("'en'"))
    is_active: Mapped[bool] = mapped_column(server_default=text("true"))
    last_login_at: Mapped[dt.datetime | None]

    __table_args__ = (
        Index("uq_users_email_lower", func.lower(email), unique=True),
        CheckConstraint("role in ('admin', 'support', 'client')", name="role_known"),
        CheckConstraint("(role = 'client') = (client_id is not null)", name="client_has_client"),
    )
